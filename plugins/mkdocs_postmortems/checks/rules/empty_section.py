"""PM202 empty-section."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem, SectionSpec
from mkdocs_postmortems.model.template import ACTION_ITEMS, CONTRIBUTING_FACTORS, RECURRENCE


def check(filed: Filed) -> Iterator[Problem]:
    for spec in filed.template.sections if filed.template else ():
        section = filed.sections[spec.title]
        if section is not None and section.is_empty and not _is_filled_elsewhere(spec, filed.postmortem):
            yield Problem(
                f'the section "{section.title}" is empty',
                "say what is known, or that nothing is known and why",
                line=section.line,
            )


def _is_filled_elsewhere(spec: SectionSpec, postmortem: Postmortem) -> bool:
    """Whether front matter fills the section, it may stay empty, or another rule asks for it."""
    if spec.title == CONTRIBUTING_FACTORS.title:
        return bool(postmortem.contributing_factors)
    if spec.title == ACTION_ITEMS.title:
        return bool(postmortem.action_items)
    return spec.optional or spec.title == RECURRENCE.title


RULE = Rule(
    id="PM202",
    name="empty-section",
    level=Level.ERROR,
    rationale="""
        An empty heading looks like an answer in a table of contents. "Nothing is known of how it was noticed" is an
        answer; a blank is not. Contributing factors and action items may stand in the front matter alone: the page
        shows them there.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture",
        "https://sre.google/sre-book/postmortem-culture/",
    ),
    bad="""
        ## Detection gap
    """,
    good="""
        ## Detection gap

        The alert on failed writes went to a channel that nobody watches at night.
    """,
    looks_at=Filed,
    check=check,
)

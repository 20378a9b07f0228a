"""PM201 missing-section."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem, SectionSpec
from mkdocs_postmortems.model.template import FULL
from mkdocs_postmortems.near_matches import STRICT, near_matches
from mkdocs_postmortems.source import fold_title


def check(filed: Filed) -> Iterator[Problem]:
    postmortem = filed.postmortem
    for spec in filed.template.sections if filed.template else ():
        if not spec.optional and filed.sections[spec.title] is None:
            yield Problem(
                f'the section "{spec.title}" is missing, which the {postmortem.template_name} template asks for',
                _meant(filed, spec) + f'add "## {spec.title}"' + _or_light(postmortem),
                line=postmortem.source.last_line,
            )


def _meant(filed: Filed, spec: SectionSpec) -> str:
    """A heading that is most likely a slip of the pen for this section, and none that answers to another."""
    template = filed.template.sections if filed.template else ()
    taken = {fold_title(title) for known in (*template, *FULL.sections) for title in known.titles}
    headings = {fold_title(heading.text): heading for heading in filed.postmortem.source.body.headings}
    free = {title: heading for title, heading in headings.items() if title not in taken and heading.level > 1}
    for title in spec.titles:
        for match in near_matches(fold_title(title), free, likeness=STRICT):
            return f'did you mean the heading "{free[match].text}" on line {free[match].line}? otherwise '
    return ""


def _or_light(postmortem: Postmortem) -> str:
    chosen = postmortem.template or postmortem.template_name == "light"
    return "" if chosen else ", or choose `template: light`"


RULE = Rule(
    id="PM201",
    name="missing-section",
    level=Level.ERROR,
    rationale="""
        A fixed skeleton keeps an analysis from quietly skipping the system: the sections easiest to leave out,
        detection, controls, recurrence, are the ones that change something. Small incidents and near misses have a
        light template.
    """,
    citation=Citation(
        "Site Reliability Engineering, app. D: Example postmortem",
        "https://sre.google/sre-book/example-postmortem/",
    ),
    bad="""
        without: Control gap
    """,
    good="""
        ## Control gap

        Nothing compared the term of the leader with the term of the write.
    """,
    looks_at=Filed,
    check=check,
)

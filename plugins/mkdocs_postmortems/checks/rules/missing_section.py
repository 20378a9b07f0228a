"""PM201 missing-section."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(filed: Filed) -> Iterator[Problem]:
    postmortem = filed.postmortem
    for spec in filed.template.sections if filed.template else ():
        if not spec.optional and postmortem.section(*spec.titles) is None:
            yield Problem(
                f'the section "{spec.title}" is missing, which the {postmortem.template_name} template asks for',
                f'add "## {spec.title}"' + _or_light(postmortem),
                line=postmortem.source.last_line,
            )


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

"""PM204 unknown-template."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.near_matches import did_you_mean


def check(analysis: Analysis) -> Iterator[Problem]:
    known = analysis.archive.templates.by_name
    for postmortem in analysis.archive.all_postmortems:
        if postmortem.template_name not in known:
            yield Problem(
                f'unknown template "{postmortem.template_name}"',
                did_you_mean(postmortem.template_name, sorted(known)),
                at=("template",),
                of=postmortem,
            )


RULE = Rule(
    id="PM204",
    name="unknown-template",
    level=Level.ERROR,
    rationale="""
        The template says which sections a postmortem must have. One that does not exist asks for nothing, so that
        nothing missing would be noticed.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        template: ful
    """,
    good="""
        template: full
    """,
    looks_at=Analysis,
    check=check,
)

"""PM204 unknown-template."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.near_matches import did_you_mean


def check(filed: Filed) -> Iterator[Problem]:
    if filed.template is None:
        name = filed.postmortem.template_name
        yield Problem(
            f'unknown template "{name}"',
            did_you_mean(name, sorted(filed.archive.templates.by_name)),
            at=("template",),
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
    looks_at=Filed,
    check=check,
)

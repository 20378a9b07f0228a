"""PM213 skipped-heading-level."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    level = 1  # the title of the page
    for heading in postmortem.source.body.headings:
        if heading.level > level + 1:
            yield Problem(
                f'the heading "{heading.text}" is of level {heading.level}, below one of level {level}',
                f"write it with {'#' * (level + 1)}",
                line=heading.line,
            )
        level = heading.level


RULE = Rule(
    id="PM213",
    name="skipped-heading-level",
    level=Level.WARNING,
    rationale="""
        People who hear a page move through it by its headings. A level that is left out sounds like a part that is
        missing, and the table of contents shows it in the wrong place.
    """,
    citation=Citation(
        "W3C, Web Accessibility Tutorials: Headings", "https://www.w3.org/WAI/tutorials/page-structure/headings/"
    ),
    bad="""
        ## Impact

        12 percent of writes failed for 31 minutes.

        #### By region

        Only one was hit.
    """,
    good="""
        ## Impact

        12 percent of writes failed for 31 minutes.

        ### By region

        Only one was hit.
    """,
    looks_at=Postmortem,
    check=check,
)

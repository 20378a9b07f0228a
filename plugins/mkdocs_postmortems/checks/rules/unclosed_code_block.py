"""PM215 unclosed-code-block."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    line = postmortem.source.body.unclosed_fence
    if line is not None:
        yield Problem(
            "a block of code is opened here and never closed, so that what follows is code",
            "close it with the same marks on a line of their own",
            line=line,
        )


RULE = Rule(
    id="PM215",
    name="unclosed-code-block",
    level=Level.ERROR,
    rationale="""
        A block of code that is opened and never closed swallows the rest of the document: every section below it is
        code, and is missed.
    """,
    citation=Citation(
        "CommonMark Spec, 4.5: Fenced code blocks", "https://spec.commonmark.org/0.31.2/#fenced-code-blocks"
    ),
    bad="""
        ## Impact

        ```
        503 Service Unavailable
    """,
    good="""
        ## Impact

        12 percent of writes failed for 31 minutes:

        ```
        503 Service Unavailable
        ```
    """,
    looks_at=Postmortem,
    check=check,
)

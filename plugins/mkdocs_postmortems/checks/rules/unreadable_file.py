"""PM101 unreadable-file."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.source import Source


def check(source: Source) -> Iterator[Problem]:
    for defect in source.defects:
        if defect.kind == "unreadable-file":
            yield Problem(defect.message, defect.hint, place=defect.place)


RULE = Rule(
    id="PM101",
    name="unreadable-file",
    level=Level.ERROR,
    rationale="""
        A file that is not UTF-8 text, or that holds control characters, is read differently by every program that
        meets it. Its page is left out of the site until it is mended; every other page is built.
    """,
    citation=Citation(
        "Unicode in Markdown: CommonMark Spec, 2.1",
        "https://spec.commonmark.org/0.31.2/#characters-and-lines",
    ),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        A page saved with a \\x07 in it
    """,
    good="""
        ## Summary

        Writes stalled for 31 minutes for all customers.
    """,
    looks_at=Source,
    check=check,
    holds_for_drafts=True,
)

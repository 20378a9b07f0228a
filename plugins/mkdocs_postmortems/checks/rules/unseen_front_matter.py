"""PM109 unseen-front-matter."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.source import Source


def check(source: Source) -> Iterator[Problem]:
    for defect in source.defects:
        if defect.kind == "unseen-front-matter":
            yield Problem(defect.message, defect.hint, place=defect.place)


RULE = Rule(
    id="PM109",
    name="unseen-front-matter",
    level=Level.ERROR,
    rationale="""
        A blank line, a blank or a fourth dash is enough for MkDocs to take the front matter for prose. Other programs
        still read it, so nobody notices that every fact of the file is missing here.
    """,
    citation=Citation(
        "MkDocs, YAML style meta-data", "https://www.mkdocs.org/user-guide/writing-your-docs/#yaml-style-meta-data"
    ),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        -----
        title: Writes stalled
        -----
    """,
    good="""
        title: Writes stalled
    """,
    looks_at=Source,
    check=check,
    holds_for_drafts=True,
)

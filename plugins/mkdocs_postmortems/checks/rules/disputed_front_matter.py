"""PM110 disputed-front-matter."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.source import Source


def check(source: Source) -> Iterator[Problem]:
    for defect in source.defects:
        if defect.kind == "disputed-front-matter":
            yield Problem(defect.message, defect.hint, place=defect.place)


RULE = Rule(
    id="PM110",
    name="disputed-front-matter",
    level=Level.WARNING,
    rationale="""
        MkDocs and python-frontmatter, on which most other tools are built, do not agree on where front matter begins
        and ends. What one of them counts, the other prints, and neither says so.
    """,
    citation=Citation(
        "python-frontmatter, Handlers", "https://python-frontmatter.readthedocs.io/en/latest/handlers.html"
    ),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        ---
        title: Writes stalled
        date: 2026-03-14
        ...
    """,
    good="""
        title: Writes stalled
    """,
    looks_at=Source,
    check=check,
    holds_for_drafts=True,
)

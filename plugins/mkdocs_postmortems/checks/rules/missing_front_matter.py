"""PM108 missing-front-matter."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.source import Source


def check(source: Source) -> Iterator[Problem]:
    if not source.has_front_matter and source.is_readable and source.path.endswith(".md"):
        yield Problem(
            "there is no front matter, so nothing here can be linked, counted or searched by fact",
            "start the file with --- and the keys, or give its facts in overlay.yml if it must not be edited",
            line=1,
        )


RULE = Rule(
    id="PM108",
    name="missing-front-matter",
    level=Level.WARNING,
    rationale="""
        Prose alone cannot be joined: in 169 public reports one linked to a sibling. The front matter is what lets
        the archive say that this has happened before.
    """,
    citation=Citation(
        "MkDocs, YAML style meta-data",
        "https://www.mkdocs.org/user-guide/writing-your-docs/#yaml-style-meta-data",
    ),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        # Writes stalled

        For half an hour nothing could be saved.
    """,
    good="""
        title: Writes stalled
    """,
    looks_at=Source,
    check=check,
    holds_for_drafts=True,
)

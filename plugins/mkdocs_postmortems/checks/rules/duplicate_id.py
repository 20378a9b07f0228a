"""PM601 duplicate-id."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(analysis: Analysis) -> Iterator[Problem]:
    first: dict[str, Postmortem] = {}
    for postmortem in analysis.archive.all_postmortems:
        other = first.setdefault(postmortem.id, postmortem)
        if other is not postmortem:
            yield Problem(
                f'the id "{postmortem.id}" is taken by {other.path}',
                "give one of the two another file name or another `id`; until then only the other has a page",
                at=("id",),
                of=postmortem,
            )


RULE = Rule(
    id="PM601",
    name="duplicate-id",
    level=Level.ERROR,
    rationale="""
        Postmortems are cited by id, in front matter, in prose and in other people's documents. An id that means two
        of them means neither.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        === postmortems/2026/storage/2026-03-14-stale-leader.md
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        === postmortems/2026/storage/2026-03-14-stale-leader-again.md
    """,
    looks_at=Analysis,
    check=check,
)

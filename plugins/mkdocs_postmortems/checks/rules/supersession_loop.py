"""PM611 supersession-loop."""

from collections.abc import Iterator

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import Relation


def check(filed: Filed) -> Iterator[Problem]:
    for i, link in enumerate(filed.postmortem.related):
        if link.relation is not Relation.SUPERSEDES or link.postmortem == filed.postmortem.id:
            continue  # another rule tells of a link to itself
        if _leads_to(link.postmortem, filed.postmortem.id, filed.archive):
            yield Problem(
                f'"{link.postmortem}" supersedes this one in turn',
                "let the newest account supersede the others, and none supersede it",
                at=("related", i, "postmortem"),
            )


def _leads_to(start: str, goal: str, archive: Archive) -> bool:
    """Whether one comes from a postmortem to another by following what each supersedes."""
    seen, waiting = set[str](), [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        postmortem = archive.all_by_id.get(here)
        if postmortem is not None and here not in seen:
            seen.add(here)
            waiting.extend(link.postmortem for link in postmortem.related if link.relation is Relation.SUPERSEDES)
    return False


RULE = Rule(
    id="PM611",
    name="supersession-loop",
    level=Level.ERROR,
    rationale="""
        A postmortem that supersedes another is the one to read. In a circle each sends the reader on to the next.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        related:
          - {postmortem: 2026-03-14-split-vote, relation: supersedes, why: written anew}
        === postmortems/2026/2026-03-14-split-vote.md
        related:
          - {postmortem: 2026-03-14-stale-leader, relation: supersedes, why: written anew}
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        related:
          - {postmortem: 2026-03-14-split-vote, relation: supersedes, why: written anew}
        === postmortems/2026/2026-03-14-split-vote.md
        title: Writes stalled, first account
    """,
    looks_at=Filed,
    check=check,
)

"""PM602 unresolved-related."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.near_matches import did_you_mean


def check(filed: Filed) -> Iterator[Problem]:
    known, own_id = filed.archive.all_by_id, filed.postmortem.id
    for i, link in enumerate(filed.postmortem.related):
        if link.postmortem not in known or link.postmortem == own_id:
            others = sorted(known.keys() - {own_id})
            yield Problem(
                f'"{link.postmortem}" is no other postmortem of this archive',
                did_you_mean(link.postmortem, others, "its id is the name of its file without .md"),
                at=("related", i, "postmortem"),
            )


RULE = Rule(
    id="PM602",
    name="unresolved-related",
    level=Level.ERROR,
    rationale="""
        A link to an earlier incident is the cheapest lesson there is, and one that leads nowhere is worse than none.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        related:
          - {postmortem: 2025-01-01-no-such-thing, relation: recurrence, why: the same stale leader}
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        related:
          - {postmortem: 2025-11-02-split-vote, relation: recurrence, why: the same stale leader}
        === postmortems/2025/2025-11-02-split-vote.md
    """,
    looks_at=Filed,
    check=check,
)

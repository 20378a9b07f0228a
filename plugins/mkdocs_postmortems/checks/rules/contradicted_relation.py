"""PM610 contradicted-relation."""

from collections.abc import Iterable, Iterator
from datetime import date

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem, Related, Relation


def check(filed: Filed) -> Iterator[Problem]:
    postmortem = filed.postmortem
    for i, link in enumerate(postmortem.related):
        other = filed.archive.all_by_id.get(link.postmortem)
        if other is None or other.id == postmortem.id:
            continue  # another rule tells of links that lead nowhere
        claim = (
            _too_early(postmortem, link, other)
            or _claimed_above(postmortem.related[:i], link)
            or _claimed_there(postmortem, link, other)
        )
        if claim:
            yield Problem(claim, "agree on one, and write it once", at=("related", i, "postmortem"))


def _too_early(postmortem: Postmortem, link: Related, other: Postmortem) -> str | None:
    """Whether one that was over before the other began says that it follows from it."""
    if link.relation is not Relation.FOLLOW_UP or other.date <= _last_day(postmortem):
        return None
    return f'"{other.id}" is of {other.date}, later than this one, and cannot be what it follows from'


def _last_day(postmortem: Postmortem) -> date:
    """The last day that is told of; what lay hidden for years may have come out in another incident."""
    times = (postmortem.detected_at, postmortem.mitigated_at, postmortem.resolved_at)
    return max([postmortem.date, *(moment.date() for moment in times if moment)])


def _claimed_above(above: Iterable[Related], link: Related) -> str | None:
    """What an earlier link to the same postmortem says; only the first of them is shown."""
    first = next((one for one in above if one.postmortem == link.postmortem), None)
    if first is None or first.relation is link.relation:
        return None
    return f'"{link.postmortem}" is linked twice, as "{first.relation}" and as "{link.relation}"'


def _claimed_there(postmortem: Postmortem, link: Related, other: Postmortem) -> str | None:
    """What the other says that cannot be so too; nothing of a draft, which readers of this one cannot see."""
    if other.is_draft and not postmortem.is_draft:
        return None
    for i, back in enumerate(other.related):
        if back.postmortem == postmortem.id and _exclude_each_other(link.relation, back.relation):
            there = other.place(("related", i))
            return f'this one says "{link.relation}", and {there.path}:{there.line} says "{back.relation}"'
    return None


def _exclude_each_other(one: Relation, other: Relation) -> bool:
    if one is Relation.FOLLOW_UP and other is Relation.FOLLOW_UP:
        return True
    return (one is Relation.UNRELATED) is not (other is Relation.UNRELATED)


RULE = Rule(
    id="PM610",
    name="contradicted-relation",
    level=Level.WARNING,
    rationale="""
        A link between two postmortems is shown on both, so it need be written in one only. When both write it and say
        different things, or one calls itself the follow-up of something that came later, readers see both claims. Of
        two links to one postmortem they see the first only.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        related:
          - {postmortem: 2025-11-02-split-vote, relation: recurrence, why: the same stale leader}
        === postmortems/2025/2025-11-02-split-vote.md
        date: 2025-11-02
        related:
          - {postmortem: 2026-03-14-stale-leader, relation: unrelated, why: another store}
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        related:
          - {postmortem: 2025-11-02-split-vote, relation: recurrence, why: the same stale leader}
        === postmortems/2025/2025-11-02-split-vote.md
        date: 2025-11-02
    """,
    looks_at=Filed,
    check=check,
)

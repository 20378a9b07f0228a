"""PM619 known-condition."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis, Verdict, VerdictKind
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule


def check(analysis: Analysis) -> Iterator[Problem]:
    newest: dict[tuple[str, str], Verdict] = {}
    for verdict in analysis.recurrence.all:  # oldest first, so that the newest plan stays
        if verdict.kind is VerdictKind.KNOWN_AND_OPEN and verdict.again is not None:
            newest[verdict.again.id, verdict.factor.slug] = verdict
    for (id_, slug), verdict in newest.items():
        again = analysis.archive.by_id[id_]
        cited = analysis.archive.occurrence(again, slug)
        if analysis.dispositions.of(cited).covered_by == (verdict.postmortem, verdict.action):
            continue  # the writer has said so
        days = f"{verdict.days} day{'s' if verdict.days != 1 else ''}"
        there = f"{verdict.postmortem.id} met it {days} before, and its action item {verdict.action.id} was not done"
        yield Problem(
            f'"{slug}" was known: {there}',
            f'what kept "{verdict.action.action}" from being done in time?',
            at=("contributing_factors", cited.index, "factor"),
            of=again,
        )


RULE = Rule(
    id="PM619",
    name="known-condition",
    level=Level.ADVICE,
    rationale="""
        A condition that was written up, with an action against it that was still open when it did harm again, is no
        surprise of technology. What kept the action from being done is a factor too, and often one the whole
        organization shares: who decides what comes first, and what waits.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        action_items:
          - action: Page on replication lag
            owner: storage-team
            due: 2027-01-01
            factors: [monitoring-gap]
        === postmortems/2026/2026-05-02-silent-lag.md
        date: 2026-05-02
        title: Lag went unseen for an hour
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: done
            done_on: 2026-03-20
            factors: [monitoring-gap]
        === postmortems/2026/2026-05-02-silent-lag.md
        date: 2026-05-02
        title: Lag went unseen for an hour
    """,
    looks_at=Analysis,
    check=check,
)

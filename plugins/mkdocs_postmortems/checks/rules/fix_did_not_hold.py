"""PM615 fix-did-not-hold."""

from collections.abc import Iterator, Sequence

from mkdocs_postmortems.analysis import Analysis, Verdict, VerdictKind
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(analysis: Analysis) -> Iterator[Problem]:
    missed: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in analysis.recurrence.all:
        if verdict.kind is VerdictKind.DID_NOT_HOLD and verdict.again is not None:
            yield _where_it_was_done(verdict, verdict.again)
            missed.setdefault((verdict.again.id, verdict.factor.slug), []).append(verdict)
    for verdicts in missed.values():
        yield _where_it_was_met(analysis, verdicts)


def _where_it_was_done(verdict: Verdict, again: Postmortem) -> Problem:
    items = verdict.postmortem.action_items
    since = f"{verdict.days} day{'s' if verdict.days != 1 else ''}"
    when = f"{since} after it was done" if verdict.is_dated else f"{since} after this incident"
    return Problem(
        f'action item {verdict.action.id} may not have held: {again.id} met "{verdict.factor.slug}" again, {when}',
        "compare the two: what did the action miss, or are they two conditions under one name?",
        at=("action_items", next(i for i, item in enumerate(items) if item is verdict.action)),
        of=verdict.postmortem,
    )


def _where_it_was_met(analysis: Analysis, verdicts: Sequence[Verdict]) -> Problem:
    """About the newest of the actions that were done against one condition; the others are counted."""
    verdict = max(verdicts, key=lambda verdict: verdict.postmortem.date)
    slug, before, again = verdict.factor.slug, verdict.postmortem, verdict.again
    assert again is not None, "what did not hold was met again"
    cited = analysis.archive.occurrence(again, slug)
    more = f", and {len(verdicts) - 1} more before" if len(verdicts) > 1 else ""
    return Problem(
        f'"{slug}" was met before, in {before.id}, and action item {verdict.action.id} against it was done there{more}',
        f'what did "{verdict.action.action}" miss, or is this another condition under the same name?',
        at=("contributing_factors", cited.index, "factor"),
        of=again,
    )


RULE = Rule(
    id="PM615",
    name="fix-did-not-hold",
    level=Level.ADVICE,
    rationale="""
        The same condition met again after an action against it was done is the most a second incident can teach: the
        action missed, or closed one hole of several, or one name is used for two conditions. Only people can tell
        which; the writer of each of the two learns here that there is the other.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: done
            done_on: 2026-03-20
            factors: [monitoring-gap]
            changes: control
        === postmortems/2026/2026-05-02-silent-lag.md
        date: 2026-05-02
        title: Lag went unseen for an hour
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        === postmortems/2026/2026-05-02-silent-lag.md
        date: 2026-05-02
        title: Lag went unseen for an hour
    """,
    looks_at=Analysis,
    check=check,
)

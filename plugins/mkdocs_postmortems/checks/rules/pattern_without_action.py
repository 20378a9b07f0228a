"""PM614 pattern-without-action."""

from collections.abc import Iterable, Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive, Occurrence
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule


def check(analysis: Analysis) -> Iterator[Problem]:
    threshold = analysis.archive.settings.pattern_threshold
    for pattern in analysis.patterns.recurring:
        for met in _in_scopes(analysis.archive, pattern.occurrences):
            if len(met) >= threshold and not any(_is_decided(analysis, occurrence) for occurrence in met):
                yield Problem(
                    f'"{pattern.factor.slug}" was met {len(met)} times, and nothing was ever decided about it',
                    "agree on an action here, or say why none is taken: `accepted`, `handed_off`, `covered_by`",
                    at=("contributing_factors", met[-1].index, "factor"),
                    of=met[-1].postmortem,
                )


def _in_scopes(archive: Archive, occurrences: Iterable[Occurrence]) -> Iterator[list[Occurrence]]:
    """Among whom a condition met again is a recurrence: what one organization left undecided is nothing to another."""
    by_scope: dict[str, list[Occurrence]] = {}
    for occurrence in occurrences:
        by_scope.setdefault(archive.scope(occurrence.postmortem), []).append(occurrence)
    for met in by_scope.values():
        newest = met[-1]
        yield [o for o in met if o is newest or archive.share_scope(o.postmortem, newest.postmortem)]


def _is_decided(analysis: Analysis, occurrence: Occurrence) -> bool:
    """Whether there is an answer; a cover that leads nowhere has a rule of its own."""
    return bool(analysis.dispositions.of(occurrence) or occurrence.citation.covered_by)


RULE = Rule(
    id="PM614",
    name="pattern-without-action",
    level=Level.ADVICE,
    rationale="""
        A condition that was met twice will be met again. When none of those who met it agreed on anything, accepted it
        or handed it on, the archive knows more than anybody has decided. Those who met it are the postmortems among
        which a recurrence is told (`recurrence_scope`).
    """,
    citation=Citation("R. Cook, How complex systems fail", "https://how.complexsystems.fail/"),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        contributing_factors:
          - {factor: slow-recovery, how: Replaying the log took 20 minutes.}
        === postmortems/2026/2026-05-02-slow-failover.md
        date: 2026-05-02
        title: Failover took an hour
        contributing_factors:
          - {factor: slow-recovery, how: Replaying the log took 55 minutes.}
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

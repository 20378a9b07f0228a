"""PM612 near-duplicate-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule


def check(analysis: Analysis) -> Iterator[Problem]:
    for drifted in analysis.drift.same_names:
        met = len(analysis.archive.by_factor[drifted.factor.slug])
        if met <= 1 and drifted.other is not None:
            yield Problem(
                f'"{drifted.factor.slug}" is cited {_TIMES[met]} and reads like "{drifted.other.slug}"',
                f"`{drifted.command}`, or say in `excludes` what tells the two apart",
                of=drifted.factor,
            )


_TIMES = ("never", "once")


RULE = Rule(
    id="PM612",
    name="near-duplicate-factor",
    level=Level.ADVICE,
    rationale="""
        Two words for one condition split its history in half, and neither half looks like a pattern. A factor that was
        cited once and reads like another is most often that other one.
    """,
    citation=Citation(
        "W3C, SKOS Reference, 7: documentation properties", "https://www.w3.org/TR/skos-reference/#notes"
    ),
    bad="""
        === postmortems/factors/monitoring-gap.md
        === postmortems/factors/monitoring-gaps.md
        === postmortems/2026/2026-03-14-stale-leader.md
    """,
    good="""
        === postmortems/factors/monitoring-gap.md
        === postmortems/factors/slow-recovery.md
        === postmortems/2026/2026-03-14-stale-leader.md
    """,
    looks_at=Analysis,
    check=check,
)

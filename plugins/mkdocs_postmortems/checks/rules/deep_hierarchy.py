"""PM618 deep-hierarchy."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule


def check(analysis: Analysis) -> Iterator[Problem]:
    vocabulary = analysis.archive.vocabulary
    for factor in vocabulary.live:
        above = vocabulary.resolve(factor.broader) if factor.broader else None
        top = vocabulary.resolve(above.broader) if above is not None and above.broader else None
        # Of fewer than three, one is a kind of itself: that is for `broken-merger` to tell.
        if above and top and len({factor.slug, above.slug, top.slug}) == 3:
            yield Problem(
                f'"{above.slug}", of which this is a kind, is a kind of "{above.broader}" itself',
                f"say `broader: {above.broader}` here, or take `broader` out of {above.path}",
                at=("broader",),
                of=factor,
            )


RULE = Rule(
    id="PM618",
    name="deep-hierarchy",
    level=Level.WARNING,
    rationale="""
        Kinds of one thing are counted together, on one level. A tree of more than two levels turns every citation into
        a question of where it belongs, and its counts into sums that nobody checks.
    """,
    citation=Citation(
        "W3C, SKOS Reference, 8: semantic relations", "https://www.w3.org/TR/skos-reference/#semantic-relations"
    ),
    bad="""
        === postmortems/factors/alert-noise.md
        broader: monitoring-gap
        === postmortems/factors/monitoring-gap.md
        broader: slow-recovery
    """,
    good="""
        === postmortems/factors/alert-noise.md
        broader: slow-recovery
        === postmortems/factors/monitoring-gap.md
        broader: slow-recovery
    """,
    looks_at=Analysis,
    check=check,
)

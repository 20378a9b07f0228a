"""PM613 unused-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Option, Problem, Rule


def check(analysis: Analysis, *, postmortems: int) -> Iterator[Problem]:
    archive = analysis.archive
    if len(archive.all_postmortems) < postmortems or any(one.item is None for one in archive.loaded_postmortems):
        return  # too few to say, or some of which nobody can tell what they cite
    cited = {o.factor.slug for postmortem in archive.all_postmortems for o in archive.occurrences(postmortem)}
    for factor in archive.vocabulary.live:
        if factor.slug not in cited and not archive.vocabulary.narrower(factor):
            yield Problem(
                f'no postmortem cites "{factor.slug}"',
                "cite it where it was met, merge it into another, or take it out",
                of=factor,
            )


RULE = Rule(
    id="PM613",
    name="unused-factor",
    level=Level.ADVICE,
    rationale="""
        A vocabulary is read by everybody who writes a postmortem. A factor that nobody ever cited makes it longer, and
        may be a second name for one that is cited. A young archive is left alone: there the words come first.
    """,
    citation=Citation(
        "W3C, SKOS Reference, 7: documentation properties", "https://www.w3.org/TR/skos-reference/#notes"
    ),
    bad="""
        === mkdocs.yml
        checks: {unused-factor: {postmortems: 1}}
        === postmortems/factors/monitoring-gap.md
        === postmortems/factors/moon-phase.md
        === postmortems/2026/2026-03-14-stale-leader.md
    """,
    good="""
        === mkdocs.yml
        checks: {unused-factor: {postmortems: 1}}
        === postmortems/2026/2026-03-14-stale-leader.md
        contributing_factors:
          - {factor: monitoring-gap, layer: control-gap, how: Nothing watched the replication lag.}
          - {factor: alert-noise, how: The first sign was one of 1500 alerts., handed_off: {to: the network team}}
          - {factor: slow-recovery, how: Replaying the log took 20 minutes., handed_off: {to: database-vendor}}
    """,
    looks_at=Analysis,
    check=check,
    options={"postmortems": Option(20, "How many postmortems there are before a factor that none cites is reported.")},
)

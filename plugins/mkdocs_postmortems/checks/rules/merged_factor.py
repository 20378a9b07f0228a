"""PM307 merged-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    vocabulary = filed.archive.vocabulary
    for i, citation in enumerate(filed.postmortem.contributing_factors):
        named, meant = vocabulary.named(citation.factor), vocabulary.resolve(citation.factor)
        if named is None or meant is None or meant.merged_into is not None:
            continue  # another rule tells of mergers that lead nowhere
        if named is not meant:
            yield Problem(
                f'the factor "{citation.factor}" was merged into "{meant.slug}"',
                f'write "{meant.slug}"',
                at=("contributing_factors", i, "factor"),
            )


RULE = Rule(
    id="PM307",
    name="merged-factor",
    level=Level.ADVICE,
    rationale="""
        A factor that was merged still leads to the one it was merged into, and counts there. The old name in a
        postmortem keeps readers guessing whether it means something else.
    """,
    citation=Citation(
        "W3C, SKOS Reference, 7: documentation properties", "https://www.w3.org/TR/skos-reference/#notes"
    ),
    bad="""
        === postmortems/factors/monitoring-gap.md
        merged_into: alert-noise
        === postmortems/2026/2026-03-14-stale-leader.md
    """,
    good="""
        === postmortems/factors/slow-alert.md
        merged_into: monitoring-gap
        === postmortems/2026/2026-03-14-stale-leader.md
    """,
    looks_at=Filed,
    check=check,
)

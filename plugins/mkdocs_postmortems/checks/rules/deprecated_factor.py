"""PM306 deprecated-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for i, citation in enumerate(filed.postmortem.contributing_factors):
        factor = filed.archive.vocabulary.resolve(citation.factor)
        if factor is not None and factor.deprecated is not None:
            yield Problem(
                f'the factor "{citation.factor}" is deprecated: {factor.deprecated}',
                "cite the factor that says it better, or describe one",
                at=("contributing_factors", i, "factor"),
            )


RULE = Rule(
    id="PM306",
    name="deprecated-factor",
    level=Level.ADVICE,
    rationale="""
        A factor is deprecated when it turned out to say too little, or too many things. Old citations stay as they are
        counted; a new one under that name adds to a heap that nobody looks at any more.
    """,
    citation=Citation(
        "W3C, SKOS Reference, 7: documentation properties", "https://www.w3.org/TR/skos-reference/#notes"
    ),
    bad="""
        === postmortems/factors/monitoring-gap.md
        deprecated: says too little; say which signal was missing
        === postmortems/2026/2026-03-14-stale-leader.md
    """,
    good="""
        === postmortems/factors/monitoring-gap.md
        definition: Nothing watched a condition that was there to be seen.
        === postmortems/2026/2026-03-14-stale-leader.md
    """,
    looks_at=Filed,
    check=check,
)

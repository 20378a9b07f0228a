"""PM303 factor-cited-twice."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for i, citation in enumerate(filed.postmortem.contributing_factors):
        slug = filed.archive.factor(citation.factor).slug
        if slug in seen:
            line = filed.postmortem.source.place(("contributing_factors", seen[slug])).line
            yield Problem(
                f'"{citation.factor}" is cited twice; the first is on line {line}',
                "tell both in one `how`, or find the factor that tells them apart",
                at=("contributing_factors", i, "factor"),
            )
        seen.setdefault(slug, i)


RULE = Rule(
    id="PM303",
    name="factor-cited-twice",
    level=Level.WARNING,
    rationale="""
        A postmortem counts once for each factor it cites. Two entries for the same one, perhaps under two names,
        are one condition told in two places, and only the first of them is shown.
    """,
    citation=Citation("J. Allspaw, The infinite hows", "https://www.oreilly.com/radar/the-infinite-hows/"),
    bad="""
        contributing_factors:
          - factor: monitoring-gap
            how: Nothing watched the replication lag.
          - factor: monitoring-gap
            how: Nothing watched failed writes either.
    """,
    good="""
        contributing_factors:
          - factor: monitoring-gap
            how: Nothing watched the replication lag or failed writes.
    """,
    looks_at=Filed,
    check=check,
)

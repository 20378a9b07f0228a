"""PM303 factor-cited-twice."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    for postmortem in archive.all_postmortems:
        seen: dict[str, int] = {}
        for i, citation in enumerate(postmortem.contributing_factors):
            factor = archive.resolve(citation.factor)
            slug = factor.slug if factor else citation.factor
            if slug in seen:
                line = postmortem.source.place(("contributing_factors", seen[slug])).line
                yield Problem(
                    f'"{citation.factor}" is cited twice; the first is on line {line}',
                    "tell both in one `how`, or find the factor that tells them apart",
                    at=("contributing_factors", i, "factor"),
                    of=postmortem,
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
    looks_at=Analysis,
    check=check,
)

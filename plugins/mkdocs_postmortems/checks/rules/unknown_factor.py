"""PM301 unknown-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.near_matches import did_you_mean


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    known = [
        name for factor in archive.factors if archive.is_described(factor) for name in (factor.slug, *factor.aliases)
    ]
    for postmortem in archive.all_postmortems:
        for i, citation in enumerate(postmortem.contributing_factors):
            if archive.resolve(citation.factor) is None:
                yield Problem(
                    f'unknown contributing factor "{citation.factor}"',
                    did_you_mean(citation.factor, known, _describe_it(analysis, citation.factor)),
                    at=("contributing_factors", i, "factor"),
                    of=postmortem,
                )


def _describe_it(analysis: Analysis, slug: str) -> str:
    settings = analysis.archive.settings
    return f"describe it in {settings.postmortems_dir}/{settings.factors_dir}/{slug}.md"


RULE = Rule(
    id="PM301",
    name="unknown-factor",
    level=Level.ERROR,
    rationale="""
        Free keywords do not add up: of those in public reports 78 percent are used once. A factor that everybody
        names alike is what turns single stories into a pattern.
    """,
    citation=Citation("J. Allspaw, The infinite hows", "https://www.oreilly.com/radar/the-infinite-hows/"),
    bad="""
        contributing_factors:
          - factor: monitoring-gab
            how: Nothing watched the replication lag.
    """,
    good="""
        contributing_factors:
          - factor: monitoring-gap
            how: Nothing watched the replication lag.
    """,
    looks_at=Analysis,
    check=check,
)

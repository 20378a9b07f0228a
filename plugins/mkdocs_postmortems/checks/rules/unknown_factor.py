"""PM301 unknown-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import near_matches


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    known = [
        name for factor in archive.factors if archive.is_described(factor) for name in (factor.slug, *factor.aliases)
    ]
    for postmortem in archive.all_postmortems:
        for i, citation in enumerate(postmortem.contributing_factors):
            if archive.resolve(citation.factor) is None:
                match = near_matches(citation.factor, known)
                yield Problem(
                    f'unknown contributing factor "{citation.factor}"',
                    f'did you mean "{match[0]}"?' if match else _describe_it(analysis, citation.factor),
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

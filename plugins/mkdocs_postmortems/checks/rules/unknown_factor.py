"""PM301 unknown-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.near_matches import did_you_mean


def check(filed: Filed) -> Iterator[Problem]:
    vocabulary = filed.archive.vocabulary
    known = [*vocabulary.by_slug, *vocabulary.by_alias]
    for i, citation in enumerate(filed.postmortem.contributing_factors):
        if vocabulary.resolve(citation.factor) is None:
            yield Problem(
                f'unknown contributing factor "{citation.factor}"',
                did_you_mean(citation.factor, known, _describe_it(filed.archive, citation.factor)),
                at=("contributing_factors", i, "factor"),
            )


def _describe_it(archive: Archive, slug: str) -> str:
    return f"describe it in {archive.settings.postmortems_dir}/{archive.settings.factors_dir}/{slug}.md"


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
    looks_at=Filed,
    check=check,
)

"""PM603 ambiguous-alias."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    described = [factor for _, factor in sorted(archive.vocabulary.by_slug.items())]
    taken = {factor.slug: factor.path for factor in described}
    for factor in described:
        for i, alias in enumerate(factor.aliases):
            if alias in taken:
                yield Problem(
                    f'the alias "{alias}" already belongs to {taken[alias]}',
                    "keep it in one place; what it means must not depend on the order of files",
                    at=("aliases", i),
                    of=factor,
                )
            taken.setdefault(alias, factor.path)


RULE = Rule(
    id="PM603",
    name="ambiguous-alias",
    level=Level.ERROR,
    rationale="""
        An alias lets an old or a homely name lead to the factor it means. Claimed by two factors it leads to
        whichever file comes first in the alphabet, and a citation counts where its author never meant it to.
    """,
    citation=Citation("W3C, SKOS Reference, 5: lexical labels", "https://www.w3.org/TR/skos-reference/#labels"),
    bad="""
        === postmortems/factors/slow-recovery.md
        aliases: [no-alert]
        === postmortems/factors/monitoring-gap.md
        aliases: [no-alert]
    """,
    good="""
        === postmortems/factors/slow-recovery.md
        aliases: [long-restore]
        === postmortems/factors/monitoring-gap.md
        aliases: [no-alert]
    """,
    looks_at=Analysis,
    check=check,
)

"""PM310 factor-without-how."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, citation in enumerate(postmortem.contributing_factors):
        if citation.how is None:
            yield Problem(
                f'nothing says how "{citation.factor}" showed this time',
                "add `how:`, one sentence about this incident",
                at=("contributing_factors", i, "factor"),
            )


RULE = Rule(
    id="PM310",
    name="factor-without-how",
    level=Level.WARNING,
    rationale="""
        The factor says what recurs; `how` says how it showed this time. Without it the page of the pattern lists a
        date and a title, and nobody can tell whether it is the same thing.
    """,
    citation=Citation("J. Allspaw, The infinite hows", "https://www.oreilly.com/radar/the-infinite-hows/"),
    bad="""
        contributing_factors:
          - factor: monitoring-gap
    """,
    good="""
        contributing_factors:
          - factor: monitoring-gap
            how: Nothing watched the replication lag.
    """,
    looks_at=Postmortem,
    check=check,
)

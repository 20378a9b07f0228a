"""PM305 factor-without-definition."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ContributingFactor


def check(factor: ContributingFactor) -> Iterator[Problem]:
    if factor.definition is None and factor.is_live:
        yield Problem(
            f'"{factor.title}" has no definition',
            "add `definition:`, one sentence by which a stranger can tell whether it was there",
        )


RULE = Rule(
    id="PM305",
    name="factor-without-definition",
    level=Level.WARNING,
    rationale="""
        Two trained readers agree on about half of the conditions they find in a report. A definition, with what it
        includes and leaves out, is what lets the next writer choose the same word for the same thing.
    """,
    citation=Citation(
        "W3C, SKOS Reference, 7: documentation properties", "https://www.w3.org/TR/skos-reference/#notes"
    ),
    bad="""
        === postmortems/factors/monitoring-gap.md
        definition: null
    """,
    good="""
        === postmortems/factors/monitoring-gap.md
        definition: Nothing watched a condition that was there to be seen.
    """,
    looks_at=ContributingFactor,
    check=check,
)

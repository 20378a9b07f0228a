"""PM208 section-out-of-order."""

from collections.abc import Iterator
from itertools import pairwise

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    specs = filed.template.sections if filed.template else ()
    found = [section for spec in specs if (section := filed.sections[spec.title]) is not None]
    for before, section in pairwise(found):
        if section.line < before.line:
            yield Problem(
                f'the section "{section.title}" stands above "{before.title}"',
                f'the template has it below "{before.title}"',
                line=section.line,
            )


RULE = Rule(
    id="PM208",
    name="section-out-of-order",
    level=Level.ADVICE,
    rationale="""
        Readers who have read one postmortem know where to look in the next. The order of the template goes from what
        was felt, over what was known, to what is changed; it is a habit worth keeping and no more.
    """,
    citation=Citation(
        "Site Reliability Engineering, app. D: Example postmortem", "https://sre.google/sre-book/example-postmortem/"
    ),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        ---
        title: Writes stalled
        date: 2026-03-14
        severity: SEV4
        ---

        ## How do we prevent recurrence

        Lag now pages the team on call.

        ## Summary

        Writes failed for 31 minutes for all customers.

        ## Contributing factors

        Nothing watched the lag.
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        ---
        title: Writes stalled
        date: 2026-03-14
        severity: SEV4
        contributing_factors:
          - {factor: monitoring-gap, how: Nothing watched the lag., handed_off: {to: database-vendor}}
        ---

        ## Summary

        Writes failed for 31 minutes for all customers.

        ## Contributing factors

        Nothing watched the lag.

        ## How do we prevent recurrence

        The vendor pages us on lag; that is accepted until it fails us.
    """,
    looks_at=Filed,
    check=check,
)

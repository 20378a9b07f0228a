"""PM512 action-without-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    cited = dict.fromkeys(citation.factor for citation in postmortem.contributing_factors)
    for i, item in enumerate(postmortem.action_items):
        if cited and not item.factors and item.is_open:
            yield Problem(
                f'action item "{item.action}" answers none of the contributing factors',
                f"name in `factors` what it removes, out of {', '.join(cited)}; or cite what is missing there",
                at=("action_items", i),
            )


RULE = Rule(
    id="PM512",
    name="action-without-factor",
    level=Level.WARNING,
    rationale="""
        An action that removes none of the conditions found is either a good idea from another day, or the sign of a
        condition that the analysis left out. The link is also what lets the archive tell later whether the action
        held. What is done is left alone: a token revoked, data put back, customers compensated made good the harm,
        and answer no condition; a condition that nothing answers has a rule of its own (factor-without-disposition).
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            priority: P1
            due: 2026-04-01
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            priority: P1
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    looks_at=Postmortem,
    check=check,
)

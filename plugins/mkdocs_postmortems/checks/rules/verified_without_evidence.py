"""PM509 verified-without-evidence."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ActionItem, ActionStatus, Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if item.status is ActionStatus.VERIFIED and (missing := _missing(item)):
            yield Problem(
                f'action item "{item.action}" is verified, and nothing says {" or ".join(missing)}',
                "say in `evidence` what was seen to work and in `verified_on` when, or leave it at `status: done`",
                at=("action_items", i, "status"),
            )


def _missing(item: ActionItem) -> list[str]:
    answers = {"by what": item.evidence, "when": item.verified_on}
    return [question for question, answer in answers.items() if not answer]


RULE = Rule(
    id="PM509",
    name="verified-without-evidence",
    level=Level.WARNING,
    rationale="""
        Done means that the work was finished, verified that it works: the alert was made to fire, the limit was run
        into on purpose, the next incident of this kind stopped there. That is an observation, with a day on which it
        was made. Without both, "verified" is "done" in a better light.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: verified
            factors: [monitoring-gap]
            done_on: 2026-04-02
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: verified
            factors: [monitoring-gap]
            done_on: 2026-04-02
            verified_on: 2026-04-20
            evidence: A replica held back by hand paged within a minute.
    """,
    looks_at=Postmortem,
    check=check,
)

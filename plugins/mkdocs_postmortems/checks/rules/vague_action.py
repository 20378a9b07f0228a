"""PM513 vague-action."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.general_words import is_vague
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ActionStatus, Postmortem

LEFT_ALONE = (ActionStatus.UNKNOWN, ActionStatus.DROPPED)


def check(postmortem: Postmortem) -> Iterator[Problem]:
    if postmortem.lang and not postmortem.lang.lower().startswith("en"):
        return
    for i, item in enumerate(postmortem.action_items):
        if item.status not in LEFT_ALONE and is_vague(item.action):
            yield Problem(
                f'action item "{item.action}" leaves open what {"was" if item.status.is_done else "is to be"} done',
                "say what will be there afterwards that is not today, so that a stranger would know what to build",
                at=("action_items", i, "action"),
            )


RULE = Rule(
    id="PM513",
    name="vague-action",
    level=Level.WARNING,
    rationale="""
        "Improve monitoring" is easy to agree on, because everybody hears something else, and hard to finish, because
        nobody can tell when it is. A good action names a thing and what will be so of it: somebody who was not in the
        room could build it, and somebody else could see that it is there. Only English actions made of general words
        throughout are reported, and those that merely consider or promise to try harder; one specific word is enough.
    """,
    citation=Citation(
        "Lueder and Beyer, SREcon17 Americas: Postmortem action items: plan the work and work the plan",
        "https://www.usenix.org/conference/srecon17americas/program/presentation/lueder",
    ),
    bad="""
        action_items:
          - action: Improve monitoring and alerting
            owner: storage-team
            priority: P1
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    good="""
        action_items:
          - action: Improve the alert on replication lag to page within 5 minutes
            owner: storage-team
            priority: P1
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    looks_at=Postmortem,
    check=check,
)

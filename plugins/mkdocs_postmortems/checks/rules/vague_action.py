"""PM709 vague-action."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("vague-action", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" leaves open what comes of it: how would a stranger build it, or see that it is there?',
            "say what will be there that is not today: the thing, its limit, or the answer that gets written down",
        )


RULE = Rule(
    id="PM709",
    name="vague-action",
    level=Level.WARNING,
    rationale="""
        "Improve monitoring" is easy to agree on, because everybody hears something else, and hard to finish, because
        nobody can tell when it is. A good action names a thing and what will be so of it: somebody who was not in the
        room could build it, and somebody else could see that it is there. Asked about are actions made of general words
        throughout, for which one specific word is enough, and verbs that commit to nothing: to improve, review or
        consider something needs a limit, a question to answer, or a result that gets written down. The same is asked of
        the answer to recurrence. Left alone is what was dropped, and what is only known in the words of somebody else's
        report.
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
    looks_at=Filed,
    check=check,
)

"""PM702 judgement."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("judgement", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" says what to think of somebody: what did they see, know and have to weigh at the time?',
            "tell what was done and in which conditions, without what only the end made plain",
        )


RULE = Rule(
    id="PM702",
    name="judgement",
    level=Level.WARNING,
    rationale="""
        Whoever knows how it ended finds carelessness; whoever was there had other things before them, and what they did
        made sense. A postmortem to learn from takes it that people meant well and did what was right with what they
        knew. Careless, failed to, ignored: such words say what to think of somebody, and not what happened. Left alone
        are the same words about machines, which ignore and fail without being hurt; one's own slip, told by oneself;
        praise; and conditions such as fatigue, haste or a first week on call.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## What went poorly

        The operator carelessly skipped the second step of the runbook.
    """,
    good="""
        ## What went poorly

        The second step of the runbook is below a fold on the phone, and was not run; nothing in the tool asks for it.
    """,
    looks_at=Filed,
    check=check,
)

"""PM708 vigilance-action."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("vigilance-action", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" lasts while somebody thinks of it: what would see it without anybody paying attention?',
            "name the check, limit, alert or default that does it, or the step that cannot be done without it",
        )


RULE = Rule(
    id="PM708",
    name="vigilance-action",
    level=Level.WARNING,
    rationale="""
        Attention was there on the day as well, and it was on something else. The hierarchy of actions of health care
        ranks double checks, warnings and reminders among the weakest, because they hold only for as long as somebody is
        awake to them. So the question is what would see it at three in the morning. Left alone are a check, a flag or a
        reminder that a machine makes, what people watched during the incident, and "be careful" quoted as what is to be
        replaced.
    """,
    citation=Citation(
        "Betsy Lehman Center: Action hierarchy tool (RCA2)",
        "https://navigator.betsylehmancenterma.gov/pages/action-hierarchy-tool",
    ),
    bad="""
        ## How do we prevent recurrence

        Be more careful when restarting a leader.
    """,
    good="""
        ## How do we prevent recurrence

        A restarted leader stays read-only until a majority has confirmed its term (A1).
    """,
    looks_at=Filed,
    check=check,
)

"""PM710 vague-impact."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("vague-impact", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" leaves the size open: how many was it, what share, or for how long?',
            "one number with its unit is enough; where nobody can tell, say that it is unknown, and at least how much",
        )


RULE = Rule(
    id="PM710",
    name="vague-impact",
    level=Level.WARNING,
    rationale="""
        Significant, widespread, minor: such words say how the writer felt about the size, and every reader takes
        another size from them. A number, or a share, or a name of who was hit says it to all of them alike, and lets
        one incident be put beside another. Any quantity in the same entry will do, also in words: all, none, half an
        hour, every site but one, or an honest "unknown, at least 90". The same adjectives are left alone outside the
        impact.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        impact:
          - Significant impact on customers
    """,
    good="""
        impact:
          - 12 percent of customers could not save for 31 minutes
    """,
    looks_at=Filed,
    check=check,
)

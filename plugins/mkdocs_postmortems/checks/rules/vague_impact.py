"""PM212 vague-impact."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.checks.rules.impact_without_number import says_how_much
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, entry in enumerate(postmortem.impact):
        vague = _VAGUE.search(entry)
        if vague and not says_how_much(entry):
            yield Problem(
                f'the impact "{entry}" says "{vague.group()}" and no number',
                "say how many, what share, or how long",
                at=("impact", i),
            )


_VAGUE = re.compile(
    r"\b(?:significant(?:ly)?|major|minor|severe(?:ly)?|serious(?:ly)?|substantial(?:ly)?|considerabl[ey]|extensive(?:ly)?"
    r"|widespread|massive(?:ly)?|huge(?:ly)?|large|small|limited|slight(?:ly)?|minimal(?:ly)?|negligible|noticeabl[ey]"
    r"|some|several|many|numerous|various|a few|a number of|a lot of|partial(?:ly)?|brief(?:ly)?|a while)\b",
    re.IGNORECASE,
)


RULE = Rule(
    id="PM212",
    name="vague-impact",
    level=Level.WARNING,
    rationale="""
        Significant, widespread, minor: such words say how the writer felt about the size, and every reader takes
        another size from them. A number, or a share, or a name of who was hit says it to all of them alike.
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
    looks_at=Postmortem,
    check=check,
)

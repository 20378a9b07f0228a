"""PM401 recurrence-answer-empty."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.template import RECURRENCE


def check(filed: Filed) -> Iterator[Problem]:
    section = filed.section(RECURRENCE)
    if section is not None and section.is_empty:
        yield Problem(
            f'"{section.title}" is empty',
            "say what makes this failure impossible or much smaller, and which action item delivers it",
            line=section.line,
        )


RULE = Rule(
    id="PM401",
    name="recurrence-answer-empty",
    level=Level.ERROR,
    rationale="""
        The single most important section: it says plainly what makes this failure impossible or much smaller next
        time, and which action item delivers that. When it stays empty the incident was paid for and nothing was
        bought.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture",
        "https://sre.google/sre-book/postmortem-culture/",
    ),
    bad="""
        ## How do we prevent recurrence
    """,
    good="""
        ## How do we prevent recurrence

        A write that carries an old term is refused by every replica (A1).
    """,
    looks_at=Filed,
    check=check,
)

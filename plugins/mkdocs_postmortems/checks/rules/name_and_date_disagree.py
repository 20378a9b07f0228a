"""PM111 name-and-date-disagree."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem, day_in_name


def check(postmortem: Postmortem) -> Iterator[Problem]:
    named = day_in_name(postmortem.path)
    if named is not None and named != postmortem.date:
        yield Problem(
            f"the date is {postmortem.date}, and the name of the file begins with {named}",
            "correct the date, or rename the file before others link to it",
            at=("date",),
        )


RULE = Rule(
    id="PM111",
    name="name-and-date-disagree",
    level=Level.WARNING,
    rationale="""
        The name of the file is the id by which others cite a postmortem, and the day in it is what they read. When the
        front matter says another day, one of the two is a slip, and lists and links tell different stories.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture", "https://sre.google/workbook/postmortem-culture/"
    ),
    bad="""
        date: 2026-03-15
    """,
    good="""
        date: 2026-03-14
    """,
    looks_at=Postmortem,
    check=check,
)

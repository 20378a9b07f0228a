"""PM211 impact-without-number."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.english import is_english
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.template import IMPACT


def check(filed: Filed) -> Iterator[Problem]:
    section, stated = filed.answer(IMPACT), filed.postmortem.impact
    text = " ".join((*stated, section.text if section else ""))
    if not text or filed.postmortem.is_near_miss or not is_english(filed.postmortem, text) or says_how_much(text):
        return
    hint = "say how many, how much or how long; where nobody can tell any more, say that nothing was measured"
    if stated:
        yield Problem("the impact holds no number", hint, at=("impact", 0))
    elif section:
        yield Problem("the impact holds no number", hint, line=section.line)


def says_how_much(text: str) -> bool:
    """Whether a text holds a number, in digits or in words, or says plainly that there is none."""
    return _NUMBER.search(text) is not None


_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{1,9}teen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|once|twice|half|thirds?|quarters?"
    r"|majority|most|all|any|none|no|nobody|nothing|every\w*|entire|entirely|whole|each|only|both|never|complete(?:ly)?"
    r"|total(?:ly)?|full(?:y)?|an? (?:second|minute|hour|day|night|week|month|year)"
    r"|not (?:known|measured|said|told|recorded|published)"
    r"|(?:cannot|could not|can't|couldn't) be (?:told|measured|known)|unknown)\b",
    re.IGNORECASE,
)


RULE = Rule(
    id="PM211",
    name="impact-without-number",
    level=Level.WARNING,
    rationale="""
        "Some users saw errors" cannot be compared with anything, and a year later nobody can tell whether it was worth
        the work that followed. Users, requests, minutes, orders: one number, with its unit, is enough to begin with.
        Where none can be had, say so and why.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## Impact

        Some users could not save their work for a while.
    """,
    good="""
        ## Impact

        12 percent of writes failed for 31 minutes.
    """,
    looks_at=Filed,
    check=check,
)

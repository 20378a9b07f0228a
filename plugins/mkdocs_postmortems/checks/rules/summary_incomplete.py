"""PM210 summary-incomplete."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.english import is_english
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.template import SUMMARY


def check(filed: Filed) -> Iterator[Problem]:
    section = filed.answer(SUMMARY)
    if section is None or not is_english(filed.postmortem, section.text):
        return
    asked = _ASKED[:1] if filed.postmortem.is_near_miss else _ASKED
    missing = [what for words, what in asked if not words.search(section.text)]
    if missing:
        yield Problem(
            f"the summary does not seem to say {' or '.join(missing)}",
            "a summary names what broke, who felt it, and for how long",
            line=section.line,
        )


def _any_of(stems: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(stems.split())})\w*", re.IGNORECASE)


_SPAN = r"(?:second|sec|minute|min|hour|hr|day|night|week|month|year|weekend)s?\b"
_HOW_LONG = re.compile(
    r"\b(?:\d[\d.,]{0,15}|an?|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{1,9}(?:teen|ty)"
    rf"|several|few|most|whole|entire|all|that|same)\b[\s-]+(?:\w{{1,20}}[\s-]{{1,4}}){{0,3}}?{_SPAN}"
    r"|\b\d[\d.,]{0,15}\s?(?:s|h|d|m|sec|secs|mins?|hrs?|hours?|days?)(?:\b|(?=\d))|\d\d:\d\d\b.{0,300}?\b\d\d:\d\d\b"
    r"|\b(?:hours|minutes|days|weeks|months|years)\b"
    r"|\b(?:until|overnight|all day|briefly|at once|immediately|permanent(?:ly)?|never|no (?:outage|downtime|impact))\b"
    r"|\bbetween\b.{1,200}\band\b|\bfrom\b.{1,200}\bto\b",
    re.IGNORECASE | re.DOTALL,
)
_WHO = _any_of(
    r"""
    user customer client consumer visitor reader writer player developer caller passenger subscriber patient people
    every nobody anyone anybody team tenant account compan organi[sz]ation business bank merchant shop site website
    server service traffic request quer login logins order payment job build mail message call flight project
    repositor install device computer machine percent \d{1,3}% network region internet world data student staff member
    employee engineer partner api endpoint download upload package image page read write reads writes answer
    resolver cluster pod hub node app deploy environment
    """
)
_BROKE = _any_of(
    r"""
    fail br[eo]a?ke? broke down out\b outage unavailab unreachable error slow stall los[est] stopp? cannot could can't
    won't wouldn't couldn't didn't refuse reject expire corrupt delet remov destroy wip(?:ed|ing) empt(?:y|ie[sd]) leak
    expos missing wrong incorrect degrad block crash time[ds]? timeout drop interrupt disrupt overload exhaust ran full
    stuck hung hang inaccessible offline disconnect withdr[ae]w vulnerab compromis st[eo]le theft malicious malware
    attack backdoor bug defect fault outdated stale late delay duplicat twice halt cut locke throttl revok invalid
    disappear unable unusable shut restart trip gone miss [45]\d\d detach suspend(?:ed)? impair kill starv wiped panic
    unresponsive misbehav not\b
    """
)
_ASKED = ((_BROKE, "what broke"), (_WHO, "who felt it"), (_HOW_LONG, "how long it lasted"))


RULE = Rule(
    id="PM210",
    name="summary-incomplete",
    level=Level.ADVICE,
    rationale="""
        Whoever reads one paragraph should know what broke, who felt it, and for how long. The three are what people
        search for a year later, and what tells them whether to read on. A near miss is not asked how long it hurt, or
        whom.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## Summary

        There was a problem with the storage cluster and the team worked on it until it was resolved.
    """,
    good="""
        ## Summary

        Writes to the storage cluster failed for 31 minutes for all customers.
    """,
    looks_at=Filed,
    check=check,
)

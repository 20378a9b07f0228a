"""PM402 detection-gap-without-signal."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.english import is_english
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.template import DETECTION_GAP


def check(filed: Filed) -> Iterator[Problem]:
    section = filed.answer(DETECTION_GAP)
    if section is None or not is_english(filed.postmortem, section.text):
        return
    if not _SIGNAL.search(section.text):
        yield Problem(
            f'"{section.title}" names no signal',
            "which alert, metric, log, check or person told of it, and which could have, earlier?",
            line=section.line,
        )


_SIGNAL = re.compile(
    r"""
    \b(?: alarm | alert | audit | call | canar | chart | check | complain | counter | crash | customer | dashboard
        | detect | email | engineer | error | exception | feedback | found | gauge | grafana | graph | health
        | heard | heartbeat | known | knew | lag\b | log | look | mail | measure | mention | message | metric
        | monitor | nobody | notic | notif | observ | on.call | on\ duty | operator | page | paging | phone | ping
        | probe | prometheus | queries | query | report | responder | said | sample | saw | say | scan
        | see(?:n|s|ing)?\b | sensor | sentry | show | signal | sms | somebody | someone | spot | staff | status
        | support | symptom | team | telemetr | test | threshold | ticket | told | tool | trace | tweet | user
        | visib | volunteer | warn | watch )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What may tell of an incident, and words that say who noticed: one is enough, for few can be listed."""


RULE = Rule(
    id="PM402",
    name="detection-gap-without-signal",
    level=Level.ADVICE,
    rationale="""
        "It took us a while to notice" changes nothing. The section names the signal: one that was missing, came late,
        or went where nobody looks; or the one that worked.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## Detection gap

        It took us too long to understand what was going on.
    """,
    good="""
        ## Detection gap

        The alert on failed writes went to a channel that nobody watches at night.
    """,
    looks_at=Filed,
    check=check,
)

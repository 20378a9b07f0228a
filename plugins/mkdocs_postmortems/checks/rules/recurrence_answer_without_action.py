"""PM404 recurrence-answer-without-action."""

import re
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.checks.action_references import are_counted, counted_references, known_ids
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.template import ACTION_ITEMS, RECURRENCE
from mkdocs_postmortems.source import without_comments


def check(filed: Filed) -> Iterator[Problem]:
    section = filed.answer(RECURRENCE)
    if section is None:
        return
    ids = known_ids(filed.postmortem)
    if not ids and (filed.is_asked_for(ACTION_ITEMS) or _is_settled(filed)):
        return  # another rule asks for the actions first, or front matter says what becomes of every factor
    text = without_comments(section.text)
    if are_counted(ids) and counted_references(section.text):
        return  # another rule tells of those that are none
    if not (_names_one(text, ids, filed) or _DECIDED.search(text)):
        named = f"name the action items that deliver it: {', '.join(ids)}"
        yield Problem(
            f'"{section.title}" names no action item, and nothing that is accepted',
            f"{named if ids else 'add the action item that delivers it, and its id'}; or say what is accepted, and why",
            line=section.line,
        )


def _is_settled(filed: Filed) -> bool:
    """Whether every factor is accepted, handed on, or in the hands of an action agreed elsewhere."""
    cited = [occurrence.citation for occurrence in filed.archive.occurrences(filed.postmortem)]
    return bool(cited) and all(one.accepted or one.handed_off or one.covered_by for one in cited)


def _names_one(text: str, ids: Sequence[str], filed: Filed) -> bool:
    """Whether the answer names an action item of this postmortem by its id, number, ticket or words; or another's."""
    if any(re.search(rf"(?<![A-Za-z0-9]){re.escape(id_)}(?![A-Za-z0-9])", text) for id_ in ids):
        return True
    if are_counted(ids) and re.search(r"\ba\d+\b", text):
        return True
    if ids and _BY_NUMBER.search(text):
        return True
    if any(found["date"] or found["name"] in filed.archive.all_by_id for found in _ELSEWHERE.finditer(text)):
        return True
    said = " ".join(text.casefold().split())
    words = (word for item in filed.postmortem.action_items for word in (item.action, item.ticket) if word)
    return any(" ".join(word.casefold().split()) in said for word in words)


_ELSEWHERE = re.compile(r"(?<![\w.-])(?P<name>(?P<date>\d{4}-\d\d-\d\d-)?\w[\w.-]*)#\w")
_BY_NUMBER = re.compile(
    r"\bactions?(?: items?)? #?(?:\d|one\b|two\b|three\b)|(?<![\w/])#\d"
    r"|\b(?:first|second|third|last|both|each|every|these|those) actions?\b"
    r"|\ball(?: of)?(?: the| our| these| those)?(?: \w+)? actions\b"
    r"|\b(?:the|this|that|our|one|only) action item\b|\bthe actions? (?:items? )?(?:above|below|listed|agreed)\b",
    re.IGNORECASE,
)
"""Names for them where there are some: "actions 1 and 2", "both actions", "the action item above"."""

_DECIDED = re.compile(
    r"\baccept(?:s|ed)? (?:that|the|this) (?:\w+ )?(?:risk|condition|cost|loss|chance)"
    r"|\brisk (?:is|was|remains|stays)\b"
    r"|(?<!no longer )(?<!not )(?<!never )(?<!only )\baccept(?:ed|ance)?\b|\bhanded (?:on|over|off|to)\b|\bhand-off\b"
    r"|\b(?:liv(?:e|ing) with|tolerat\w+)\b|\bno (?:named )?actions? \w",
    re.IGNORECASE,
)
"""Words for a decision to do nothing here; "writes that are no longer accepted" is none."""


RULE = Rule(
    id="PM404",
    name="recurrence-answer-without-action",
    level=Level.ERROR,
    rationale="""
        What prevents recurrence is something that is built or changed, and it has an id. An answer that names none is
        a wish; if the condition is to be lived with, the answer says that it is accepted, and until when. Where there
        are no action items, and every factor says in the front matter what becomes of it, that is the answer.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## How do we prevent recurrence

        We will watch the replication lag more closely from now on.
    """,
    good="""
        ## How do we prevent recurrence

        Lag now pages the team on call (A1).
    """,
    looks_at=Filed,
    check=check,
)

"""What a template says before anybody has written: prompts, samples and placeholders, ours and those of others.

Sections and values that hold nothing else are no answers. The scaffold takes its prompts from here, and the checks
recognise them here.
"""

import re

from mkdocs_postmortems.model.template import (
    ACTION_ITEMS,
    CONTRIBUTING_FACTORS,
    CONTROL_GAP,
    DETECTION_GAP,
    IMPACT,
    LUCKY,
    RECURRENCE,
    SUMMARY,
    TIMELINE,
    WENT_POORLY,
    WENT_WELL,
)
from mkdocs_postmortems.source import Section, without_comments

PROMPTS = {
    SUMMARY.title: "One or two sentences: what broke, who was affected, how long.",
    IMPACT.title: "Who felt it, how, for how long. Units and numbers, not adjectives.",
    TIMELINE.title: "What was known at each step, from what responders could see then: one row for each event.",
    DETECTION_GAP.title: "How long until anybody knew, and which signal was missing, late, or sent where nobody looks?",
    CONTROL_GAP.title: "Which guardrail was absent, or there and not holding? What would have made this smaller?",
    CONTRIBUTING_FACTORS.title: "How did the conditions line up? The page shows those of the front matter below.",
    WENT_WELL.title: "What worked, and should be kept?",
    WENT_POORLY.title: "What made it harder than it had to be?",
    LUCKY.title: "What could as well have gone the other way? Leave the section out if nothing.",
    ACTION_ITEMS.title: "Anything worth saying about the plan? The page shows that of the front matter below.",
    RECURRENCE.title: "What makes this failure impossible or much smaller, and which action item delivers it?",
}
"""What the scaffold asks in each section."""

OTHER_PROMPT = "What is there to say?"
"""What it asks in a section of the site's own."""

SAMPLES = {
    "impact": "12 percent of logins failed for 31 minutes",
    "how": "how it showed this time",
    "action": "what is built, so that a stranger could pick it up",
    "owner": "a team or a role",
}
"""What it shows in front matter."""

_OWN = {text.casefold() for text in (*PROMPTS.values(), OTHER_PROMPT, *SAMPLES.values())}

_MARKS = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])(?:\s+|$))*(?:\[[ xX]\](?:\s+|$))?(?:#{1,6}\s+)?")
_EMPHASIS = re.compile(r"^(\*\*|__|\*|_)(?=\S)(.*?)\1?$", re.DOTALL)

_PLACEHOLDER = re.compile(
    r"""
      (?: to[ -]?do | tb[adc] | fixme | xxx+ | wip | n\s*/\s*a | not\ applicable | pending | placeholder
        | to\ be\ (?: added | completed | confirmed | continued | decided | determined | done | filled(?:\ in)?
                    | provided | updated | written )
        | coming\ soon | work\ in\ progress | lorem\ ipsum .* | (?:insert|enter|add)\ (?:text|content|details)\ here
        | (?:your\ )?text\ goes\ here | \.{2,} | … | \?+ )
      [\s:.!…-]*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""A word that stands for what is still to be said."""

_LED_BY_PLACEHOLDER = re.compile(r"(?:todo|tbd|fixme)\s*[:(-].*", re.IGNORECASE | re.DOTALL)
_BRACKETED = re.compile(r"(?:\[[^\[\]<>{}]*\]|<(?!\w+:|[^<>\s]+@)[^\[\]<>{}]*>|\{[^\[\]<>{}%]*\})[\s.:;,-]*")
_TIME_TO_FILL_IN = re.compile(
    r"[\[(<]?(?:YYYY|XXXX|\d{4})-(?:MM|XX)-(?:DD|XX).*|[\[(<]?(?:HH|hh|XX):(?:MM|mm|XX)(?::(?:SS|ss|XX))?.*", re.DOTALL
)
_LINKED_NOTE = re.compile(r"\[(?:\^[^\]]+|[A-Z]+-\d+)\]")
"""A footnote or a ticket: in brackets, and no placeholder."""

_OBJECT = (
    r"(?:the|an?|all|any|each|every|who|whom|how|what|when|where|which|whether|why|if|your|this|here|below|briefly|in)"
)
_INSTRUCTION = re.compile(
    rf"""
      (?: (?:please\ )?(?:briefly\ )?
          (?: (?:describe|summari[sz]e|explain|outline|elaborate|document|note|list|include|identify) \ {_OBJECT}
            | (?:describe|summari[sz]e|explain|outline|list) \ (?:\w+\ ){{0,3}}?
              (?:impact|effects?|incident|outage|causes?|timeline|symptoms?|events?|steps|actions?|lessons|tasks|items)
            | fill\ in | replace\ (?:this|the)\ (?:text|section|line|paragraph|placeholder)
            | (?:provide|give|write|include|add|insert)\ (?:an?|the|any|some|one|your)\ (?:\w+[\s-]+){{0,3}}?
              (?:description|summary|sentences?|overview|paragraph|explanation|timeline|account|details?|analysis)
            | be\ (?:very\ )?specific | use\ utc | time\ in\ utc )
          \b
        | (?:an?\ )?(?:short|brief|high-level|one-paragraph|concise|detailed|1-2|2-3)\b [^.]*?
              \b(?:summary|description|explanation|log|overview)\ of\b
        | some\ important\ times\ to\ include
        | short\ summary\b )
      [^.!?]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How public templates ask for an answer: an order or a noun phrase about the answer, never the answer."""

_ANNOUNCEMENT = re.compile(r"^instructions?\s*:\s*", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:example\s*:|e\.g\.|for\ example\b)", re.IGNORECASE)
_ASKED_IN_WORDS = re.compile(r"\b(?:who|whom|how|what|when|where|which|whether|why|if|that)\b", re.IGNORECASE)
_TELLING = re.compile(
    r"\b(?:was|were|is|are|had|has|did|took|came|went|fell|broke|lost|ran|began|kept|left|sent|made|got|found|saw|knew"
    r"|shows?|showed|led|set|shut|stood|none|nobody|nothing|no"
    r"|(?!(?:affect|impact|involv|relat|detail|expect|need|us|observ|combin|automat)ed)[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
"""What a sentence has that tells something: a verb that is no order, or a plain no."""

_NUMBER = re.compile(r"\d")
_FURTHER_ORDER = re.compile(
    r"(?:if|do not|don't|make sure|remember|delete|remove|keep it|this section)\b", re.IGNORECASE
)

_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
_ABOUT_WORK = re.compile(r"action|follow|prevent|recurr|remed|correct|improve|next step|task|to-?do", re.IGNORECASE)
_WORK_ASKED_FOR = re.compile(
    r"\b(?:action items?|follow-?ups?|(?:corrective|preventive) (?:actions?|measures?)|next steps|tasks|to prevent)\b",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"^[ >]*(?:```|~~~)|<(?:a|audio|b|br|code|details|dl|em|figure|hr|i|iframe|img|object|ol|p|picture|pre|strong|svg"
    r"|table|ul|video)\b[^<>]*>",
    re.MULTILINE | re.IGNORECASE,
)
"""Code and markup: nobody asks with them, and they are read by no one here."""

_HEADINGS = frozenset(
    {
        "time", "time (utc)", "date", "event", "events", "description", "action", "action item", "owner", "due",
        "due date", "status", "type", "bug", "ticket", "priority", "assignee", "metric", "value", "notes", "id",
        "factor", "what", "who", "when", "learned later",
    }
)  # fmt: skip
"""What stands over the columns of a table, or in a row that shows what goes where."""


def only_residue(section: Section) -> str | None:
    """The first words that a template left in a section, when nothing in it is an answer; else None.

    Nothing is said of a section that is simply empty: that is another matter. Under a heading about work that is to be
    done an order is an answer: "Document the failover".
    """
    if not _could_be_residue(section.text.lstrip()) or _SHOWN.search(section.text):
        return None
    orders_are_answers = _ABOUT_WORK.search(section.title) is not None
    passages = [passage.text for passage in section.body.passages] or without_comments(section.text).split("\n")
    for text in passages:
        is_over_a_column = "|" in section.text and text.casefold() in _HEADINGS
        if not is_over_a_column and not is_residue(text, orders_are_answers=orders_are_answers):
            return None
    return next(filter(None, passages), section.text.strip() or None)


def _could_be_residue(text: str) -> bool:
    """A quick look at how it begins, since few sections are and all are asked."""
    first = text.partition("\n")[0]
    if first.startswith("|"):
        return not _TIME_OF_DAY.search(text)  # a row of a timeline
    return first.startswith(("#", "<")) or "?" in text.partition("\n\n")[0] or _could_be_asked(first)


_TIME_OF_DAY = re.compile(r"\d:\d\d")


def _could_be_asked(line: str) -> bool:
    plain = _plain(line)
    return not plain or _stands_in(plain) or plain.endswith("?") or _is_bare_label(plain) or _begins_to_ask(plain)


def _begins_to_ask(plain: str) -> bool:
    asked = _ANNOUNCEMENT.sub("", plain.strip("()"))
    return _INSTRUCTION.match(asked) is not None or _EXAMPLE.match(asked) is not None


def is_residue(text: str, *, orders_are_answers: bool = False) -> bool:
    """Whether a paragraph, an item or a cell is a placeholder, or asks for an answer instead of giving one."""
    plain = _plain(text)
    if not plain or _stands_in(plain) or _only_asks(plain):
        return True
    if orders_are_answers and not _WORK_ASKED_FOR.search(plain):
        return False
    return _only_orders(plain) or _is_bare_label(plain)


def is_placeholder(value: str) -> bool:
    """Whether a value of front matter stands in for one: "TBD", "[title]", or what our scaffold shows."""
    return _stands_in(_plain(value))


def _stands_in(plain: str) -> bool:
    if plain.casefold().strip("\"'") in _OWN:
        return True
    if _LINKED_NOTE.fullmatch(plain):
        return False
    return any(
        pattern.fullmatch(plain) for pattern in (_PLACEHOLDER, _LED_BY_PLACEHOLDER, _TIME_TO_FILL_IN, _BRACKETED)
    )


def _is_bare_label(plain: str) -> bool:
    """Whether a label has nothing behind it, or what stands for something."""
    before, colon, after = plain.partition(":")
    after = after.strip(" *_")
    return bool(colon) and len(before.split()) <= 4 and (not after or _stands_in(after) or _only_asks(after))


def _only_orders(plain: str) -> bool:
    """Whether a text begins by asking for the answer, and does not go on to give it."""
    if not _begins_to_ask(plain):
        return False
    first, *others = _SENTENCE_END.split(_ANNOUNCEMENT.sub("", plain.strip("()")))
    asks = _INSTRUCTION.match(first)
    if asks is None and _EXAMPLE.match(first) is None:
        return False
    if not (asks and _ASKED_IN_WORDS.search(first)) and _TELLING.search(first):
        return False
    return all(_goes_on_asking(other) for other in others)


def _goes_on_asking(sentence: str) -> bool:
    if sentence.endswith("?") or _INSTRUCTION.match(sentence) or _FURTHER_ORDER.match(sentence):
        return True
    return not _TELLING.search(sentence) and not _NUMBER.search(sentence)


def _only_asks(plain: str) -> bool:
    """Whether every sentence is a question, which a template asks and a postmortem answers."""
    return plain.endswith("?") and not _SUPPOSING.match(plain) and not _TELLS_TOO.search(plain)


_TELLS_TOO = re.compile(r"[.!](?:\s|$)|\d")
_SUPPOSING = re.compile(r"(?:and |but )?what if\b", re.IGNORECASE)


def _plain(text: str) -> str:
    """Without marks of lists, quotations and emphasis."""
    plain = " ".join(_MARKS.sub("", text.rstrip(" \t\n*_`~")).split())
    emphasized = _EMPHASIS.match(plain)
    if emphasized and emphasized.group(1) not in emphasized.group(2):
        plain = emphasized.group(2).strip()
    return plain.strip("*_` ")

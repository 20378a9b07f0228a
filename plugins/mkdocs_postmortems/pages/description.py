"""What a page says of itself where it is only named: in the results of a search engine, in a message that links it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from textwrap import shorten

from mkdocs_postmortems.analysis import Pattern, Review
from mkdocs_postmortems.archive.groups import Group
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from mkdocs_postmortems.source.markdown import without_comments
from mkdocs_postmortems.words import count, day

MOST = 160
"""Characters that search engines show."""

NAMED = 3
"""How many factors are named for a service."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(]?[A-Z0-9])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[`*]|\[\[|\]\]|<[^>]*>")


def described(*sentences: str | None) -> str:
    """The sentences that fit, in their order; the first, the one that says the most, is cut where it has to be."""
    first, *others = [ended for words in sentences if (ended := _ended(" ".join((words or "").split())))] or [""]
    if len(first) > MOST:
        return _cut(first)
    text = first
    for sentence in others:
        if len(text) + 1 + len(sentence) <= MOST:
            text += f" {sentence}"
    return text


def of_postmortem(postmortem: Postmortem) -> str:
    """How its summary begins, and where and when it was."""
    at = f" at {postmortem.organization}" if postmortem.organization else ""
    graded = f", {postmortem.severity.label}" if postmortem.severity else ""
    first, *others = _summary(postmortem) or [postmortem.title]
    return described(first, f"{postmortem.kind.label}{at}, {day(postmortem.date)}{graded}", *others)


def of_postmortems(postmortems: Sequence[Postmortem], which: str = "") -> str:
    """How many a list has; `which` says what they have in common."""
    return described(
        f"{count(len(postmortems), 'postmortem')}{which}",
        "What happened, the conditions behind it, and what was done about them",
    )


def of_group(group: Group, factors: Iterable[ContributingFactor]) -> str:
    """How many there are of a service or an organization, and what was met there, the most frequent first."""
    met = ", ".join(factor.title.lower() for factor in islice(factors, NAMED))
    named = f"{count(len(group.postmortems), 'postmortem')} about {group.name}"
    return described(named, f"Met there: {met}" if met else None, "What happened, and what was done about it")


def of_factor(pattern: Pattern) -> str:
    """What a factor means, and where it was met."""
    met = f"Met in {count(pattern.count, 'postmortem')}, last on {pattern.last}" if pattern.last else None
    defined = pattern.factor.definition or f"{pattern.factor.title}, a contributing factor of incidents"
    return described(defined, met, "Where it was met, what was done about it, and whether it held")


def of_review(review: Review) -> str:
    """What a quarter brings to the table."""
    table = f"{count(len(review.returned), 'condition')} met again, {len(review.new)} new"
    agenda = (
        f"Agenda for a pattern review: {count(len(review.postmortems), 'postmortem')} of the {review.quarter.words}"
    )
    return described(agenda, f"{table}, {count(review.failed_actions, 'fix', 'fixes')} that did not hold")


def _summary(postmortem: Postmortem) -> list[str]:
    section = postmortem.section("Summary")
    return [*_sentences(without_comments(section.text))] if section else []


def _sentences(markdown: str) -> Iterator[str]:
    """Those of the first paragraph, if it is one."""
    paragraph = markdown.strip().partition("\n\n")[0]
    plain = _MARKS.sub("", _LINK.sub(r"\1", paragraph)).strip()
    if plain[:1].isalnum():
        yield from _SENTENCE_END.split(" ".join(plain.split()))


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence[-1] in ".?!" else f"{sentence}."


def _cut(sentence: str) -> str:
    if " " not in sentence[: MOST - 4]:
        return f"{sentence[: MOST - 4]} ..."
    return shorten(sentence, MOST, placeholder=" ...")

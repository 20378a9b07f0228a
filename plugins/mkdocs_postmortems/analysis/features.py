"""What a text says, as far as it can be compared with other texts: its words, its themes, and its mechanisms."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_postmortems.analysis.lexicon import lexicon, stem
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.source import Body

Sentence = tuple[str, float]
"""A sentence, and how much its place says of what went wrong."""

ROOM = 1200
"""Characters of prose in which themes and mechanisms are looked for: of the sections that tell most, and all of a
section that begins within. The words of the rest count, by the weights of their sections."""

NEAR = 3
"""Sentences within which two themes belong together."""

_WEIGHTS = (
    (r"cause|why|contribut|trigger|went wrong|analysis|explan|found|finding|reason|diagnos|behind|fault|underl|how", 4),
    (r"lesson|learn|poorly|detect|gap|discussion|background|context", 2),
    (r"summary|happen|identified|overview|what|descri|abstract|brief|story", 2),
    (r"action|follow|next|to ?do|measure|improve|remed|resol|fix|prevent|recurr|recover|mitigat|chang", 1),
    (r"time ?line|events?$|chronolog|time to|sequence|log$|impact|affect|who|consequen|effect|damage|users", 0.5),
    (r"attend|people|author|meeting|stats|severity|participant|appendix|slack|source|well|lucky", 0.2),
)
"""How much a section says of what went wrong, by its heading; the first that fits."""

_HEADINGS = tuple((re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in _WEIGHTS)
_ELSEWHERE = 1.5
_STATED = 4.0
"""The weight of what front matter states: the trigger, and how each factor showed."""

_WHY = frozenset(
    map(stem, ("because", "cause", "reason", "due", "led", "turned", "therefore", "result", "nobody", "still"))
)
_TELLING = 1.5
"""How much more a sentence weighs that says why."""

_LABEL = re.compile(r"\s*(?:[-*+]\s+)?\*\*([^*]{3,60})\*\*:?")
_ADDRESS = re.compile(r"https?://\S+|\]\([^)\s]*\)|<[^<>\n]+>")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_CODE_IN_LINE = re.compile(r"\s*`{3,}[^`]+`")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s|\s*\|")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, an item of a list or a row of a table, at its line; its section says how much it tells."""

    text: str
    weight: float
    line: int

    @property
    def sentences(self) -> list[str]:
        return _SENTENCE_END.split(_ADDRESS.sub(" ", self.text))


@dataclass(frozen=True, slots=True)
class Features:
    """How often a text says something, each place by its weight. A pair is two themes with ` + ` between them."""

    words: Mapping[str, float]
    themes: Mapping[str, float]
    pairs: Mapping[str, float]
    mechanisms: Mapping[str, float]


def features(sentences: Iterable[Sentence], beside: Iterable[Sentence] = ()) -> Features:
    """What sentences say, and in which words others go on `beside` them. Two themes within a few sentences make a pair:
    that a certificate is spoken of says little, that it is beside an expiry says nearly all."""
    known = lexicon()
    words: dict[str, float] = {}
    themes: dict[str, float] = {}
    pairs: dict[str, float] = {}
    mechanisms: dict[str, float] = {}
    before: list[Mapping[str, int]] = []
    for sentence, weight in sentences:
        stems = known.stems(sentence)
        weight = _count_words(stems, weight, words)
        here, told = known.meaning(stems)
        for mechanism in told:
            mechanisms[mechanism] = mechanisms.get(mechanism, 0.0) + weight
        for theme, worth in here.items():
            themes[theme] = themes.get(theme, 0.0) + weight * worth
        for pair, worth in _pairs(here, before):
            pairs[pair] = pairs.get(pair, 0.0) + weight * worth
        before = [*before[-NEAR + 2 :], here]
    for sentence, weight in beside:
        _count_words(known.stems(sentence), weight, words)
    return Features(words, themes, pairs, mechanisms)


def _count_words(stems: Sequence[str], weight: float, words: dict[str, float]) -> float:
    """Add what is not common to the words, and return the weight that counts for this sentence."""
    common = lexicon().common
    if not _WHY.isdisjoint(stems):
        weight *= _TELLING
    for word in stems:
        if word not in common:
            for part in word.split("-") if "-" in word else (word,):
                words[part] = words.get(part, 0.0) + weight
    return weight


def _pairs(here: Mapping[str, int], before: Iterable[Mapping[str, int]]) -> Iterator[tuple[str, int]]:
    """The themes of a sentence with each other, and with those of the sentences before."""
    if not here:
        return
    near: dict[str, int] = {}
    for earlier in before:
        near.update(earlier)
    for theme, worth in here.items():
        for other, other_worth in here.items():
            if theme < other:
                yield f"{theme} + {other}", worth * other_worth
        for other, other_worth in near.items():
            if other not in here:
                yield " + ".join(sorted((theme, other))), worth * other_worth


def of_postmortem(postmortem: Postmortem) -> Features:
    """What a postmortem says of what went wrong."""
    paragraphs = list(paragraphs_of(postmortem.source.body))
    least = _least_telling(paragraphs)
    telling = (paragraph for paragraph in paragraphs if paragraph.weight >= least)
    beside = ((paragraph.text, paragraph.weight) for paragraph in paragraphs if paragraph.weight < least)
    return features([*_stated(postmortem), *_sentences_in(telling)], beside)


def sentences_of(postmortem: Postmortem) -> Iterator[Sentence]:
    """The sentences of a postmortem that tell most: what its front matter states, and the first of its prose."""
    yield from _stated(postmortem)
    paragraphs = list(paragraphs_of(postmortem.source.body))
    least = _least_telling(paragraphs)
    yield from _sentences_in(paragraph for paragraph in paragraphs if paragraph.weight >= least)


def _stated(postmortem: Postmortem) -> Iterator[Sentence]:
    yield postmortem.title, 2
    if postmortem.trigger:
        yield postmortem.trigger, _STATED
    for citation in postmortem.contributing_factors:
        if citation.how:
            yield citation.how, _STATED


def _sentences_in(paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    for paragraph in paragraphs:
        yield from ((sentence, paragraph.weight) for sentence in paragraph.sentences)


def _least_telling(paragraphs: Sequence[Paragraph]) -> float:
    """The weight of the last section that begins within `ROOM`, the sections taken by their weight."""
    room, least = ROOM, 0.0
    for least in sorted({paragraph.weight for paragraph in paragraphs}, reverse=True):
        room -= sum(len(paragraph.text) for paragraph in paragraphs if paragraph.weight == least)
        if room < 0:
            break
    return least


def paragraphs_of(body: Body) -> Iterator[Paragraph]:
    """The paragraphs, items and rows of a text. Code and headings are left out."""
    headings = {heading.line: heading for heading in body.headings}
    weight, fence, start, skip_to = _ELSEWHERE, "", 0, 0
    lines: list[str] = []
    for number, line in enumerate((*body.lines, ""), start=body.first_line):
        heading = headings.get(number)
        mark = line.lstrip()[:3]
        if fence or (mark in ("```", "~~~") and not _CODE_IN_LINE.match(line)):
            fence = "" if fence and mark == fence else fence or mark
            line = ""
        label = _LABEL.match(line) if "**" in line else None
        if lines and (heading or label or not line.strip() or _ITEM.match(line)):
            yield Paragraph(" ".join(lines), weight, start)
            lines = []
        if heading is not None:
            skip_to, weight = heading.end, _weight_of(heading.text)
        elif label:
            weight = _weight_of(label[1])
        if line.strip() and number >= skip_to:
            start = start if lines else number
            lines.append(line)


def _weight_of(heading: str) -> float:
    return next((weight for pattern, weight in _HEADINGS if pattern.search(heading)), _ELSEWHERE)

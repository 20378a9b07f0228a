"""What a text says, as far as it can be compared with other texts: its words, its themes, and its mechanisms."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_postmortems.analysis.lexicon import lexicon, stem
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.source import Body

Sentence = tuple[str, float]
"""A sentence, and how much its place says of what went wrong."""

ROOM = 1200
"""Characters of prose that are compared: of the sections that tell most, and all of a section that begins within."""

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


def features(sentences: Iterable[Sentence]) -> Features:
    """What sentences say. Two themes within a few sentences make a pair: that a certificate is spoken of says little,
    that it is beside an expiry says nearly all."""
    known = lexicon()
    words: dict[str, float] = {}
    themes: dict[str, float] = {}
    pairs: dict[str, float] = {}
    mechanisms: dict[str, float] = {}
    before: list[Mapping[str, int]] = []
    for sentence, weight in sentences:
        stems = known.stems(sentence)
        if not _WHY.isdisjoint(stems):
            weight *= _TELLING
        for word in stems:
            if word not in known.common:
                for part in word.split("-") if "-" in word else (word,):
                    words[part] = words.get(part, 0.0) + weight
        here, told = known.meaning(stems)
        for mechanism in told:
            mechanisms[mechanism] = mechanisms.get(mechanism, 0.0) + weight
        for theme, worth in here.items():
            themes[theme] = themes.get(theme, 0.0) + weight * worth
        for pair, worth in _pairs(here, before):
            pairs[pair] = pairs.get(pair, 0.0) + weight * worth
        before = [*before[-NEAR + 2 :], here]
    return Features(words, themes, pairs, mechanisms)


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
    return features(sentences_of(postmortem))


def sentences_of(postmortem: Postmortem) -> Iterator[Sentence]:
    """The sentences of a postmortem: what its front matter states, and its prose, section by section."""
    yield postmortem.title, 2
    if postmortem.trigger:
        yield postmortem.trigger, _STATED
    for citation in postmortem.contributing_factors:
        if citation.how:
            yield citation.how, _STATED
    yield from sentences_in(postmortem.source.body)


def sentences_in(body: Body) -> Iterator[Sentence]:
    """The sentences of a text, each by the weight of its section, as many as tell the most."""
    paragraphs = list(paragraphs_of(body))
    room, heavy_first = ROOM, sorted({paragraph.weight for paragraph in paragraphs}, reverse=True)
    least = heavy_first[-1] if heavy_first else 0
    for weight in heavy_first:
        room -= sum(len(paragraph.text) for paragraph in paragraphs if paragraph.weight == weight)
        if room < 0:
            least = weight
            break
    for paragraph in paragraphs:
        if paragraph.weight >= least:
            yield from ((sentence, paragraph.weight) for sentence in paragraph.sentences)


def paragraphs_of(body: Body) -> Iterator[Paragraph]:
    """The paragraphs, items and rows of a text. Code and headings are left out."""
    headings = {heading.line: heading for heading in body.headings}
    weight, fence, start, skip_to = _ELSEWHERE, "", 0, 0
    lines: list[str] = []
    for number, line in enumerate((*body.lines, ""), start=body.first_line):
        heading = headings.get(number)
        mark = line.lstrip()[:3]
        if fence or mark in ("```", "~~~"):
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

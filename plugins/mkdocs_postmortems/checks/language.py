"""What a postmortem says about people, sentence by sentence: read once for all rules about language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice

from mkdocs_postmortems.language import QUOTED, Evidence, Reader, Sentence, impact_words, is_vague, reader, sentences
from mkdocs_postmortems.model import ActionStatus, Postmortem
from mkdocs_postmortems.model.prompts import is_residue
from mkdocs_postmortems.model.template import ACTION_ITEMS, IMPACT, RECURRENCE, Templates
from mkdocs_postmortems.source import CODE, FieldPath, Form, Passage, Section, fold_title

ACTIONS, AGAIN, FELT = ACTION_ITEMS.title, RECURRENCE.title, IMPACT.title
LESSONS, WHYS = "lessons", "whys"

ONLY_IN = {
    "person-directed-action": (ACTIONS,),
    "vigilance-action": (ACTIONS, AGAIN, LESSONS),
    "human-terminus": (WHYS,),
}
"""Rules that look at some sections only."""

ORDER = (
    "person-directed-action",
    "vigilance-action",
    "vague-action",
    "who-question",
    "human-terminus",
    "human-error-as-cause",
    "counterfactual",
    "judgement",
    "named-person",
    "vague-impact",
    "root-cause-single",
)
"""Where a sentence gives rise to several questions, the first of these is asked."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence that a rule asks about: the words that made it, and where they stand."""

    rule: str
    words: str
    sentence: str
    line: int | None = None
    at: FieldPath = ()
    construction: str = ""


def sayings(postmortem: Postmortem, templates: Templates) -> Mapping[str, Sequence[Saying]]:
    """By rule, what there is to ask about; nothing in a language that nobody has written the data of."""
    language = reader((postmortem.lang or "en").lower().partition("-")[0].partition("_")[0])
    if language is None:
        return {}
    account = _Account(postmortem, language, _Sections(postmortem, templates))
    found: dict[str, list[Saying]] = {}
    for saying in chain(account.in_fields(), account.in_body()):
        found.setdefault(saying.rule, []).append(saying)
    return found


class _Account:
    """A postmortem as it is told: which of its sentences give rise to a question."""

    def __init__(self, postmortem: Postmortem, language: Reader, sections: "_Sections") -> None:
        self._postmortem, self._language, self._sections = postmortem, language, sections
        self._body = postmortem.source.body
        self._fields = list(_fields(postmortem))
        self._authors = frozenset(word for author in postmortem.authors for word in author.split())
        self._lines, self._worthwhile = self._worth_a_look()

    def _worth_a_look(self) -> tuple[set[int], set[int]]:
        """The lines of the body, and the fields by their numbers, that have the words of anything looked for."""
        rest, lines, end = [], self._body.lines, self._body.first_line
        actions = [(-i, text.replace("\n", " ")) for i, (_, _, text) in enumerate(self._fields, 1)]
        for section in self._sections.of(ACTIONS, AGAIN, LESSONS):
            rest.append((end, "\n".join(lines[end - self._body.first_line : section.line - self._body.first_line])))
            actions.append((section.first, section.text))
            end = section.end
        rest.append((end, "\n".join(lines[end - self._body.first_line :])))
        found = self._rows(rest, _elsewhere("")) | self._rows(actions, _elsewhere(ACTIONS))
        return {place for place in found if place > 0}, {-place - 1 for place in found if place < 0}

    def _rows(self, pieces: Sequence[tuple[int, str]], besides: frozenset[str]) -> set[int]:
        """Where something could be in pieces of text, each of which begins on a line or is a whole with a number
        below 0."""
        rows = self._language.rows("\n\n".join(text for _, text in pieces), besides)
        found, first = set(), 0
        for place, text in pieces if rows else ():
            following = first + text.count("\n") + 2
            found |= {place + (row - first if place > 0 else 0) for row in rows if first <= row < following}
            first = following
        return found

    def in_fields(self) -> Iterator[Saying]:
        """What is asked of the front matter, once of each value."""
        for i, (at, section, text) in enumerate(self._fields):
            vague = _vague(self._postmortem, at, section, text)
            if vague or i in self._worthwhile:
                said = sentences(Passage(_CODE.sub(CODE, text), 1, Form.ITEM))
                asked = (self._asked(sentence, section, vague) for sentence in said)
                yield from (
                    replace(saying, sentence=text, line=None, at=at) for saying in islice(filter(None, asked), 1)
                )

    def in_body(self) -> Iterator[Saying]:
        """What is asked of the sentences below the front matter, once of each."""
        told: set[tuple[int | None, str]] = set()
        for saying in chain(self._in_whys(), self._in_sentences(), self._in_actions(), self._in_impact()):
            if (saying.line, saying.sentence) not in told:
                told.add((saying.line, saying.sentence))
                yield saying

    def _in_whys(self) -> Iterator[Saying]:
        """The last answer of a chain of whys, where it ends at a person."""
        for section in self._sections.of(WHYS):
            said = [s for p in section.body.spoken(_always) if not _is_left_alone(p, WHYS) for s in sentences(p)]
            answers = [sentence for sentence in said if not sentence.text.endswith("?")]
            if answers and (evidence := self._language.found(answers[-1].text).get("human-terminus")):
                yield _saying("human-terminus", evidence, answers[-1])

    def _in_sentences(self) -> Iterator[Saying]:
        for passage in self._body.spoken(self._could_matter) if self._lines else ():
            section = self._sections.at(passage.line)
            if not _is_left_alone(passage, section):
                said = sentences(passage)
                for sentence, after in zip(said, (*said[1:], None), strict=True):
                    saying = self._asked(sentence, section)
                    if saying and not _goes_on(saying, after, section):
                        yield saying

    def _could_matter(self, text: str, line: int) -> bool:
        return not self._lines.isdisjoint(range(line, line + text.count("\n") + 1))

    def _in_actions(self) -> Iterator[Saying]:
        """Actions and answers to recurrence that could be those of any incident."""
        for section in self._sections.of(ACTIONS, AGAIN):
            for passage in section.body.spoken(_could_be_vague) if _could_be_vague(section.text, section.first) else ():
                if not _is_left_alone(passage, ACTIONS):
                    first = sentences(passage)[: 1 if passage.form is not Form.PARAGRAPH else None]
                    yield from (_saying("vague-action", Evidence(s.text), s) for s in first if _is_vague(s, passage))

    def _in_impact(self) -> Iterator[Saying]:
        stated = " ".join(self._postmortem.impact)
        for section in self._sections.of(FELT):
            if impact_words(f"{stated} {section.text}"):
                for passage in section.body.spoken(_could_be_vague_impact):
                    if not _is_left_alone(passage, FELT) and (words := impact_words(passage.text)):
                        yield Saying("vague-impact", words, passage.text, passage.line)

    def _asked(self, sentence: Sentence, section: str, more: Mapping[str, Evidence] = {}) -> Saying | None:
        """The first question that a sentence of a section gives rise to."""
        found = {**more, **self._language.found(sentence.text, _elsewhere(section), self._authors)}
        return next((_saying(rule, found[rule], sentence) for rule in ORDER if rule in found), None)


def _saying(rule: str, evidence: Evidence, sentence: Sentence) -> Saying:
    line = sentence.line_of(evidence.words)
    return Saying(rule, _shown(evidence.words), sentence.text, line, construction=evidence.construction)


def _shown(words: str) -> str:
    """Words as a message quotes them, where code and quotations are left out."""
    return re.sub(f"[{CODE}{QUOTED}]", "\N{HORIZONTAL ELLIPSIS}", words).strip().rstrip(".")


def _fields(postmortem: Postmortem) -> Iterator[tuple[FieldPath, str, str]]:
    """The front matter that is told in sentences, with the section whose rules hold for it."""
    if postmortem.trigger:
        yield ("trigger",), "", postmortem.trigger
    for i, entry in enumerate(postmortem.impact):
        yield ("impact", i), FELT, entry
    for i, citation in enumerate(postmortem.contributing_factors):
        if citation.how:
            yield ("contributing_factors", i, "how"), "", citation.how
    for i, item in enumerate(postmortem.action_items):
        yield ("action_items", i, "action"), ACTIONS, item.action


def _vague(postmortem: Postmortem, at: FieldPath, section: str, text: str) -> dict[str, Evidence]:
    """What an action or an account of the impact leaves open, by the rule that asks about it."""
    if section == ACTIONS and postmortem.action_items[int(at[1])].status not in _LEFT_ALONE and is_vague(text):
        return {"vague-action": Evidence(text)}
    if section == FELT and (words := impact_words(text)):
        return {"vague-impact": Evidence(words)}
    return {}


_LEFT_ALONE = (ActionStatus.UNKNOWN, ActionStatus.DROPPED)
"""What is told of such an action is all that is known of it."""

_CODE = re.compile(r"`[^`\n]*`")


def _goes_on(saying: Saying, after: Sentence | None, section: str) -> bool:
    """Whether an answer follows that may lead on from a person to a condition."""
    if saying.rule == "who-question":
        return after is not None and not after.text.endswith("?") and _WHY.match(saying.sentence) is not None
    return section == WHYS and after is not None and "character" not in saying.construction


_WHY = re.compile(r"\W*(?:(?:[Qq]\d*|\d+)[:.)]?\s*)?(?:and |but |so )?(?:why|how come)\b", re.IGNORECASE)


def _is_vague(sentence: Sentence, passage: Passage) -> bool:
    texts = (sentence.text, passage.text)
    return not sentence.text.endswith(":") and all(is_vague(text, may_be_short=True) for text in texts)


def _could_be_vague(text: str, _: int) -> bool:
    parts = text.replace("\t", " ").replace(". ", "\n").replace("| ", "\n").split("\n")
    return any(is_vague(part.strip(" -*+|>[]x"), may_be_short=True) for part in parts)


def _could_be_vague_impact(text: str, _: int) -> bool:
    return bool(impact_words(text))


def _always(text: str, line: int) -> bool:
    return True


def _is_left_alone(passage: Passage, section: str) -> bool:
    """Whether nobody says it in this postmortem: a heading, a conversation, what a template asks."""
    if passage.form is Form.HEADING or _is_chat(passage):
        return True
    if "?" in passage.text or section == WHYS:
        return False
    return is_residue(passage.text, orders_are_answers=section in (ACTIONS, AGAIN))


@cache
def _elsewhere(section: str) -> frozenset[str]:
    """The rules that do not look at a section; where a chain of whys ends is another question."""
    return frozenset({"human-terminus", *(rule for rule, sections in ONLY_IN.items() if section not in sections)})


_CHAT = re.compile(r"^\W*(?:\d{1,2}:\d\d(?::\d\d)?\W+)?[\w.-]{2,20}(?: \d{1,2}:\d\d(?: ?[AP]M)?)?: ", re.MULTILINE)


def _is_chat(passage: Passage) -> bool:
    """Whether what stands there is a conversation, line by line with its speakers."""
    lines = passage.text.count("\n") + 1
    return lines > 1 and len(_CHAT.findall(passage.text)) == lines


class _Sections:
    """The sections of a postmortem, by what rules ask of them."""

    def __init__(self, postmortem: Postmortem, templates: Templates) -> None:
        titles = {fold_title(title): spec.title for spec in templates.sections.values() for title in spec.titles}
        self._known = [
            (section, kind)
            for section in postmortem.source.sections
            if (kind := titles.get(fold_title(section.title)) or _by_words(section.title))
        ]

    def at(self, line: int) -> str:
        """The innermost known section around a line."""
        return next((kind for section, kind in reversed(self._known) if section.line <= line < section.end), "")

    def of(self, *kinds: str) -> Iterator[Section]:
        """The outermost sections of these kinds."""
        end = 0
        for section, kind in self._known:
            if kind in kinds and section.line >= end:
                end = section.end
                yield section


_WORDS = (
    (WHYS, re.compile(r"\bwhys?\b", re.IGNORECASE)),
    (LESSONS, re.compile(r"\b(?:lessons?|learn\w*|takeaways?)\b", re.IGNORECASE)),
    (AGAIN, re.compile(r"\b(?:prevent\w*|recurrence)\b", re.IGNORECASE)),
    (
        ACTIONS,
        re.compile(r"\b(?:actions?|follow-?ups?|next steps|remediations?|to-?dos?|improvements)\b", re.IGNORECASE),
    ),
    (FELT, re.compile(r"\bimpact\b", re.IGNORECASE)),
)


def _by_words(title: str) -> str:
    return next((kind for kind, words in _WORDS if words.search(title)), "")

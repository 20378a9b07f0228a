"""Which words of a sentence belong to people and which to things.

A cascade of patterns (S. Abney, "Partial parsing via finite-state cascades", 1996): words get the classes that the data
of a language and their endings give them, and runs of words become noun phrases that are what their head is. Nothing is
guessed that no row of the data explains.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_postmortems.language.lexicon import QUOTED, Lexicon
from mkdocs_postmortems.source import CODE

_WORD = re.compile(
    rf"{CODE}|{QUOTED}|@[\w-]+|(?:[A-Z]\.){{2,}}|(?:Mr|Mrs|Ms|Dr|Prof)\.|[A-Z]\.(?=\s[A-Z][a-z])|\d+(?:[.,:]\d+)*%?|[^\W\d_][\w'’]*(?:-[\w'’]+)*|[,;:?!()—–|.…-]"
)
_CLITIC = re.compile(r"(?<=\w)(?:['’](?:s|ve|d|ll|re|m))$", re.IGNORECASE)


@dataclass(slots=True)
class Token:
    """A word as it is compared, its classes, and where it stands in its sentence."""

    word: str
    start: int
    end: int
    is_capital: bool = False
    classes: set[str] = field(default_factory=set)


def read(sentence: str, lexicon: Lexicon, names: frozenset[str]) -> list[Token]:
    """The words of a sentence with their classes."""
    tokens = list(_tokens(sentence))
    for token in tokens:
        token.classes |= lexicon.classes(token.word)
    for i, token in enumerate(tokens):
        if _is_name(sentence, tokens, i, names):
            token.classes = {"name", "open", "modifier", "said"}
        is_machine = "mostly-machine" in token.classes and not (i and "person-before" in tokens[i - 1].classes)
        if is_machine or ("either" in token.classes and _is_machinery(tokens[:i])):
            token.classes -= {"role", "role-word", "either", "once-person"}
    _join(tokens, lexicon)
    return tokens


def _is_name(sentence: str, tokens: Sequence[Token], i: int, names: frozenset[str]) -> bool:
    """Whether a word is somebody's name: a known one, a handle, or one after a title, an initial or another name."""
    token = tokens[i]
    if token.word.removesuffix(".") in _TITLES and token.is_capital:
        return True
    if token.word.startswith("@") or _INITIALS.fullmatch(sentence, token.start, token.end):
        return token.word not in _NO_INITIALS
    if not token.is_capital:
        return False
    written = sentence[token.start : token.end]
    if written in names or any(part in names for part in written.split("-") if len(part) > 2 and part[0].isupper()):
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if len(written) == 2 and written.isupper() and written.isalpha() and "acronym" not in token.classes:
        return after is not None and bool(after.classes & {"did", "did-harm"} or after.word == "'s")
    before = tokens[i - 1] if i else None
    if before is not None and before.word == "." and i > 1:
        return tokens[i - 2].word in _TITLES
    return before is not None and (before.word in _TITLES or ("name" in before.classes and not written.isupper()))


_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_NO_INITIALS = ("u.s.", "e.u.", "u.k.", "p.s.", "a.m.", "p.m.", "i.e.", "e.g.")
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "herr", "frau", "sir"))


def _is_machinery(before: Sequence[Token]) -> bool:
    """Whether the words before "operator" or "manager" make it a program."""
    if not before:
        return False
    last = before[-1]
    if last.classes & {"machine-before", "code"}:
        return True
    is_product = last.is_capital and "open" in last.classes and not last.classes & {"role", "name"}
    return is_product and len(before) > 1 and "said" in before[-2].classes and "number" not in before[-2].classes


def _tokens(sentence: str) -> Iterator[Token]:
    before = ""
    for match in _WORD.finditer(sentence):
        text, start = match.group(), match.start()
        clitic = _CLITIC.search(text)
        cut = clitic.start() if clitic else len(text)
        word = text[:cut].replace("’", "'").lower()
        if word == "one" and before == "no":
            word = "no-one"
        before = word
        word = word.rstrip("'")
        yield Token(word, start, start + cut, is_capital=text[0].isupper())
        if clitic:
            yield Token(text[cut:].replace("’", "'").lower(), start + cut, match.end())


def _join(tokens: Sequence[Token], lexicon: Lexicon) -> None:
    """Find the noun phrases, and say of all their words whether they are about people."""
    i, before = 0, None
    while i < len(tokens):
        end, head = _phrase(tokens, i)
        if head is None:
            before, i = tokens[i], i + 1
            continue
        first = i
        end, head = _with_possessor(tokens, first, end, head)
        kind = _kind(head)
        end, kind = _attached(tokens, end, head, kind)
        after = next((token for token in tokens[end:] if "adverb" not in token.classes), None)
        _mark(tokens[first:end], kind, before, after)
        before, i = tokens[end - 1], end


def _phrase(tokens: Sequence[Token], i: int) -> tuple[int, Token | None]:
    """A noun phrase from a place on: where it ends and its head, or None."""
    start, head = i, None
    while i < len(tokens):
        token, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
        classes = token.classes
        if head is None and (classes & _WHOLE or ("counts" in classes and after is not None and after.word == "of")):
            return i + 1, token
        if classes & _BEFORE and "open" not in classes:
            if head is not None and "number" not in classes:
                break
            is_last = after is None or not after.classes & {"open", "past", "doing"}
            head = token if head is None and "number" in classes and is_last else head
        elif classes & {"past", "doing"}:
            if not _is_within(token, after, is_begun=i > start, has_head=head is not None):
                break
        elif "open" not in classes or (head is not None and _ends(head, token)):
            break
        else:
            head = token
        i += 1
    return (i, head) if head is not None else (start, None)


_WHOLE = frozenset({"they", "anyone", "nobody", "first-subject"})
"""Words that are a noun phrase by themselves."""

_BEFORE = frozenset({"det", "their", "first", "number"})


def _is_within(token: Token, after: Token | None, *, is_begun: bool, has_head: bool) -> bool:
    """Whether a participle belongs to a noun phrase: `the affected users`, `the monitoring team`."""
    if "open" in token.classes and is_begun and not has_head:
        return True
    may_be = (is_begun and not has_head) or ("doing" in token.classes and has_head)
    return may_be and after is not None and "open" in after.classes and not _is_verb(after)


def _ends(head: Token, token: Token) -> bool:
    """Whether a word that could be a noun is the verb after one."""
    return "pure-verb" in token.classes or (bool(head.classes & {"role", "name"}) and _is_verb(token))


def _is_verb(token: Token) -> bool:
    return bool(token.classes & _AFTER_PEOPLE)


_AFTER_PEOPLE = frozenset(
    {
        "did", "did-harm", "fault-verb", "slip-verb", "verb", "base-verb", "attribute", "care", "unworthy",
        "character-adjective",
    }
)  # fmt: skip
"""What goes on after a noun for people rather than making another noun with it: "the operator restarts"."""


def _with_possessor(tokens: Sequence[Token], first: int, end: int, head: Token) -> tuple[int, Token]:
    """`the engineer 's change`: the change is the head, and those before it have it."""
    while end < len(tokens) and tokens[end].word == "'s" and _kind(head):
        further, owned = _phrase(tokens, end + 1)
        if owned is None or end + 1 == further or tokens[end + 1].classes & {"past", "doing", "det"}:
            break
        for token in tokens[first : end + 1]:
            token.classes.add("possessive")
            if "name" in head.classes:
                token.classes.add("possessive-name")
        first, end, head = end + 1, further, owned
    return end, head


def _kind(head: Token) -> str | None:
    if "name" in head.classes:
        return "name"
    return "people" if head.classes & {"role", "anyone", "nobody"} else None


def _attached(tokens: Sequence[Token], end: int, head: Token, kind: str | None) -> tuple[int, str | None]:
    """The phrases that hang on one: `the engineer on the platform team`, `one of the engineers`."""
    while end + 1 < len(tokens) and "attaches" in tokens[end].classes:
        further, inner = _phrase(tokens, end + 1)
        if inner is None or inner.classes & {"they", "first-subject"}:
            break
        further, inner = _with_possessor(tokens, end + 1, further, inner)
        if _kind(inner):
            for token in tokens[end + 1 : further]:
                token.classes.add("oblique-people")
        if kind is None and tokens[end].word == "of" and head.classes & {"number", "counts"}:
            kind = _kind(inner)
        end = further
    return end, kind


def _mark(tokens: Sequence[Token], kind: str | None, before: Token | None, after: Token | None) -> None:
    is_oblique = before is not None and "prep" in before.classes
    if is_oblique and before is not None and "conj" in before.classes and after is not None:
        is_oblique = not (after.classes & {"past", "be", "have", "do", "modal", "not"} or _is_verb(after))
    for token in tokens:
        if "possessive" in token.classes and is_oblique:
            token.classes.add("oblique-possessive")
        if kind is None:
            token.classes.add("thing")
            continue
        token.classes.add("oblique-people" if is_oblique else "people")
        token.classes.discard("name")
        if kind == "name":
            token.classes.add("oblique-name" if is_oblique else "name")
        if before is not None and before.word == "by":
            token.classes |= {"by-people", "by-name"} if kind == "name" else {"by-people"}

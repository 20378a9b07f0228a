"""Links between postmortems, from both ends: what an author's `related` says, and what the prose names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_postmortems.model import ContributingFactor, Postmortem, Related, Relation
from mkdocs_postmortems.source import Body, fold_title

if TYPE_CHECKING:
    from mkdocs_postmortems.archive.archive import Archive

Named = Postmortem | ContributingFactor


@dataclass(frozen=True, slots=True)
class Link:
    """A postmortem that an author linked to another. `relation` is None where the prose alone names it; `is_backlink`
    when the link stands in the other one, so that its relation reads the other way round."""

    postmortem: Postmortem
    relation: Relation | None
    why: str | None = None
    is_backlink: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the prose, at its line, as it is written: `[[…]]`, the id of a postmortem, or the slug or an alias of a
    factor. `named` is None when a name in brackets leads to nothing."""

    written: str
    line: int
    named: Named | None

    @property
    def name(self) -> str:
        """The name itself, without brackets and the words to show in its place."""
        return self.written.removeprefix("[[").removesuffix("]]").partition("|")[0].strip()


class Links:
    """Who names whom. Bare names count where they could be nothing else: ids and slugs of several words."""

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive
        self._mentions: dict[int, tuple[Mention, ...]] = {}

    def of(self, postmortem: Postmortem) -> tuple[Link, ...]:
        """What the author links, who links here, and what either names in passing; each other postmortem once."""
        found: dict[str, Link] = {}
        for link in self._all(postmortem):
            found.setdefault(link.postmortem.id, link)
        found.pop(postmortem.id, None)
        return tuple(link for link in found.values() if link.relation is not Relation.UNRELATED)

    def are_unrelated(self, postmortem: Postmortem) -> frozenset[str]:
        """The ids of those that an author, on either side, set apart from this one for good."""
        here = {link.postmortem for link in postmortem.related if link.relation is Relation.UNRELATED}
        there = {p.id for p, link in self._pointing_at(postmortem) if link.relation is Relation.UNRELATED}
        return frozenset(here | there)

    def find(self, name: str) -> Named | None:
        """What a name means: the id or the title of a postmortem, the slug, an alias or the title of a factor."""
        return (
            self._archive.by_id.get(name)
            or self._archive.vocabulary.resolve(name)
            or self._by_title.get(fold_title(name))
        )

    def mentions(self, document: Named) -> tuple[Mention, ...]:
        """The names in the prose of a postmortem or a factor, where they stand."""
        known = self._mentions.get(id(document))
        if known is None:
            body = document.source.body
            found = tuple(self._mentions_in(body)) if self._may_mention(body.text) else ()
            known = self._mentions[id(document)] = found
        return known

    def named_in(self, document: Named) -> Mapping[str, Named]:
        """What the names in the prose of a document lead to, by name."""
        return {m.name: m.named for m in self.mentions(document) if m.named is not None and m.named is not document}

    def _all(self, postmortem: Postmortem) -> Iterator[Link]:
        for link in postmortem.related:
            other = self._archive.by_id.get(link.postmortem)
            if other is not None:
                yield Link(other, link.relation, link.why)
        for other, link in self._pointing_at(postmortem):
            yield Link(other, link.relation, link.why, is_backlink=True)
        for mention in self.mentions(postmortem):
            if isinstance(mention.named, Postmortem):
                yield Link(mention.named, None)
        for other in self._naming.get(postmortem.id, ()):
            yield Link(other, None, is_backlink=True)

    def _pointing_at(self, postmortem: Postmortem) -> Sequence[tuple[Postmortem, Related]]:
        return self._backlinks.get(postmortem.id, ())

    @cached_property
    def _backlinks(self) -> Mapping[str, list[tuple[Postmortem, Related]]]:
        found: dict[str, list[tuple[Postmortem, Related]]] = {}
        for other in self._archive.postmortems:
            for link in other.related:
                found.setdefault(link.postmortem, []).append((other, link))
        return found

    @cached_property
    def _naming(self) -> Mapping[str, list[Postmortem]]:
        """Postmortems by the id of each that their prose names."""
        found: dict[str, list[Postmortem]] = {}
        for other in self._archive.postmortems:
            named = {m.named.id for m in self.mentions(other) if isinstance(m.named, Postmortem)}
            for id_ in named:
                found.setdefault(id_, []).append(other)
        return found

    @cached_property
    def _by_title(self) -> Mapping[str, Named]:
        """By folded title; of two with one title the first."""
        found: dict[str, Named] = {}
        documents: tuple[Named, ...] = (*self._archive.postmortems, *self._archive.vocabulary.live)
        for document in documents:
            found.setdefault(fold_title(document.title), document)
        return found

    @cached_property
    def _bare_names(self) -> frozenset[str]:
        """Names that stand for themselves in prose: nobody writes three words with hyphens by chance, or an id."""
        names = (*self._archive.by_id, *self._archive.vocabulary.by_slug, *self._archive.vocabulary.by_alias)
        return frozenset(name for name in names if _BARE.fullmatch(name))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """Bare names, those with an underscore up to there: it may be one of the marks around a name too."""
        return frozenset(name.translate(_BLANKS).split()[0] for name in self._bare_names)

    def _may_mention(self, text: str) -> bool:
        """Whether it is worth a closer look; most texts name nothing, or only where a link leads."""
        if "[[" in text:
            return True
        found = self._beginnings.intersection(text.translate(_BLANKS).split())
        return any(_stands_free(name, text) for name in found)

    def _mentions_in(self, body: Body) -> Iterator[Mention]:
        for passage in body.prose:
            for match in MENTION.finditer(passage.text):
                name, is_bare = name_in(match), match["inside"] is None
                named = self.find(name) if not is_bare or name in self._bare_names else None
                if named is not None or not is_bare:
                    line = passage.line + passage.text.count("\n", 0, match.start())
                    yield Mention(match.group(), line, named)


MENTION = re.compile(
    r"\[\[(?P<inside>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]|(?<![\w/.#-])(?P<bare>\w+(?:-\w+)+)(?![\w/-]|\.\w)"
)
"""A name in brackets, with words to show in its place after a bar, or a bare one."""

_BARE = re.compile(r"\w+(?:-\w+)+")
_PUNCTUATION = (*range(0xC0), *range(0x2000, 0x2070), *range(0x3000, 0x3040))
_BLANKS = {code: " " for code in _PUNCTUATION if not chr(code).isalnum() and chr(code) != "-"}
"""What may stand around a name: all marks of ASCII but the hyphen, curly quotes, dashes, and those of East Asia."""


def _stands_free(name: str, text: str) -> bool:
    """Whether a name stands somewhere else than inside a path."""
    at = text.find(name)
    while at >= 0:
        if text[at - 1 : at] not in ("/", "#") or at == 0:
            return True
        at = text.find(name, at + 1)
    return False


def name_in(match: re.Match[str]) -> str:
    """The name that a match of `MENTION` found."""
    return str(match["inside"] or match["bare"]).strip()

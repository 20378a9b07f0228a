"""Which texts say the same: BM25's weights, cosines, and an inverted index that looks at the telling terms alone.

A text has four kinds of terms (words, themes, pairs of themes, mechanisms). Each kind is weighted by how often the text
says it, with saturation (S. Robertson, H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009), and
by how few other texts do; the likeness of two texts is the sum of one cosine for each kind.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from heapq import nlargest
from math import log, sqrt

from mkdocs_postmortems.analysis.features import Features


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of term contributes, how soon saying it again says nothing new, and how much longer texts pay."""

    share: float
    saturation: float
    by_length: float


KINDS = {
    "words": Kind(1.5, 6, 0.75),
    "themes": Kind(1, 4, 0.3),
    "pairs": Kind(0.5, 4, 0.3),
    "mechanisms": Kind(0.4, 4, 0.3),
}
"""By the names in `Features`. Found on archives written for the purpose; `benchmarks/README.md` says how well they do
on others."""

TERMS = 80
"""How many terms of each kind a text is known by, those that tell most."""

POSTINGS = 30
"""How many texts are looked at for a term, those that say it most: what keeps the work from growing with the square of
the archive."""

Vector = dict[str, float]
Vectors = Mapping[str, Vector]
"""A text by the kinds of its terms."""


class Likeness:
    """Texts by key, which are compared with each other, or `with_others` that are not among them: then a term that one
    of them alone says tells most."""

    def __init__(self, texts: Mapping[str, Features], *, with_others: bool = False) -> None:
        self._indexes = {
            kind.name: _Index(
                {key: getattr(text, kind.name) for key, text in texts.items()}, KINDS[kind.name], int(with_others)
            )
            for kind in fields(Features)
        }

    def vectors_of(self, key: str) -> Vectors:
        """What one of the texts says."""
        return {kind: index.vectors[key] for kind, index in self._indexes.items()}

    def vectors(self, text: Features) -> Vectors:
        """What a text says that is not among them, as if it were one more of them."""
        return {kind: index.vector(getattr(text, kind)) for kind, index in self._indexes.items()}

    def like(self, key: str) -> dict[str, float]:
        """How like one of the texts the others are, as far as both are among those that say a term most; itself and
        those that share nothing telling are left out."""
        found: dict[str, float] = {}
        for index in self._indexes.values():
            index.add_neighbours(key, found)
        found.pop(key, None)
        return found

    def to(self, text: Vectors) -> dict[str, float]:
        """How like each of the texts is; those that share nothing telling are left out."""
        found: dict[str, float] = {}
        for kind, index in self._indexes.items():
            index.add_likeness(text[kind], found)
        return found

    def shared(self, kind: str, text: Vectors, other: str) -> tuple[str, ...]:
        """The terms of a kind that a text and one of the texts both say, the one that tells most first."""
        there = self._indexes[kind].vectors[other]
        both = [(weight * there[term], term) for term, weight in text[kind].items() if term in there]
        return tuple(term for _, term in sorted(both, key=lambda pair: (-pair[0], pair[1])))


class _Index:
    """The terms of one kind."""

    def __init__(self, texts: Mapping[str, Mapping[str, float]], kind: Kind, new: int) -> None:
        self._kind, self._count = kind, len(texts)
        self._texts_with = Counter(term for terms in texts.values() for term in terms)
        self._length = sum(sum(terms.values()) for terms in texts.values()) / (len(texts) or 1) or 1
        self.vectors = {key: self._vector(terms, new) for key, terms in texts.items()}
        self._postings: dict[str, list[tuple[float, str]]] = {}
        for key, vector in self.vectors.items():
            for term, weight in vector.items():
                self._postings.setdefault(term, []).append((weight, key))
        self._posted: dict[str, list[tuple[float, list[tuple[float, str]]]]] = {}
        for term, postings in self._postings.items():
            if len(postings) > POSTINGS:
                self._postings[term] = postings = nlargest(POSTINGS, postings)
            if len(postings) > 1:
                for weight, key in postings:
                    self._posted.setdefault(key, []).append((weight, postings))

    def add_neighbours(self, key: str, found: dict[str, float]) -> None:
        """Add what one of the texts shares with each other one to what is known of that."""
        for weight, postings in self._posted.get(key, ()):
            for other, neighbour in postings:
                found[neighbour] = found.get(neighbour, 0.0) + weight * other

    def add_likeness(self, vector: Vector, found: dict[str, float]) -> None:
        """Add to what is known of each text."""
        for term, weight in vector.items():
            for other, key in self._postings.get(term, ()):
                found[key] = found.get(key, 0.0) + weight * other

    def vector(self, terms: Mapping[str, float]) -> Vector:
        """What a text that is not among the others says, as one more of them."""
        return self._vector(terms, 1)

    def _vector(self, terms: Mapping[str, float], new: int) -> Vector:
        kind, count = self._kind, self._count + new + 1
        length = sum(terms.values()) / self._length
        slow = kind.saturation * (1 - kind.by_length + kind.by_length * length)
        weights = {}
        for term, times in terms.items():
            texts = self._texts_with[term] + new
            if texts > 1:  # or nobody else says it
                weights[term] = times / (times + slow) * log(count / (texts + 0.5))
        if len(weights) > TERMS:
            weights = dict(nlargest(TERMS, weights.items(), key=lambda item: (item[1], item[0])))
        norm = sqrt(sum(weight * weight for weight in weights.values()))
        scale = sqrt(kind.share) / norm if norm else 0.0
        return {term: weight * scale for term, weight in weights.items() if weight > 0}

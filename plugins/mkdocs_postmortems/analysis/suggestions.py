"""Contributing factors that a text seems to show, each with the sentence that says so.

A factor is known by what its file says and by how it showed in the postmortems that cite it. A text is compared with
all of that as a whole and sentence by sentence, and with the postmortems most like it. Few suggestions that are right
are worth more than many: what stays below `CERTAIN` is not said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

from mkdocs_postmortems.analysis.features import Sentence, features, paragraphs_of
from mkdocs_postmortems.analysis.likeness import Likeness
from mkdocs_postmortems.analysis.related import RelatedPostmortems
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ContributingFactor, Postmortem

WHOLE, SENTENCE, NEIGHBOURS = 1.0, 0.5, 0.06
"""What the likeness of the whole text, of its best sentence, and of the postmortems most like it is worth."""

CERTAIN = 1.5
"""The score from which on a factor is suggested. In the bundled archive, with the factors of each postmortem hidden,
six in ten of what is suggested then are among them, and most of the others are near."""

NEAREST = 12
"""Postmortems most like a text, whose factors count for it."""

TOLD = 40
"""Postmortems whose words a factor is known by, the newest."""

_SHORTEST = 20
"""Characters of a sentence that can say anything."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, and the line its paragraph begins on."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A factor, how sure it is, and the sentences that show it best, the best first."""

    factor: ContributingFactor
    score: float
    evidence: tuple[Evidence, ...]


class Suggestions:
    def __init__(self, archive: Archive, related: RelatedPostmortems) -> None:
        self._archive, self._related = archive, related

    def of(self, draft: Postmortem, count: int = 3, certain: float = CERTAIN) -> tuple[Suggestion, ...]:
        """The factors a draft seems to show and does not cite, the surest first; its own words elsewhere in the
        archive do not count."""
        bare = draft.model_copy(update={"contributing_factors": ()})
        cited = {self._archive.factor(citation.factor).slug for citation in draft.contributing_factors}
        known = self._without(draft)
        sentences = list(_sentences_of(bare))
        scores = {
            slug: score * WHOLE
            for slug, score in known.to(known.vectors(features((e.text, weight) for e, weight in sentences))).items()
        }
        shown = self._shown(known, sentences)
        for slug, found in shown.items():
            scores[slug] = scores.get(slug, 0.0) + SENTENCE * found[0][0]
        for slug, vote in self._votes(bare).items():
            scores[slug] = scores.get(slug, 0.0) + NEIGHBOURS * vote
        sure = [slug for slug, score in scores.items() if score >= certain and slug not in cited and slug in shown]
        best = nlargest(count, sure, key=lambda slug: (round(scores[slug], 9), slug))
        return tuple(
            Suggestion(
                self._archive.vocabulary.by_slug[slug],
                scores[slug],
                tuple(sentence for _, sentence in shown[slug][:2]),
            )
            for slug in best
        )

    @staticmethod
    def _shown(known: Likeness, sentences: list[tuple[Evidence, float]]) -> dict[str, list[tuple[float, Evidence]]]:
        """For each factor the sentences that are like it, the most like first."""
        shown: dict[str, list[tuple[float, Evidence]]] = {}
        for evidence, _ in sentences:
            for slug, likeness in known.to(known.vectors(features([(evidence.text, 1)]))).items():
                shown.setdefault(slug, []).append((likeness, evidence))
        for found in shown.values():
            found.sort(key=lambda pair: -pair[0])
        return shown

    def _votes(self, draft: Postmortem) -> dict[str, float]:
        """How much the postmortems most like a draft speak for each factor."""
        votes: dict[str, float] = {}
        for found in self._related.like(draft, NEAREST):
            for occurrence in self._archive.occurrences(found.postmortem):
                slug = occurrence.factor.slug
                if slug in self._archive.vocabulary.by_slug:
                    votes[slug] = votes.get(slug, 0.0) + found.score
        return votes

    def _without(self, draft: Postmortem) -> Likeness:
        """What is known of each factor, but for what this postmortem says of it."""
        itself = self._archive.by_id.get(draft.id, draft)
        own = {occurrence.factor.slug for occurrence in self._archive.occurrences(itself)}
        known = {slug: features(said) for slug, said in self._said.items() if slug not in own}
        factors = [factor for factor in self._archive.vocabulary.live if factor.slug in own]
        own_words = {factor.slug: features(self._words_of(factor, draft.id)) for factor in factors}
        return Likeness({**known, **own_words}, with_others=True)

    @cached_property
    def _said(self) -> Mapping[str, tuple[Sentence, ...]]:
        return {factor.slug: tuple(self._words_of(factor, "")) for factor in self._archive.vocabulary.live}

    def _words_of(self, factor: ContributingFactor, left_out: str) -> Iterator[Sentence]:
        """What a factor is known by; the title tells most."""
        yield factor.title, 3
        if factor.definition:
            yield factor.definition, 2
        yield from ((text, 1) for text in factor.includes)
        yield from ((alias.replace("-", " "), 1) for alias in factor.aliases)
        for occurrence in self._archive.by_factor[factor.slug][-TOLD:]:
            if occurrence.citation.how and occurrence.postmortem.id != left_out:
                yield occurrence.citation.how, 2


def _sentences_of(draft: Postmortem) -> Iterator[tuple[Evidence, float]]:
    """What a draft says, where; each by the weight of its place."""
    yield Evidence(draft.place(("title",)).line, draft.title), 2
    if draft.trigger:
        yield Evidence(draft.place(("trigger",)).line, draft.trigger), 4
    for paragraph in paragraphs_of(draft.source.body):
        for sentence in paragraph.sentences:
            if len(sentence) > _SHORTEST:
                yield Evidence(paragraph.line, " ".join(sentence.split())), paragraph.weight

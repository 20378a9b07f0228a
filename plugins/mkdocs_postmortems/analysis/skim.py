"""A first look at thousands of texts, to find the few hundred that are worth reading as postmortems."""

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest
from math import log

from mkdocs_postmortems.analysis.features import Sentence
from mkdocs_postmortems.analysis.lexicon import lexicon

_BLANKS = str.maketrans(dict.fromkeys("`*_[](){}<>\"',;:.!?|/#=+“”„‘’«»–—…", " "))


def most_promising(texts: Mapping[str, str], sentences: Iterable[Sentence], count: int) -> list[str]:
    """The keys of the texts that have most of the rarer words of these sentences, or words of the same themes."""
    wanted = _wanted(sentences)
    found = {key: wanted.keys() & text.lower().translate(_BLANKS).split() for key, text in texts.items()}
    said = {key: {meaning for word in words for meaning in wanted[word]} for key, words in found.items()}
    texts_with = Counter(meaning for meanings in said.values() for meaning in meanings)
    rarity = {meaning: log(1 + len(texts) / many) for meaning, many in texts_with.items()}
    scores = {key: sum(rarity[meaning] for meaning in meanings) for key, meanings in said.items()}
    return nlargest(count, scores, key=lambda key: (round(scores[key], 9), key))


def _wanted(sentences: Iterable[Sentence]) -> dict[str, tuple[str, ...]]:
    """Words to look for, each with what it stands for: itself by its stem, and its themes."""
    known = lexicon()
    wanted: dict[str, tuple[str, ...]] = {}
    themes: set[str] = set()
    for sentence, _ in sentences:
        for word, stem in known.words(sentence):
            if stem not in known.common:
                wanted[word] = (stem,)
        themes |= known.meaning(known.stems(sentence))[0].keys()
    for theme in sorted(themes):
        for word in known.words_of(theme):
            wanted[word] = (*wanted.get(word, ()), theme)
    return wanted

"""Whether an account of the impact says how much."""

import re
from functools import cache

from mkdocs_postmortems.language.lexicon import alternatives, data


def impact_words(text: str, language: str = "en") -> str:
    """The words of a text that leave open how much was felt, where nothing else in it tells; else nothing."""
    vague, quantities = _patterns(language)
    folded = text.lower()
    found = vague.search(folded)
    return text[found.start() : found.end()] if found and not quantities.search(folded) else ""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = data(language, "impact.yml")
    return tuple(
        re.compile(rf"(?:\b|(?=\d))(?:{alternatives(known[name])})(?:\b|(?<=\d))") for name in ("vague", "quantities")
    )  # type: ignore[return-value]

"""Rules that know words know those of English."""

from mkdocs_postmortems.model import Postmortem


def is_english(postmortem: Postmortem, text: str) -> bool:
    """Whether the words of a text can be looked for: no other language is stated, and its letters are those of this."""
    if postmortem.lang is not None and not postmortem.lang.lower().startswith("en"):
        return False
    if text.isascii():
        return True
    letters = [c for c in text if c.isalpha()]
    return 2 * sum(c.isascii() for c in letters) >= len(letters)

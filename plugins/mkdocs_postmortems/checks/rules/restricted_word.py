"""PM805 restricted-word."""

import re
from collections.abc import Iterator
from functools import cache

from mkdocs_postmortems.checks.rule import Citation, Level, Option, Problem, Rule
from mkdocs_postmortems.source import Source


def check(source: Source, words: tuple[str, ...]) -> Iterator[Problem]:
    if not words:
        return
    folded = source.text.casefold()
    for word in dict.fromkeys(words):
        if word.split()[0].casefold() in folded:
            yield from _uses(word, source)


def _uses(word: str, source: Source) -> Iterator[Problem]:
    """One for each line."""
    line_end = -1
    for found in _pattern(word).finditer(source.text):
        if found.start() > line_end:
            line_end = source.text.find("\n", found.start()) % (len(source.text) + 1)
            yield Problem(
                f'"{word}" is not to be published',
                "write it in words that may be, or ask whoever keeps the site's list",
                place=source.place_of(found.start()),
            )


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """A whole word in any case, also inside an identifier, or a phrase however it is broken into lines."""
    return re.compile(r"(?<![^\W_])" + r"\s+".join(map(re.escape, word.split())) + r"(?![^\W_])", re.IGNORECASE)


RULE = Rule(
    id="PM805",
    name="restricted-word",
    level=Level.ERROR,
    rationale="""
        Names of customers, code names, words that lawyers want to see first: a site knows its own, and lists them in
        `words`. Without a list nothing is found. Words count whole and in any case, phrases also where a line ends
        between their words.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        === mkdocs.yml
        checks:
          restricted-word:
            words: [Bluebird]
        === postmortems/2026/2026-03-14-stale-leader.md
        ## Summary

        Writes to Bluebird stalled for 31 minutes for all customers.
    """,
    good="""
        === mkdocs.yml
        checks:
          restricted-word:
            words: [Bluebird]
        === postmortems/2026/2026-03-14-stale-leader.md
        ## Summary

        Writes to the new store stalled for 31 minutes for all customers.
    """,
    looks_at=Source,
    check=check,
    options={"words": Option((), "Words and phrases that must not be published.")},
)

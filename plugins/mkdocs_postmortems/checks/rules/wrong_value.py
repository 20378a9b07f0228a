"""PM106 wrong-value."""

from collections.abc import Iterator
from typing import Any

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Loaded


def check(loaded: Loaded[Any]) -> Iterator[Problem]:
    for error in loaded.errors:
        if error.kind == "wrong-value":
            yield Problem(error.message, error.hint, at=error.at)


RULE = Rule(
    id="PM106",
    name="wrong-value",
    level=Level.ERROR,
    rationale="""
        A time without a zone, a severity that is not on the list, a version number that YAML turned into a
        fraction: each would be counted, sorted and compared as something the author never wrote. It is left out of
        the page and reported here.
    """,
    citation=Citation("RFC 3339: Date and time on the Internet", "https://www.rfc-editor.org/rfc/rfc3339"),
    bad="""
        started_at: 2026-03-14T09:12:00
    """,
    good="""
        started_at: 2026-03-14T09:12:00Z
    """,
    looks_at=Loaded,
    check=check,
    holds_for_drafts=True,
)

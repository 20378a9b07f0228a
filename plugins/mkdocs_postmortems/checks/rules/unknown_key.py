"""PM105 unknown-key."""

from collections.abc import Iterator
from typing import Any

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Loaded


def check(loaded: Loaded[Any]) -> Iterator[Problem]:
    for error in loaded.errors:
        if error.kind == "unknown-key":
            yield Problem(error.message, error.hint, at=error.at, at_key=True)


RULE = Rule(
    id="PM105",
    name="unknown-key",
    level=Level.ERROR,
    rationale="""
        A misspelt key is a fact that nobody will ever find. There is also no key for who caused an incident, and
        there will not be one: the archive asks what failed.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture",
        "https://sre.google/sre-book/postmortem-culture/",
    ),
    bad="""
        sevrity: SEV2
    """,
    good="""
        severity: SEV2
    """,
    looks_at=Loaded,
    check=check,
    holds_for_drafts=True,
)

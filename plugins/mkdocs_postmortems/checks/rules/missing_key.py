"""PM107 missing-key."""

from collections.abc import Iterator
from typing import Any

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Loaded


def check(loaded: Loaded[Any]) -> Iterator[Problem]:
    for error in loaded.errors:
        if error.kind == "missing-key":
            yield Problem(error.message, error.hint, at=error.at)


RULE = Rule(
    id="PM107",
    name="missing-key",
    level=Level.ERROR,
    rationale="""
        Without a title and a date a postmortem cannot be listed, and an action item without its action is a blank
        line on somebody's plan. The title may also stand in the first heading, the date in the name of the file.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items:
          - owner: storage-team
            due: 2026-04-01
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    looks_at=Loaded,
    check=check,
    holds_for_drafts=True,
)

"""The fixes: whether what was done about a condition held."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis, VerdictKind
from mkdocs_postmortems.pages.page import Page

LISTED = 50
"""How many verdicts of each kind are told; the rest are counted."""


def pages(analysis: Analysis) -> Iterator[Page]:
    fixes = analysis.fixes
    groups = [(kind, fixes.of(kind)) for kind in VerdictKind]
    yield Page(
        address="patterns/fixes",
        title="Fixes",
        template="fixes.md.jinja",
        context={
            "archive": analysis.archive,
            "fixes": fixes,
            "groups": groups,
            "counts": {kind.value: len(verdicts) for kind, verdicts in groups},
            "scope": analysis.conditions.scope,
            "undated": sum(not v.is_dated for kind in _OF_DONE for v in fixes.of(kind)),
            "listed": LISTED,
        },
        crumbs=(("Patterns", "patterns"), ("Fixes", None)),
        description="Fixes after which their condition came back, and fixes that held so far, with the days between",
    )


_OF_DONE = (VerdictKind.DID_NOT_HOLD, VerdictKind.HELD_SO_FAR)

"""The patterns: every factor, and a page for each."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis, Pattern, VerdictKind
from mkdocs_postmortems.archive import Occurrence
from mkdocs_postmortems.model import ContributingFactor
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.pages.render import writers_markdown

TOLD = 40
"""How many occurrences a pattern's page tells in full; the older ones are listed."""


def pages(analysis: Analysis, addresses: Addresses) -> Iterator[Page]:
    patterns = analysis.patterns
    yield Page(
        address="patterns",
        title="Patterns",
        template="patterns.md.jinja",
        context={"archive": analysis.archive, "patterns": patterns, "top": _tallest_year(patterns.recurring)},
        crumbs=(("Patterns", None),),
        in_nav=True,
        description="Conditions that keep coming back, and how often",
    )
    for pattern in (*patterns.all, *patterns.pointers):
        yield _factor_page(analysis, addresses, pattern)


def _factor_page(analysis: Analysis, addresses: Addresses, pattern: Pattern) -> Page:
    factor = pattern.factor
    verdicts = analysis.recurrence.of_factor(factor.slug)
    return Page(
        address=addresses.of(factor),
        title=factor.title,
        template="pattern.md.jinja",
        context={
            "archive": analysis.archive,
            "pattern": pattern,
            "factor": factor,
            "excludes": [_with_factors(analysis, text) for text in factor.excludes],
            "target": analysis.archive.vocabulary.resolve(factor.merged_into) if factor.merged_into else None,
            "broader": analysis.archive.vocabulary.broader(factor),
            "body": writers_markdown(factor.source.body_text),
            "patterns": analysis.patterns,
            "newest": pattern.occurrences[: -TOLD - 1 : -1],
            "older": pattern.occurrences[: max(0, pattern.count - TOLD)],
            "lanes": _lanes(analysis, pattern),
            "tried": _tried(analysis, pattern),
            "verdict_counts": [(kind, sum(v.kind is kind for v in verdicts)) for kind in VerdictKind],
            "services": analysis.patterns.services(pattern),
        },
        crumbs=(("Patterns", "patterns"), (factor.title, None)),
        description=factor.definition,
        source=factor.path or None,
        searched=(factor.definition or "", *factor.aliases, *factor.ask, *factor.controls),
        mentions=analysis.archive.links.named_in(factor),
    )


def _with_factors(analysis: Analysis, text: str) -> list[tuple[str, ContributingFactor | None]]:
    """A sentence in pieces, those that are the name of a factor with the factor; its first letter small."""
    pieces = re.split(r"(\b[a-z0-9]+(?:-[a-z0-9]+)+\b)", text[:1].lower() + text[1:])
    return [(piece, analysis.archive.vocabulary.resolve(piece) if i % 2 else None) for i, piece in enumerate(pieces)]


def _lanes(analysis: Analysis, pattern: Pattern) -> list[tuple[str, list[Occurrence]]]:
    """Its occurrences by organization, those that met it most often first."""
    lanes: dict[str, list[Occurrence]] = {}
    for occurrence in pattern.occurrences:
        lanes.setdefault(occurrence.postmortem.organization or "", []).append(occurrence)
    return sorted(lanes.items(), key=lambda lane: (-len(lane[1]), lane[0].casefold()))


def _tried(analysis: Analysis, pattern: Pattern) -> list[dict[str, object]]:
    """Every action on the factor with what became of it, newest first."""
    verdicts = analysis.recurrence.of_factor(pattern.factor.slug)
    by_action: dict[tuple[str, str], list[object]] = {}
    for verdict in verdicts:
        by_action.setdefault((verdict.postmortem.id, verdict.action.id), []).append(verdict)
    tried = []
    for occurrence in reversed(pattern.occurrences):
        for action in analysis.archive.actions_on(occurrence.postmortem).get(pattern.factor.slug, ()):
            found = by_action.get((occurrence.postmortem.id, action.id), [])
            tried.append({"postmortem": occurrence.postmortem, "action": action, "verdicts": found})
    return tried[:TOLD]


def _tallest_year(patterns: tuple[Pattern, ...]) -> int:
    """The most occurrences any pattern has in one year: the scale all sparklines share."""
    return max((count for pattern in patterns for count in pattern.by_year.values()), default=1)

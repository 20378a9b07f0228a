"""PM516 no-action-items."""

from collections.abc import Iterable, Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.template import ACTION_ITEMS


def check(filed: Filed) -> Iterator[Problem]:
    if filed.postmortem.action_items or not _asks_for_actions(filed):
        return
    undecided = list(_undecided(filed))
    if undecided or not filed.postmortem.contributing_factors:
        yield Problem(
            f"there is no action item, and nothing says what becomes of {_named(undecided)}",
            "agree on a piece of work, or say of each factor that it is `accepted`, `handed_off` or `covered_by`",
            at=("action_items",),
            at_key=True,
        )


def _asks_for_actions(filed: Filed) -> bool:
    sections = filed.template.sections if filed.template else ()
    return any(spec.title == ACTION_ITEMS.title and not spec.optional for spec in sections)


def _undecided(filed: Filed) -> Iterator[str]:
    for occurrence in filed.archive.occurrences(filed.postmortem):
        citation = occurrence.citation
        if not (citation.accepted or citation.handed_off or citation.covered_by):
            yield citation.factor


def _named(factors: Iterable[str]) -> str:
    return ", ".join(f'"{factor}"' for factor in factors) or "what was found"


RULE = Rule(
    id="PM516",
    name="no-action-items",
    level=Level.WARNING,
    rationale="""
        A postmortem after which nothing is done is a story about an incident that will be told again. Doing nothing
        can still be right, where every condition was accepted with a reason, handed on, or is in the hands of an
        action agreed elsewhere. The light template asks for no action items, and this rule asks nothing of it.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items: []
    """,
    good="""
        contributing_factors:
          - factor: monitoring-gap
            how: Nothing watched the replication lag.
            accepted: {because: the store is retired this year, review_on: 2026-12-01}
        action_items: []
    """,
    looks_at=Filed,
    check=check,
)

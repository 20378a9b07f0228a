"""The register of open conditions."""

from collections import Counter
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.analysis import Analysis, Condition, NewestWord
from mkdocs_postmortems.model import ActionItem
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.pages.runs import RunScale, run_axis, run_line

LISTED = 50
"""How many conditions each list of the register tells; the rest are counted."""

ACTIONS = 3
"""How many actions a condition shows."""


def pages(analysis: Analysis) -> Iterator[Page]:
    conditions = analysis.conditions
    came_back = conditions.came_back[:LISTED]
    scale = _scale(analysis, came_back)
    yield Page(
        address="patterns/open",
        title="Open conditions",
        template="open.md.jinja",
        context={
            "archive": analysis.archive,
            "conditions": conditions,
            "other_actions": _other_actions,
            "fed": _fed(conditions.came_back),
            "by_word": _by_word(conditions.came_back),
            "not_told": sum(c.newest_word is NewestWord.NOT_TOLD for c in conditions.open),
            "is_told_by_others": _is_told_by_others(analysis),
            "scale": scale,
            "axis": run_axis(scale),
            "rows": [(c, run_line((o.postmortem.date for o in c.occurrences), scale)) for c in came_back],
            "has_open_actions": any(c.open_actions for c in came_back),
            "listed": LISTED,
            "shown_actions": ACTIONS,
        },
        crumbs=(("Patterns", "patterns"), ("Open conditions", None)),
        description="Conditions met in incidents, with nothing reported done: since when, and how often again",
    )


def _other_actions(condition: Condition) -> list[ActionItem]:
    """The actions of the newest postmortems, where none names the condition."""
    return [item for occurrence in condition.newest for item in occurrence.postmortem.action_items]


def _fed(conditions: Sequence[Condition]) -> dict[str, int]:
    """How many citations came after the first ones, in how many postmortems of how many organizations."""
    later = [occurrence.postmortem for condition in conditions for occurrence in condition.fed]
    return {
        "citations": len(later),
        "postmortems": len({postmortem.id for postmortem in later}),
        "organizations": len({postmortem.organization for postmortem in later if postmortem.organization}),
    }


def _by_word(conditions: Sequence[Condition]) -> list[tuple[NewestWord, int]]:
    counts = Counter(condition.newest_word for condition in conditions)
    return [(word, counts[word]) for word in NewestWord if counts[word]]


def _is_told_by_others(analysis: Analysis) -> bool:
    """Whether of more actions nobody has told the end than are known to be open, as where others publish."""
    return analysis.actions.unknown > len(analysis.actions.open)


def _scale(analysis: Analysis, conditions: Sequence[Condition]) -> RunScale:
    today = analysis.archive.settings.today
    return RunScale(min((condition.first.year for condition in conditions), default=today.year), today)

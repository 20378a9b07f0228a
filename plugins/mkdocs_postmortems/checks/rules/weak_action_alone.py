"""PM514 weak-action-alone."""

from collections.abc import Iterator, Sequence

from mkdocs_postmortems.archive import Occurrence
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import ActionItem, ActionStatus
from mkdocs_postmortems.model.vocabulary import Change

_WORDS = {Change.DOCUMENT: "documents", Change.TRAINING: "training"}


def check(filed: Filed) -> Iterator[Problem]:
    for occurrence in filed.archive.occurrences(filed.postmortem):
        actions = _meant_to_happen(filed, occurrence)
        if _are_weak(actions) and not _is_settled_otherwise(occurrence):
            yield Problem(
                f'"{occurrence.citation.factor}" is answered by {_changed(actions)} alone',
                "which control, default, automation or interface would hold when nobody has read it?",
                at=("action_items", _index(actions[0], filed), "changes"),
            )


def _meant_to_happen(filed: Filed, occurrence: Occurrence) -> list[ActionItem]:
    actions = filed.archive.actions_on(filed.postmortem).get(occurrence.factor.slug, ())
    return [item for item in actions if item.status is not ActionStatus.DROPPED]


def _are_weak(actions: Sequence[ActionItem]) -> bool:
    """Whether all are, as far as they say what they change; not when all stand in somebody else's report."""
    is_ours = any(item.status is not ActionStatus.UNKNOWN for item in actions)
    return is_ours and all(item.changes and not item.changes.is_stronger for item in actions)


def _is_settled_otherwise(occurrence: Occurrence) -> bool:
    citation = occurrence.citation
    return bool(citation.accepted or citation.handed_off or citation.covered_by)


def _changed(actions: Sequence[ActionItem]) -> str:
    changed = {item.changes for item in actions}
    return " and ".join(words for change, words in _WORDS.items() if change in changed)


def _index(action: ActionItem, filed: Filed) -> int:
    """By identity: two action items may be equal."""
    return next(i for i, item in enumerate(filed.postmortem.action_items) if item is action)


RULE = Rule(
    id="PM514",
    name="weak-action-alone",
    level=Level.ADVICE,
    rationale="""
        What is written down or taught helps whoever remembers it at three in the morning; a control, a default,
        automation or an interface helps everybody else. The hierarchy of actions that health care and industrial
        safety use calls words weak, not wrong. So a document or a training is welcome beside something stronger on
        the same factor, and only where it stands alone is this a question.
    """,
    citation=Citation(
        "Betsy Lehman Center: Action hierarchy tool (RCA2)",
        "https://navigator.betsylehmancenterma.gov/pages/action-hierarchy-tool",
    ),
    bad="""
        action_items:
          - action: Describe in the runbook how to see replication lag
            owner: storage-team
            priority: P2
            due: 2026-04-01
            factors: [monitoring-gap]
            changes: document
    """,
    good="""
        action_items:
          - action: Describe in the runbook how to see replication lag
            owner: storage-team
            priority: P2
            due: 2026-04-01
            factors: [monitoring-gap]
            changes: document
          - action: Page on replication lag
            owner: storage-team
            priority: P1
            due: 2026-04-01
            factors: [monitoring-gap]
            changes: control
    """,
    looks_at=Filed,
    check=check,
)

"""PM405 unresolved-action."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.action_references import are_counted, counted_references, known_ids
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.template import RECURRENCE
from mkdocs_postmortems.near_matches import near_matches
from mkdocs_postmortems.source import Place


def check(filed: Filed) -> Iterator[Problem]:
    section = filed.section(RECURRENCE)
    if section is None:
        return
    for found in counted_references(section.text):
        if not _is_known(found, filed):
            before = section.text[: found.start()]
            yield Problem(
                f'"{found.group()}" is no action item of {"this archive" if found["elsewhere"] else "this postmortem"}',
                _way_out(found["elsewhere"], filed),
                place=Place(
                    filed.postmortem.path, section.first + before.count("\n"), len(before) - before.rfind("\n")
                ),
            )


def _is_known(found: re.Match[str], filed: Filed) -> bool:
    own, elsewhere = known_ids(filed.postmortem), found["elsewhere"]
    if elsewhere is None or elsewhere == filed.postmortem.id:
        return found["id"] in own or not are_counted(own)
    is_meant = _DATED.match(elsewhere) or elsewhere in filed.archive.by_id
    return not is_meant or filed.analysis.dispositions.covering(found.group()) is not None


def _way_out(elsewhere: str | None, filed: Filed) -> str:
    postmortem = filed.archive.by_id.get(elsewhere) if elsewhere else filed.postmortem
    if elsewhere and postmortem is None:
        match = near_matches(elsewhere, filed.archive.by_id)
        return f'did you mean "{match[0]}"?' if match else "write it as postmortem-id#A1"
    ids = ", ".join(known_ids(postmortem)) if postmortem else ""
    return f"its action items are: {ids}" if ids else "that postmortem has no action items"


_DATED = re.compile(r"\d{4}-\d\d-\d\d-")


RULE = Rule(
    id="PM405",
    name="unresolved-action",
    level=Level.ERROR,
    rationale="""
        The answer to recurrence rests on the action items it names. An id that belongs to none of them, after one was
        removed or renumbered, promises something that is on nobody's plan.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## How do we prevent recurrence

        Lag now pages the team on call (A1), and every replica refuses old terms (A2).
    """,
    good="""
        ## How do we prevent recurrence

        Lag now pages the team on call (A1).
    """,
    looks_at=Filed,
    check=check,
)

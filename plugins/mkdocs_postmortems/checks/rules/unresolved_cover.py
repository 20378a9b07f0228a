"""PM304 unresolved-cover."""

from collections.abc import Iterator

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.near_matches import near_matches


def check(filed: Filed) -> Iterator[Problem]:
    for i, citation in enumerate(filed.postmortem.contributing_factors):
        if citation.covered_by and filed.analysis.dispositions.covering(citation.covered_by) is None:
            yield Problem(
                f'"{citation.covered_by}" is no action item of this archive',
                _way_out(filed.archive, citation.covered_by),
                at=("contributing_factors", i, "covered_by"),
            )


def _way_out(archive: Archive, reference: str) -> str:
    name, _, action_id = reference.partition("#")
    postmortem = archive.by_id.get(name)
    if postmortem is None:
        match = near_matches(name, archive.by_id)
        return f'did you mean "{match[0]}#{action_id or "A1"}"?' if match else "write it as postmortem-id#A1"
    ids = ", ".join(item.id for item in postmortem.action_items)
    return f"its action items are: {ids}" if ids else "that postmortem has no action items"


RULE = Rule(
    id="PM304",
    name="unresolved-cover",
    level=Level.ERROR,
    rationale="""
        A condition that another postmortem's action item is to remove is in good hands, as long as that item exists.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        contributing_factors:
          - factor: slow-recovery
            how: Replaying the log took 20 minutes.
            covered_by: 2026-01-09-slow-failover#A1
    """,
    good="""
        contributing_factors:
          - factor: slow-recovery
            how: Replaying the log took 20 minutes.
            handed_off: {to: database-vendor, ticket: "4711"}
    """,
    looks_at=Filed,
    check=check,
)

"""PM304 unresolved-cover."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.near_matches import near_matches


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    for postmortem in archive.all_postmortems:
        for i, citation in enumerate(postmortem.contributing_factors):
            if citation.covered_by and analysis.dispositions.covering(citation.covered_by) is None:
                yield Problem(
                    f'"{citation.covered_by}" is no action item of this archive',
                    _way_out(analysis, citation.covered_by),
                    at=("contributing_factors", i, "covered_by"),
                    of=postmortem,
                )


def _way_out(analysis: Analysis, reference: str) -> str:
    name, _, action_id = reference.partition("#")
    postmortem = analysis.archive.by_id.get(name)
    if postmortem is None:
        match = near_matches(name, analysis.archive.by_id)
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
    looks_at=Analysis,
    check=check,
)

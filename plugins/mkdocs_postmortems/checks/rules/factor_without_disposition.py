"""PM302 factor-without-disposition."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for occurrence in filed.archive.occurrences(filed.postmortem):
        citation = occurrence.citation
        if not filed.analysis.dispositions.of(occurrence) and not citation.covered_by:
            yield Problem(
                f'nothing says what becomes of "{citation.factor}"',
                "name it in an action item's `factors`, or say `covered_by`, `accepted` or `handed_off` here",
                at=("contributing_factors", occurrence.index, "factor"),
            )


RULE = Rule(
    id="PM302",
    name="factor-without-disposition",
    level=Level.WARNING,
    rationale="""
        A condition that was found and left without an answer will be found again. The answer need not be work: to
        accept a condition until a date, with the reason, is a decision, and so is handing it on.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        contributing_factors:
          - factor: slow-recovery
            how: Replaying the log took 20 minutes.
    """,
    good="""
        contributing_factors:
          - factor: slow-recovery
            how: Replaying the log took 20 minutes.
            accepted: {because: the store is retired this year, review_on: 2026-12-01}
    """,
    looks_at=Filed,
    check=check,
)

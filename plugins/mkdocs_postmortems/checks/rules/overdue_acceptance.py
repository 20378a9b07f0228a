"""PM311 overdue-acceptance."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import Citation as Cited


def check(filed: Filed) -> Iterator[Problem]:
    today = filed.archive.settings.today
    for i, citation in enumerate(filed.postmortem.contributing_factors):
        accepted = citation.accepted
        if accepted is not None and accepted.review_on < today and not _is_decided_again(filed, citation):
            days = (today - accepted.review_on).days
            ago = f"{days} day{'s' if days > 1 else ''} ago"
            yield Problem(
                f'"{citation.factor}" was accepted until {accepted.review_on}, {ago}: "{accepted.because}"',
                "decide again: a new date with today's reason, or an action item",
                at=("contributing_factors", i, "accepted", "review_on"),
            )


def _is_decided_again(filed: Filed, citation: Cited) -> bool:
    """Whether there is another answer by now."""
    answered = filed.archive.actions_on(filed.postmortem)
    return bool(citation.covered_by or citation.handed_off or filed.archive.factor(citation.factor).slug in answered)


RULE = Rule(
    id="PM311",
    name="overdue-acceptance",
    level=Level.ADVICE,
    rationale="""
        A condition is accepted until a day, because what made it acceptable may change. After that day nobody has
        decided anything any more. It is advice, so that no build fails because a night went by.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture", "https://sre.google/workbook/postmortem-culture/"
    ),
    bad="""
        contributing_factors:
          - factor: slow-recovery
            how: Replaying the log took 20 minutes.
            accepted: {because: the store is retired this year, review_on: 2026-06-01}
    """,
    good="""
        contributing_factors:
          - factor: slow-recovery
            how: Replaying the log took 20 minutes.
            accepted: {because: the store is retired next year, review_on: 2027-06-01}
    """,
    looks_at=Filed,
    check=check,
)

"""PM616 stale-draft."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Option, Problem, Rule
from mkdocs_postmortems.model import Severity


def check(filed: Filed, *, days: int) -> Iterator[Problem]:
    postmortem = filed.postmortem
    age = (filed.archive.settings.today - postmortem.date).days
    if postmortem.is_draft and postmortem.severity in (Severity.SEV1, Severity.SEV2) and age > days:
        yield Problem(
            f"this {postmortem.severity} is still a draft, {age} day{'s' if age != 1 else ''} after the incident",
            "publish what is known (`status: in-review`); what is not can be added later",
            at=("status",),
        )


RULE = Rule(
    id="PM616",
    name="stale-draft",
    level=Level.ADVICE,
    rationale="""
        What is fresh after a serious incident is gone in a few weeks. A draft that waits longer is most often one that
        will never be published, and the incident is missing from every count. It is advice, so that no build fails
        because a night went by.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture", "https://sre.google/workbook/postmortem-culture/"
    ),
    bad="""
        status: draft
        severity: SEV1
    """,
    good="""
        status: published
        severity: SEV1
    """,
    looks_at=Filed,
    check=check,
    options={"days": Option(30, "After how many days since the incident a draft is stale.")},
    holds_for_drafts=True,
)

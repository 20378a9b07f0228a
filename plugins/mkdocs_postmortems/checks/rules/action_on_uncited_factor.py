"""PM503 action-on-uncited-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.near_matches import did_you_mean


def check(filed: Filed) -> Iterator[Problem]:
    cited = {occurrence.factor.slug for occurrence in filed.archive.occurrences(filed.postmortem)}
    for i, item in enumerate(filed.postmortem.action_items):
        for n, slug in enumerate(item.factors):
            if filed.archive.factor(slug).slug not in cited:
                yield Problem(
                    f'action item {item.id} answers "{slug}", which this postmortem does not cite',
                    did_you_mean(slug, sorted(cited), "cite it under contributing_factors with its `how`"),
                    at=("action_items", i, "factors", n),
                )


RULE = Rule(
    id="PM503",
    name="action-on-uncited-factor",
    level=Level.ERROR,
    rationale="""
        An action item names the conditions it removes, out of those the postmortem found. One that names another is
        either misspelt or answers something the analysis does not mention; both would be counted in the wrong
        place.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            due: 2026-04-01
            factors: [alert-noise]
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    looks_at=Filed,
    check=check,
)

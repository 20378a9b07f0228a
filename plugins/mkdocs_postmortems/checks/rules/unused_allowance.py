"""PM605 unused-allowance."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule


def check(analysis: Analysis) -> Iterator[Problem]:
    """Nothing here: only the run that grants allowances knows which of them were needed."""
    return iter(())


RULE = Rule(
    id="PM605",
    name="unused-allowance",
    level=Level.WARNING,
    rationale="""
        An exception is granted to one finding, with a reason. When the finding is gone the exception stays behind
        and hides the next one, which nobody has looked at. So it is with `allow` in front matter, and with a comment
        in the text such as `<!-- allow unfinished-text: the queue is named TODO -->`.
    """,
    citation=Citation(
        "ESLint, Report unused disable directives",
        "https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments",
    ),
    bad="""
        allow: {action-without-owner: the vendor owns it}
    """,
    good="""
        allow: {action-without-owner: the vendor owns it}
        action_items:
          - action: Page on replication lag
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    looks_at=Analysis,
    check=check,
)

"""The rules: all of them by subject, and a page for each with its reason, examples and exceptions."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks import RULES, Rule
from mkdocs_postmortems.checks.measured import MEASURED
from mkdocs_postmortems.checks.setup import Setup, configured
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from mkdocs_postmortems.pages import description, results
from mkdocs_postmortems.pages.page import Page

Allowance = tuple[Postmortem | ContributingFactor, str]
"""Who makes an exception, and why."""


def pages(analysis: Analysis) -> Iterator[Page]:
    setups = {setup.rule.id: setup for setup in configured(analysis.archive.settings)}
    yield Page(
        address="rules",
        title="Checks",
        template="rules.md.jinja",
        context={
            "subjects": [(subject, list(rules)) for subject, rules in groupby(RULES, key=lambda rule: rule.subject)],
            "setups": setups,
            "count_of_rules": len(RULES),
        },
        crumbs=(("Checks", None),),
        in_nav=True,
        description="What a good postmortem and a good archive are asked, and why",
    )
    for i, rule in enumerate(RULES):
        yield _page(analysis, rule, setups.get(rule.id), RULES[i - 1 : i] or (None,), RULES[i + 1 : i + 2] or (None,))


def _page(
    analysis: Analysis, rule: Rule[Any], setup: Setup | None, before: Sequence[object], after: Sequence[object]
) -> Page:
    return Page(
        address=f"rules/{rule.name}",
        title=title(rule),
        template="rule.md.jinja",
        context={
            "rule": rule,
            "setup": setup,
            "before": before[0],
            "after": after[0],
            "allowed": list(_allowances(analysis, rule)),
            "measured": MEASURED.get(rule.name),
        },
        crumbs=(("Checks", "rules"), (rule.id, None)),
        description=description.described(
            first_sentence(rule.rationale), f"Check {rule.id}: what it asks about, what passes, how to allow it"
        ),
        searched=(rule.id, rule.name),
        result=results.of_rule(rule.id),
    )


def title(rule: Rule[Any]) -> str:
    """`Action without owner`."""
    return rule.name.replace("-", " ").capitalize()


def first_sentence(text: str) -> str:
    """The sentence that says the most, for lists."""
    plain = " ".join(text.replace("`", "").split())
    end = plain.find(". ")
    return plain if end < 0 else plain[: end + 1]


def _allowances(analysis: Analysis, rule: Rule[Any]) -> Iterator[Allowance]:
    """The exceptions made here, newest postmortem first."""
    factors = [factor for _, factor in sorted(analysis.archive.vocabulary.by_slug.items())]
    documents: list[Postmortem | ContributingFactor] = [*reversed(analysis.archive.postmortems), *factors]
    for document in documents:
        if rule.name in document.allow:
            yield document, document.allow[rule.name]
        yield from ((document, one.reason) for one in document.source.allowances if one.name == rule.name)

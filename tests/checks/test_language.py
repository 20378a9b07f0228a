"""Language: the blameful and the blameless way to tell the same incident, and how the rules ask."""

import re
from pathlib import Path

import pytest

from mkdocs_postmortems.checks import RULES, Finding, Rule, run
from tests.builders import FRONT_MATTER, Tree, analysis, document, written
from tests.checks.test_rules import MAIN, findings

LANGUAGE = [rule for rule in RULES if rule.id.startswith("PM7")]

BOB_DID_IT = """\
## Incident Summary

Bob deployed code without running tests. This caused an outage.

## Root Cause

Bob's negligence.

## Action Items

- Remind Bob to run tests
- Add Bob to deployment review process
"""

A_DEPLOYMENT_DID_IT = """\
## Incident Summary

A deployment introduced a null pointer exception that increased error
rates from 0.1% to 15% for 43 minutes.

## Contributing Factors

1. Code path not covered by existing tests
2. Deployment process doesn't require test run
3. No pre-deployment staging check
4. Production input patterns not in test data
5. Alert threshold too high (fired late)

## What Went Well

- Quick identification once investigated
- Rollback procedure worked
- Team mobilized effectively

## What Went Poorly

- 8 minutes before alert fired
- Test gap existed for 6 months
- No automated deployment gates

## Action Items

1. [P0] Add regression test for this case
2. [P1] Require test pass before deployment (automation)
3. [P1] Lower alert threshold to 5%
4. [P2] Add production input sampling to test suite
5. [P2] Implement staging deployment step
"""


def asked(root: Path, body: str) -> dict[str, str]:
    """The lines of a body that rules about language ask about, with the rule."""
    text = written(FRONT_MATTER, body)
    lines = text.split("\n")
    return {lines[finding.line - 1]: finding.name for finding in of_language(root, {MAIN: text})}


def of_language(root: Path, files: Tree) -> list[Finding]:
    names = {rule.name for rule in LANGUAGE}
    return [finding for finding in run(analysis(root, files)) if finding.name in names]


def test_every_line_that_blames_bob_is_asked_about(tmp_path: Path) -> None:
    assert asked(tmp_path, BOB_DID_IT) == {
        "Bob deployed code without running tests. This caused an outage.": "named-person",
        "Bob's negligence.": "judgement",
        "- Remind Bob to run tests": "person-directed-action",
        "- Add Bob to deployment review process": "person-directed-action",
    }


def test_nothing_is_asked_about_the_same_incident_told_without_bob(tmp_path: Path) -> None:
    assert asked(tmp_path, A_DEPLOYMENT_DID_IT) == {}


def test_what_to_avoid_in_a_timeline_is_asked_about(tmp_path: Path) -> None:
    avoid = "- 14:32 UTC: Bob carelessly deployed without testing."
    assert asked(tmp_path, f"## Timeline\n\n{avoid}\n") == {avoid: "judgement"}


def test_nothing_is_asked_about_what_to_say_instead(tmp_path: Path) -> None:
    instead = "- 14:32 UTC: Deployment occurred. Testing step was not run."
    assert asked(tmp_path, f"## Timeline\n\n{instead}\n") == {}


@pytest.mark.parametrize(
    "action", ["- Be more careful", "- Train Bob better", "- Retrain Bob", "- Add review for Bob's work"]
)
def test_blame_in_disguise_is_asked_about_among_action_items(action: str, tmp_path: Path) -> None:
    assert [*asked(tmp_path, f"## Action items\n\n{action}\n")] == [action]


def test_questions_that_end_at_a_person_are_asked_about(tmp_path: Path) -> None:
    questions = ["- Who did it?", "- Who is responsible?", "- Whose fault was this?"]
    body = "\n".join(("## Control gap", "", *questions))
    assert asked(tmp_path, body) == dict.fromkeys(questions, "who-question")


def test_nothing_is_asked_about_questions_that_end_at_the_system(tmp_path: Path) -> None:
    questions = ["- How did this happen?", "- Why was it possible?", "- Which control was missing?"]
    assert asked(tmp_path, "\n".join(("## Control gap", "", *questions))) == {}


# ------------------------------------------------------------------ how they ask

language = pytest.mark.parametrize("rule", LANGUAGE, ids=lambda rule: rule.name)


@language
def test_a_rule_about_language_asks_with_the_words_of_the_author(rule: Rule[object], tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, rule, rule.bad)
    quoted = re.match(r'"([^"]+)" .*\?$', finding.message)
    assert quoted
    assert quoted.group(1) in rule.bad


@language
def test_a_rule_about_language_blames_nobody_itself(rule: Rule[object], tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, rule, rule.bad)
    told = re.sub(r'"[^"]*"', "", f"{finding.message} {finding.hint} {rule.rationale}".lower())
    assert not re.search(r"\b(?:root cause|human error|at fault|culprit|you (?:must|should)|wrong|bad|score)\b", told)


@language
def test_a_rule_about_language_never_fails_a_build(rule: Rule[object]) -> None:
    assert rule.level != "error"


def test_a_sentence_gives_rise_to_one_question(tmp_path: Path) -> None:
    said = "Bob carelessly deployed the wrong branch and should have asked first."
    (finding,) = of_language(tmp_path, {MAIN: document(FRONT_MATTER, {"Summary": said})})
    assert finding.name in ("counterfactual", "judgement")


def test_code_and_quotations_leave_no_mark_in_a_message(tmp_path: Path) -> None:
    said = 'Bob deployed `main` to "production" and broke it.'
    (finding,) = of_language(tmp_path, {MAIN: document(FRONT_MATTER, {"Control gap": said})})
    assert "deployed" in finding.message
    assert not re.search("[\ufff9\ufffc]", finding.message)


def test_an_exception_is_allowed_with_its_reason(tmp_path: Path) -> None:
    allowed = {**FRONT_MATTER, "allow": {"named-person": "she asked to be named"}}
    text = document(allowed, {"Summary": "Priya deployed the wrong branch and broke the write path."})
    assert of_language(tmp_path, {MAIN: text}) == []

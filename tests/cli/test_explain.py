"""`postmortems explain`: the essay of a rule, for somebody who has just met its finding."""

from pathlib import Path

import pytest

from mkdocs_postmortems.checks import RULES, Rule
from tests.cli.builders import run


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_why_and_shows_both_examples(rule: Rule[object], tmp_path: Path) -> None:
    result = run(tmp_path, "explain", rule.id)
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    for text in (rule.id, rule.name, rule.rationale, rule.bad, rule.good, rule.citation.title, rule.citation.url):
        assert " ".join(text.split()) in words
    for name, option in rule.options.items():
        assert f"Option {name}, {option.written} by default: {option.meaning}" in words


@pytest.mark.parametrize("name", ["PM501", "pm501", "action-without-owner", "Action-Without-Owner"])
def test_a_rule_goes_by_its_name_or_its_id_in_any_case(name: str, tmp_path: Path) -> None:
    assert run(tmp_path, "explain", name).stdout.startswith("PM501 action-without-owner")


@pytest.mark.parametrize(
    ("name", "says"),
    [("action-without-ovner", 'did you mean "action-without-owner"?'), ("zzz", "/rules/"), ("", "there is no rule")],
)
def test_a_rule_that_does_not_exist_is_wrong_use_with_a_way_out(name: str, says: str, tmp_path: Path) -> None:
    result = run(tmp_path, "explain", name)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_how_a_file_could_allow_what_makes_it_unreadable_is_not_said(tmp_path: Path) -> None:
    assert "allow:" not in run(tmp_path, "explain", "broken-front-matter").stdout
    assert "allow:\n      missing-section:" in run(tmp_path, "explain", "missing-section").stdout

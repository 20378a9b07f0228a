"""SARIF, against the schema that OASIS publishes."""

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.checks import RULES as OWN_RULES
from mkdocs_postmortems.checks import Finding, Level
from mkdocs_postmortems.checks.fingerprints import fingerprints
from mkdocs_postmortems.checks.formats import FORMATS, Report
from tests.checks.formats.builders import FINDINGS, FOUND, RULES, complaints, finding, no_line, report


def log(about: Report) -> Any:
    """What is written for a report, once the schema agrees."""
    written = json.loads(FORMATS["sarif"](about))
    assert complaints("sarif-2.1.0", written) == []
    return written


def run_of(about: Report) -> Any:
    (run,) = log(about)["runs"]
    return run


@given(findings=st.lists(FOUND, max_size=3))
@settings(deadline=None, max_examples=50)
def test_any_report_is_valid_and_says_where(findings: list[Finding]) -> None:
    results = run_of(report(findings))["results"]
    assert len(results) == len(findings)
    for found, result in zip(findings, results, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == found.path
        assert place["region"] == {"startLine": found.line, "startColumn": found.column}
        assert result["message"]["text"].startswith(found.message)


def test_a_report_without_findings_is_valid_and_says_so() -> None:
    assert run_of(report([]))["results"] == []


def test_the_rules_of_this_package_are_valid() -> None:
    rules = run_of(Report((), OWN_RULES, "1.2.3", no_line))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in OWN_RULES]
    assert all(rule["helpUri"].startswith("https://") for rule in rules)


def test_the_schema_would_say_what_is_wrong() -> None:
    written = log(report())
    written["runs"][0]["results"][0]["level"] = "advice"
    assert complaints("sarif-2.1.0", written)


@pytest.mark.parametrize(
    "path",
    [
        "postmortems/a b.md",
        "50%.md",
        "漢字.md",
        "a:b.md",
        "a#b?c.md",
        "C:\\x.md",
        "[red].md",
        'quo"te.md',
        "new\nline.md",
    ],
)
def test_a_path_is_a_relative_reference_and_nothing_else(path: str) -> None:
    (result,) = run_of(report([finding(path=path)]))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert re.fullmatch(r"([A-Za-z0-9._~/-]|%[0-9A-F]{2})+", place["uri"])
    assert place["uriBaseId"] == "%SRCROOT%"
    assert unquote(place["uri"]) == path


@pytest.mark.parametrize(
    ("level", "written"), [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.ADVICE, "note")]
)
def test_levels_have_their_names_in_sarif(level: Level, written: str) -> None:
    (result,) = run_of(report([finding(level=level)]))["results"]
    assert result["level"] == written


def test_a_result_names_its_rule_and_the_place_of_the_rule_in_the_list() -> None:
    run = run_of(report())
    for result in run["results"]:
        index = result["ruleIndex"]
        assert index == -1 or run["tool"]["driver"]["rules"][index]["id"] == result["ruleId"]
    assert {result["ruleId"] for result in run["results"] if result["ruleIndex"] == -1} == {"PM101"}


def test_every_rule_is_listed_with_its_reason_and_its_citation() -> None:
    driver = run_of(report([]))["tool"]["driver"]
    assert [(rule["id"], rule["name"], rule["helpUri"]) for rule in driver["rules"]] == [
        (rule.id, rule.name, rule.citation.url) for rule in RULES
    ]
    assert driver["rules"][0]["fullDescription"]["text"].startswith('A factor outside the vocabulary is "shared"')
    assert driver["rules"][0]["help"]["markdown"].count("factor: stale-cash") == 1


def test_the_message_ends_with_what_to_do() -> None:
    (result,) = run_of(report([finding("it is so", hint="do this")]))["results"]
    assert result["message"]["text"] == "it is so\ndo this"


def test_results_carry_the_fingerprints_of_their_findings() -> None:
    written = [result["partialFingerprints"]["postmortems/v1"] for result in run_of(report())["results"]]
    assert written == fingerprints(FINDINGS)


def test_columns_are_counted_in_characters() -> None:
    assert run_of(report())["columnKind"] == "unicodeCodePoints"


def test_the_version_is_that_of_the_package() -> None:
    assert run_of(report())["tool"]["driver"]["version"] == "1.2.3"

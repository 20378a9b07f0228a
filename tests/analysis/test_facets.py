"""Facets: which values there are, and which postmortem has which."""

from pathlib import Path
from typing import Any

import pytest

from mkdocs_postmortems import searches
from mkdocs_postmortems.analysis.facets import Facet
from tests.builders import analysis, factor_text, postmortem_text

STATES: list[tuple[dict[str, Any], list[str]]] = [
    ({"status": "open", "due": "2099-01-01"}, ["open"]),
    ({"status": "in-progress", "due": "2099-01-01"}, ["open"]),
    ({"status": "open", "due": "2026-02-01"}, ["open", "overdue"]),
    ({"status": "open", "due": "2099-01-01", "priority": "P0"}, ["open", "open-p0"]),
    ({"status": "done", "done_on": "2026-02-01", "due": "2026-02-01"}, ["done"]),
    ({"status": "verified", "done_on": "2026-02-01", "verified_on": "2026-02-02", "priority": "P0"}, ["verified"]),
    ({"status": "dropped", "because": "retired"}, ["dropped"]),
    ({"status": "unknown"}, ["unknown"]),
]
"""Action items, and what a postmortem with one such is found by."""


def facets(root: Path, *postmortems: dict[str, Any], factors: dict[str, str] | None = None) -> dict[str, Facet]:
    """The facets of postmortems that have these facts, oldest first."""
    files: dict[str, str | bytes] = {
        f"postmortems/2026/2026-01-0{i}-p.md": postmortem_text(date=f"2026-01-0{i}", **fields)
        for i, fields in enumerate(postmortems, 1)
    }
    return {facet.name: facet for facet in analysis(root, {**files, **(factors or {})}).facets.all}


def held(facet: Facet) -> list[list[str]]:
    """The names of what each postmortem has, newest first."""
    return [[facet.values[i].name for i in positions] for positions in facet.held]


def agreed(**fields: Any) -> dict[str, Any]:
    return {"action_items": [{"action": "Page on lag", "owner": "storage-team", "priority": "P1", **fields}]}


def test_postmortems_are_told_newest_first(tmp_path: Path) -> None:
    assert held(facets(tmp_path, {"severity": "SEV1"}, {"severity": "SEV4"})["severity"]) == [["SEV4"], ["SEV1"]]


def test_only_values_that_occur_are_there(tmp_path: Path) -> None:
    severity = facets(tmp_path, {"severity": "SEV4"}, {"severity": "SEV1"})["severity"]
    assert [value.name for value in severity.values] == ["SEV1", "SEV4"]


def test_a_facet_that_nobody_has_is_left_out(tmp_path: Path) -> None:
    assert "organization" not in facets(tmp_path, {})
    assert "organization" in facets(tmp_path, {"organization": "Example Bank"})


def test_an_incident_without_severity_is_not_graded_and_a_near_miss_has_none(tmp_path: Path) -> None:
    found = facets(tmp_path, {"severity": None}, {"severity": None, "kind": "near-miss"})
    assert held(found["severity"]) == [[], ["not-graded"]]
    assert held(found["kind"]) == [["near-miss"], ["incident"]]


def test_names_of_one_service_that_differ_in_case_are_one_value(tmp_path: Path) -> None:
    service = facets(tmp_path, {"services": ["Login", "storage"]}, {"services": ["login"]})["service"]
    assert held(service) == [["login"], ["login", "storage"]]
    assert [value.label for value in service.values] == ["Login", "storage"]


def test_a_factor_cited_by_an_alias_or_by_what_was_merged_into_it_is_one_value(tmp_path: Path) -> None:
    factors = {
        "postmortems/factors/monitoring-gap.md": factor_text("monitoring-gap", aliases=["no-alert"]),
        "postmortems/factors/alert-noise.md": factor_text("alert-noise", merged_into="monitoring-gap"),
    }
    cited: list[dict[str, Any]] = [
        {"contributing_factors": [{"factor": name, "how": "Nobody saw it."}]}
        for name in ("monitoring-gap", "no-alert", "alert-noise")
    ]
    factor = facets(tmp_path, *cited, factors=factors)["factor"]
    assert held(factor) == [["monitoring-gap"]] * 3
    (value,) = factor.values
    assert value.aliases == ("alert-noise", "no-alert")


def test_the_types_of_its_factors_are_told_each_once(tmp_path: Path) -> None:
    factors = {
        "postmortems/factors/monitoring-gap.md": factor_text("monitoring-gap", type="tooling"),
        "postmortems/factors/slow-recovery.md": factor_text("slow-recovery", type="tooling"),
    }
    assert held(facets(tmp_path, {}, factors=factors)["type"]) == [["tooling"]]


@pytest.mark.parametrize(("fields", "expected"), STATES)
def test_what_became_of_its_actions_is_told(tmp_path: Path, fields: dict[str, Any], expected: list[str]) -> None:
    assert held(facets(tmp_path, agreed(**fields))["actions"]) == [expected]


def test_a_ready_made_search_may_ask_for_every_facet(tmp_path: Path) -> None:
    """What an option of the site takes is what the page of the search knows."""
    found = facets(tmp_path, *({"organization": "Example Bank", **agreed(**fields)} for fields, _ in STATES))
    assert {"q", *found, "sort"} == set(searches.KEYS)
    assert {value.name for value in found["actions"].values} == set(searches.VALUES["actions"])

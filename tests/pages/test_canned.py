"""Ready-made searches: the site's own, or those that its archive suggests; none that would find nothing."""

from typing import Any
from urllib.parse import parse_qsl

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.analysis.facets import Facets
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages.canned import canned
from mkdocs_postmortems.searches import KEYS, VALUES
from tests.archive.builders import archive_of, incident


def searches(*postmortems: Postmortem, **settings: Any) -> dict[str, str]:
    return dict(canned(Analysis(archive_of(*postmortems, **settings))))


def action(**fields: Any) -> list[dict[str, Any]]:
    return [{"action": "Watch the lag", "status": "open", **fields}]


def near_miss(day: str) -> Postmortem:
    return incident(f"n{day}", day, kind="near-miss", severity=None, template=None)


def test_a_site_names_its_own_and_years_are_those_of_the_day_of_the_report() -> None:
    own = {"Certificates": "q=certificate", "Near misses": "?kind=near-miss&year={this_year}&year={last_year}"}
    assert searches(searches=own) == {
        "Certificates": "q=certificate",
        "Near misses": "kind=near-miss&year=2026&year=2025",
    }


def test_a_site_may_want_none() -> None:
    assert searches(incident("a", "2026-01-01"), incident("b", "2026-01-02"), searches={}) == {}


def test_without_a_search_there_is_none_to_ask() -> None:
    assert searches(search="material", searches={"Certificates": "q=certificate"}) == {}


def test_an_empty_archive_suggests_nothing() -> None:
    assert searches() == {}


def test_what_is_owed_is_suggested_only_where_something_is() -> None:
    assert searches(incident("a", "2026-01-01", action_items=action(priority="P1"))) == {}
    urgent = incident("a", "2026-01-01", action_items=action(priority="P0"))
    assert searches(urgent) == {"Open P0 actions": "actions=open-p0"}
    late = incident("a", "2026-01-01", action_items=action(due="2026-02-01"))
    assert searches(late) == {"Overdue actions": "actions=overdue"}


def test_near_misses_are_those_of_this_year_or_where_it_has_none_all() -> None:
    assert searches(near_miss("2025-05-05")) == {"Near misses": "kind=near-miss&sort=newest"}
    assert searches(near_miss("2025-05-05"), near_miss("2026-05-05")) == {
        "Near misses this year": "kind=near-miss&year=2026"
    }


def test_the_worst_and_where_the_most_was_met_are_suggested_once_they_are_more_than_one() -> None:
    found = searches(
        incident("a", "2026-01-01", "stale-cache", severity="SEV2", services=["Edge Proxy"]),
        incident("b", "2026-01-02", "stale-cache", severity="SEV2", services=["Edge Proxy"]),
    )
    assert found == {
        "SEV2, newest first": "severity=SEV2&sort=newest",
        "Stale cache": "factor=stale-cache",
        "Edge Proxy": "service=edge-proxy",
    }


@pytest.fixture(scope="module")
def facets() -> Facets:
    """Those of postmortems that have every value there is."""
    states = ["open", "in-progress", "done", "verified", "dropped", "unknown"]
    items = [{"action": state, "status": state, "because": "x", "evidence": "y"} for state in states]
    late = [*items, *action(priority="P0", due="2026-02-01")]
    graded = [incident(f"s{i}", "2026-01-01", severity=f"SEV{i}", action_items=late) for i in range(1, 6)]
    archive = archive_of(*graded, incident("u", "2026-01-02", severity=None), near_miss("2026-01-03"))
    return Facets(archive, Analysis(archive).actions)


def test_every_facet_of_the_search_can_be_asked_for(facets: Facets) -> None:
    assert {facet.name for facet in facets.all} <= {*KEYS}


@pytest.mark.parametrize("name", ["severity", "kind", "actions"])
def test_the_values_that_can_be_asked_for_are_those_of_the_search(name: str, facets: Facets) -> None:
    values = next(facet.values for facet in facets.all if facet.name == name)
    assert {value.name for value in values} == {*VALUES[name]}


def test_what_is_suggested_passes_the_check_of_what_a_site_may_write(facets: Facets) -> None:
    suggested = canned(Analysis(archive_of(*facets.postmortems)))
    assert len(suggested) > 2
    for _, query in suggested:
        for key, value in parse_qsl(query, strict_parsing=True):
            assert key in KEYS
            assert value in VALUES.get(key, (value,))

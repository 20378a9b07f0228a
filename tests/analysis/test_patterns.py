"""Patterns with numbers a reader may trust."""

from datetime import date
from typing import Any

import pytest

from mkdocs_postmortems.analysis.patterns import Patterns
from mkdocs_postmortems.model import FactorType, Layer
from tests.archive.builders import archive_of, factor, ids, incident


def patterns(**settings: Any) -> Patterns:
    return Patterns(
        archive_of(
            incident("a", "2024-05-01", "slow-recovery", "stale-cache", organization="cumulus", services=["dns"]),
            incident("b", "2024-06-01", "clock-skew", "stale-cache", organization="Acme", services=["dns", "cdn"]),
            incident("c", "2026-01-01", "stale-cache", kind="near-miss", organization="Borealis"),
            incident("d", "2026-01-02", "clock-skew", "slow-restore", organization="Acme"),
            incident("e", "2026-01-03"),
            incident("f", "2026-01-04", "alert-noise", status="draft"),
            factors=[
                factor("clock-skew", type="technical"),
                factor("slow-recovery", title="slow recovery", type="process"),
                factor("slow-restore", merged_into="slow-recovery"),
                factor("alert-noise", type="tooling"),
            ],
            **settings,
        )
    )


def counts(found: Patterns) -> list[tuple[str, int]]:
    return [(pattern.factor.slug, pattern.count) for pattern in found.all]


def test_the_most_frequent_come_first_and_ties_go_by_title() -> None:
    assert counts(patterns()) == [
        ("stale-cache", 3),
        ("clock-skew", 2),
        ("slow-recovery", 2),
        ("alert-noise", 0),
    ]


def test_what_was_merged_and_what_is_cited_no_more_only_leads_on() -> None:
    found = Patterns(
        archive_of(
            incident("a", "2026-01-01", "still-cited"),
            factors=[
                factor("old", merged_into="still-cited"),
                factor("gone", deprecated="was a slip"),
                factor("still-cited", deprecated="too wide"),
                factor("waiting"),
            ],
        )
    )
    assert [pattern.factor.slug for pattern in found.pointers] == ["gone", "old"]
    assert [pattern.factor.slug for pattern in found.all] == ["still-cited", "waiting"]


def test_kinds_of_a_factor_are_counted_with_it_and_each_postmortem_once() -> None:
    found = Patterns(
        archive_of(
            incident("a", "2026-01-01", "expiry", "expired-key"),
            incident("b", "2026-01-02", "expired-key"),
            incident("c", "2026-01-03", "expired-key", "expired-name"),
            incident("d", "2026-01-04", "stale-cache"),
            factors=[
                factor("expiry"),
                factor("expired-name", broader="expiry"),
                factor("expired-key", broader="expiry"),
            ],
        )
    )
    wide = found.by_slug["expiry"]
    assert [pattern.factor.slug for pattern in wide.narrower] == ["expired-key", "expired-name"]
    assert (wide.count, wide.rolled_up) == (1, 3)
    assert (found.by_slug["expired-key"].count, found.by_slug["expired-key"].rolled_up) == (3, 3)


def test_a_factor_whose_kinds_alone_are_cited_is_seen_through_them() -> None:
    found = Patterns(
        archive_of(
            incident("a", "2026-01-01", "expired-key"),
            factors=[factor("expiry"), factor("expired-key", broader="expiry")],
        )
    )
    wide = found.by_slug["expiry"]
    assert (wide.count, wide.rolled_up, wide.is_recurring) == (0, 1, False)


@pytest.mark.parametrize(
    ("threshold", "recurring"),
    [(2, ["stale-cache", "clock-skew", "slow-recovery"]), (3, ["stale-cache"]), (4, [])],
)
def test_a_pattern_recurs_from_the_threshold_on(threshold: int, recurring: list[str]) -> None:
    found = patterns(pattern_threshold=threshold)
    assert [pattern.factor.slug for pattern in found.recurring] == recurring
    assert [pattern.factor.slug for pattern in found.all if pattern.is_recurring] == recurring


def test_every_share_has_its_denominator() -> None:
    assert (patterns().coded, patterns().uncoded) == (4, 1)


def test_an_archive_without_postmortems_has_no_patterns_and_no_years() -> None:
    empty = Patterns(archive_of())
    assert (empty.all, empty.recurring, empty.coded, empty.uncoded, list(empty.span)) == ((), (), 0, 0, [])


def test_a_pattern_tells_where_and_when_it_was_met() -> None:
    stale = patterns().by_slug["stale-cache"]
    assert ids(stale.postmortems) == ["a", "b", "c"]
    assert (stale.first, stale.last) == (date(2024, 5, 1), date(2026, 1, 1))
    assert stale.organizations == ("Acme", "Borealis", "cumulus")
    assert stale.near_misses == 1
    assert stale.by_year == {2024: 2, 2026: 1}


def test_a_factor_nobody_cites_was_never_met() -> None:
    noise = patterns().by_slug["alert-noise"]
    assert (noise.count, noise.first, noise.last, noise.is_recurring) == (0, None, None, False)
    assert not noise.by_year


def test_years_without_incidents_are_covered_too() -> None:
    assert list(patterns().span) == [2024, 2025, 2026]


def test_by_layer_counts_the_citation_that_counts() -> None:
    twice = [{"factor": "clock-skew", "layer": "trigger"}, {"factor": "clock-drift", "layer": "system-gap"}]
    once = [{"factor": "clock-skew", "layer": "system-gap"}]
    unsaid = [{"factor": "clock-drift"}]
    found = Patterns(
        archive_of(
            incident("a", "2026-01-01", contributing_factors=twice),
            incident("b", "2026-01-02", contributing_factors=once),
            incident("c", "2026-01-03", contributing_factors=unsaid),
            factors=[factor("clock-skew", aliases=["clock-drift"])],
        )
    )
    assert found.by_slug["clock-skew"].by_layer == {Layer.TRIGGER: 1, Layer.SYSTEM_GAP: 1, Layer.CONTRIBUTING: 1}


def test_by_type_in_the_order_of_the_list_with_the_untyped_last() -> None:
    assert [(type_, [p.factor.slug for p in found]) for type_, found in patterns().by_type.items()] == [
        (FactorType.TECHNICAL, ["clock-skew"]),
        (FactorType.TOOLING, ["alert-noise"]),
        (FactorType.PROCESS, ["slow-recovery"]),
        (None, ["stale-cache"]),
    ]


def test_services_of_a_pattern_count_each_postmortem_once_under_one_spelling() -> None:
    found = Patterns(
        archive_of(
            incident("a", "2026-01-01", "clock-skew", services=["dns", "DNS", "dns"]),
            incident("b", "2026-01-02", "clock-skew", services=["cdn", "Dns"]),
            incident("c", "2026-01-03", "stale-cache", services=["cdn", "mail"]),
        )
    )
    met = found.services(found.by_slug["clock-skew"])
    assert [(service.name, count) for service, count in met] == [("dns", 2), ("cdn", 1)]

"""What a service has not met yet: what hit services like it, and its organizations elsewhere."""

from typing import Any

import pytest

from mkdocs_postmortems.analysis.elsewhere import Elsewhere, NotHereYet
from mkdocs_postmortems.model import Postmortem
from tests.archive.builders import archive_of, factor, incident

FACTORS = [factor(slug) for slug in ("lock", "overload", "leak", "typo", "drift")]


def met(n: int, service: str | list[str], *factors: str, **fields: Any) -> Postmortem:
    services = [service] if isinstance(service, str) else service
    return incident(f"p{n}", f"2026-01-{n:02}", *factors, services=services, **fields)


ALIKE = [met(1, "mail", "lock"), met(2, "chat", "lock", "overload"), met(3, "dns", "typo"), met(4, "dns", "drift")]
"""Mail and chat had lock in common; overload was met at chat alone."""


def at(service: str, postmortems: list[Postmortem], factors: Any = FACTORS, **arguments: Any) -> tuple[Elsewhere, ...]:
    archive = archive_of(*postmortems, factors=factors)
    found = archive.service(service)
    assert found is not None
    return NotHereYet(archive).at(found, **arguments)


def slugs(found: tuple[Elsewhere, ...]) -> list[str]:
    return [one.factor.slug for one in found]


def test_what_hit_a_service_like_it_is_named_with_that_service_and_how_often() -> None:
    (one,) = at("mail", [*ALIKE, met(5, "chat", "overload")])
    assert one.factor.slug == "overload"
    assert [(service.name, times) for service, times in one.services] == [("chat", 2)]
    assert one.organizations == ()
    assert one.score > 0


def test_what_was_met_here_already_is_not_named() -> None:
    assert at("chat", ALIKE) == ()


def test_what_hit_services_unlike_it_is_not_named() -> None:
    assert at("dns", ALIKE) == ()
    assert "typo" not in slugs(at("mail", ALIKE))


def test_a_condition_that_hit_everybody_makes_no_two_services_alike() -> None:
    common = [met(n, f"s{n}", "lock", f"own-{n}") for n in range(1, 10)]
    assert at("s1", common, [factor("lock"), *(factor(f"own-{n}") for n in range(1, 10))]) == ()


def test_what_an_organization_met_elsewhere_is_named_with_it() -> None:
    own = [met(1, "mail", "lock", organization="Acme"), met(2, "dns", "typo", organization="ACME")]
    (one,) = at("mail", own)
    assert (one.factor.slug, one.services, one.organizations) == ("typo", (), ("Acme",))


def test_what_other_organizations_met_is_not_named_for_that() -> None:
    assert (
        at("mail", [met(1, "mail", "lock", organization="Acme"), met(2, "dns", "typo", organization="Borealis")]) == ()
    )


def test_what_hit_both_a_service_like_it_and_its_organization_comes_before_what_hit_one() -> None:
    both = [
        met(1, "mail", "lock", organization="Acme"),
        met(2, "chat", "lock", "overload"),
        met(3, "chat", "leak"),
        met(4, "dns", "overload", organization="Acme"),
        met(5, "cdn", "leak", "typo"),
    ]
    first, *_ = at("mail", both)
    assert first.factor.slug == "overload"
    assert [service.name for service, _ in first.services] == ["chat"]
    assert first.organizations == ("Acme",)


def test_those_that_can_be_asked_come_first() -> None:
    factors = [factor("lock"), factor("overload", ask=["Is there a limit?"]), factor("leak")]
    hit = [*ALIKE, met(5, "chat", "leak"), met(6, "chat", "leak")]
    assert slugs(at("mail", hit, factors)) == ["overload", "leak"]
    assert slugs(at("mail", hit, [factor("lock"), factor("overload"), factor("leak")])) == ["leak", "overload"]


@pytest.mark.parametrize("fields", [{"deprecated": "say which"}, {"merged_into": "gone"}])
def test_factors_that_are_not_to_be_cited_are_not_asked_about(fields: dict[str, str]) -> None:
    assert at("mail", ALIKE, [factor("lock"), factor("overload", **fields)]) == ()


def test_factors_that_nobody_described_are_not_asked_about() -> None:
    assert at("mail", ALIKE, [factor("lock")]) == ()


def test_other_names_of_what_was_met_here_are_not_named() -> None:
    hit = [met(1, "mail", "lock", "overload"), met(2, "chat", "lock", "too-much"), met(3, "dns", "typo")]
    assert at("mail", hit, [factor("lock"), factor("overload", aliases=["too-much"])]) == ()


def test_a_draft_is_not_met_yet() -> None:
    assert at("mail", [ALIKE[0], met(2, "chat", "lock", "overload", status="draft"), met(3, "dns", "typo")]) == ()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_no_more_are_named_than_are_wanted(count: int) -> None:
    hit = [met(1, "mail", "lock"), met(2, "chat", "lock", "overload", "leak", "drift"), met(3, "dns", "typo")]
    assert len(at("mail", hit, count=count)) == count


def test_no_more_than_three_services_are_named_the_most_like_first() -> None:
    hit = [
        met(1, "mail", "lock"),
        *(met(n, f"s{n}", "lock", "overload") for n in range(2, 6)),
        met(6, "most", "lock"),
        met(7, "most", "lock", "overload"),
        *(met(n, f"t{n}", f"own-{n}") for n in range(8, 20)),
    ]
    (one,) = at("mail", hit)
    assert [service.name for service, _ in one.services] == ["most", "s2", "s3"]


def test_the_order_of_the_archive_does_not_matter() -> None:
    hit = [met(1, "mail", "lock"), met(2, ["chat", "cdn"], "lock", "overload", "leak"), met(3, "dns", "drift")]
    assert slugs(at("mail", hit)) == slugs(at("mail", hit[::-1])) == ["overload", "leak"]


def test_one_that_cites_nothing_is_like_none() -> None:
    assert at("mail", [met(1, "mail"), met(2, "chat", "lock"), met(3, "chat")]) == ()

"""Everything in order, every link resolved, nothing counted twice."""

from itertools import permutations

import pytest

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from tests.archive.builders import archive_of, factor, ids, incident

# ------------------------------------------------------------------ the order of happening


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param(incident("z", "2025-12-31"), incident("a", "2026-01-01"), id="by-day"),
        pytest.param(
            incident("z", "2026-01-01", started_at="2026-01-01T08:00:00Z"),
            incident("a", "2026-01-01", started_at="2026-01-01T09:00:00Z"),
            id="by-time-on-one-day",
        ),
        pytest.param(incident("a", "2026-01-01"), incident("b", "2026-01-01"), id="by-id-where-no-time-is-known"),
        pytest.param(
            incident("a", "2026-01-01", started_at="2026-01-01T08:00:00Z"),
            incident("b", "2026-01-01", started_at="2026-01-01T08:00:00Z"),
            id="by-id-at-one-time",
        ),
        pytest.param(
            incident("z", "2026-01-01", started_at="2026-01-01T23:00:00Z"),
            incident("a", "2026-01-02", started_at="2026-01-01T22:00:00Z"),
            id="day-before-time",
        ),
        pytest.param(
            incident("z", "2026-01-01", started_at="2026-01-01T09:00:00+02:00"),
            incident("a", "2026-01-01", started_at="2026-01-01T08:00:00Z"),
            id="by-instant-whatever-the-zone",
        ),
    ],
)
def test_postmortems_stand_in_the_order_of_happening(earlier: Postmortem, later: Postmortem) -> None:
    assert ids(archive_of(later, earlier).postmortems) == [earlier.id, later.id]
    assert ids(archive_of(earlier, later).postmortems) == [earlier.id, later.id]


def test_order_of_files_does_not_matter() -> None:
    items = [incident(name, day) for name, day in (("c", "2026-01-01"), ("a", "2026-01-02"), ("b", "2026-01-01"))]
    assert {tuple(ids(archive_of(*mixed).postmortems)) for mixed in permutations(items)} == {("b", "c", "a")}


def test_position_and_by_id_agree_with_the_order() -> None:
    archive = archive_of(incident("b", "2026-01-02"), incident("a", "2026-01-03"), incident("c", "2026-01-01"))
    assert [archive.position[item.id] for item in archive.postmortems] == [0, 1, 2]
    assert all(archive.by_id[item.id] is item for item in archive.postmortems)


# ------------------------------------------------------------------ drafts and duplicates


@pytest.mark.parametrize(
    ("status", "drafts", "shown"),
    [
        ("draft", False, False),
        ("draft", True, True),
        ("in-review", False, True),
        ("published", False, True),
    ],
)
def test_a_draft_is_shown_only_where_drafts_are_asked_for(status: str, drafts: bool, shown: bool) -> None:
    archive = archive_of(incident("a", "2026-01-01", "slow-recovery", status=status, services=["dns"]), drafts=drafts)
    assert ids(archive.postmortems) == (["a"] if shown else [])
    assert ids(archive.all_postmortems) == ["a"]
    assert ("a" in archive.by_id) is shown
    assert bool(archive.services) is shown
    assert bool(archive.by_factor.get("slow-recovery")) is shown
    assert bool(archive.years) is shown


def test_of_two_postmortems_with_one_id_the_first_in_order_stays() -> None:
    first, second = incident("a", "2026-01-01"), incident("b", "2026-01-02", id="a")
    for archive in (archive_of(first, second), archive_of(second, first)):
        assert archive.postmortems == (first,)
        assert archive.by_id["a"] is first
        assert archive.all_postmortems == (first, second)


def test_what_is_published_of_a_preview_is_what_a_build_publishes() -> None:
    draft, published = incident("a", "2026-01-01", "dns", status="draft"), incident("b", "2026-01-02")
    archive = archive_of(draft, published, drafts=True).published
    assert archive.postmortems == (published,)
    assert "dns" not in archive.by_factor
    assert archive.published is archive


def test_a_draft_out_of_sight_does_not_take_an_id() -> None:
    draft, published = incident("a", "2026-01-01", status="draft"), incident("b", "2026-01-02", id="a")
    assert archive_of(draft, published).postmortems == (published,)
    assert archive_of(draft, published, drafts=True).postmortems == (draft,)


def hidden_postmortems() -> list[object]:
    draft = incident("b", "2026-01-02", "never-described", status="draft")
    repeated = incident("c", "2026-01-02", "never-described", id="a")
    return [pytest.param(draft, id="draft"), pytest.param(repeated, id="second-of-one-id")]


@pytest.mark.parametrize("hidden", hidden_postmortems())
def test_what_a_hidden_postmortem_cites_can_be_asked(hidden: Postmortem) -> None:
    archive = archive_of(incident("a", "2026-01-01"), hidden)
    assert [occurrence.factor.slug for occurrence in archive.occurrences(hidden)] == ["never-described"]


# ------------------------------------------------------------------ factors and what leads to them

FACTORS = (
    factor("slow-recovery", aliases=["long-restore", "slow-failover"]),
    factor("slow-restore", merged_into="slow-recovery", aliases=["restore-takes-hours"]),
    factor("slow-backup", merged_into="slow-restore"),
    factor("slow-copy", merged_into="long-restore"),
    factor("slow-failover"),
    factor("round", merged_into="about"),
    factor("about", merged_into="round"),
    factor("leads-there", merged_into="about"),
    factor("itself", merged_into="itself"),
    factor("dead-end", merged_into="nobody-wrote-this"),
    factor("a-claims", aliases=["shared-name"]),
    factor("b-claims", aliases=["shared-name"]),
)


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [
        pytest.param("slow-recovery", "slow-recovery", id="slug"),
        pytest.param("long-restore", "slow-recovery", id="alias"),
        pytest.param("slow-restore", "slow-recovery", id="merged"),
        pytest.param("restore-takes-hours", "slow-recovery", id="alias-of-merged"),
        pytest.param("slow-backup", "slow-recovery", id="merged-twice"),
        pytest.param("slow-copy", "slow-recovery", id="merged-into-alias"),
        pytest.param("slow-failover", "slow-failover", id="slug-before-alias"),
        pytest.param("shared-name", "a-claims", id="alias-claimed-twice"),
        pytest.param("itself", "itself", id="merged-into-itself"),
        pytest.param("dead-end", "dead-end", id="merged-into-nothing"),
        pytest.param("unheard-of", None, id="nobody-described-it"),
    ],
)
def test_a_name_leads_to_its_factor(name: str, leads_to: str | None) -> None:
    found = archive_of(factors=FACTORS).vocabulary.resolve(name)
    assert (found.slug if found else None) == leads_to


@pytest.mark.parametrize("name", ["round", "about", "leads-there"])
def test_mergers_in_a_circle_lead_to_one_of_them(name: str) -> None:
    found = archive_of(factors=FACTORS).vocabulary.resolve(name)
    assert found is not None
    assert found.slug in ("round", "about")


def test_a_factor_merged_into_its_own_alias_is_itself() -> None:
    found = archive_of(factors=[factor("loop", merged_into="loop-alias", aliases=["loop-alias"])]).vocabulary.resolve(
        "loop-alias"
    )
    assert found is not None
    assert found.slug == "loop"


@pytest.mark.parametrize("name", ["round", "about", "leads-there", "itself", "dead-end", "unheard-of"])
def test_a_citation_survives_a_circle_or_a_dead_end(name: str) -> None:
    archive = archive_of(incident("a", "2026-01-01", name), factors=FACTORS)
    (occurrence,) = archive.occurrences(archive.postmortems[0])
    assert archive.by_factor[occurrence.factor.slug] == (occurrence,)
    assert occurrence.citation.factor == name


def test_a_factor_cited_without_a_file_appears() -> None:
    archive = archive_of(incident("a", "2026-01-01", "clock-skew"), factors=[factor("slow-recovery")])
    assert [item.slug for item in archive.factors] == ["clock-skew", "slow-recovery"]
    unwritten = archive.factors[0]
    assert unwritten.title == "Clock skew"
    assert unwritten not in archive.vocabulary
    assert archive.factors[1] in archive.vocabulary
    assert ids(o.postmortem for o in archive.by_factor["clock-skew"]) == ["a"]


def test_a_factor_that_only_a_hidden_draft_cites_does_not_appear() -> None:
    draft = incident("a", "2026-01-01", "clock-skew", status="draft")
    assert archive_of(draft).factors == ()
    assert [item.slug for item in archive_of(draft, drafts=True).factors] == ["clock-skew"]


@pytest.mark.parametrize(
    "cited",
    [
        pytest.param(("slow-recovery", "slow-recovery"), id="by-one-name"),
        pytest.param(("slow-recovery", "long-restore"), id="by-its-alias"),
        pytest.param(("slow-backup", "restore-takes-hours", "slow-recovery"), id="past-mergers"),
    ],
)
def test_a_factor_cited_more_than_once_counts_once(cited: tuple[str, ...]) -> None:
    archive = archive_of(incident("a", "2026-01-01", "slow-failover", *cited), factors=FACTORS)
    (occurrence,) = archive.by_factor["slow-recovery"]
    assert (occurrence.index, occurrence.citation.factor) == (1, cited[0])
    assert len(archive.occurrences(archive.postmortems[0])) == 2


def test_an_undescribed_factor_cited_twice_counts_once() -> None:
    archive = archive_of(incident("a", "2026-01-01", "clock-skew", "clock-skew"))
    assert len(archive.by_factor["clock-skew"]) == 1


def test_occurrences_of_a_factor_are_oldest_first_and_every_factor_has_its_line() -> None:
    archive = archive_of(
        incident("a", "2026-03-01", "slow-recovery"),
        incident("b", "2026-01-01", "slow-restore"),
        incident("c", "2026-02-01", "long-restore"),
        factors=FACTORS,
    )
    assert ids(o.postmortem for o in archive.by_factor["slow-recovery"]) == ["b", "c", "a"]
    assert archive.by_factor["slow-restore"] == ()
    assert set(archive.by_factor) == {item.slug for item in archive.factors}


# ------------------------------------------------------------------ by service, organization, year


def grouped() -> Archive:
    return archive_of(
        incident("a", "2024-05-01", services=["Edge Proxy", "dns"], organization="Let's Encrypt"),
        incident("b", "2026-01-01", services=["edge-proxy"], organization="lets encrypt"),
        incident("c", "2026-02-01", services=["dns", "DNS", "dns"]),
    )


def test_by_service_under_the_first_spelling_met() -> None:
    assert [(s.name, s.slug, ids(s.postmortems)) for s in grouped().services] == [
        ("dns", "dns", ["a", "c"]),
        ("Edge Proxy", "edge-proxy", ["a", "b"]),
    ]


def test_by_organization_leaves_out_those_without_one() -> None:
    assert [(o.name, o.slug, ids(o.postmortems)) for o in grouped().organizations] == [
        ("Let's Encrypt", "lets-encrypt", ["a", "b"])
    ]


def test_by_year_newest_first_without_empty_years() -> None:
    assert [(y.name, ids(y.postmortems)) for y in grouped().years] == [("2026", ["b", "c"]), ("2024", ["a"])]


@pytest.mark.parametrize("name", ["Edge Proxy", "edge-proxy", "EDGE  PROXY", "edge_proxy"])
def test_a_service_is_found_by_whatever_spelling(name: str) -> None:
    found = grouped().service(name)
    assert found is not None
    assert found.slug == "edge-proxy"


def test_an_organization_is_found_by_whatever_spelling() -> None:
    found = grouped().organization("LETS ENCRYPT")
    assert found is not None
    assert found.name == "Let's Encrypt"


def test_what_is_not_there_is_not_found() -> None:
    assert grouped().service("unheard-of") is None
    assert grouped().organization("unheard-of") is None


# ------------------------------------------------------------------ scopes

HERE = incident("here", "2026-01-01", organization="Acme", services=["dns", "edge"])
SAME_SERVICE = incident("same-service", "2026-01-02", organization="Acme", services=["edge", "mail"])
OTHER_SERVICE = incident("other-service", "2026-01-03", organization="Acme", services=["mail"])
ELSEWHERE = incident("elsewhere", "2026-01-04", organization="Borealis", services=["edge"])
NOBODYS = incident("nobodys", "2026-01-05", services=["edge"])


@pytest.mark.parametrize(
    ("scope", "together"),
    [
        ("organization", [SAME_SERVICE, OTHER_SERVICE]),
        ("service", [SAME_SERVICE]),
        ("archive", [SAME_SERVICE, OTHER_SERVICE, ELSEWHERE, NOBODYS]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_scope_says_who_shares_a_recurrence(scope: str, together: list[Postmortem]) -> None:
    archive = archive_of(HERE, recurrence_scope=scope)
    others = (SAME_SERVICE, OTHER_SERVICE, ELSEWHERE, NOBODYS)
    assert [other for other in others if archive.share_scope(HERE, other)] == together
    assert [other for other in others if archive.share_scope(other, HERE)] == together


@pytest.mark.parametrize("scope", ["organization", "archive"])
def test_postmortems_without_organization_share_one_scope(scope: str) -> None:
    archive = archive_of(recurrence_scope=scope)
    assert archive.share_scope(NOBODYS, incident("another", "2026-02-01"))


def test_two_spellings_of_one_organization_are_one_scope() -> None:
    archive = archive_of()
    assert archive.share_scope(HERE, incident("b", "2026-02-01", organization="ACME"))


def test_two_spellings_of_one_service_are_one_scope() -> None:
    archive = archive_of(recurrence_scope="service")
    assert archive.share_scope(HERE, incident("b", "2026-02-01", organization="Acme", services=["DNS"]))


def test_an_empty_archive_has_nothing_and_says_so() -> None:
    archive = archive_of()
    found = (archive.postmortems, archive.factors, archive.services, archive.organizations, archive.years)
    assert found == ((), (), (), (), ())
    assert (archive.by_factor, archive.by_id) == ({}, {})


def test_a_factor_of_its_own_name_is_what_a_citation_leads_to() -> None:
    described: ContributingFactor = factor("slow-recovery")
    archive = archive_of(incident("a", "2026-01-01", "slow-recovery"), factors=[described])
    assert archive.occurrences(archive.postmortems[0])[0].factor is described

"""Where a vocabulary drifts apart, each place with the command that would mend it."""

from collections.abc import Sequence
from typing import Any

import pytest

from mkdocs_postmortems.analysis.drift import Drift, Drifted, DriftKind
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from tests.archive.builders import archive_of, factor, incident

EXPIRED = "A certificate in use expired before anybody had renewed it."
RAN_OUT = "The validity of a certificate ran out, since nobody had renewed it."


def cited(*factors: str, times: int = 2, layer: str | None = None, name: str = "p", **fields: Any) -> list[Postmortem]:
    citations = [{"factor": slug, "layer": layer} for slug in factors]
    return [
        incident(
            f"{name}-{'-'.join(factors)}-{n}", f"2026-01-0{n + 1}", **{"contributing_factors": citations, **fields}
        )
        for n in range(times)
    ]


def drifts(factors: Sequence[ContributingFactor], postmortems: Sequence[Postmortem] = ()) -> tuple[Drifted, ...]:
    return Drift(archive_of(*postmortems, factors=factors)).all


def told(
    kind: DriftKind, factors: Sequence[ContributingFactor], postmortems: Sequence[Postmortem] = ()
) -> list[tuple[str, str, str]]:
    return [(one.factor.slug, one.why, one.command) for one in drifts(factors, postmortems) if one.kind is kind]


def pairs(kind: DriftKind, *arguments: Any) -> list[tuple[str, str]]:
    return [(one.factor.slug, one.other.slug) for one in drifts(*arguments) if one.kind is kind and one.other]


# ------------------------------------------------------------------ never used, used once


def test_a_factor_that_nobody_cites_may_be_taken_out() -> None:
    assert told(DriftKind.NEVER_USED, [factor("moon-phase")]) == [
        ("moon-phase", "no postmortem cites it", "git rm postmortems/factors/moon-phase.md")
    ]


def test_a_factor_that_nobody_cites_may_be_merged_into_what_is_most_like_it() -> None:
    known = [factor("lapsed", definition=RAN_OUT), factor("old-cert", definition=EXPIRED), factor("typo")]
    assert told(DriftKind.NEVER_USED, known, cited("old-cert", "typo")) == [
        (
            "lapsed",
            "no postmortem cites it; what is most like it: old-cert",
            "postmortems factors merge lapsed old-cert",
        )
    ]


def test_a_factor_cited_once_is_told_with_what_is_most_like_it_where_something_is() -> None:
    known = [factor("lapsed", definition=RAN_OUT), factor("old-cert", definition=EXPIRED), factor("typo")]
    met = [*cited("lapsed", times=1), *cited("old-cert"), *cited("typo", times=1)]
    assert told(DriftKind.USED_ONCE, known, met) == [
        ("lapsed", "cited once; what is most like it: old-cert", "postmortems factors merge lapsed old-cert"),
        ("typo", "cited once", "postmortems factors merge typo OTHER"),
    ]


def test_what_is_cited_twice_by_whatever_name_is_in_use() -> None:
    met = [*cited("slow-disk", times=1), *cited("disk-lag", times=1)]
    assert drifts([factor("slow-disk", aliases=["disk-lag"])], met) == ()


def test_two_citations_in_one_postmortem_and_those_of_drafts_count_once_and_never() -> None:
    twice = cited("slow-disk", "slow-disk", times=1)
    assert [one.kind for one in drifts([factor("slow-disk")], twice)] == [DriftKind.USED_ONCE]
    drafted = cited("slow-disk", status="draft")
    assert [one.kind for one in drifts([factor("slow-disk")], drafted)] == [DriftKind.NEVER_USED]


def test_a_wider_factor_is_needed_though_its_kinds_are_cited() -> None:
    known = [factor("storage-trouble"), factor("slow-disk", broader="storage-trouble")]
    assert drifts(known, cited("slow-disk")) == ()


@pytest.mark.parametrize("fields", [{"deprecated": "say which"}, {"merged_into": "slow-disk"}])
def test_factors_that_are_not_to_be_cited_do_not_drift(fields: dict[str, str]) -> None:
    assert drifts([factor("slow-disk"), factor("slow-disks", **fields)], cited("slow-disk")) == ()


def test_what_nobody_described_does_not_drift() -> None:
    assert drifts([], cited("no-file", "no-files", times=3)) == ()


# ------------------------------------------------------------------ names nearly the same


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("clock-skews", "clock-skew"),
        ("skewed-clock", "clock-skewed"),
        ("clock-skew-x", "clock-skew"),
        ("certificat", "certificate"),
    ],
)
def test_a_name_that_differs_by_little_may_be_one(name: str, other: str) -> None:
    assert told(DriftKind.SAME_NAME, [factor(name), factor(other)], [*cited(name), *cited(other, times=3)]) == [
        (name, f'reads like "{other}"', f"postmortems factors merge {name} {other}")
    ]


def test_a_name_may_be_nearly_the_same_as_an_alias() -> None:
    known = [factor("clock-drifts"), factor("wrong-time", aliases=["clock-drift"])]
    assert told(DriftKind.SAME_NAME, known, [*cited("clock-drifts"), *cited("wrong-time", times=3)]) == [
        (
            "clock-drifts",
            'reads like "clock-drift", another name of wrong-time',
            "postmortems factors merge clock-drifts wrong-time",
        )
    ]


@pytest.mark.parametrize(("name", "other"), [("clock-skew", "disk-skew"), ("lock", "clock"), ("slow-disk", "slow-dns")])
def test_a_name_that_differs_by_more_is_another(name: str, other: str) -> None:
    assert pairs(DriftKind.SAME_NAME, [factor(name), factor(other)]) == []


def test_the_factor_cited_less_is_merged_and_of_as_many_the_first_in_the_alphabet() -> None:
    known = [factor("clock-skew"), factor("clock-skews")]
    assert pairs(DriftKind.SAME_NAME, known, cited("clock-skews")) == [("clock-skew", "clock-skews")]
    assert pairs(DriftKind.SAME_NAME, known, cited("clock-skew")) == [("clock-skews", "clock-skew")]
    assert (
        pairs(DriftKind.SAME_NAME, known) == pairs(DriftKind.SAME_NAME, known[::-1]) == [("clock-skew", "clock-skews")]
    )


# ------------------------------------------------------------------ definitions that overlap


def test_definitions_that_say_much_of_the_same_may_be_one() -> None:
    known = [factor("lapsed", definition=EXPIRED), factor("old-cert", definition=EXPIRED), factor("typo")]
    met = [*cited("lapsed"), *cited("old-cert", times=3), *cited("typo")]
    assert told(DriftKind.SAME_MEANING, known, met) == [
        (
            "lapsed",
            "its definition says much of what that of old-cert says",
            "postmortems factors merge lapsed old-cert",
        )
    ]


@pytest.mark.parametrize("definition", ["A disk filled up.", "Staff printed a certificate in another office."])
def test_definitions_that_share_a_word_or_nothing_are_two(definition: str) -> None:
    known = [
        factor("lapsed", definition=EXPIRED),
        factor("other-trouble", definition=definition),
        factor("lost-paper", definition="Staff in another office lost what was printed."),
        factor("old-cert", definition=RAN_OUT),
    ]
    assert {"lapsed", "other-trouble"} not in [{one, other} for one, other in pairs(DriftKind.SAME_MEANING, known)]
    assert {"lapsed", "old-cert"} in [{one, other} for one, other in pairs(DriftKind.SAME_MEANING, known)]


def test_what_overlaps_most_comes_first() -> None:
    known = [
        factor("b-lapsed", definition=EXPIRED),
        factor("a-ran-out", definition=RAN_OUT),
        factor("old-cert", definition=EXPIRED, title="B lapsed"),
    ]
    scores = [one.score for one in drifts(known) if one.kind is DriftKind.SAME_MEANING and one.score]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


# ------------------------------------------------------------------ always cited together


def test_two_that_are_always_cited_together_may_be_one() -> None:
    met = [*cited("no-limit", "overload", times=3), *cited("overload", times=1)]
    assert told(DriftKind.ALWAYS_TOGETHER, [factor("no-limit"), factor("overload")], met) == [
        (
            "no-limit",
            "3 of the 4 postmortems that cite it or overload cite both",
            "postmortems factors merge no-limit overload",
        )
    ]


@pytest.mark.parametrize(("both", "one"), [(2, 0), (2, 1), (3, 3)])
def test_too_few_or_too_small_a_share_is_chance(both: int, one: int) -> None:
    met = [*cited("no-limit", "overload", times=both), *cited("overload", times=one)]
    assert pairs(DriftKind.ALWAYS_TOGETHER, [factor("no-limit"), factor("overload")], met) == []


def test_a_gap_beside_what_it_let_happen_is_two() -> None:
    both = [{"factor": "no-limit", "layer": "control-gap"}, {"factor": "overload"}]
    met = cited("x", times=3, contributing_factors=both)
    assert pairs(DriftKind.ALWAYS_TOGETHER, [factor("no-limit"), factor("overload")], met) == []
    as_gaps = cited("no-limit", "overload", times=3, layer="control-gap")
    assert pairs(DriftKind.ALWAYS_TOGETHER, [factor("no-limit"), factor("overload")], as_gaps) != []


# ------------------------------------------------------------------ told apart

KINDS_OF_PAIRS = [DriftKind.SAME_NAME, DriftKind.SAME_MEANING, DriftKind.ALWAYS_TOGETHER]


@pytest.mark.parametrize("kind", KINDS_OF_PAIRS)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"excludes": ["Many of them: see clock-skews"]}, {}),
        ({}, {"excludes": ["Only one: see Clock skew"]}),
        ({"broader": "clock-skews"}, {}),
        ({}, {"broader": "clock-skew"}),
    ],
    ids=["excludes by slug", "excludes by title", "is narrower", "is broader"],
)
def test_a_pair_that_somebody_told_apart_is_not_reported(
    kind: DriftKind, one: dict[str, Any], other: dict[str, Any]
) -> None:
    met = cited("clock-skew", "clock-skews", times=3)
    pair = [factor("clock-skew", definition=EXPIRED), factor("clock-skews", definition=EXPIRED)]
    assert pairs(kind, pair, met) == [("clock-skew", "clock-skews")]
    apart = [
        factor("clock-skew", definition=EXPIRED, **one),
        factor("clock-skews", definition=EXPIRED, **other),
    ]
    assert pairs(kind, apart, met) == []


def test_what_is_told_apart_from_a_third_is_still_one_with_the_second() -> None:
    known = [factor("clock-skew", excludes=["Other things: see slow-disk"]), factor("clock-skews"), factor("slow-disk")]
    assert pairs(DriftKind.SAME_NAME, known) == [("clock-skew", "clock-skews")]


# ------------------------------------------------------------------ aliases, and names that are no condition


def test_an_alias_that_leads_elsewhere_is_named() -> None:
    known = [factor("clock-skew", aliases=["wrong-time"]), factor("time-zone", aliases=["wrong-time"])]
    assert told(DriftKind.ALIAS_TWICE, known, cited("clock-skew", "time-zone")) == [
        ("time-zone", 'its alias "wrong-time" leads to clock-skew', "postmortems factors merge time-zone clock-skew")
    ]


def test_an_alias_that_is_a_factor_of_its_own_leads_there() -> None:
    known = [factor("clock-skew", aliases=["time-zone"]), factor("time-zone")]
    assert told(DriftKind.ALIAS_TWICE, known, cited("clock-skew", "time-zone")) == [
        ("clock-skew", 'its alias "time-zone" leads to time-zone', "postmortems factors merge clock-skew time-zone")
    ]


def test_an_alias_that_one_factor_claims_is_no_drift() -> None:
    assert drifts([factor("clock-skew", aliases=["wrong-time", "clock-drift"])], cited("clock-skew")) == ()


@pytest.mark.parametrize(
    ("slug", "fields", "named"),
    [
        ("mail-relay", {"services": ["Mail relay"]}, "the service Mail relay"),
        ("acme-corp", {"organization": "Acme Corp"}, "the organization Acme Corp"),
        ("night-shift", {"action_items": [{"action": "Look", "owner": "Night shift"}]}, "the owner Night shift"),
        ("storage-team", {}, "a team or a person"),
        ("tired-operator", {}, "a team or a person"),
    ],
)
def test_a_name_of_somebody_or_something_is_no_condition(slug: str, fields: dict[str, Any], named: str) -> None:
    assert told(DriftKind.NO_CONDITION, [factor(slug)], cited(slug, **fields)) == [
        (
            slug,
            f"the name is that of {named}, and no condition",
            f'postmortems factors rename {slug} NEW --title "What was so"',
        )
    ]


@pytest.mark.parametrize("slug", ["team-handover", "operator-fatigue", "mail-relay-overload"])
def test_a_condition_may_speak_of_people_and_services(slug: str) -> None:
    assert told(DriftKind.NO_CONDITION, [factor(slug)], cited(slug, services=["mail-relay"])) == []


# ------------------------------------------------------------------ all of it


def test_kinds_come_one_after_the_other_and_the_order_of_files_does_not_matter() -> None:
    known = [
        factor("storage-team"),
        factor("clock-skew", aliases=["a-b"]),
        factor("clock-skews", aliases=["a-b"]),
        factor("lapsed", definition=RAN_OUT),
        factor("old-cert", definition=EXPIRED),
    ]
    met = [*cited("clock-skew", "lapsed", times=3), *cited("old-cert", times=1)]
    found = drifts(known, met)
    kinds = list(DriftKind)
    assert [one.kind for one in found] == sorted((one.kind for one in found), key=kinds.index)
    assert {*kinds} == {one.kind for one in found}
    assert drifts(known[::-1], met[::-1]) == found


def test_an_archive_without_factors_does_not_drift() -> None:
    assert drifts([], cited("clock-skew", services=["clock-skew"])) == ()

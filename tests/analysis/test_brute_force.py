"""Look-ups along each factor's line say the same as comparing every postmortem with every other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Recurrence, RelatedPostmortem
from mkdocs_postmortems.analysis.related import ENOUGH, RelatedPostmortems
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ActionItem, Loaded, Postmortem, Relation, load_postmortem
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import Source
from tests.archive.builders import archive_of, factor, incident

FIRST_DAY = date(2026, 1, 1)
AS_OF = date(2026, 2, 1)
CALLED = {
    "clock-skew": "clock-skew",
    "clock-drift": "clock-skew",
    "stale-cache": "stale-cache",
    "not-written": "not-written",
}
"""The names a factor is cited by, and where each leads."""

FACTORS = (factor("clock-skew", aliases=["clock-drift"]), factor("stale-cache"))

days = st.integers(0, 3).map(lambda n: FIRST_DAY + timedelta(days=n))
cited = st.lists(st.sampled_from(sorted(CALLED)), max_size=3, unique_by=CALLED.__getitem__)
actions = st.fixed_dictionaries(
    {
        "action": st.just("Do it"),
        "status": st.sampled_from(["open", "in-progress", "done", "verified", "dropped", "unknown"]),
        "factors": cited,
        "done_on": st.none() | days,
        "verified_on": st.none() | days,
    }
)
related = st.fixed_dictionaries(
    {
        "postmortem": st.integers(0, 7).map("p{}".format),
        "relation": st.sampled_from([relation.value for relation in Relation]),
    }
)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    day = draw(days)
    hour = draw(st.none() | st.integers(8, 10))
    return {
        "title": "Something failed",
        "date": day,
        "status": draw(st.sampled_from(["published", "published", "in-review", "draft"])),
        "organization": draw(st.sampled_from([None, "Acme", "Acme", "Borealis"])),
        "services": draw(st.lists(st.sampled_from(["dns", "cdn"]), max_size=2, unique=True)),
        "started_at": None if hour is None else datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
        "contributing_factors": [{"factor": name} for name in draw(cited)],
        "action_items": [{"id": f"A{n}", **item} for n, item in enumerate(draw(st.lists(actions, max_size=3)), 1)],
        "related": draw(st.lists(related, max_size=2)),
    }


def loaded_of(item: dict[str, Any]) -> Loaded[Postmortem]:
    """What a file with these facts would be read as, in a fraction of the time."""
    loaded = load_postmortem(Source(f"postmortems/{item['id']}.md", fields=item, has_front_matter=True))
    assert loaded.errors == ()
    return loaded


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    drawn = draw(st.lists(facts(), min_size=2, max_size=7))
    loaded = [loaded_of({"id": f"p{n}", **item}) for n, item in enumerate(drawn)]
    scope = draw(st.sampled_from(["organization", "service", "archive"]))
    return Archive(
        Settings.of({"recurrence_scope": scope, "as_of": AS_OF}),
        draw(st.permutations(loaded)),
        [Loaded(item.source, item) for item in FACTORS],
    )


# ------------------------------------------------------------------ section 5 of the design, word for word


def factors_of(postmortem: Postmortem) -> set[str]:
    return {CALLED[citation.factor] for citation in postmortem.contributing_factors}


def is_later(one: Postmortem, other: Postmortem) -> bool:
    """Whether `other` certainly began after `one`."""
    if one.date == other.date and one.started_at and other.started_at:
        return other.started_at > one.started_at
    return other.date > one.date


def in_scope(archive: Archive, one: Postmortem, other: Postmortem) -> bool:
    match archive.settings.recurrence_scope:
        case "archive":
            return True
        case "service":
            return one.organization == other.organization and bool(set(one.services) & set(other.services))
        case _:
            return one.organization == other.organization


def later(archive: Archive, one: Postmortem, slug: str) -> list[Postmortem]:
    return [
        other
        for other in archive.postmortems
        if is_later(one, other) and in_scope(archive, one, other) and slug in factors_of(other)
    ]


def verdict(action: ActionItem, one: Postmortem, other: Postmortem) -> tuple[str, int, bool]:
    since_incident = (other.date - one.date).days
    if action.status == "unknown":
        return "seen-again", since_incident, False
    if action.status not in ("done", "verified"):
        return "known-and-open", since_incident, True
    done_on = action.done_on or action.verified_on
    if done_on is None:
        return "did-not-hold", since_incident, False
    if done_on < other.date:
        return "did-not-hold", (other.date - done_on).days, True
    return "known-and-open", since_incident, True


Row = tuple[str, str, str, str, int, bool, str | None, int]


def expected_verdicts(archive: Archive) -> Iterator[Row]:
    for one in archive.postmortems:
        for action in one.action_items:
            for slug in [CALLED[name] for name in action.factors]:
                if slug in factors_of(one):
                    yield from expected_about(action, one, slug, later(archive, one, slug))


def expected_about(action: ActionItem, one: Postmortem, slug: str, met_again: list[Postmortem]) -> Iterator[Row]:
    by_kind: dict[str, list[tuple[int, bool, str]]] = {}
    for other in met_again:
        kind, since, dated = verdict(action, one, other)
        by_kind.setdefault(kind, []).append((since, dated, other.id))
    for kind, (first, *others) in by_kind.items():
        yield one.id, action.id, slug, kind, *first, len(others)
    if not met_again and action.status in ("done", "verified"):
        done_on = action.done_on or action.verified_on
        yield one.id, action.id, slug, "held-so-far", (AS_OF - (done_on or one.date)).days, done_on is not None, None, 0


# ------------------------------------------------------------------ what is promised


class Unabridged(Recurrence):
    """Tells all occurrences one by one."""

    NEAREST = 1000


examples = settings(deadline=None, max_examples=150)


@examples
@given(archives())
def test_verdicts_are_those_of_comparing_every_pair(archive: Archive) -> None:
    found = [
        (
            v.postmortem.id,
            v.action.id,
            v.factor.slug,
            v.kind.value,
            v.days,
            v.is_dated,
            v.again and v.again.id,
            v.others,
        )
        for v in Recurrence(archive).all
    ]
    assert sorted(found) == sorted(expected_verdicts(archive))


SAME_DAY = archive_of(
    incident("p1", "2026-01-01", "clock-skew"),
    incident("p2", "2026-01-01", "clock-skew", started_at="2026-01-01T08:00:00Z"),
    incident("p3", "2026-01-01", "clock-skew", started_at="2026-01-01T09:00:00Z"),
)


@examples
@given(archives())
@example(SAME_DAY)
def test_before_and_after_mirror_each_other(archive: Archive) -> None:
    recurrence = Unabridged(archive)
    forward = [
        (one.id, o.postmortem.id, met.occurrence.factor.slug)
        for one in archive.postmortems
        for met in recurrence.after(one)
        for o in met.occurrences
    ]
    backward = [
        (o.postmortem.id, one.id, met.occurrence.factor.slug)
        for one in archive.postmortems
        for met in recurrence.before(one)
        for o in met.occurrences
    ]
    expected = [
        (one.id, other.id, slug)
        for one in archive.postmortems
        for slug in factors_of(one)
        for other in later(archive, one, slug)
    ]
    assert sorted(forward) == sorted(backward) == sorted(expected)


@examples
@given(archives())
def test_what_was_tried_is_judged_by_the_postmortem_that_met_it_again(archive: Archive) -> None:
    for one in archive.postmortems:
        for met in Unabridged(archive).before(one):
            for tried in met.tried:
                judged = verdict(tried.action, tried.postmortem, one)
                assert (tried.kind.value, tried.days, tried.is_dated) == judged
                assert tried.again is one


@examples
@given(archives())
def test_occurrences_are_the_factors_of_every_shown_postmortem(archive: Archive) -> None:
    found = {(slug, o.postmortem.id) for slug, occurrences in archive.by_factor.items() for o in occurrences}
    assert found == {(slug, one.id) for one in archive.postmortems for slug in factors_of(one)}
    assert not any(one.status == "draft" for one in archive.postmortems)


def related_of(archive: Archive, one: Postmortem) -> tuple[RelatedPostmortem, ...]:
    return RelatedPostmortems(archive).of(one)


@examples
@given(archives())
def test_what_is_computed_as_related_was_not_rejected_and_shares_what_it_says(archive: Archive) -> None:
    links = {(one.id, link.postmortem) for one in archive.postmortems for link in one.related}
    for one in archive.postmortems:
        found = related_of(archive, one)
        assert all(suggestion.postmortem.id in archive.by_id for suggestion in found)
        for suggestion in found:
            if not suggestion.is_link:
                other = suggestion.postmortem
                assert other is not one
                assert {shared.slug for shared in suggestion.shared} == factors_of(one) & factors_of(other)
                assert suggestion.shared or suggestion.score >= ENOUGH
                assert suggestion.reasons
                assert not {(one.id, other.id), (other.id, one.id)} & links


@examples
@given(archives(), st.randoms(use_true_random=False))
def test_related_does_not_depend_on_the_order_of_files(archive: Archive, chance: Any) -> None:
    mixed = list(archive.loaded_postmortems)
    chance.shuffle(mixed)
    again = Archive(archive.settings, mixed, archive.loaded_factors)
    for one in archive.postmortems:
        assert related_of(again, one) == related_of(archive, one)

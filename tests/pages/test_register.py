"""The register of open conditions and the page of fixes: every number is that of an archive worked out by hand, whose
dates stand in tests/analysis/register.py and tests/analysis/test_fixes.py."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.pages import Addresses, Renderer, all_pages, redirects
from mkdocs_postmortems.pages import conditions as conditions_page
from mkdocs_postmortems.pages import fixes as fixes_page
from mkdocs_postmortems.pages.runs import RunScale, run_axis, run_line
from tests.analysis import register, test_fixes
from tests.analysis.register import action
from tests.archive.builders import archive_of, factor, incident

OPEN, FIXES = "patterns/open", "patterns/fixes"


def html_of(archive: Archive, address: str) -> str:
    addresses = Addresses(archive)
    pages = {page.address: page for page in all_pages(Analysis(archive), addresses)}
    return Renderer(addresses).markdown(pages[address])


def words_of(html: str) -> str:
    """What is read on a page, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def facts_of(html: str) -> dict[str, str]:
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.DOTALL)
    return {title: words_of(told) for title, told in found}


def sections_of(html: str) -> dict[str, list[str]]:
    """The rows of each section, as they are read."""
    parts = re.split(r"^## (.*)$", html, flags=re.MULTILINE)
    rows = (re.findall(r'<tr role="row"><th role="rowheader".*?</tr>', part, re.DOTALL) for part in parts[2::2])
    return {title: list(map(words_of, found)) for title, found in zip(parts[1::2], rows, strict=True)}


# ------------------------------------------------------------------ the register


def test_the_facts_of_the_register_are_those_worked_out_by_hand() -> None:
    html = html_of(register.by_hand(), OPEN)
    assert (
        "2 conditions came back in the same organization, and the newest postmortem that cites them reports nothing "
        "done about them." in words_of(html)
    )
    assert facts_of(html) == {
        "Conditions followed": "7 a contributing factor in one organization",
        "Nothing reported done about it": "3 of 7 in the newest postmortem: 2 came back, 1 seen once so far; of 1, an "
        "action was planned and nobody has told what became of it",
        "Closed": "2 of 7 an action on it is done",
        "Fed by those that came back": "3 citations in 2 postmortems of 1 organization",
        "Overdue": "1 of 2 open actions with a due date 2 open in all",
        "Accepted or handed off": "1 accepted, 1 handed off 1 more past the day of review, and open again",
    }


def test_the_rows_of_the_register_are_those_worked_out_by_hand() -> None:
    html = html_of(register.by_hand(), OPEN)
    slow = (
        "Slow recovery Acme , contributing 2 315 days from 2026-01-10 newest 2026-06-01 Do A1 "
        "A1: in progress, due 2026-12-01 Do A2 A2: dropped: too dear "
        "storage-team A1 of 2026-01-10 1 of 2 open actions overdue"
    )
    stale = (
        "Stale cache Acme , contributing 1 315 days from 2026-01-10 newest 2026-06-01 2 actions; "
        "none names this condition Accepted until 2026-06-30: rare no open action"
    )
    assert "1 of the 2 has an open action and 1 has actions on other things only." in words_of(html)
    assert sections_of(html) == {
        "To be decided again": ["Stale cache Acme , contributing 2026-06-30 rare 2026-06-01"],
        "Came back, nothing reported done": [
            slow,
            stale,
        ],
        "Seen once, nothing reported done": [
            "Stale cache Borealis , contributing 2026-05-05 200 days Do A2 A2: state not given"
        ],
        "Accepted for now": ["Clock skew Acme , contributing 2026-12-31 retired soon 0 2026-03-01"],
        "Handed off": ["Expired cert Acme , contributing the vendor 4711 1 315 days 2026-03-01"],
    }


def test_where_nobody_tells_what_became_of_the_actions_the_register_says_so() -> None:
    items = [action("A1", "unknown", "stale-cache", reported="planned")]
    html = html_of(archive_of(incident("a", "2026-01-10", "stale-cache", action_items=items)), OPEN)
    assert facts_of(html)["Overdue"] == "Not knowable here nobody has told which actions are still open"
    assert "A1: planned when published" in words_of(html)
    assert "may well be closed" in words_of(html)
    assert "overdue" not in words_of(html)


def test_open_actions_without_a_due_date_cannot_be_overdue() -> None:
    items = [action("A1", "open", "stale-cache", owner="n/a")]
    archive = archive_of(
        incident("a", "2026-01-10", "stale-cache", action_items=items), incident("b", "2026-02-10", "stale-cache")
    )
    html = html_of(archive, OPEN)
    assert facts_of(html)["Overdue"] == "Not knowable here the one open action has no due date"
    assert "nobody named A1 of 2026-01-10" in words_of(html)


def test_each_service_has_a_row_where_that_is_the_scope() -> None:
    archive = archive_of(
        incident("a", "2026-01-10", "stale-cache", organization="Acme", services=["dns", "cdn"]),
        incident("b", "2026-02-10", "stale-cache", organization="Acme", services=["dns", "cdn"]),
        recurrence_scope="service",
    )
    html = html_of(archive, OPEN)
    assert "2 conditions came back at the same service" in words_of(html)
    assert facts_of(html)["Fed by those that came back"] == "2 citations in 1 postmortem of 1 organization"
    assert [row.split(" , contributing")[0] for row in sections_of(html)["Came back, nothing reported done"]] == [
        "Stale cache Acme , cdn",
        "Stale cache Acme , dns",
    ]


@pytest.mark.parametrize("address", [OPEN, FIXES])
def test_an_empty_archive_is_told_what_would_stand_there(address: str) -> None:
    html = html_of(archive_of(), address)
    assert '<div class="pm-empty">' in html
    assert "<dl" not in html
    assert sections_of(html) == {}


def test_a_register_without_open_conditions_says_that_there_are_none() -> None:
    archive = archive_of(incident("a", "2026-01-10", "stale-cache", action_items=[action("A1", "done", "stale-cache")]))
    html = html_of(archive, OPEN)
    assert "No condition is open" in words_of(html)
    assert sections_of(html) == {}


def test_what_authors_write_is_text_on_both_pages() -> None:
    bad = "<script>alert(1)</script> {{ 7 }} | `x`"
    items = [
        action("A1", "open", "stale-cache", owner=bad) | {"action": bad},
        action("A2", "dropped", "stale-cache", because=bad),
        action("A3", "done", "clock-skew"),
    ]
    archive = archive_of(
        incident("a", "2026-01-10", "stale-cache", "clock-skew", title=bad, organization=bad, action_items=items),
        incident("b", "2026-02-10", "stale-cache", "clock-skew", title=bad, organization=bad, action_items=items),
    )
    for address in (OPEN, FIXES):
        html = html_of(archive, address)
        assert "<script" not in html
        assert bad in unescape(html)


# ------------------------------------------------------------------ large archives


def many(n: int, **fields: Any) -> Archive:
    """As many conditions that came back; each cited twice, with an action each time."""
    first = date(2020, 1, 1)
    items = [action(f"A{k}", "open", *(f"factor-{i}" for i in range(n)), owner="storage-team") for k in range(1, 5)]
    slugs = [f"factor-{i}" for i in range(n)]
    return archive_of(
        *(
            incident(f"p{k}", str(first + timedelta(days=30 * k)), *slugs, action_items=items, **fields)
            for k in range(80)
        )
    )


def test_both_pages_of_a_large_archive_are_bounded_and_say_how_many_more_there_are() -> None:
    n = conditions_page.LISTED + 7
    archive = many(n)
    html = html_of(archive, OPEN)
    assert len(sections_of(html)["Came back, nothing reported done"]) == conditions_page.LISTED
    assert "7 more are counted and not listed" in words_of(html)
    assert "and 1 more" in words_of(html)  # of the four actions on each
    assert len(html.encode()) < 250_000
    html = html_of(archive, FIXES)
    known = 79 * 4 * n
    assert len(sections_of(html)["Known and open"]) == fixes_page.LISTED
    assert f"{known - fixes_page.LISTED:,} more;" in words_of(html)
    assert len(html.encode()) < 250_000


# ------------------------------------------------------------------ the fixes


def test_the_facts_of_the_fixes_are_those_worked_out_by_hand() -> None:
    html = html_of(test_fixes.by_hand(), FIXES)
    assert (
        "2 of 4 fixes that were done did not hold: the condition was met again afterwards. 2 have held so far."
        in words_of(html)
    )
    assert facts_of(html) == {
        "Did not hold": "2 of 4 done 50%; met again after it was done",
        "Held so far": "2 of 4 done 50%; never met again",
        "When it was done": "3 of 4 give the day the days of the others count from the incident",
        "Known and open": "2 of 7 followed met again before the action was done",
        "Seen again": "1 of 7 followed met again; status unknown, so in no share",
        "No verdict yet": "1 of 7 followed not known to be done, and not met again",
    }


def test_the_rows_of_the_fixes_are_those_worked_out_by_hand() -> None:
    title = "Writes stalled while two leaders disagreed"
    assert sections_of(html_of(test_fixes.by_hand(), FIXES)) == {
        "Did not hold": [
            f"Do A1 A1 2026-03-01 Full disk 30 since it was done 2026-05-01 {title}",
            f"Do A1 A1 2026-01-10 Slow recovery 28 since it was done 2026-03-01 {title}",
        ],
        "Known and open": [
            f"Do A1 A1 2026-03-01 Full disk 19 open by then, done since 2026-03-20 {title}",
            f"Do A2 A2 2026-01-10 Slow recovery 50 open by then 2026-03-01 {title}",
        ],
        "Seen again": [f"Do A3 A3 2026-01-10 Slow recovery 50 after the incident 2026-03-01 {title}"],
        "Held so far": [
            "Do A1 A1 2026-01-10 Stale cache 293 since it was done",
            "Do A1 A1 2026-05-01 Full disk 204 since the incident",
        ],
    }


def test_where_all_that_was_done_held_the_page_says_no_more_than_that() -> None:
    items = [action("A1", "done", "stale-cache")]
    html = html_of(archive_of(incident("a", "2026-01-10", "stale-cache", action_items=items)), FIXES)
    assert "1 fix that was done has held so far:" in words_of(html)
    assert facts_of(html)["Did not hold"] == "0 of 1 done 0%; met again after it was done"


def test_where_nothing_is_done_no_share_is_given() -> None:
    items = [action("A1", "open", "stale-cache")]
    html = html_of(archive_of(incident("a", "2026-01-10", "stale-cache", action_items=items)), FIXES)
    assert "No fix can be judged yet: of 1 action on a condition, none is known to be done." in words_of(html)
    assert facts_of(html)["Held so far"] == "None to judge"
    assert sections_of(html) == {"Did not hold": [], "Known and open": [], "Seen again": [], "Held so far": []}


# ------------------------------------------------------------------ addresses


@pytest.mark.parametrize("slug", ["open", "fixes", "combinations"])
def test_a_factor_of_that_name_leaves_the_page_of_all_patterns_where_it_is(slug: str) -> None:
    archive = archive_of(incident("a", "2026-01-10", slug), factors=[factor(slug)])
    addresses = Addresses(archive)
    pages = {page.address: page for page in all_pages(Analysis(archive), addresses)}
    named = archive.factor(slug)
    assert pages[addresses.of(named)].context["factor"] is named
    assert addresses.of(named) == f"patterns/factors/{slug}"
    assert f"patterns/{slug}" not in pages or "factor" not in pages[f"patterns/{slug}"].context


def test_an_alias_of_that_name_leads_on_from_elsewhere() -> None:
    archive = archive_of(factors=[factor("left-open", aliases=["open"])])
    addresses = Addresses(archive)
    all_pages(Analysis(archive), addresses)
    assert set(redirects(archive, addresses)) == {"patterns/factors/open"}


# ------------------------------------------------------------------ the line of age

TODAY = date(2026, 11, 21)
days = st.dates(date(2010, 1, 1), date(2030, 12, 31))


@given(st.lists(days, min_size=1, max_size=120), st.sampled_from([2009, 2010]))
def test_a_line_stays_in_its_picture_and_ends_today(cited: list[date], year: int) -> None:
    picture = ElementTree.fromstring(run_line(cited, RunScale(year, TODAY)))
    placed = [float(value[:-1]) for e in picture for key in ("cx", "x1", "x2") if (value := e.get(key))]
    assert all(0 <= place <= 100 for place in placed)
    assert picture[1].get("x2") == "100%"
    dots = [float(str(dot.get("cx"))[:-1]) for dot in picture if dot.tag == "circle"]
    assert dots == sorted(dots)
    assert len(dots) <= min(len(set(cited)), 41)
    assert picture[0].get("x2") == picture[1].get("x1") == picture[-1].get("cx")


def test_a_line_has_a_dot_for_each_day_it_was_cited_on_and_says_them() -> None:
    cited = [date(2026, 1, 10), date(2026, 1, 12), date(2026, 1, 12), date(2026, 6, 1)]
    picture = ElementTree.fromstring(run_line(cited, RunScale(2026, TODAY)))
    assert [dot.get("cx") for dot in picture if dot.tag == "circle"] == ["2.78%", "3.4%", "46.6%"]
    assert picture.get("aria-label") == "cited 2026-01-10, 2026-01-12, 2026-06-01; open until 2026-11-21"


def test_a_long_line_counts_its_days() -> None:
    cited = [date(2026, 1, 1) + timedelta(days=n) for n in range(7)]
    assert "cited on 7 days from 2026-01-01 to 2026-01-07" in run_line(cited, RunScale(2026, TODAY))


@pytest.mark.parametrize("year", [2026, 2024, 2012, 1900, 2030])
def test_a_scale_names_few_years_beginning_with_the_first(year: int) -> None:
    labels = ElementTree.fromstring(run_axis(RunScale(year, TODAY)))
    told = [int(str(label.text)) for label in labels]
    assert told[0] == year
    assert told == sorted(set(told))
    assert 1 <= len(told) <= 4

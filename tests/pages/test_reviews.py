"""The agenda of a pattern review: its numbers, its size, and that it prints on two pages."""

import re
from datetime import date, timedelta

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.pages import Addresses, Page, Renderer, all_pages
from mkdocs_postmortems.settings import Settings
from tests.analysis.reviewed import FACTORS, postmortems
from tests.analysis.test_brute_force import loaded_of
from tests.archive.builders import archive_of, incident

TAGS = re.compile(r"<[^>]+>")


def page_of(archive: Archive, address: str) -> str:
    """The whole page at an address, as Markdown."""
    addresses = Addresses(archive)
    pages: dict[str, Page] = {page.address: page for page in all_pages(Analysis(archive), addresses)}
    return Renderer(addresses).markdown(pages[address])


def words(text: str) -> str:
    """What a reader reads of it, tags and runs of white space taken out."""
    return " ".join(TAGS.sub(" ", text).split())


@pytest.fixture(scope="module")
def archive() -> Archive:
    return archive_of(*postmortems(), factors=FACTORS)


@pytest.fixture(scope="module")
def second(archive: Archive) -> str:
    return words(page_of(archive, "reviews/2026-q2"))


@pytest.fixture(scope="module")
def due(archive: Archive) -> str:
    return words(page_of(archive, "reviews/2026-q3"))


def test_the_facts_of_a_quarter_are_those_computed_by_hand(second: str) -> None:
    assert "Postmortems 3 , 1 a near miss 2 organizations" in second
    assert "Met a condition their organization knew 1 of 2 that had an earlier postmortem here" in second
    assert "Actions agreed 0 0 open" in second


def test_the_agenda_tells_what_returned_and_what_was_done_then(second: str) -> None:
    assert "Recurring: 2 conditions met again" in second
    assert "Clock skew Acme 2026-04-20 1 2026-01-10 100 days earlier Step the clock ( 2026-01-10 A1, done)" in second
    assert "Stale cache Acme 2026-04-20 1 2026-01-10 100 days earlier Bound the cache ( 2026-01-10 A2, open)" in second


def test_the_agenda_tells_the_fixes_near_misses_and_new_conditions(second: str) -> None:
    assert "1 action was done, and the condition came back." in second
    assert "Step the clock Acme, 2026-01-10 A1, done Clock skew again after 78 days" in second
    assert "Nearly dark Borealis noticed by chance No alert" in second
    assert "New: 1 condition seen for the first time 2026-04-20 No alert Acme met again twice since" in second
    assert "known to others: no alert at Borealis (met once before by others)." in second


def test_the_review_that_is_due_tells_what_is_overdue_and_why(due: str) -> None:
    assert "Overdue: 1 action As of 2026-11-21, 1 of 2 open actions with a due date." in due
    assert "Bound the cache 2026-01-10 A2 cache-team 2026-06-30 144 days ago waits for the new disks" in due


def test_an_acceptance_is_told_with_its_reason(due: str) -> None:
    assert "2026-09-15 No alert . Accepted because: retired this year Acme 2026-07-14" in due


def test_an_older_review_leads_to_the_one_that_is_due(second: str, archive: Archive) -> None:
    assert "told in the review that is due: 2026-q3 ." in second
    assert "Overdue" not in second
    assert 'href="../../reviews/2026-q3/"' in page_of(archive, "reviews/2026-q2")


def test_a_quarter_that_is_not_over_says_so(archive: Archive) -> None:
    assert "read as of 21 November 2026: the quarter is not over." in words(page_of(archive, "reviews/2026-q4"))


def test_the_list_tells_each_quarter_in_a_row_below_its_year(archive: Archive) -> None:
    rows = re.findall(r'<tr role="row"><th role="rowheader".*?</tr>', page_of(archive, "reviews"), re.DOTALL)
    assert [words(row) for row in rows] == [
        "2026 6 postmortems, conditions met again 3 times, 1 fix that did not hold",
        "2026-q4 1 0 0 0 Writes stalled while two leaders disagreed",
        "2026-q3 1 1 0 0 No alert again at Acme, met once before",
        "2026-q2 3 1 near miss 2 1 1 Step the clock did not hold: clock skew again at Acme",
        "2026-q1 1 0 0 2 Clock skew for the first time; met twice since",
    ]


def test_the_list_begins_with_the_review_that_is_due(archive: Archive) -> None:
    assert "Due now Third quarter of 2026 On the table 1 postmortem 1 condition met again" in words(
        page_of(archive, "reviews")
    )


def test_a_quarter_in_which_nothing_else_stood_out_is_told_by_its_first_postmortem() -> None:
    rows = page_of(archive_of(incident("one", "2026-03-14", title="A vote ended in a tie")), "reviews")
    assert "2026-q1 1 0 0 0 A vote ended in a tie" in words(rows)


def test_every_question_has_lines_to_write_on(archive: Archive) -> None:
    page = page_of(archive, "reviews/2026-q2")
    assert page.count('<p class="pm-q">') == page.count('<div class="pm-write">') == 3


def test_the_whole_agenda_is_in_one_hand_out(archive: Archive) -> None:
    page = page_of(archive, "reviews/2026-q2")
    assert page.count('<div class="pm-agenda">') == 1
    assert page.count("<div") == page.count("</div>")
    assert page.rstrip().endswith("</div>")


def test_an_empty_archive_says_what_makes_an_agenda() -> None:
    assert "The first postmortem makes the first agenda" in words(page_of(archive_of(), "reviews"))


@pytest.mark.parametrize("kind", ["accepted", "handed_off", "covered_by", "nothing"])
def test_what_was_decided_the_last_time_is_told_where_no_action_was(kind: str) -> None:
    decided: dict[str, object] = {
        "accepted": {"accepted": {"because": "rare", "review_on": "2027-01-01"}},
        "handed_off": {"handed_off": {"to": "the vendor"}},
        "covered_by": {"covered_by": "p1#A7"},
        "nothing": {},
    }
    told = {
        "accepted": "Accepted: rare",
        "handed_off": "Handed off to the vendor",
        "covered_by": "Covered by Buy a clock ( 2026-01-02 A7, open)",
        "nothing": "No action names it",
    }
    cited = {"factor": "clock-skew", **decided[kind]}  # type: ignore[dict-item]
    archive = archive_of(
        incident("p1", "2026-01-02", "stale-cache", action_items=[{"id": "A7", "action": "Buy a clock"}]),
        incident("p2", "2026-01-03", contributing_factors=[cited]),
        incident("p3", "2026-05-01", "clock-skew"),
    )
    assert told[kind] in words(page_of(archive, "reviews/2026-q2"))


def test_front_matter_is_text(archive: Archive) -> None:
    nasty = "<script>alert(1)</script> **bold** {{ 1 }}"
    done = {"id": "A1", "action": nasty, "status": "done", "factors": ["clock-skew"]}
    archive = archive_of(
        incident("p1", "2026-01-02", "clock-skew", organization=nasty, title=nasty, action_items=[done]),
        incident("p2", "2026-04-02", "clock-skew", organization=nasty, title=nasty, kind="near-miss", severity=None),
    )
    page = page_of(archive, "reviews/2026-q2")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold** {{ 1 }}" in page


@pytest.fixture(scope="module")
def crowded() -> str:
    """The agenda of a quarter in which everything happened 600 times, after one in which all of it had."""
    long = "A sentence that goes on for longer than anybody would read it. " * 3
    loaded = []
    for n in range(1200):
        day = date(2026, 1, 1) + timedelta(days=n // 14)
        day += timedelta(days=90 if n >= 600 else 0)
        cited = [{"factor": f"factor-{(n + k) % 300}", "how": long} for k in (0, 1, 7)]
        loaded.append(
            loaded_of(
                {
                    "id": f"p{n}",
                    "title": f"Failure {n}. {long}",
                    "date": day,
                    "kind": "near-miss" if n % 3 else "incident",
                    "organization": f"Organization {n % 5}",
                    "contributing_factors": cited,
                    "action_items": [
                        {
                            "id": f"A{k}",
                            "action": f"{long} {k}",
                            "status": "done" if k else "open",
                            "due": date(2026, 5, 1),
                            "because": long,
                            "factors": [c["factor"] for c in cited],
                        }
                        for k in range(3)
                    ],
                }
            )
        )
    return page_of(Archive(Settings.of({"as_of": "2026-11-21"}), loaded), "reviews/2026-q2")


def test_the_agenda_of_a_crowded_quarter_stays_small_and_says_how_much_more_there_is(crowded: str) -> None:
    assert len(crowded.encode()) < 300_000
    assert "And 576 more: postmortems review --quarter 2026-q2 tells all." in words(crowded)
    assert "All actions , 1,188 more overdue among them." in words(crowded)

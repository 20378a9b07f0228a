"""The page of action items: what is owed, and what cannot be known."""

import re
from html import unescape
from typing import Any

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages import Addresses, Renderer, all_pages
from tests.analysis.agreed import DRAFT, LEADER, VOTE
from tests.archive.builders import archive_of, incident


def page(*postmortems: Postmortem, **options: Any) -> str:
    analysis = Analysis(archive_of(*postmortems, **options))
    addresses = Addresses(analysis.archive)
    pages = {page.address: page for page in all_pages(analysis, addresses)}
    return Renderer(addresses).markdown(pages["actions"])


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section(html: str, heading: str) -> str:
    """What stands below a heading."""
    return html.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(html: str, heading: str) -> list[list[str]]:
    """The cells of the table below a heading."""
    body = re.findall(r"<tr.*?</tr>", section(html, heading).partition("<tbody")[2], re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in body]


@pytest.fixture(scope="module")
def told() -> str:
    """The page of the archive that is counted by hand in agreed.py."""
    return page(LEADER, VOTE, DRAFT)


def test_what_is_overdue_comes_first_with_the_days(told: str) -> None:
    assert rows(told, "Overdue") == [
        [
            "2026-01-10",
            "Page on replication lag the old store reports no lag",
            "storage-team",
            "2026-03-01 P1",
            "265 days",
            "Open",
        ],
        ["2026-01-10", "Refuse writes of old terms", "storage-team", "2026-11-20", "1 day", "In progress"],
    ]
    assert rows(told, "Open") == [
        ["2026-01-10", "Rehearse the runbook", "no owner: the team", "2027-01-31", "315 days", "Open"],
        ["2026-05-05", "Show the term in every error", "no owner", "no date", "200 days", "Open"],
    ]


def test_what_was_dropped_says_why_or_that_nothing_does(told: str) -> None:
    dropped = words(section(told, "Dropped"))
    assert "Cache the last term No reason given" in dropped
    assert "Write a second runbook Because: the first one will do" in dropped


def test_tables_count_what_is_open_overdue_done_dropped_not_known_and_all(told: str) -> None:
    assert rows(told, "By owner") == [
        ["storage-team", "2", "2", "1", "1", "0", "4"],
        ["client-team", "0", "0", "1", "1", "0", "2"],
    ]
    assert rows(told, "By service") == [
        ["storage", "4", "2", "2", "2", "1", "9"],
        ["login", "3", "2", "0", "1", "0", "4"],
    ]
    assert rows(told, "By contributing factor") == [
        ["Unwatched lag", "2", "1", "1", "0", "0", "3"],
        ["Slow replay", "1", "1", "2", "0", "0", "3"],
    ]


def test_what_was_agreed_is_told_by_what_it_changes(told: str) -> None:
    assert rows(told, "What they change") == [
        ["Control stronger", "3", "1", "50%"],
        ["Default stronger", "1", "1", "17%"],
        ["Interface stronger", "1", "0", "17%"],
        ["Training weaker", "1", "0", "17%"],
        ["Not said", "1", "0", "left out"],
    ]


def test_a_draft_is_nowhere_on_it(told: str) -> None:
    assert "Secret plan" not in told
    assert "draft-team" not in told


def test_due_dates_can_be_subscribed_to_where_there_are_any(told: str) -> None:
    assert 'href="../actions.ics"' in told
    assert "actions.ics" not in page(VOTE)


REPORTED = [
    {"action": "Page", "status": "done", "changes": "control"},
    {"action": "Limit", "status": "unknown", "reported": "planned"},
    {"action": "Refuse", "status": "unknown", "reported": "in-progress"},
]


def test_of_reports_by_others_it_says_what_cannot_be_known() -> None:
    said = words(page(incident("one", "2026-01-01", "lag", services=["storage"], action_items=REPORTED)))
    assert "1 of 3 action items is reported done. What became of 2, nobody has told." in said
    assert "2 not known, 1 of them planned and 1 in progress when published" in said
    assert "Overdue Not knowable here" in said
    assert "Without an owner Not knowable here" in said
    known = "1 known to be done, none known to be open, 2 not known: between 33% and 100% of all"
    assert f"Completed Too little is known {known}" in said
    assert "None is known to be open." in said


def test_what_is_unknown_is_beside_a_share_and_not_in_it() -> None:
    items = [*REPORTED[:2], {"action": "Test"}]
    said = words(page(incident("one", "2026-01-01", "lag", action_items=items)))
    assert "Completed 1 of 2 (50%) 1 not known, left out: 33% to 67% of all but the dropped" in said
    assert "Overdue Not knowable no open action item has a due date" in said


def test_where_all_is_done_nothing_is_owed() -> None:
    said = words(page(incident("one", "2026-01-01", "lag", action_items=REPORTED[:1])))
    assert "None of 1 action item is open." in said
    assert "Overdue 0" in said
    assert "Nothing here can be called owed" not in said


def test_an_archive_without_action_items_says_how_to_write_one() -> None:
    for html in (page(), page(incident("one", "2026-01-01", "lag"))):
        assert "No action item yet." in html
        assert "## " not in html.replace("# Action items", "")


def test_what_writers_wrote_is_text_and_no_markup() -> None:
    hostile = '<script>alert("1")</script>'
    names = ("action", "owner", "because", "ticket")
    items = [dict.fromkeys(names, hostile), {**dict.fromkeys(names, hostile), "status": "dropped"}]
    unowned = {"action": hostile, "owner": "TBD <script>"}
    html = page(incident("one", "2026-01-01", "lag", services=[hostile], action_items=[*items, unowned]))
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(&#34;1&#34;)") >= 8


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    items = [{"action": "Page", "ticket": "javascript:alert(1)"}]
    html = page(incident("one", "2026-01-01", "lag", action_items=items))
    assert "Ticket: javascript:alert(1)" in html
    assert 'href="javascript' not in html


def test_a_factor_that_nobody_cites_or_describes_is_not_told_of() -> None:
    items = [{"action": "Page", "factors": ["no-such-thing"]}, {"action": "Limit", "factors": ["lag"]}]
    html = page(incident("one", "2026-01-01", "lag", action_items=items))
    assert [row[0] for row in rows(html, "By contributing factor")] == ["Lag"]
    assert "1 answers none." in words(section(html, "By contributing factor"))


def test_a_page_of_many_actions_stays_small_and_says_how_many_more_there_are() -> None:
    def owed(i: int, **fields: str) -> dict[str, Any]:
        long = "with words that a writer of long sentences would add to it, " * 4
        return {"action": f"Page on lag {i}, {long}", "because": long, "factors": [f"factor-{i}"], **fields}

    crowd = [
        incident(
            f"incident-{i}",
            "2026-01-01",
            f"factor-{i}",
            services=[f"service-{i}"],
            action_items=[
                owed(i, due="2026-06-01", owner=f"team-{i}"),
                owed(i, due="2027-06-01"),
                owed(i, status="dropped"),
            ],
        )
        for i in range(150)
    ]
    html = page(*crowd)
    assert len(html.encode()) < 300_000
    for heading in ("Overdue", "Open", "Without an owner"):
        assert "And 90 more: postmortems actions --open lists them all." in words(section(html, heading))
    assert "And 90 earlier." in section(html, "Dropped")
    for heading in ("By owner", "By service", "By contributing factor"):
        assert "And 125 more" in words(section(html, heading))


def test_the_page_of_a_service_calls_the_same_action_items_overdue() -> None:
    analysis = Analysis(archive_of(LEADER, VOTE))
    addresses = Addresses(analysis.archive)
    pages = {page.address: page for page in all_pages(analysis, addresses)}
    listed = rows(Renderer(addresses).markdown(pages["services/storage"]), "Open actions")
    assert [row[3] for row in listed] == ["2026-03-01 overdue", "2026-11-20 overdue", "2027-01-31", "-"]

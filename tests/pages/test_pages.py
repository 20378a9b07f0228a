"""Whole pages of a small archive, as golden files that are read in review like prose."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.pages import Addresses, Page, Renderer, all_pages, searched_words
from tests.builders import factor_text, load, postmortem_text

GOLDEN = Path(__file__).parent / "golden"

ARCHIVE = {
    "postmortems/2025/2025-11-02-split-vote.md": postmortem_text(
        {"Summary": "Nothing could be saved for 20 minutes after a vote ended in a tie."},
        title="Vote ended in a tie",
        date="2025-11-02",
        severity="SEV2",
        organization="Example Bank",
        services=["storage", "login"],
        started_at="2025-11-02T23:50:00+01:00",
        detected_at=None,
        mitigated_at=None,
        resolved_at="2025-11-02T23:10:00Z",
        detected_by="customers",
        trigger="A third node was taken out for repair.",
        impact=["20 minutes without writes", "41 customers called"],
        contributing_factors=[
            {"factor": "no-alert", "layer": "control-gap", "how": "No alert fires on a tie."},
            {
                "factor": "slow-recovery",
                "layer": "contributing",
                "how": "The log had to be replayed.",
                "handed_off": {"to": "the vendor", "ticket": "4711"},
            },
            {"factor": "even-number", "layer": "trigger"},
        ],
        action_items=[
            {
                "action": "Alert on a tie",
                "owner": "storage-team",
                "status": "done",
                "done_on": "2025-12-01",
                "factors": ["monitoring-gap"],
                "changes": "control",
            },
            {
                "action": "Run an odd number of voters",
                "owner": "storage-team",
                "status": "unknown",
                "reported": "planned",
                "factors": ["even-number"],
            },
            {
                "action": "Write a second runbook",
                "owner": "storage-team",
                "status": "dropped",
                "because": "the first one will do",
            },
        ],
        sources=[{"title": "The public note", "url": "https://bank.example/note?a=1&b=2"}],
    ),
    "postmortems/2026/2026-03-14-stale-leader.md": postmortem_text(
        organization="Example Bank",
        contributing_factors=[
            {"factor": "monitoring-gap", "layer": "control-gap", "how": "Nothing watched the replication lag."},
            {
                "factor": "slow-recovery",
                "how": "Replay took long.",
                "accepted": {"because": "retired this year", "review_on": "2026-12-01"},
            },
        ],
        action_items=[
            {
                "action": "Page on replication lag",
                "owner": "storage-team",
                "priority": "P1",
                "due": "2026-04-01",
                "factors": ["monitoring-gap"],
                "changes": "control",
            }
        ],
        related=[{"postmortem": "2025-11-02-split-vote", "relation": "recurrence", "why": "again two nodes disagreed"}],
    ),
    "postmortems/2026/2026-05-05-almost.md": postmortem_text(
        {"Impact": None, "Timeline": None, "Contributing factors": None, "Action items": None},
        title="Backup job pointed at the wrong cluster",
        date="2026-05-05",
        kind="near-miss",
        severity=None,
        template=None,
        started_at=None,
        detected_at=None,
        mitigated_at=None,
        resolved_at=None,
        services=[],
        contributing_factors=[{"factor": "alert-noise", "how": "The warning was one of forty."}],
        action_items=[],
        status="in-review",
    ),
    "postmortems/factors/monitoring-gap.md": factor_text(
        "monitoring-gap",
        type="tooling",
        definition="Nothing watched a condition that was there to be seen.",
        includes=["A signal that exists and is not looked at"],
        excludes=["An alert that fired and was late: see slow-alerting", "Too many alerts: see alert-noise"],
        aliases=["no-alert"],
        ask=["Would anybody know before a customer calls?"],
        controls=["An alert on the symptom customers feel"],
    ),
    "postmortems/factors/no-watch.md": factor_text("no-watch", merged_into="monitoring-gap"),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Page], Renderer]:
    """Every page by its address, and what renders them."""
    analysis = Analysis(load(tmp_path_factory.mktemp("archive"), ARCHIVE))
    addresses = Addresses(analysis.archive)
    return {page.address: page for page in all_pages(analysis, addresses)}, Renderer(addresses)


Book = tuple[dict[str, Page], Renderer]

PAGES = {
    "": "home",
    "postmortems": "postmortems",
    "postmortems/2026": "year",
    "postmortems/sev2": "list",
    "postmortems/2025/2025-11-02-split-vote": "postmortem-first",
    "postmortems/2026/2026-03-14-stale-leader": "postmortem-again",
    "postmortems/2026/2026-05-05-almost": "postmortem-near-miss-in-review",
    "patterns": "patterns",
    "patterns/combinations": "combinations",
    "patterns/open": "open",
    "patterns/fixes": "fixes",
    "patterns/monitoring-gap": "pattern",
    "patterns/no-watch": "pattern-merged",
    "patterns/even-number": "pattern-not-described",
    "services": "services",
    "services/storage": "service",
    "organizations": "organizations",
    "organizations/example-bank": "organization",
    "reviews": "reviews",
    "reviews/2025-q4": "review-first",
    "reviews/2026-q1": "review",
    "reviews/2026-q2": "review-due",
    "search": "search",
    "actions": "actions",
    "measures": "measures",
    "rules": "rules",
    "rules/too-many-open-actions": "rule",
}


@pytest.mark.parametrize("address", PAGES, ids=PAGES.values())
def test_page(address: str, book: Book, golden: Callable[[Path, str], None]) -> None:
    pages, renderer = book
    golden(GOLDEN / f"{PAGES[address]}.md", renderer.markdown(pages[address]))


def test_every_kind_of_page_has_a_golden_file(book: Book) -> None:
    pages, _ = book
    assert {pages[address].template for address in PAGES} == {page.template for page in pages.values()}


def test_every_block_has_its_mark_and_every_mark_its_block(book: Book) -> None:
    pages, renderer = book
    for page in pages.values():
        marks = re.findall("\ue000(\\d+)\ue001", renderer.text(page))
        assert [int(mark) for mark in marks] == list(range(len(renderer.blocks(page))))
        assert "\ue000" not in renderer.markdown(page)


def test_a_search_reads_the_words_of_a_page_and_none_of_its_drawings(book: Book) -> None:
    pages, _ = book
    page = pages["postmortems/2025/2025-11-02-split-vote"]
    searched = searched_words(
        page, f'<h2 id="a">Summary<a class="headerlink">P</a></h2><p>In <em>short</em>.</p>{MARK}'
    )
    assert '<h2 id="a">Summary</h2>' in searched
    assert "No alert fires on a tie." in searched
    assert "Run an odd number of voters" in searched
    assert not re.search(r"<(em|svg|a)\b", searched)
    assert "Writes stalled while two leaders disagreed" not in searched  # the title of the postmortem beside it


MARK = "<p>\ue0001\ue001</p>"

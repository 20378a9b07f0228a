"""The page of measures: its numbers are those of the analysis, and nobody is on it."""

import ast
import re
from pathlib import Path
from typing import Any

import mkdocs_postmortems
from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.exports.everything import files
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages import Addresses, Renderer, all_pages, measures
from tests.analysis.test_measures import POSTMORTEMS
from tests.archive.builders import archive_of, incident

ROOM = 200_000
"""Bytes for what the page says; the theme around it has the rest of 300 KB."""


def page(*postmortems: Postmortem, **options: Any) -> str:
    analysis = Analysis(archive_of(*postmortems, **options))
    return Renderer(Addresses(analysis.archive)).markdown(next(measures.pages(analysis)))


def section(text: str, name: str) -> str:
    found = re.search(rf"^## {name}$(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found
    return found.group(1)


def words(html: str) -> str:
    """What it says, without its drawing."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", html, flags=re.DOTALL)).split())


def rows(html: str) -> list[list[str]]:
    """The cells of its tables."""
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]


def test_spans_are_told_as_worked_out_by_hand() -> None:
    detect = section(page(*POSTMORTEMS, as_of="2026-02-01"), "Time to detect")
    assert (
        "4 of 6 incidents that give both times. "
        "Left out: 1 with that time before the start that is given; 1 without both times." in words(detect)
    )
    assert "Half of all: 25 min or less. The middle half: 7 min to 52 min." in words(detect)
    assert rows(detect) == [
        ["Year", "Counted", "Same minute", "Median", "Middle half", "Least, greatest"],
        ["2024", "2 of 2", "1 of 2", "too few", "-", "under 1 min to 10 min"],
        ["2025", "2 of 4", "0 of 2", "too few", "-", "40 min to 1 h 30 min"],
        ["2026 so far", "0 of 0", "-", "-", "-", "-"],
        ["Quarter", "Counted", "Same minute", "Median", "Middle half", "Least, greatest"],
        ["2024-q4", "2 of 2", "1 of 2", "too few", "-", "under 1 min to 10 min"],
        ["2025-q1", "1 of 3", "0 of 1", "too few", "-", "40 min"],
        ["2025-q2", "0 of 0", "-", "-", "-", "-"],
        ["2025-q3", "1 of 1", "0 of 1", "too few", "-", "1 h 30 min"],
        ["2025-q4", "0 of 0", "-", "-", "-", "-"],
        ["2026-q1 so far", "0 of 0", "-", "-", "-", "-"],
    ]


def test_shares_are_told_as_worked_out_by_hand() -> None:
    text = page(*POSTMORTEMS, as_of="2025-12-31")
    finished = section(text, "Action items finished")
    assert "4 of 6 finished (67%)" in finished
    assert "Left out: 1 dropped; 2 of which nobody tells what became of them." in words(finished)
    assert rows(finished)[:3] == [
        ["Year", "Finished", "Counted", "Share", "Left out"],
        ["2024", "1", "2", "too few", "1"],
        ["2025 so far", "3", "4", "75%", "2"],
    ]
    assert "3 of 4 met a condition again (75%)" in section(text, "Repeat share")
    assert "1 of 7 near misses (14%)" in section(text, "Near misses reported")
    assert "7 postmortems in 2 years" in section(text, "Postmortems filed")
    assert "3 of 5 led to such a change (60%)" in section(text, "Led to a change that holds")
    assert "5 of 6 stronger (83%)" in section(text, "Stronger action items")


def test_where_too_few_are_dated_nothing_is_drawn_and_the_page_says_what_would_be_needed() -> None:
    for name in ("Time to mitigate", "Time to close an action item"):
        found = section(page(*POSTMORTEMS), name)
        assert "Too few to say" in found
        assert "<figure" not in found
    assert "An action item counts once it has <code>done_on</code>." in found


def test_where_more_is_untold_than_told_no_share_is_said() -> None:
    statuses = ["done", "done", "done", *["unknown"] * 4]
    items = [{"id": f"A{i}", "action": "Do it", "status": status} for i, status in enumerate(statuses)]
    found = section(page(incident("a", "2026-01-01", action_items=items)), "Action items finished")
    assert "3 of 3 finished; too little is told for a share" in found
    assert ["2026 so far", "3", "3", "too little told", "4"] in rows(found)


def test_an_empty_archive_is_told_how_to_begin() -> None:
    assert "Nothing to measure yet." in page()
    assert "<figure" not in page()


def test_old_years_are_one_line_and_old_quarters_are_none() -> None:
    found = section(page(*(incident(f"p{y}", f"{y}-05-01") for y in range(1995, 2027))), "Postmortems filed")
    years = [row for row in rows(found) if "-q" not in row[0]]
    assert years[1:3] == [["before 2007", "12"], ["2007", "1"]]
    assert sum(int(n) for label, n in years if label[0].isdigit() or label.startswith("before")) == 32
    assert next(row[0] for row in rows(found) if "-q" in row[0]) == "2024-q1"
    assert "Drawn are the newest 20 years." in found


def test_the_page_of_a_large_archive_stays_small() -> None:
    def one(i: int) -> Postmortem:
        day, clock = f"{2007 + i % 20}-{i % 12 + 1:02}-01", f"{i % 10:02}:{i % 59 + 1:02}:00Z"
        times = dict.fromkeys(("detected_at", "mitigated_at", "resolved_at"), f"{day}T{clock}")
        items = [{"id": "A1", "action": "Do it", "status": "done", "done_on": f"2026-11-{i % 20 + 1:02}"}]
        title = "A title that says in some detail what failed and for how long it did"
        return incident(f"p{i}", day, title=title, started_at=f"{day}T00:00:00Z", action_items=items, **times)

    text = page(*map(one, range(400)))
    assert len(text.encode()) < ROOM
    assert "Each band is as wide as there are many" in text


# ---------------------------------------------------------------------- nothing by person

AUTHOR, OWNER = "Zelda Quimby", "Ignatz Okonkwo"


def test_no_author_is_on_any_page_but_that_of_the_postmortem_and_no_owner_is_measured() -> None:
    items = [{"id": "A1", "action": "Do it", "status": "done", "done_on": "2026-02-01", "owner": OWNER}]
    found = [
        incident(f"p{i}", f"2026-01-0{i}", "stale-cache", authors=[AUTHOR], action_items=items) for i in range(1, 7)
    ]
    analysis = Analysis(archive_of(*found))
    addresses = Addresses(analysis.archive)
    pages = {page.address: page for page in all_pages(analysis, addresses)}
    renderer = Renderer(addresses)
    naming = {address for address, page in pages.items() if AUTHOR in renderer.markdown(page)}
    assert naming == {analysis.archive.address(postmortem) for postmortem in found}
    measured = renderer.markdown(pages["measures"])
    assert "Ignatz" not in measured
    assert "Okonkwo" not in measured


def test_no_file_for_programs_names_an_author() -> None:
    found = [incident(f"p{i}", f"2026-01-0{i}", "stale-cache", authors=[AUTHOR]) for i in range(1, 7)]
    analysis = Analysis(archive_of(*found))
    addresses = Addresses(analysis.archive)
    all_pages(analysis, addresses)
    exported = files(Publication(analysis, addresses, name="Archive"))
    assert exported
    assert [path for path, content in exported.items() if b"Quimby" in content] == []


def test_nothing_that_counts_or_exports_reads_who_wrote_a_postmortem() -> None:
    package = Path(mkdocs_postmortems.__file__).parent
    for stage in ("archive", "analysis", "exports"):
        for file in (package / stage).rglob("*.py"):
            reads = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Attribute)]
            assert "authors" not in {node.attr for node in reads}, file


def test_no_measure_reads_who_owns_an_action_item() -> None:
    package = Path(mkdocs_postmortems.__file__).parent
    for name in ("measure", "measures", "readings", "periods"):
        tree = ast.parse((package / "analysis" / f"{name}.py").read_text())
        assert "owner" not in {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

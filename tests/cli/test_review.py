"""`postmortems review`: the agenda of a quarter, as Markdown."""

import re
from pathlib import Path

import pytest

from tests.analysis.reviewed import ACCEPTED, ASK, BOUND, STEP
from tests.builders import postmortem_text
from tests.cli.builders import run, site

AS_OF = "2026-11-21"


def bare(day: str, *factors: str, **fields: object) -> dict[str, str]:
    """A postmortem of this day that cites these factors and says little else."""
    unsaid = dict.fromkeys(("started_at", "detected_at", "mitigated_at", "resolved_at", "action_items", "services"))
    cited = [{"factor": slug} for slug in factors]
    text = postmortem_text(**{**unsaid, "date": day, "contributing_factors": cited, "title": f"On {day}", **fields})
    return {f"postmortems/{day[:4]}/{day}-x.md": text}


ARCHIVE = {
    **bare("2026-01-10", "clock-skew", "stale-cache", organization="Acme", action_items=[STEP, BOUND, ASK]),
    **bare("2026-04-20", "clock-skew", "stale-cache", "no-alert", organization="Acme"),
    **bare("2026-05-05", "clock-skew", organization="Borealis"),
    **bare("2026-05-06", "no-alert", organization="Borealis", kind="near-miss", severity=None, detected_by="chance"),
    **bare("2026-07-14", contributing_factors=[ACCEPTED], organization="Acme"),
    **bare("2026-10-02", contributing_factors=[], organization="Borealis"),
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return site(tmp_path, ARCHIVE, as_of=AS_OF)


def agenda(root: Path, *arguments: str) -> str:
    result = run(root, "review", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def section(text: str, title: str) -> str:
    """What stands below a heading."""
    found = re.search(rf"^## {title}\n\n(.*?)(?=\n+## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"no section {title}"
    return found.group(1).strip()


def test_without_a_quarter_it_is_the_last_complete_one(archive: Path) -> None:
    text = agenda(archive)
    assert text.startswith("# Pattern review, third quarter of 2026\n")
    assert text == agenda(archive, "--quarter", "2026-q3")


def test_the_agenda_says_what_the_hand_computed_review_says(archive: Path) -> None:
    text = agenda(archive, "--quarter", "2026-Q2")
    there, then = "(postmortems/2026/2026-04-20-x.md)", "(postmortems/2026/2026-01-10-x.md)"
    assert "3 postmortems, 1 a near miss, 2 organizations." in text
    assert "1 of 2 that had an earlier postmortem here met a condition that was known." in text
    assert section(text, "Recurring").splitlines() == [
        f"- **Clock skew**, Acme: [2026-04-20]{there}; met once before, last [2026-01-10]{then}, 100 days earlier",
        f"    - then: Step the clock ([2026-01-10]{then} A1, done)",
        f"- **Stale cache**, Acme: [2026-04-20]{there}; met once before, last [2026-01-10]{then}, 100 days earlier",
        f"    - then: Bound the cache ([2026-01-10]{then} A2, open)",
    ]
    assert section(text, "Fixes that did not hold") == (
        f"- Step the clock (Acme, [2026-01-10]{then} A1, done): Clock skew again [2026-04-20]{there}, after 78 days"
    )
    assert section(text, "Near misses").startswith("- [2026-05-06](postmortems/2026/2026-05-06-x.md) On 2026-05-06")
    assert re.findall(r"^\d\. \*\*(.*)\*\*$", section(text, "What to ask"), re.MULTILINE) == [
        "What kept “Bound the cache” from being done?",
        "Where else among us is this so: Clock skew?",
        "“On 2026-05-06”: what caught it, and would it catch the next one?",
    ]


def test_the_review_that_is_due_tells_what_is_owed(archive: Path) -> None:
    text = agenda(archive)
    assert section(text, "Overdue").splitlines()[-1] == (
        "- Bound the cache ([2026-01-10](postmortems/2026/2026-01-10-x.md) A2), due 2026-06-30, 144 days ago; "
        "owner: cache-team; because: waits for the new disks"
    )
    assert "2026-09-15: No alert, Acme" in section(text, "Accepted, to be looked at again")
    assert "## Overdue" not in agenda(archive, "--quarter", "2026-q1")


def test_every_postmortem_it_links_is_there(archive: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", agenda(archive, "--quarter", "2026-q2"))
    assert links
    assert [link for link in links if not (archive / link).is_file()] == []


def test_lists_are_told_to_the_end(tmp_path: Path) -> None:
    many = {path: text for n in range(1, 31) for path, text in bare(f"2026-01-{n:02}", "clock-skew").items()}
    text = agenda(site(tmp_path, many, as_of=AS_OF))
    assert section(text, "Read before the meeting").count("\n- ") == 29


def test_front_matter_is_text_and_not_markdown(tmp_path: Path) -> None:
    files = bare("2026-01-10", "clock-skew", title="*Not* [a](link) <b> `code` &lt;", kind="near-miss", severity=None)
    text = agenda(site(tmp_path, files, as_of=AS_OF))
    assert r"\*Not\* \[a\](link) \<b\> \`code\` \&lt;" in section(text, "Near misses")


def test_two_runs_print_the_same(archive: Path) -> None:
    assert agenda(archive) == agenda(archive)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("2026", '"2026" is no quarter; one is written as 2026-q4'),
        ("2026-q5", '"2026-q5" is no quarter; one is written as 2026-q4'),
        ("", '"" is no quarter; one is written as 2026-q4'),
        ("2025-q4", "2025-q4 has no postmortems; the nearest that has is 2026-q1 (2026-q1 to 2026-q4)"),
        ("9999-q4", "9999-q4 has no postmortems; the nearest that has is 2026-q4 (2026-q1 to 2026-q4)"),
    ],
)
def test_a_quarter_without_a_review_is_a_usage_error(archive: Path, name: str, message: str) -> None:
    result = run(archive, "review", "--quarter", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_an_archive_without_postmortems_has_nothing_to_review(tmp_path: Path) -> None:
    result = run(site(tmp_path), "review")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there are no postmortems here to review" in result.stderr


def test_where_no_quarter_is_over_it_says_how_to_see_the_newest(tmp_path: Path) -> None:
    root = site(tmp_path, bare("2026-10-02", "clock-skew"), as_of=AS_OF)
    result = run(root, "review")
    assert result.exit_code == 2
    assert "no quarter with postmortems is over yet; --quarter 2026-q4 shows the newest so far" in result.stderr
    assert "the quarter is not over" in agenda(root, "--quarter", "2026-q4")

"""`postmortems new`: a scaffold that is never written over another file, and never outside the archive."""

import re
from pathlib import Path

import pytest

from mkdocs_postmortems.model import Postmortem, load_postmortem
from mkdocs_postmortems.source import read
from tests.cli.builders import AS_OF, run, site


def written(root: Path, *arguments: str) -> Path:
    """The file that the command says it wrote."""
    result = run(root, "new", *arguments)
    assert result.exit_code == 0
    return root / result.stdout.rstrip("\n")


def loaded(root: Path, file: Path) -> Postmortem:
    """A scaffold, read; nothing may be wrong with it."""
    result = load_postmortem(read(file, file.relative_to(root).as_posix()))
    assert (result.source.defects, result.errors) == ((), ())
    assert result.item is not None
    return result.item


def test_the_path_is_printed_and_nothing_else(tmp_path: Path) -> None:
    result = run(site(tmp_path), "new", "Stale leader")
    assert result.stdout == f"postmortems/2026/{AS_OF}-stale-leader.md\n"
    assert "postmortems check" in " ".join(result.stderr.split())


def test_a_scaffold_is_a_draft_of_the_day(tmp_path: Path) -> None:
    item = loaded(tmp_path, written(site(tmp_path), "Stale leader"))
    assert (item.title, str(item.date), item.id) == ("Stale leader", AS_OF, f"{AS_OF}-stale-leader")
    assert item.is_draft
    assert (item.services, item.contributing_factors, item.action_items) == ((), (), ())


def test_the_day_it_began_may_be_given(tmp_path: Path) -> None:
    file = written(site(tmp_path), "Stale leader", "--date", "2024-02-29")
    assert file == tmp_path / "postmortems/2024/2024-02-29-stale-leader.md"
    assert str(loaded(tmp_path, file).date) == "2024-02-29"


def test_a_near_miss_has_no_severity_and_the_light_template_unless_another_is_asked_for(tmp_path: Path) -> None:
    item = loaded(tmp_path, written(site(tmp_path), "Almost", "--near-miss"))
    assert (item.is_near_miss, item.severity, item.template_name) == (True, None, "light")
    item = loaded(tmp_path, written(tmp_path, "Almost again", "--near-miss", "--template", "full"))
    assert (item.is_near_miss, item.severity, item.template_name) == (True, None, "full")


TEMPLATES = {
    "full": [
        *("Summary", "Impact", "Timeline", "Detection gap", "Control gap", "Contributing factors"),
        *("What went well", "What went poorly", "Where we got lucky", "Action items", "How do we prevent recurrence"),
    ],
    "light": ["Summary", "Contributing factors", "How do we prevent recurrence"],
    "security": ["Summary", "Data touched", "How do we prevent recurrence"],
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_scaffold_has_the_sections_of_its_template_all_of_them_empty(tmp_path: Path, template: str) -> None:
    root = site(tmp_path, templates={"security": ["Overview", "Data touched", "How do we prevent recurrence"]})
    item = loaded(root, written(root, "Stale leader", "--template", template))
    assert item.template_name == template
    assert [section.title for section in item.source.sections] == TEMPLATES[template]
    assert all(section.is_empty for section in item.source.sections)
    assert all("<!--" in section.text for section in item.source.sections)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_scaffold_passes_and_is_told_what_is_missing(tmp_path: Path, template: str) -> None:
    root = site(tmp_path, templates={"security": ["Overview", "Data touched", "How do we prevent recurrence"]})
    file = written(root, "Stale leader", "--template", template).relative_to(root).as_posix()
    result = run(root, "check", "--strict", file)
    assert result.exit_code == 0
    for section in set(TEMPLATES[template]) - {"Where we got lucky"}:
        assert f'"{section}" is empty' in result.stdout


def test_what_the_scaffold_shows_as_an_example_is_accepted(tmp_path: Path) -> None:
    file = written(site(tmp_path), "Stale leader")
    text = re.sub(r"^(\w+):(\s+)# (\S*Z), always.*$", r"\1: \3", file.read_text(), flags=re.MULTILINE)
    file.write_text(re.sub(r"^#(  .*)$", r"\1", text, flags=re.MULTILINE))
    item = loaded(tmp_path, file)
    assert item.started_at is not None
    assert [citation.factor for citation in item.contributing_factors] == ["monitoring-gap"]
    assert [action.factors for action in item.action_items] == [("monitoring-gap",)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Stale leader", "--template", "full-length"], "full, light"),
        (["Stale leader", "--date", "2026-02-30"], "2026-02-30"),
        (["Stale leader", "--date", "14.03.2026"], "14.03.2026"),
        ([""], "TITLE"),
        (["  \t"], "TITLE"),
        ([], "TITLE"),
    ],
    ids=["template", "impossible day", "another calendar", "empty title", "blank title", "no title"],
)
def test_wrong_use_exits_with_2_and_writes_nothing(tmp_path: Path, arguments: list[str], words: str) -> None:
    root = site(tmp_path)
    before = sorted(root.rglob("*"))
    result = run(root, "new", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert sorted(root.rglob("*")) == before


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    root = site(tmp_path)
    file = written(root, "Stale leader")
    file.write_text("somebody's work")
    result = run(root, "new", "Stale leader")
    assert result.exit_code == 1
    assert "is there already; nothing was written" in result.stderr
    assert file.name in result.stderr
    assert result.stdout == ""
    assert file.read_text() == "somebody's work"


def test_a_link_to_somewhere_else_is_not_written_through(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    outside = tmp_path / "outside.md"
    link = root / f"postmortems/2026/{AS_OF}-stale-leader.md"
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)
    assert run(root, "new", "Stale leader").exit_code == 1
    assert not outside.exists()


TITLES = {
    "double quotes": 'The "quick" fix',
    "single quotes": "Let's Encrypt's 'fix'",
    "a colon": "DNS: again: and again",
    "a hash sign": "Issue #4711 # not a comment",
    "markup": "<script>alert(1)</script> & <!-- this -->",
    "braces": "{{ 7 * 7 }} {% raw %} {# x #}",
    "a path upwards": "../../../etc/passwd",
    "a path from the root": "/etc/passwd",
    "a path of Windows": "C:\\Windows\\System32",
    "dots": "...",
    "a hidden name": ".htaccess",
    "dashes": "---",
    "emoji": "🔥🔥🔥",
    "emoji and words": "🔥 on the floor",
    "Chinese": "数据库宕机",
    "accents": "Größe überschritten",
    "a word of YAML": "NO",
    "a number": "1.10",
    "a date": "2024-13-45",
    "nothing, to YAML": "null",
    "an anchor": "&a *b !c",
    "percent signs": "%2e%2e%2f",
    "line ends": "one\n---\ntwo",
    "very long": "long " * 200,
    "looks like an option": "--template",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_title_is_kept_as_it_is_in_a_file_inside_the_archive(tmp_path: Path, title: str) -> None:
    root = site(tmp_path)
    before = set(root.rglob("*.md"))
    file = written(root, "--", title)
    assert set(root.rglob("*.md")) - before == {file}
    assert file.resolve().parent == (root / "postmortems" / "2026").resolve()
    assert re.fullmatch(rf"{AS_OF}-[\w-]+\.md", file.name)
    assert len(file.name.encode()) < 255
    assert loaded(root, file).title == " ".join(title.split())


def test_from_a_folder_inside_the_site_it_is_written_into_the_archive(tmp_path: Path) -> None:
    root = site(tmp_path, postmortems_dir="incidents/reports")
    inner = root / "docs" / "deep"
    inner.mkdir(parents=True)
    assert run(inner, "new", "Stale leader").stdout == f"incidents/reports/2026/{AS_OF}-stale-leader.md\n"
    assert (root / f"incidents/reports/2026/{AS_OF}-stale-leader.md").is_file()


def test_without_a_site_it_is_written_below_the_folder_one_stands_in(tmp_path: Path) -> None:
    assert written(tmp_path, "Stale leader", "--date", "2026-03-14").is_file()


@pytest.mark.parametrize("title", ["a\x7fb", "a\x80b"], ids=["delete", "control character of the upper range"])
def test_a_title_with_a_control_character_can_be_read_back(tmp_path: Path, title: str) -> None:
    root = site(tmp_path)
    loaded(root, written(root, title))


def test_a_title_that_is_no_text_is_no_traceback(tmp_path: Path) -> None:
    run(site(tmp_path), "new", "a\udcffb")


def test_a_template_may_be_called_anything(tmp_path: Path) -> None:
    root = site(tmp_path, templates={"no": ["Summary"]})
    assert loaded(root, written(root, "Stale leader", "--template", "no")).template_name == "no"


@pytest.mark.parametrize("folder", ["/archive", "../archive"], ids=["from the root", "upwards"])
def test_an_archive_outside_the_site_is_wrong_use_and_nothing_is_written(tmp_path: Path, folder: str) -> None:
    root = site(tmp_path / "site", postmortems_dir=folder)
    before = sorted(tmp_path.rglob("*"))
    result = run(root, "new", "Stale leader")
    assert result.exit_code == 2
    assert "a folder inside the site" in " ".join(result.stderr.split())
    assert sorted(tmp_path.rglob("*")) == before

"""The search in real builds: one at a time, told plainly where it is missing, and never in the way of the site."""

import json
import stat
from pathlib import Path

import pytest

from tests.builders import postmortem_text
from tests.site.building import build, files_of, preview, scratch

LEADER = "postmortems/2026/2026-03-14-stale-leader.md"
ARCHIVE = {LEADER: postmortem_text()}
PAGE = "postmortems/2026/2026-03-14-stale-leader/index.html"

MATERIALS = "search/search_index.json"
BUNDLE = "search/pagefind/pagefind.js"
TABLE = "search/facets.json"


def test_a_site_has_our_search_and_no_other(tmp_path: Path) -> None:
    scratch(tmp_path, ARCHIVE)
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    files = files_of(tmp_path / "site")
    assert {BUNDLE, TABLE, "search/ids.json", "search/words.json", "search/cards/0.json"} <= set(files)
    assert MATERIALS not in files
    html = files[PAGE].decode()
    assert 'action="../../../search/"' in html
    assert 'data-md-component="search"' not in html


def test_the_search_of_material_can_be_kept(tmp_path: Path) -> None:
    scratch(tmp_path, ARCHIVE, options="search: material")
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    files = files_of(tmp_path / "site")
    assert MATERIALS in files
    assert not {BUNDLE, TABLE, "search/index.html"} & set(files)
    assert "pm-find" not in files[PAGE].decode()


def test_without_pagefind_the_search_of_material_stays_and_the_build_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "none"))
    scratch(tmp_path, ARCHIVE)
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    assert "The search of the theme is left in place" in result.stderr
    assert "pip install 'pagefind[bin]'" in result.stderr
    files = files_of(tmp_path / "site")
    assert {MATERIALS, TABLE, "search/index.html"} <= set(files)
    assert "pm-find" not in files[PAGE].decode()


def test_a_failing_pagefind_costs_the_words_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho no room left\nexit 3\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    scratch(tmp_path, ARCHIVE)
    result = build(tmp_path, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert "The words of this site cannot be searched. Pagefind ended with 3: no room left" in result.stderr
    assert {PAGE, TABLE} <= set(files_of(tmp_path / "site"))


def test_a_preview_has_facets_and_no_words(tmp_path: Path) -> None:
    scratch(tmp_path, ARCHIVE)
    result = preview(tmp_path, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    files = files_of(tmp_path / "site")
    assert TABLE in files
    assert BUNDLE not in files
    assert MATERIALS not in files


def test_a_preview_has_words_where_they_are_asked_for(tmp_path: Path) -> None:
    scratch(tmp_path, ARCHIVE, options="search_in_preview: true")
    result = preview(tmp_path, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert BUNDLE in files_of(tmp_path / "site")


def test_a_dirty_build_keeps_the_index_of_the_whole_site(tmp_path: Path) -> None:
    scratch(tmp_path, ARCHIVE)
    assert build(tmp_path, tmp_path / "site", "--strict").returncode == 0
    before = files_of(tmp_path / "site")
    result = build(tmp_path, tmp_path / "site", "--dirty")
    assert result.returncode == 0, result.stderr
    after = files_of(tmp_path / "site")
    kept = {path for path in before if path.startswith("search/pagefind/")} | {"search/ids.json", "search/words.json"}
    assert {path: after.get(path) for path in kept} == {path: before[path] for path in kept}


def test_a_draft_is_not_found(tmp_path: Path) -> None:
    draft = postmortem_text({"Summary": "Nobody may read of the aardvark yet."}, status="draft", date="2026-04-01")
    scratch(tmp_path, {**ARCHIVE, "postmortems/2026/2026-04-01-draft.md": draft})
    result = build(tmp_path, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    files = files_of(tmp_path / "site")
    assert "aardvark" not in files["search/words.json"].decode()
    assert json.loads(files[TABLE])["postmortems"] == 1


def test_a_page_by_hand_is_found_unless_it_asks_not_to_be(tmp_path: Path) -> None:
    pages = {
        "docs/armadillo.md": "# Armadillo\n\nOn call.\n",
        "docs/badger.md": "---\nsearch: {exclude: true}\n---\n\n# Badger\n",
    }
    scratch(tmp_path, {**ARCHIVE, **pages})
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    words = json.loads(files_of(tmp_path / "site")["search/words.json"])
    assert "armadillo" in words
    assert "badger" not in words


def test_a_page_by_hand_in_place_of_the_search_is_left_alone(tmp_path: Path) -> None:
    scratch(tmp_path, {**ARCHIVE, "docs/search.md": "# Ask the librarian\n"})
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    assert "Ask the librarian" in files_of(tmp_path / "site")["search/index.html"].decode()

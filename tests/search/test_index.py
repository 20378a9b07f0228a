"""The index of words: that it is whole, and what is said when it cannot be made."""

import gzip
import json
import stat
from pathlib import Path

import pytest

from mkdocs_postmortems.search.documents import document
from mkdocs_postmortems.search.index import Index, IndexingError, pagefind

PAGES = {
    "postmortems/a/index.html": "Certificate expired",
    "postmortems/b/index.html": "Disk full",
    "index.html": "Home",
}


def add(index: Index) -> None:
    for destination, title in PAGES.items():
        index.add(destination, document(title, f"<p>{title} words</p>", language="en", facts={}))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "search").mkdir()
    return tmp_path


def made(site: Path) -> Path:
    with Index("en") as index:
        add(index)
        index.start(site)
        assert index.finish({"postmortems/b/index.html": 0, "postmortems/a/index.html": 1}) == len(PAGES)
    return site / "search"


def test_each_postmortem_is_known_by_the_name_that_pagefind_gives_its_page(site: Path) -> None:
    search = made(site)
    names = json.loads((search / "ids.json").read_text())
    told = [gzip.decompress((search / f"pagefind/fragment/{name}.pf_fragment").read_bytes()) for name in names]
    assert [b"Disk full" in text for text in told] == [True, False]
    assert b"Certificate expired" in told[1]


def test_a_postmortem_that_was_not_indexed_has_no_name(site: Path) -> None:
    with Index("en") as index:
        add(index)
        index.start(site)
        index.finish({"postmortems/a/index.html": 0, "postmortems/draft/index.html": 1})
    names = json.loads((site / "search/ids.json").read_text())
    assert names[0]
    assert names[1] == ""


def test_words_are_kept_to_find_what_a_misspelt_one_was_meant_to_be(site: Path) -> None:
    words = json.loads((made(site) / "words.json").read_text())
    assert {"certificate", "expired", "full", "words"} <= set(words)
    assert words == sorted(words)


def test_pagefinds_own_boxes_are_left_out(site: Path) -> None:
    files = {file.name for file in (made(site) / "pagefind").iterdir()}
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"} <= files
    assert not any("ui" in name or "highlight" in name for name in files)


def test_two_indexes_of_the_same_pages_have_the_same_bytes(tmp_path: Path) -> None:
    bytes_of = []
    for name in ("one", "other"):
        (tmp_path / name / "search").mkdir(parents=True)
        folder = made(tmp_path / name)
        bytes_of.append({f.relative_to(folder): f.read_bytes() for f in folder.rglob("*") if f.is_file()})
    assert bytes_of[0] == bytes_of[1]


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    index = Index("en")
    add(index)
    index.start(tmp_path)
    index.close()
    assert not index.folder.exists()


def test_a_missing_program_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "none"))
    with pytest.raises(IndexingError, match=r"pip install 'pagefind\[bin\]'"):
        pagefind()


def test_what_pagefind_says_at_its_end_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, site: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho no room left\nexit 3\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with Index("en") as index:
        add(index)
        index.start(site)
        with pytest.raises(IndexingError, match="ended with 3: no room left"):
            index.finish({})
    assert not (site / "search/pagefind").exists()

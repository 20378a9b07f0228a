"""Lines of files, counted as the places of findings are."""

from pathlib import Path

import pytest

from mkdocs_postmortems.checks.source_lines import source_lines


def line_of(folder: Path, content: bytes, line: int) -> str | None:
    (folder / "a.md").write_bytes(content)
    return source_lines(folder)("a.md", line)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_lines_count_from_1_whatever_ends_them(tmp_path: Path, end: bytes) -> None:
    content = end.join([b"one", b"two", b"three"])
    assert [line_of(tmp_path, content, n) for n in (1, 2, 3)] == ["one", "two", "three"]


@pytest.mark.parametrize("character", ["\u2028", "\x0c", "\x85", "\x1c"])
def test_nothing_else_ends_a_line(tmp_path: Path, character: str) -> None:
    assert line_of(tmp_path, f"a{character}b\nc".encode(), 2) == "c"


@pytest.mark.parametrize("line", [-1, 0, 3, 10**9])
def test_a_line_that_is_not_there_is_none(tmp_path: Path, line: int) -> None:
    assert line_of(tmp_path, b"one\ntwo", line) is None


def test_a_mark_of_byte_order_is_not_part_of_the_first_line(tmp_path: Path) -> None:
    assert line_of(tmp_path, b"\xef\xbb\xbfone", 1) == "one"


def test_what_is_not_utf_8_is_replaced(tmp_path: Path) -> None:
    assert line_of(tmp_path, b"caf\xe9", 1) == "caf\ufffd"


@pytest.mark.parametrize("path", ["gone.md", ".", "a\0b.md"], ids=["no file", "a folder", "no path"])
def test_a_file_that_cannot_be_read_has_no_lines(tmp_path: Path, path: str) -> None:
    assert source_lines(tmp_path)(path, 1) is None


def test_a_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("before", encoding="utf-8")
    line = source_lines(tmp_path)
    assert line("a.md", 1) == "before"
    (tmp_path / "a.md").write_text("after", encoding="utf-8")
    assert line("a.md", 1) == "before"

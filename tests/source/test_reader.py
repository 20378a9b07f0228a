"""Whatever the bytes are: a Source comes back, and says what was wrong with them."""

from pathlib import Path

import pytest

from mkdocs_postmortems.source import Defect, parse, read

DAMAGED = {
    "NUL": (b"---\ntitle: x\n---\nab\x00c\n", 4, 3, "control character (U+0000)"),
    "escape": ("# é\x1b[0m".encode(), 1, 4, "control character (U+001B)"),
    "bell after carriage returns": (b"a\r\nb\rc\x07", 3, 2, "control character (U+0007)"),
    "delete": (b"---\ntitle: a\x7fb\n---\n", 2, 9, "control character (U+007F)"),
    "form feed": (b"a\n\x0cb", 2, 1, "control character (U+000C)"),
    "UTF-16 without a mark": ("title".encode("utf-16-le"), 1, 2, "control character (U+0000)"),
    "latin-1": ("---\ntitle: café\n---\n".encode("latin-1"), 2, 11, "not UTF-8 (byte 0xe9)"),
    "latin-1 after carriage returns": ("---\r\n漢: 1\r\n".encode() + b"a: \xe9\r\n", 3, 4, "not UTF-8 (byte 0xe9)"),
    "cut in the middle of a character": ("# Titel 漢".encode()[:-1], 1, 9, "not UTF-8 (byte 0xe6)"),
    "a surrogate": (b"a\n\xed\xa0\x80", 2, 1, "not UTF-8 (byte 0xed)"),
    "an overlong slash": (b"\xc0\xaf", 1, 1, "not UTF-8 (byte 0xc0)"),
}


def unreadable(defects: tuple[Defect, ...]) -> Defect:
    (defect,) = defects
    assert (defect.kind, defect.fatal) == ("unreadable-file", True)
    assert defect.hint
    return defect


@pytest.mark.parametrize(("content", "line", "column", "message"), DAMAGED.values(), ids=DAMAGED)
def test_damage_is_a_defect_at_its_place(content: bytes, line: int, column: int, message: str) -> None:
    source = parse(content, "f.md")
    defect = unreadable(source.defects)
    assert message in defect.message
    assert (defect.place.path, defect.place.line, defect.place.column) == ("f.md", line, column)
    assert not source.is_readable
    assert (source.fields, source.body_text, source.sections) == ({}, "", ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_in_another_unicode_encoding_is_unreadable_from_its_first_byte(encoding: str) -> None:
    source = parse("---\ntitle: café\n---\n".encode(encoding), "f.md")
    defect = unreadable(source.defects)
    assert "not UTF-8 (byte 0xff)" in defect.message
    assert (defect.place.line, defect.place.column) == (1, 1)


def test_a_wrong_byte_is_found_behind_a_byte_order_mark() -> None:
    (defect,) = parse(b"\xef\xbb\xbf---\r\ntitle: caf\xe9\r\n---\r\n", "f.md").defects
    assert "byte 0xe9" in defect.message
    assert (defect.place.line, defect.place.column) == (2, 11)


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"", ""), (b"\xef\xbb\xbf", ""), (b"\n", "\n"), (b"   \t\n", "   \t\n"), (b"\r", "\n")],
    ids=["empty", "only a byte order mark", "one line end", "only blanks", "one carriage return"],
)
def test_nothing_is_no_defect(content: bytes, text: str) -> None:
    source = parse(content, "f.md")
    assert (source.body_text, source.body_line) == (text, 1)
    assert (source.defects, source.fields, source.sections) == ((), {}, ())
    assert not source.has_front_matter
    assert source.is_readable


def test_a_file_needs_no_last_line_end() -> None:
    source = parse(b"---\ntitle: x\n---\n# Heading\nlast words", "f.md")
    assert source.fields == {"title": "x"}
    assert source.sections[0].text == "last words"


@pytest.mark.parametrize("text", ["\t", "\u00a0", "\u200b", "🏳️\u200d🌈", "\u202e", "\ufffd", "\U0010ffff"])
def test_rare_characters_are_no_damage(text: str) -> None:
    source = parse(f"# a{text}b\n".encode(), "f.md")
    assert source.defects == ()
    assert source.body_text == f"# a{text}b\n"


def test_a_file_is_read_under_the_name_findings_show(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(b"---\ntitle: x\n---\n")
    source = read(file, "postmortems/x.md")
    assert (source.path, source.fields) == ("postmortems/x.md", {"title": "x"})


def test_a_file_that_vanishes_is_a_defect(tmp_path: Path) -> None:
    source = read(tmp_path / "gone.md", "postmortems/gone.md")
    defect = unreadable(source.defects)
    assert defect.message == "the file cannot be read: No such file or directory"
    assert str(defect.place.path) == "postmortems/gone.md"
    assert not source.is_readable


def test_a_folder_with_the_name_of_a_file_is_a_defect(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    assert "Is a directory" in unreadable(read(tmp_path / "x.md", "x.md").defects).message

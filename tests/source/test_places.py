"""Line and column of every key and value, as an editor counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.source import FieldPath, Place, Source, parse

PATH = "postmortems/2026/2026-03-14-x.md"


def read(text: str) -> Source:
    return parse(text.encode(), PATH)


def where(text: str, words: str) -> Place:
    """The position of words that stand in a text once."""
    assert text.count(words) == 1
    before = text.removeprefix("\ufeff").replace("\r\n", "\n").partition(words)[0]
    return Place(PATH, 1 + before.count("\n"), len(before.rpartition("\n")[2]) + 1)


TEXT = """---
# a comment
title: "Größe: 漢字 🔥 — ok"   # and a comment
services: [edge, 数据库, "🔥", last]
impact:
  - first
  -   second
  - |
    third
    goes on
action_items:
  - action: Page on lag
    owner:
    factors:
      - monitoring-gap
      - slow-recovery
  -
    action: Überwachung
    due:   2026-04-01
contributing_factors:
- {factor: größe, layer: trigger, accepted: {because: "die 🔥", review_on: 2027-01-01}}
- factor: 漢字
  ? how
  : said below its key
empty:
"quoted key": tail
---

# Heading
"""

VALUES: dict[FieldPath, str] = {
    ("title",): '"Größe',
    ("services",): "[edge",
    ("services", 0): "edge,",
    ("services", 1): "数据库",
    ("services", 2): '"🔥", last',
    ("services", 3): "last]",
    ("impact", 0): "first",
    ("impact", 1): "second",
    ("impact", 2): "|",
    ("action_items", 0): "action: Page",
    ("action_items", 0, "action"): "Page on",
    ("action_items", 0, "factors", 1): "slow-recovery",
    ("action_items", 1): "action: Über",
    ("action_items", 1, "action"): "Überwachung",
    ("action_items", 1, "due"): "2026-04-01",
    ("contributing_factors", 0): "{factor: größe",
    ("contributing_factors", 0, "factor"): "größe",
    ("contributing_factors", 0, "accepted"): "{because",
    ("contributing_factors", 0, "accepted", "because"): '"die',
    ("contributing_factors", 0, "accepted", "review_on"): "2027-01-01",
    ("contributing_factors", 1, "factor"): "漢字\n",
    ("contributing_factors", 1, "how"): "said below",
    ("quoted key",): "tail",
}

KEYS: dict[FieldPath, str] = {
    ("title",): "title:",
    ("action_items", 0, "owner"): "owner:",
    ("action_items", 1, "due"): "due:",
    ("contributing_factors", 0, "layer"): "layer:",
    ("contributing_factors", 0, "accepted", "review_on"): "review_on",
    ("contributing_factors", 1, "how"): "how\n",
    ("empty",): "empty:",
    ("quoted key",): '"quoted key"',
}

written_with = pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, "\ufeff" + TEXT.replace("\n", "\r\n")],
    ids=["line feeds", "carriage returns", "byte order mark", "byte order mark and carriage returns"],
)


def _name(path: FieldPath) -> str:
    return ".".join(map(str, path))


@written_with
@pytest.mark.parametrize(("path", "words"), VALUES.items(), ids=map(_name, VALUES))
def test_a_value_is_found_where_it_stands(text: str, path: FieldPath, words: str) -> None:
    assert read(text).place(path) == where(text.replace("\r\n", "\n"), words)


@written_with
@pytest.mark.parametrize(("path", "words"), KEYS.items(), ids=map(_name, KEYS))
def test_a_key_is_found_where_it_stands(text: str, path: FieldPath, words: str) -> None:
    assert read(text).place(path, of_key=True) == where(text.replace("\r\n", "\n"), words)


@written_with
@given(data=st.data())
def test_any_character_has_its_place(text: str, data: st.DataObject) -> None:
    source = read(text)
    offset = data.draw(st.integers(0, len(source.text)))
    before = source.text[:offset].split("\n")
    assert source.place_of(offset) == Place(PATH, len(before), len(before[-1]) + 1)


def test_a_tab_before_a_value_counts_as_one_column() -> None:
    source = read("---\ntitle:\tx\n---\n")
    assert source.fields == {"title": "x"}
    assert source.place(("title",)) == Place(PATH, 2, 8)


def test_a_missing_value_is_looked_for_at_the_key_of_its_parent() -> None:
    source = read(TEXT)
    assert source.place(("action_items", 0, "ticket")) == source.place(("action_items", 0), of_key=True)
    assert source.place(("impact", 7)) == source.place(("impact",), of_key=True)


def test_a_key_that_is_nowhere_is_placed_on_the_first_line() -> None:
    assert read(TEXT).place(("severity",)) == Place(PATH, 1, 1)
    assert read("no front matter").place(("severity",)) == Place(PATH, 1, 1)


@pytest.mark.parametrize("written", ["NO", "1.10", "12:30", "012", "2019-07-02", "~", "0x1F", "1_000", ""])
def test_a_value_is_remembered_as_it_was_written(written: str) -> None:
    assert read(f"---\ntitle: {written}\n---\n").written(("title",)) == written


def test_a_list_and_a_missing_key_were_not_written_as_one_word() -> None:
    source = read("---\nservices: [a]\n---\n")
    assert source.written(("services",)) is None
    assert source.written(("severity",)) is None


def test_the_body_starts_on_the_line_below_the_closing_dashes() -> None:
    source = read("---\r\ntitle: x\r\n---\r\n\r\n# Heading\r\n")
    assert (source.body_line, source.body_text) == (4, "\n# Heading\n")
    assert source.sections[0].line == 5


def test_a_repeated_key_does_not_move_what_stands_below_the_first() -> None:
    assert read("---\na: {again: x}\na: y\n---\n").place(("a", "again")) == Place(PATH, 2, 12)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"], ids=["line separator", "paragraph separator", "NEL"])
def test_unicode_line_separators_do_not_move_what_follows(mark: str) -> None:
    text = f"---\ntitle: 'a{mark}b'\nseverity: NO\n---\n"
    assert read(text).place(("severity",)) == Place(PATH, 3, 11)


def test_a_refusal_after_unicode_line_separators_is_placed_inside_the_file() -> None:
    source = read("---\na: 1 # \u2028\u2028\u2028\nb: *x\n---\n")
    (defect,) = source.defects
    assert defect.place == Place(PATH, 3, 4)


def test_a_character_yaml_forbids_is_placed_on_its_line() -> None:
    (defect,) = read("---\n" + "impact: ééééééééééééééé\n" + "title: \x80\nkind: incident\nlang: en\n---\n").defects
    assert defect.place.line == 3

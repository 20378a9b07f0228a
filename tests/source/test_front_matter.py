"""Front matter: split off where MkDocs splits it, refused before anything is built from it."""

import io

import frontmatter
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import YAML_RE, get_data

from mkdocs_postmortems.source import Defect, Source, parse
from mkdocs_postmortems.source.front_matter import MAX_DEPTH, MAX_SIZE, load

reproducible = settings(deadline=None, derandomize=True, max_examples=300)


def read(text: str) -> Source:
    return parse(text.encode(), "f.md")


def with_yaml(matter: str) -> Source:
    return read(f"---\n{matter}\n---\nBody\n")


def mkdocs(content: bytes) -> tuple[str, dict[object, object]]:
    """The body and the metadata, as MkDocs reads the bytes of a page."""
    return get_data(as_mkdocs_opens(content))


def as_mkdocs_opens(content: bytes) -> str:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig").read()


def fatal(source: Source) -> Defect:
    (defect,) = source.defects
    assert defect.fatal
    return defect


# ---------------------------------------------------------------------- where it begins and ends

SEEN_BY_MKDOCS = {
    "plain": "---\ntitle: x\n---\nbody\n",
    "dots": "---\ntitle: x\n...\nbody\n",
    "blanks after the dashes": "--- \t\ntitle: x\n---\t \nbody\n",
    "no body": "---\ntitle: x\n---\n",
    "blank lines before the body": "---\ntitle: x\n---\n\n\nbody\n",
    "a rule in the body": "---\ntitle: x\n---\nbody\n\n---\n\nmore\n",
    "dots in the body": "---\ntitle: x\n---\nbody\n...\nmore\n",
    "dashes inside a value": '---\ntitle: "a --- b"\n---\nbody\n',
    "indented dashes": "---\ntitle: |\n  a\n  ---\n  b\n---\nbody\n",
    "more than three dashes": "---\ntitle: |\n  a\n#----\n---\nbody\n",
    "carriage returns": "---\r\ntitle: x\r\n---\r\nbody\r\n",
    "carriage returns alone": "---\rtitle: x\r---\rbody\r",
    "byte order mark": "\ufeff---\ntitle: x\n---\nbody\n",
    "comment first": "---\n# a comment\ntitle: x\n---\nbody\n",
    "keys that are no words": "---\n1: a\nyes: b\n---\nbody\n",
    "flow mapping": "---\n{title: x, date: 2026-03-14}\n---\nbody\n",
    "empty mapping": "---\n{}\n---\nbody\n",
    "blank line first": "---\n\ntitle: x\n---\nbody\n",
}

NOT_SEEN_BY_MKDOCS = {
    "empty file": "",
    "no dashes": "title\n",
    "blank line above": "\n---\ntitle: x\n---\nbody\n",
    "indented": " ---\ntitle: x\n---\nbody\n",
    "four dashes": "----\ntitle: x\n----\nbody\n",
    "words after the dashes": "--- x\ntitle: x\n---\nbody\n",
    "dots to open": "...\ntitle: x\n---\nbody\n",
    "braces": "{\n}\nbody\n",
    "plus signs": "+++\ntitle = 1\n+++\n",
    "two byte order marks": "\ufeff\ufeff---\ntitle: x\n---\nbody\n",
}


@pytest.mark.parametrize("text", SEEN_BY_MKDOCS.values(), ids=SEEN_BY_MKDOCS)
def test_front_matter_that_mkdocs_sees_is_split_off_with_the_same_body(text: str) -> None:
    body, _ = mkdocs(text.encode())
    source = read(text)
    assert body != as_mkdocs_opens(text.encode())
    assert source.has_front_matter
    assert source.body_text.lstrip("\n") == body
    assert not any(defect.fatal for defect in source.defects)


@pytest.mark.parametrize("text", NOT_SEEN_BY_MKDOCS.values(), ids=NOT_SEEN_BY_MKDOCS)
def test_what_mkdocs_takes_for_text_is_text(text: str) -> None:
    content = text.encode()
    source = read(text)
    assert mkdocs(content) == (as_mkdocs_opens(content).lstrip("\n"), {})
    assert not source.has_front_matter
    assert source.body_text == as_mkdocs_opens(content)
    assert not any(defect.fatal for defect in source.defects)


def test_a_file_may_end_on_the_closing_dashes_though_mkdocs_wants_a_line_end() -> None:
    text = "---\ntitle: x\n---"
    assert mkdocs(text.encode()) == (text, {})
    source = read(text)
    assert (source.fields, source.body_text) == ({"title": "x"}, "")
    assert [defect.kind for defect in source.defects] == ["disputed-front-matter"]


def test_dashes_right_below_the_opening_do_not_close_it() -> None:
    text = "---\n---\ntitle: x\n---\nbody\n"
    assert mkdocs(text.encode()) == ("body\n", {"title": "x"})
    source = read(text)
    assert (source.fields, source.body_text) == ({"title": "x"}, "body\n")


UNSEEN = {
    "blank line above": ("\n---\ntitle: x\n---\n", 2, "blank line"),
    "blank lines above": ("\n \n\n---\ntitle: x\n---\n", 4, "blank line"),
    "indented": ("  ---\ntitle: x\n---\n", 1, "indented"),
    "four dashes": ("----\ntitle: x\n----\n", 1, "4 dashes"),
    "toml": ("+++\ntitle = 'x'\n+++\n", 1, "TOML"),
    "json": ('{\n"title": "x"\n}\n', 1, "JSON"),
}


@pytest.mark.parametrize(("text", "line", "says"), UNSEEN.values(), ids=UNSEEN)
def test_what_was_meant_for_front_matter_and_is_none_is_told(text: str, line: int, says: str) -> None:
    (defect,) = read(text).defects
    assert (defect.kind, defect.place.line, defect.fatal) == ("unseen-front-matter", line, False)
    assert says in defect.message


@pytest.mark.parametrize(
    "text", ["# Title\n\n---\nnote: x\n", "\n\n# Title\n", "----\n\n# Title\n", "- a\n---\nb: c\n", "{% raw %}\na: b"]
)
def test_a_line_of_dashes_further_down_or_above_prose_is_a_line(text: str) -> None:
    assert read(text).defects == ()


DISPUTED = {
    "dots": ("---\ntitle: x\n...\n", 3, "three dots"),
    "a long line of dashes inside": ("---\ntitle: |\n  x\n-----\n---\n", 4, "dashes"),
    "no line end": ("---\ntitle: x\n---", 3, "ends on the dashes"),
    "byte order mark": ("\ufeff---\ntitle: x\n---\n", 1, "byte order mark"),
}


@pytest.mark.parametrize(("text", "line", "says"), DISPUTED.values(), ids=DISPUTED)
def test_where_readers_disagree_it_is_told(text: str, line: int, says: str) -> None:
    found = [defect for defect in read(text).defects if defect.kind == "disputed-front-matter"]
    assert [defect.place.line for defect in found] == [line]
    assert says in found[0].message


BROKEN = {
    "unquoted colon": "title: a: b",
    "tab for indentation": "impact:\n\t- x",
    "open bracket": "services: [a, b",
    "open quote": 'title: "a',
    "uneven indentation": "impact:\n    - a\n  - b",
    "at sign": "owner: @storage",
    "percent sign": "share: %12",
    "no space after the dash": "impact:\n  -a\n  - b: c\n",
    "key without colon": "title: x\nseverity",
    "control character of the upper range": "title: a\x80b",
}


@pytest.mark.parametrize("matter", BROKEN.values(), ids=BROKEN)
def test_yaml_that_mkdocs_silently_renders_as_text_is_a_defect(matter: str) -> None:
    text = f"---\n{matter}\n---\nBody\n"
    assert mkdocs(text.encode()) == (text, {})
    source = read(text)
    defect = fatal(source)
    assert defect.kind == "broken-front-matter"
    assert defect.hint
    assert 2 <= defect.place.line <= 2 + len(matter.split("\n"))  # at the latest on the closing dashes
    assert (source.fields, source.body_text) == ({}, "Body\n")


def test_a_second_document_in_the_block_is_a_defect() -> None:
    text = "---\ntitle: a\n--- b\n---\nBody\n"
    assert mkdocs(text.encode()) == (text, {})
    defect = fatal(read(text))
    assert (defect.kind, defect.message) == ("broken-front-matter", "the front matter holds a second YAML document")
    assert (defect.place.line, defect.place.column) == (3, 1)
    assert read(text).fields == {}


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_quote_that_is_never_closed_is_reported_where_it_opens(quote: str) -> None:
    defect = fatal(with_yaml(f"title: x\ntrigger: {quote}a\nseverity: SEV1\nlang: en"))
    assert "a quote is opened and never closed" in defect.message
    assert (defect.place.line, defect.place.column) == (3, 10)


@pytest.mark.parametrize("matter", ["- a\n- b", "just text", "42", '"title: x"'])
def test_front_matter_that_is_no_mapping_is_a_defect(matter: str) -> None:
    defect = fatal(with_yaml(matter))
    assert defect.kind == "broken-front-matter"
    assert "not a mapping" in defect.message
    assert (defect.place.line, defect.place.column) == (2, 1)


@pytest.mark.parametrize("matter", ['""', "!!python/none", "&a", "--- ''\n--- {a: &b x}"])
def test_front_matter_that_is_an_empty_scalar_is_a_defect(matter: str) -> None:
    assert fatal(with_yaml(matter)).place.line == 2


def test_front_matter_without_end_is_a_defect_and_nothing_is_read_from_it() -> None:
    source = read("---\ntitle: x\n\n# Heading\n")
    defect = fatal(source)
    assert (defect.kind, defect.place.line) == ("broken-front-matter", 1)
    assert "never closed" in defect.message
    assert (source.fields, source.body_text) == ({}, "")


FRAGMENTS = [
    *("---\n", "--- \t\n", "...\n", "---", "\n", "\r\n", "\r", " ", "\t", "a", "title: ", "x\n", "- ", "[", "]", "{"),
    *("}", ": ", "&x ", "*x", "<<: ", "!!str ", "? ", "|\n", "'", '"', "# ", "é", "漢", "🔥", "\ufeff", "2024-13-45"),
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)


@reproducible
@given(texts | texts.map("---\n{}\n---\n".format))
def test_wherever_mkdocs_sees_yaml_so_do_we_with_the_same_body(text: str) -> None:
    opened = as_mkdocs_opens(text.encode())
    body, _ = get_data(opened)
    if YAML_RE.match(opened) and body != opened:
        source = read(text)
        assert source.has_front_matter
        assert source.body_text.lstrip("\n") == body


@reproducible
@given(texts | texts.map("---\n{}\n---\n".format))
def test_facts_are_only_taken_from_what_mkdocs_takes_off_the_page(text: str) -> None:
    source = read(text)
    if source.fields and "2024-13-45" not in text:  # a day that is none makes MkDocs drop the block, and us report it
        body, _ = mkdocs((text + "\n").encode())  # the documented difference
        assert body.rstrip("\n") == source.body_text.strip("\n")


def told(text: str) -> bool:
    """Whether anything is said about the front matter of a text."""
    return bool(read(text).defects)


@reproducible
@given(texts | texts.map("---\n{}\n---\n".format) | texts.map("---\ntitle: x\n{}\n---\nbody".format))
@example("\ufeff---\ntitle: x\n---\n")
@example("---\ntitle: x\n...\nbody\n---\n")
@example("---\ntitle: x\n--- \t\nbody\n")
def test_mkdocs_and_python_frontmatter_agree_with_us_or_we_say_that_they_do_not(text: str) -> None:
    source, (body, facts) = read(text), mkdocs(text.encode())
    if source.fields and not told(text) and "2024-13-45" not in text:  # MkDocs prints front matter that says nothing
        assert source.body_text.lstrip("\n") == body
        assert list(source.fields.values()) == list(facts.values())  # our keys are words, whatever YAML makes of them
        assert frontmatter.loads(text).metadata == facts


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=12)
values = st.recursive(
    words | st.booleans() | st.integers() | st.dates() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@settings(reproducible, max_examples=150)
@given(st.dictionaries(words, values, min_size=1, max_size=5), st.sampled_from([None, False, True]))
def test_values_are_what_mkdocs_reads(fields: dict[str, object], flow: bool | None) -> None:
    matter = yaml.safe_dump(fields, allow_unicode=True, default_flow_style=flow)
    content = f"---\n{matter}---\nBody\n".encode()
    source = parse(content, "f.md")
    assert source.fields == mkdocs(content)[1] == fields
    assert source.defects == ()


# ---------------------------------------------------------------------- repeated keys


def test_a_repeated_key_is_reported_with_both_lines_and_the_first_is_used() -> None:
    source = with_yaml("title: a\nseverity: SEV1\ntitle: b")
    (defect,) = source.defects
    assert (defect.kind, defect.fatal) == ("duplicate-key", False)
    assert (defect.place.line, defect.place.column) == (4, 1)
    assert defect.message == 'the key "title" stands twice; the first is on line 2'
    assert source.fields == {"title": "a", "severity": "SEV1"}


def test_repeated_keys_are_found_at_any_depth() -> None:
    source = with_yaml("action_items:\n  - action: a\n    due: 2026-01-01\n    action: b\n  - {owner: c, owner: d}")
    assert [(d.place.line, d.place.column) for d in source.defects] == [(5, 5), (6, 16)]


def test_the_same_key_in_two_entries_is_no_repetition() -> None:
    assert with_yaml("action_items:\n  - action: a\n  - action: b").defects == ()


# ---------------------------------------------------------------------- the guard

ALIAS_BOMB = "a: &a [x, x]\n" + "\n".join(
    f"{name}: &{name} [*{below}, *{below}]" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGE_BOMB = "a: &a {k: x}\n" + "\n".join(
    f"{name}: &{name} {{<<: [*{below}, *{below}]}}" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)

REFUSED = {
    "too long": ("title: " + "x" * MAX_SIZE, 2, 1, "characters long"),
    "too long and nested": ("a: " + "[" * 100_000, 2, 1, "characters long"),
    "too deep": ("x: 1\na: " + "[" * 33 + "]" * 33, 3, 35, "deeper than 32"),
    "too deep and never closed": ("a: " + "[" * 60_000, 2, 35, "deeper than 32"),
    "too deep in braces": ("a: " + "{a: " * 15_000, 2, 128, "deeper than 32"),
    "too deep in dashes": ("a:\n  " + "- " * 1_000, 3, 65, "deeper than 32"),
    "alias": ("title: x\ntrigger: *title", 3, 10, "alias (*title)"),
    "alias bomb": (ALIAS_BOMB, 2, 4, "anchor (&a)"),
    "merge-key bomb": (MERGE_BOMB, 2, 4, "anchor (&a)"),
    "merge key": ("title: x\nimpact:\n  <<: {a: b}", 4, 3, "merge key (<<)"),
    "anchor": ("title: &t x", 2, 8, "anchor (&t)"),
    "anchor on the whole": ("&all title: x", 2, 1, "anchor (&all)"),
    "python tag": ("title: !!python/object/apply:os.getcwd []", 2, 8, "python/object/apply"),
    "plain tag": ("title: !!str 12", 2, 8, "YAML tag"),
    "tag of one's own": ("title: x\nseverity: !important SEV1", 3, 11, "YAML tag (!important)"),
    "binary": ("title: !!binary aGk=", 2, 8, "YAML tag"),
    "list as a key": ("title: x\n? [a, b]\n: c", 3, 3, "a key is a list or a mapping"),
    "mapping as a key": ("{{a: b}: c}", 2, 2, "a key is a list or a mapping"),
    "list as a key below": ("title: x\nimpact: {[a]: b}", 3, 10, "a key is a list or a mapping"),
}


@pytest.mark.parametrize(("matter", "line", "column", "message"), REFUSED.values(), ids=REFUSED)
def test_dangerous_yaml_is_one_fatal_defect_at_its_place(matter: str, line: int, column: int, message: str) -> None:
    source = with_yaml(matter)
    defect = fatal(source)
    assert defect.kind == "unsafe-front-matter"
    assert message in defect.message
    assert (defect.place.line, defect.place.column) == (line, column)
    assert defect.hint
    assert source.fields == {}
    assert source.body_text == "Body\n"


def test_the_limits_themselves_are_allowed() -> None:
    assert with_yaml("title: " + "x" * (MAX_SIZE - len("title: \n"))).defects == ()
    depth = MAX_DEPTH - 1  # the mapping of all keys is the first level
    assert with_yaml("a: " + "[" * depth + "]" * depth).defects == ()


def test_a_long_file_read_without_a_limit_is_still_guarded_against_depth() -> None:
    matter = load("a: " + "[" * 100_000, "overlay.yml", first_line=1, limit=None)
    (defect,) = matter.defects
    assert "deeper than 32" in defect.message
    assert defect.place.line == 1


@pytest.mark.parametrize(
    ("matter", "fields"),
    [
        ("title: ! x", {"title": "x"}),
        ('"<<": x', {"<<": "x"}),
        ('title: "*x & !y"', {"title": "*x & !y"}),
        ("title: =", {"title": "="}),
        ("title: |\n  &a\n  *a\n", {"title": "&a\n*a\n"}),
    ],
    ids=["a tag that says nothing", "quoted merge key", "marks in quotes", "equals sign", "marks in a block"],
)
def test_marks_that_only_look_dangerous_are_text(matter: str, fields: dict[str, str]) -> None:
    source = with_yaml(matter)
    assert (source.fields, source.defects) == (fields, ())


@pytest.mark.parametrize(
    "written", ["2024-13-45", "2024-01-01T25:00:00Z", "9" * 6_000, "2024-01-01T00:00:00+99:00", "0b_"]
)
def test_a_value_yaml_cannot_make_stays_as_it_was_written(written: str) -> None:
    source = with_yaml(f"date: {written}\ntitle: x")
    assert source.fields == {"date": written, "title": "x"}
    assert source.defects == ()

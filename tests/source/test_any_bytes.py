"""Promises kept for any bytes at all."""

import re
from collections.abc import Iterator, Mapping

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.source import FieldPath, Place, parse

# The same examples on every machine; raise max_examples and drop derandomize to search further.
reproducible = settings(deadline=None, derandomize=True, max_examples=400, suppress_health_check=[HealthCheck.too_slow])

FRAGMENTS = [
    *(b"---\n", b"---", b"...\n", b"--- \t\r\n", b"\r\n", b"\n", b"\r", b"\t", b" ", b"    ", b"\\", b"a", b"x\n"),
    *(b"title: ", b"- ", b"[", b"]", b"{", b"}", b",", b": ", b"&x ", b"*x", b"<<: ", b"!!str ", b"? ", b"|\n", b">\n"),
    *(b"'", b'"', b"#", b"# h\n", b"## k", b"===\n", b"```\n", b"~~~", b"| a | b |\n", b"|---|---|\n", b"- i\n"),
    *(b"[t](u)", b"![i](j)", b"[r]: http://x\n", b"<http://xn--a>", b"<!--", b"-->", b"`", b"> ", b"&#xD800;"),
    *(
        b"\xef\xbb\xbf",
        b"\x00",
        b"\x7f",
        b"\xff",
        b"\xc3",
        b"\xc2\x80",
        "é漢🔥".encode(),
        b"%YAML 1.1\n",
        b"NO",
        b"12:30",
    ),
    *(b"2024-13-45", b"2001-12-14 21:59:43 +99:99\n", b"0b_", b"=", b"~"),
]
anything = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map(b"".join)
documents = st.one_of(
    st.binary(max_size=200),
    anything,
    anything.map(b"---\n%b\n---\n".__mod__),
    anything.map(b"---\na: 1\n---\n".__add__),
)


def lines_of(content: bytes) -> list[str]:
    """The lines of a file as an editor shows them."""
    return re.split(r"\r\n|\r|\n", content.decode("utf-8-sig", errors="replace"))


def is_inside(place: Place, lines: list[str]) -> bool:
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


def paths(value: object, at: FieldPath = ()) -> Iterator[FieldPath]:
    """The way to every value in front matter."""
    items = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*at, key)
        yield from paths(inner, (*at, key))


@reproducible
@given(documents)
@example(b"---\na: [")
@example(b"---\na: 'x\n---\n")
@example(b"---\n\ta: x\n---")
@example(b"\xef\xbb\xbf---\r\na: \xff")
def test_every_defect_is_placed_inside_the_file(content: bytes) -> None:
    for defect in parse(content, "f.md").defects:
        assert is_inside(defect.place, lines_of(content))
        assert defect.message
        assert defect.hint


@reproducible
@given(documents)
@example(b"---\na: [b, {c: [d]}]\n'e': |\n  f\n---")
def test_every_key_and_value_is_placed_inside_the_file(content: bytes) -> None:
    source = parse(content, "f.md")
    for at in paths(source.fields):
        assert is_inside(source.place(at), lines_of(content))
        assert is_inside(source.place(at, of_key=True), lines_of(content))


@reproducible
@given(documents)
def test_a_fatal_defect_leaves_no_facts_behind(content: bytes) -> None:
    source = parse(content, "f.md")
    assert source.is_readable or source.fields == {}


@reproducible
@given(documents)
def test_front_matter_and_body_make_up_the_file(content: bytes) -> None:
    source = parse(content, "f.md")
    if source.is_readable:
        text = "\n".join(lines_of(content))
        assert text.endswith(source.body_text)
        assert text.removesuffix(source.body_text).count("\n") == source.body_line - 1


@reproducible
@given(documents)
@example(b"# a\n## b\n\nc\n===\n")
def test_sections_lie_inside_the_file_and_in_order(content: bytes) -> None:
    source = parse(content, "f.md")
    lines = lines_of(content)
    above = 0
    for section in source.sections:
        assert max(above, source.body_line - 1) < section.line < section.first <= section.end <= len(lines) + 1
        assert section.text == "\n".join(lines[section.first - 1 : section.end - 1])
        assert 1 <= section.level <= 6
        above = section.line


@reproducible
@given(documents)
def test_tables_items_and_links_lie_inside_the_body(content: bytes) -> None:
    source = parse(content, "f.md")
    body = source.body
    for table in body.tables:
        assert len(table.rows) == len(table.lines)
        assert len({len(row) for row in table.rows}) == 1
    lines = [line for table in body.tables for line in table.lines]
    lines += [found.line for found in (*body.passages, *body.links)]
    assert all(source.body_line <= line <= len(lines_of(content)) for line in lines)

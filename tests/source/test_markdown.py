"""Headings, sections, tables, lists and links, each at its line of the file."""

import pytest

from mkdocs_postmortems.source import Heading, Link, Table, parse
from mkdocs_postmortems.source.markdown import Body


def body(text: str, first_line: int = 1) -> Body:
    return Body(text, first_line)


# ---------------------------------------------------------------------- headings

ONE_HEADING = {
    "with hash signs": ("# Title", Heading(1, "Title", 1, 2)),
    "closed with hash signs": ("## Title ##", Heading(2, "Title", 1, 2)),
    "of the sixth level": ("###### Title", Heading(6, "Title", 1, 2)),
    "indented a little": ("   # Title", Heading(1, "Title", 1, 2)),
    "without words": ("##", Heading(2, "", 1, 2)),
    "underlined": ("Title\n=====", Heading(1, "Title", 1, 3)),
    "underlined with dashes": ("Title\n-", Heading(2, "Title", 1, 3)),
    "below a paragraph": ("a\n\n# Title", Heading(1, "Title", 3, 4)),
    "right below a paragraph": ("a\n# Title", Heading(1, "Title", 2, 3)),
    "with markup": ("## *How* `do` we?", Heading(2, "*How* `do` we?", 1, 2)),
    "with an escaped hash sign": ("# C\\#", Heading(1, "C\\#", 1, 2)),
}

NO_HEADING = {
    "in a fence": "```\n# no\n```",
    "in a fence of tildes": "~~~ sh\n# no\n~~~",
    "in a fence that is never closed": "```\n# no\n\n## no\n",
    "in an indented block": "a\n\n    # no\n",
    "in a comment": "<!--\n# no\n-->",
    "in raw HTML": "<div>\n# no\n</div>",
    "in a quotation": "> # no",
    "in a list": "- # no",
    "without a blank": "#no",
    "with seven hash signs": "####### no",
    "escaped": "\\# no",
    "a rule": "a\n\n---\n\nb",
}


@pytest.mark.parametrize(("text", "heading"), ONE_HEADING.values(), ids=ONE_HEADING)
def test_a_heading_is_found(text: str, heading: Heading) -> None:
    assert body(text).headings == (heading,)


@pytest.mark.parametrize("text", NO_HEADING.values(), ids=NO_HEADING)
def test_what_only_looks_like_a_heading_is_none(text: str) -> None:
    assert body(text).headings == ()
    assert body(text).sections == ()


def test_lines_are_counted_from_the_first_line_of_the_file() -> None:
    source = parse(b"---\ntitle: x\n---\n\n# A\n\nB\n-\n", "f.md")
    assert [(h.text, h.line, h.end) for h in source.body.headings] == [("A", 5, 6), ("B", 7, 9)]


# ---------------------------------------------------------------------- sections


def test_a_section_ends_at_the_next_heading_of_its_level_or_above() -> None:
    sections = body("# A\n## B\nb\n### C\nc\n## D\nd\n# E\ne\n").sections
    assert [(s.title, s.line, s.first, s.end) for s in sections] == [
        ("A", 1, 2, 8),
        ("B", 2, 3, 6),
        ("C", 4, 5, 6),
        ("D", 6, 7, 8),
        ("E", 8, 9, 11),
    ]
    assert [s.text for s in sections] == ["## B\nb\n### C\nc\n## D\nd", "b\n### C\nc", "c", "d", "e\n"]


def test_a_section_goes_on_past_headings_in_code() -> None:
    first, second = body("## A\n\n```sh\n# a comment\n## another\n```\n\nmore\n\n## B\n").sections
    assert (first.title, first.end, second.line) == ("A", 10, 10)
    assert "more" in first.text


def test_the_text_of_an_underlined_section_starts_below_the_line() -> None:
    (section,) = body("Title\n=====\ntext").sections
    assert (section.line, section.first, section.text) == (1, 3, "text")


def test_a_fence_that_is_never_closed_lasts_to_the_end() -> None:
    (section,) = body("## A\n```\n## B\n## C").sections
    assert (section.end, section.text) == (5, "```\n## B\n## C")


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "  \t", "<!-- say what broke -->", "<!--\n\nwhat\nbroke?\n\n-->\n\n<!-- and when -->"],
    ids=["nothing", "blank lines", "blanks", "a comment", "comments over several lines"],
)
def test_a_section_of_comments_and_blanks_is_empty(text: str) -> None:
    (section,) = body(f"## Summary\n{text}").sections
    assert section.is_empty


@pytest.mark.parametrize("text", ["x", "<!-- a --> b", "```\n```", "### Below", "<!-- never closed", "&nbsp;"])
def test_a_section_with_anything_else_is_not_empty(text: str) -> None:
    assert not body(f"## Summary\n{text}").sections[0].is_empty


# ---------------------------------------------------------------------- tables


def test_a_table_has_its_cells_and_the_line_of_each_row() -> None:
    text = "before\n\n| Time | Event |\n| --- | --- |\n| 09:12 | *It* breaks |\n| 09:20 |\nafter it | x | y |\n"
    (table,) = body(text, first_line=10).tables
    assert table == Table(
        rows=(("Time", "Event"), ("09:12", "*It* breaks"), ("09:20", ""), ("after it", "x")), lines=(12, 14, 15, 16)
    )


def test_tables_are_told_apart_and_found_in_quotations() -> None:
    first, second = body("| a |\n|---|\n\n> | b |\n> |---|\n> | 1 |\n").tables
    assert (first.rows, first.lines) == ((("a",),), (1,))
    assert (second.rows, second.lines) == ((("b",), ("1",)), (4, 6))


def test_a_rule_right_below_a_table_makes_no_heading_of_it() -> None:
    (section,) = body("## Timeline\n\n| Time | Event |\n| --- | --- |\n| 09:12 | It breaks |\n---\n").sections
    assert section.title == "Timeline"
    assert not section.is_empty


@pytest.mark.parametrize("text", ["| a |\n| b |", "```\n| a |\n|---|\n```", "a | b"])
def test_bars_alone_make_no_table(text: str) -> None:
    assert body(text).tables == ()


def test_an_escaped_bar_stays_in_its_cell() -> None:
    (table,) = body("| a |\n|---|\n| x \\| y |").tables
    assert table.rows[1] == ("x | y",)


# ---------------------------------------------------------------------- passages


def test_passages_are_paragraphs_items_cells_and_headings_at_their_lines() -> None:
    text = "# H\n\na\ngoes on\n\n- b\n  - c\n\n> d\n\n| e | f |\n| --- | --- |\n| g | h |\n"
    found = [(passage.text, passage.line) for passage in body(text, first_line=5).passages]
    assert found == [
        ("H", 5), ("a\ngoes on", 7), ("b", 10), ("c", 11), ("d", 13), ("e", 15), ("f", 15), ("g", 17), ("h", 17)
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["```\na\n```", "    a", "<!--\na\n-->", "<div>\na\n</div>"])
def test_code_and_html_are_no_passages(text: str) -> None:
    assert body(text).passages == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n```\ncode\n", 3),
        ("~~~~\ncode\n~~~\n## Impact", 1),
        ("```\na\n```\n\n```sh\nb\n\n## Impact\n", 5),
        ("- ```\n  code\n", 1),
        ("```", 1),
    ],
)
def test_a_fence_that_is_never_closed_is_found_where_it_opens(text: str, line: int) -> None:
    assert body(text).unclosed_fence == line


@pytest.mark.parametrize(
    "text", ["```\na\n```", "```\na\n`````", "- ```\n  a\n  ```\n", "> ~~~\n> a\n> ~~~\n", "```\n```", "` ``` `"]
)
def test_a_closed_fence_is_closed(text: str) -> None:
    assert body(text).unclosed_fence is None


# ---------------------------------------------------------------------- links

ONE_LINK = {
    "inline": ("[text](target.md)", Link("target.md", "text", 1)),
    "with a title": ('[text](target.md "title")', Link("target.md", "text", 1)),
    "in pointed brackets": ("<https://example.com/a>", Link("https://example.com/a", "https://example.com/a", 1)),
    "by reference": ("[text][ref]\n\n[ref]: https://example.com", Link("https://example.com", "text", 1)),
    "image": ("![what it shows](img.png)", Link("img.png", "what it shows", 1, image=True)),
    "with markup": ("[*a* `b`](c)", Link("c", "a b", 1)),
    "on the second line of a paragraph": ("a\n[b](c)", Link("c", "b", 2)),
    "after a hard break": ("a  \nb\\\n[b](c)", Link("c", "b", 3)),
    "in a heading": ("x\n\n## [b](c)", Link("c", "b", 3)),
    "in a list": ("- x\n- [b](c)", Link("c", "b", 2)),
    "in a quotation": ("> x\n> [b](c)", Link("c", "b", 2)),
    "in a table": ("| a |\n|---|\n| [b](c) |", Link("c", "b", 3)),
    "without a target": ("[b]()", Link("", "b", 1)),
}


@pytest.mark.parametrize(("text", "link"), ONE_LINK.values(), ids=ONE_LINK)
def test_a_link_is_found_at_its_line(text: str, link: Link) -> None:
    assert body(text).links == (link,)


def test_an_image_in_a_link_is_both() -> None:
    assert body("[![alt](img.png)](page.md)", first_line=7).links == (
        Link("page.md", "alt", 7),
        Link("img.png", "alt", 7, image=True),
    )


@pytest.mark.parametrize("text", ["`[a](b)`", "```\n[a](b)\n```", "<!-- [a](b) -->", "\\[a](b)", "[a][nowhere]", "[a]"])
def test_brackets_alone_are_no_link(text: str) -> None:
    assert body(text).links == ()


def test_the_words_of_a_link_stay_apart_over_a_line_end() -> None:
    (link,) = body("[two\nwords](a)").links
    assert link.text.split() == ["two", "words"]


@pytest.mark.parametrize("before", ["`a\nb`", '<a title="x\ny">'], ids=["code", "raw HTML"])
def test_a_link_after_code_or_html_over_two_lines_is_on_its_own_line(before: str) -> None:
    assert body(f"{before} [b](c)").links[-1].line == 2

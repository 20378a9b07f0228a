"""Comments that grant an exception, each with the lines it is for."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.source import Allowance, parse
from mkdocs_postmortems.source.allowances import allowances
from tests.source.test_any_bytes import documents, lines_of, reproducible

COMMENT = "<!-- allow a-rule: why -->"


def lines(text: str) -> list[list[int]]:
    """For each allowance the lines of a text that it covers."""
    count = text.count("\n") + 1
    return [[line for line in range(1, count + 1) if one.covers(line)] for one in allowances(text, 1)]


def said(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.reason) for one in allowances(text, 1)]


# ---------------------------------------------------------------------- for which lines

COVERED = {
    "on the line": (f"a\n\nb {COMMENT}", [[3]]),
    "above the line": (f"a\n\n{COMMENT}\nb\nc", [[3, 4]]),
    "above a blank line": (f"{COMMENT}\n\n \t\nb", [[1, 4]]),
    "above another comment": (f"{COMMENT}\n<!-- by the editor -->\nb", [[1, 3]]),
    "above another of several lines": (f"{COMMENT}\n<!-- by\nthe\n\neditor -->\n\nb", [[1, 7]]),
    "above each other": (f"{COMMENT}\n{COMMENT}\n\nb", [[1, 4], [2, 4]]),
    "above words with a comment": (f"{COMMENT}\nb <!-- c -->\nd", [[1, 2]]),
    "above words below a comment": (f"{COMMENT}\n<!-- by\nthe editor --> b", [[1, 3]]),
    "above a fence": (f"{COMMENT}\n```\n<!-- c -->\n```", [[1, 2]]),
    "above a heading": (f"a\n\n{COMMENT}\n\n## b\n\nc", [[3, 5]]),
    "before the words": (f"{COMMENT} b\nc", [[1]]),
    "within a paragraph": (f"a\nb {COMMENT} c\nd\ne", [[2]]),
    "between lines of a paragraph": (f"a\n{COMMENT}\nd\ne", [[2, 3]]),
    "at the end of a list item": (f"- a\n- b {COMMENT}\n\n\n- c", [[2]]),
    "below an item of a list": (f"- a\n\n  b\n  {COMMENT}\n  c\n", [[4, 5]]),
    "in a nested list": (f"- a\n    - b\n    - c {COMMENT}\n", [[3]]),
    "between items": (f"- a\n{COMMENT}\n- b", [[2, 3]]),
    "in a quotation": (f"> a\n> {COMMENT}\n> b", [[2, 3]]),
    "in a heading": (f"## a {COMMENT}", [[1]]),
    "in a link": (f"[a {COMMENT}](b)", [[1]]),
    "below code in the line": (f"`a\nb`\nc {COMMENT}", [[3]]),
    "below a link of two lines": (f'[a](b\n"c")\nd {COMMENT}', [[3]]),
    "in a cell": (f"| a | b |\n|---|---|\n| c {COMMENT} | d |\n\n", [[3]]),
    "in the head of a table": (f"| a {COMMENT} | b |\n|---|---|\n| c | d |", [[1]]),
    "after the last bar of a row": (f"| a | b |\n|---|---|\n| c | d | {COMMENT}\n| e | f |", [[3]]),
    "above a table": (f"{COMMENT}\n\n| a | b |\n|---|---|\n| c | d |", [[1, 3]]),
    "in other HTML": (f"<details>\n<p>\n{COMMENT}\nb\n</p>\n</details>", [[3, 4]]),
    "over two lines": ("a\n\n<!-- allow a-rule:\nwhy -->\n\nb", [[3, 4, 6]]),
    "over two lines of a quotation": ("> a <!-- allow a-rule:\n> why -->\n> b\n", [[1, 2]]),
    "two on one line": (f"{COMMENT} {COMMENT}\nb", [[1, 2], [1, 2]]),
    "two on one line with words": (f"a {COMMENT} {COMMENT}\nb", [[1], [1]]),
    "at the end": (f"a\n\n{COMMENT}", [[3]]),
    "at the end before other comments": (f"{COMMENT}\n<!-- the end -->\n\n", [[1]]),
    "after a fence": (f"```\n<!-- a\n```\n\n{COMMENT}\nb", [[5, 6]]),
}


@pytest.mark.parametrize(("text", "covered"), COVERED.values(), ids=COVERED)
def test_a_comment_covers_its_own_line_or_alone_on_it_the_next_that_says_something(
    text: str, covered: list[list[int]]
) -> None:
    assert lines(text) == covered


TEXT = {
    "in a fence": f"```\n{COMMENT}\n```",
    "in a fence of tildes": f"~~~ html\n{COMMENT}\n~~~",
    "in a fence that is never closed": f"a\n\n```\n{COMMENT}\n\nb",
    "in a fence in a list": f"- a\n\n  ```\n  {COMMENT}\n  ```",
    "in an indented block": f"a\n\n    {COMMENT}\n",
    "in code": f"write `{COMMENT}` above it",
    "in code of a cell": f"| a |\n|---|\n| `{COMMENT}` |",
    "escaped": f"\\{COMMENT}",
    "never closed": "a\n\n<!-- allow a-rule: why\n\nb",
    "never closed in a line": "a <!-- allow a-rule: why\nb",
    "opened within a comment that is never closed": "<!-- a\n\nb <!-- allow a-rule: why\n",
    "within a comment": f"<!-- a\n\nb {COMMENT} -->",
    "without a comment": "allow a-rule: why",
}


@pytest.mark.parametrize("text", TEXT.values(), ids=TEXT)
def test_what_is_no_comment_grants_nothing(text: str) -> None:
    assert said(text) == []


# ---------------------------------------------------------------------- what it says

SAID = {
    "": ("a-rule", "why"),
    "<!--allow a-rule:why-->": ("a-rule", "why"),
    "<!--\n  allow\n  a-rule :\n  why\n  so\n-->": ("a-rule", "why so"),
    "<!-- Allow a-rule: why -->": ("a-rule", "why"),
    "<!-- allow A-Rule: why -->": ("A-Rule", "why"),
    "<!-- allow PM207: why -->": ("PM207", "why"),
    "<!-- allow a-rule: at 09:12: why, see https://example.com/a -->": (
        "a-rule",
        "at 09:12: why, see https://example.com/a",
    ),
    "<!-- allow a-rule: so -- or not > so -->": ("a-rule", "so -- or not > so"),
    "<!-- allow a-rule: why --->": ("a-rule", "why -"),
    "<!-- allow a-rule: -->": ("a-rule", ""),
    "<!-- allow a-rule:\n\n-->": ("a-rule", ""),
    "<!-- allow a-rule -->": ("a-rule", ""),
    "<!-- allow a-rule the vendor says so -->": ("a-rule", ""),
    "<!-- allow a-rule as they say: why -->": ("a-rule", ""),
    "<!-- allow PM207 why -->": ("PM207", ""),
    "<!-- allow a-rule, b-rule: why -->": ("a-rule,", ""),
    "<!-- allow counterfactual -->": ("counterfactual", ""),
    "<!-- allow: why -->": ("", "why"),
    "<!-- allow : why -->": ("", "why"),
    "<!-- allow -->": ("", ""),
    "<!--allow-->": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), [(text or COMMENT, one) for text, one in SAID.items()])
def test_a_comment_has_a_name_and_a_reason_or_lacks_them(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "remark",
    [
        "<!-- allowed by the vendor -->",
        "<!-- allow-list: none -->",
        "<!-- allow two days for the review -->",
        "<!-- allow me to say: well done -->",
        "<!-- pragma: allowlist secret -->",
        "<!-- disallow a-rule: why -->",
        "<!-- please allow a-rule: why -->",
        "<!---->",
        "<!-->",
        "<!--->",
        "<? allow a-rule: why ?>",
    ],
)
def test_a_remark_is_no_allowance(remark: str) -> None:
    assert said(remark) == []
    assert said(f"a {remark} b") == []


def test_an_allowance_has_its_place_in_the_file() -> None:
    source = parse(b"---\ntitle: x\n---\n\n- a `b` <!-- allow a-rule: why -->\n  <!-- c --> <!-- allow b -->\n", "f.md")
    assert source.allowances == (
        Allowance("a-rule", "why", line=5, column=9, last=5, below=None),
        Allowance("b", "", line=6, column=14, last=6, below=None),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_of_any_kind_count_once(end: str) -> None:
    text = f"---\ntitle: x\n---\n\na\n\n<!-- allow a-rule:\nwhy -->\n\nb {COMMENT}\n".replace("\n", end)
    first, second = parse(text.encode(), "f.md").allowances
    assert (first.line, first.last, first.below, first.reason) == (7, 8, 10, "why")
    assert (second.line, second.column, second.below) == (10, 3, None)
    assert allowances(text, 1) == (first, second)


def test_front_matter_grants_nothing_by_comments() -> None:
    assert parse(f'---\ntitle: "{COMMENT}"\n# {COMMENT}\n---\n\na\n'.encode(), "f.md").allowances == ()


def test_a_text_that_could_grant_nothing_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_postmortems.source.allowances._PARSER", None)
    assert said("We allow what is written in comments, <!-- what went well? --> and <!-- what is allowed? -->") == []


# ---------------------------------------------------------------------- whatever the text

PIECES = [
    *(
        "<!--",
        "-->",
        "--",
        "<!-- allow",
        " allow ",
        "allow",
        "a-rule",
        ":",
        ": ",
        "why",
        COMMENT,
        "<!-- a -->",
        "<!-->",
    ),
    *("\n", "\n\n", "\r", "\r\n", " ", "    ", "\t", "> ", "- ", "1. ", "# ", "\n===\n", "```\n", "~~~", "`", "``"),
    *("| a | b |\n", "|---|---|\n", "|", "\\", "[", "](", ")", "![", "<div>", "</div>", "<a b='", "<?", "<![CDATA["),
    *("&#0;", "\x00", "\x0b", "\x0c", "\x85", "\u2028", "\ufeff", "\U0001f525", "x"),
]
texts = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(deadline=None, derandomize=True, max_examples=600)
@given(texts)
@example("\x00 <!-- allow \x00 -->")
@example("| <!-- allow a\\|b: c -->|\n|---|\n")
@example("\t- \t<!-- allow a\n\t\t: b -->")
def test_any_text_is_read(text: str) -> None:
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for one in allowances(text, 7):
        assert 7 <= one.line <= one.last < 7 + count
        assert one.below is None or one.last < one.below < 7 + count


@reproducible
@given(documents | texts.map(str.encode))
def test_for_any_bytes_an_allowance_is_inside_its_file(content: bytes) -> None:
    source = parse(content, "f.md")
    for one in source.allowances:
        line = lines_of(content)[one.line - 1]
        assert line[one.column - 1 :].startswith("<!--")


def test_endless_comments_are_read_to_their_end() -> None:
    for piece in ("<!--", "<!-- allow", "<!-- allow a: b -->", "<!-- allow a: b -->\n", "a <!-- allow a: b --> b\n"):
        assert len(allowances(piece * 2_000 + "a", 1)) in (0, 2_000)

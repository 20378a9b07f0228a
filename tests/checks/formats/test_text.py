"""The text for people: place first, then the line with a caret, then what to do."""

import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from mkdocs_postmortems.checks import Finding
from mkdocs_postmortems.checks.formats import text
from tests.checks.formats.builders import FOUND, WORDS, finding, report


def lines_about(line: str, column: int, width: int = 80) -> list[str]:
    """What is printed about a place in a file of one line."""
    found = finding(path="a.md", line=1, column=column)
    return text.render(report([found], {"a.md": line}), width).splitlines()


def snippet(line: str, column: int, width: int = 80) -> tuple[str, str]:
    """The line and the caret below it, without their gutters."""
    _, shown, caret, _ = lines_about(line, column, width)
    assert shown.startswith("    1 | ")
    assert caret.startswith("      | ")
    return shown[8:], caret[8:]


def test_a_finding_is_told_as_the_style_has_it() -> None:
    assert lines_about("owner: nobody", 8) == [
        "a.md:1: error: it is so (PM301 unknown-factor)",
        "    1 | owner: nobody",
        "      |        ^",
        "    hint: do this",
    ]


@given(found=FOUND)
def test_the_first_line_and_the_hint_are_those_of_the_finding(found: Finding) -> None:
    plain = Finding(
        found.path.translate(text.SIGNS),
        found.line,
        found.column,
        found.id,
        found.name,
        found.level,
        found.message.translate(text.SIGNS),
        found.hint.translate(text.SIGNS),
    )
    told = text.render(report([found])).split("\n")
    expected = str(plain).split("\n") if found.hint else [str(plain).split("\n")[0]]
    assert told == [*expected, ""]


# ---------------------------------------------------------------------- the line and its caret


@pytest.mark.parametrize(
    ("line", "column", "below"),
    [
        ("abc", 1, "a"),
        ("abc", 3, "c"),
        ("  - é: x", 8, "x"),
        ("漢字x", 2, "字"),
        ("漢字x", 3, "x"),
        ("🦊🦊x", 3, "x"),
        ("\tx", 2, "x"),
        ("a\tx", 3, "x"),
        ("漢\tx", 3, "x"),
        ("[red]x[/red]", 6, "x"),
        ("cafe\u0301x", 6, "x"),
    ],
)
def test_the_caret_stands_below_the_character(line: str, column: int, below: str) -> None:
    shown, caret = snippet(line, column)
    offset = next(i for i in range(len(shown)) if cell_len(shown[:i]) == caret.index("^") and shown[i:][:1] == below)
    assert shown[offset] == below


@pytest.mark.parametrize("column", [4, 5, 1000])
def test_a_column_past_the_end_is_at_the_end(column: int) -> None:
    assert snippet("abc", column) == ("abc", "   ^")


@pytest.mark.parametrize("column", [0, -3])
def test_a_column_before_the_start_is_at_the_start(column: int) -> None:
    assert snippet("abc", column) == ("abc", "^")


@pytest.mark.parametrize("line", ["", "   ", "\t", "\r"])
def test_an_empty_line_is_not_shown(line: str) -> None:
    assert len(lines_about(line, 1)) == 2


@pytest.mark.parametrize("line", [0, 2, 99])
def test_a_line_that_is_not_there_is_not_shown(line: int) -> None:
    found = finding(path="a.md", line=line)
    about = report([found], {"a.md": "only line"})
    assert text.render(about) == f"{found}\n"


def test_a_file_that_is_not_there_is_no_obstacle() -> None:
    found = finding(path="gone.md")
    assert text.render(report([found])) == f"{found}\n"


def test_a_finding_without_a_hint_ends_with_its_line() -> None:
    assert text.render(report([finding(hint="", path="gone.md")])).count("\n") == 1


def test_blanks_at_the_end_of_a_line_are_not_shown() -> None:
    assert snippet("abc   ", 1)[0] == "abc"


def test_the_gutter_is_as_wide_as_the_number() -> None:
    told = text.render(report([finding(path="a.md", line=1234, column=1)], {"a.md": "\n" * 1233 + "x"}))
    assert "    1234 | x\n         | ^\n" in told


# ---------------------------------------------------------------------- long lines


LONG = "".join(chr(ord("a") + i % 26) for i in range(500))


@pytest.mark.parametrize(
    ("column", "opens", "closes"), [(1, False, True), (30, False, True), (250, True, True), (500, True, False)]
)
def test_a_long_line_is_cut_around_the_caret(column: int, opens: bool, closes: bool) -> None:
    shown, caret = snippet(LONG, column)
    assert (shown.startswith("…"), shown.endswith("…")) == (opens, closes)
    assert shown[caret.index("^")] == LONG[column - 1]


def test_a_line_that_just_fits_is_whole() -> None:
    assert snippet("x" * 71, 71) == ("x" * 71, " " * 70 + "^")


def test_a_line_that_just_does_not_fit_is_cut() -> None:
    assert snippet("x" * 72, 1)[0] == "x" * 70 + "…"


def test_a_caret_at_the_end_of_a_cut_line_keeps_to_the_width() -> None:
    shown, caret = snippet("x" * 500, 501)
    assert shown == "…" + "x" * 70
    assert caret.index("^") == 71


@pytest.mark.parametrize("width", [1, 10, 28])
def test_a_narrow_console_still_shows_some_of_the_line(width: int) -> None:
    shown, caret = snippet(LONG, 250, width)
    assert len(shown) == 20
    assert shown[caret.index("^")] == LONG[249]


@given(
    line=st.text(st.sampled_from("ab 漢字🦊\t é"), min_size=1, max_size=300).filter(str.strip),
    place=st.integers(1, 300),
    width=st.integers(30, 120),
)
def test_any_line_keeps_to_the_width(line: str, place: int, width: int) -> None:
    _, shown, caret, _ = lines_about(line, place, width)
    assert cell_len(shown) <= width
    assert cell_len(caret) <= width


@given(line=st.text(st.sampled_from("ab漢字🦊é"), min_size=100, max_size=300), place=st.integers(1, 100))
def test_the_caret_stands_below_its_character_in_a_cut_line_too(line: str, place: int) -> None:
    shown, caret = snippet(line, place, 60)
    offset = next(i for i in range(len(shown)) if cell_len(shown[:i]) == len(caret) - 1)
    assert shown[offset] == line[place - 1]


def test_a_line_as_long_as_a_file_is_cut_at_once() -> None:
    assert len(snippet("[" * 1_000_000, 500_000)[0]) == 72


# ---------------------------------------------------------------------- what must not be let loose on a terminal


@given(message=WORDS, hint=WORDS, path=WORDS, line=WORDS)
def test_no_control_character_of_a_file_reaches_the_terminal(message: str, hint: str, path: str, line: str) -> None:
    found = finding(message, hint=hint, path=path, line=1, column=1)
    told = text.render(report([found], {path: line}))
    assert not re.search(r"[^\n\x20-\x7e\x80-\U0010ffff]|[\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", told)
    assert told.count("\n") <= 4


@pytest.mark.parametrize(
    "words", ["[red]x[/red]", "[/]", "[link=file:///x]y[/link]", ":fox_face:", "\\[x]", "[@click=x]"]
)
def test_words_that_look_like_markup_are_words(words: str) -> None:
    told = text.render(report([finding(words, hint=words, path="a.md", line=1, column=1)], {"a.md": words}))
    assert told.count(words) == 3


# ---------------------------------------------------------------------- a console


def printed(**console: object) -> str:
    stream = StringIO()
    text.print_to(Console(file=stream, _environ={}, **console), report())  # type: ignore[arg-type]
    return stream.getvalue()


def test_where_nobody_looks_there_are_no_colours() -> None:
    assert printed(width=120) == text.render(report(), 120)


def test_a_terminal_shows_the_same_in_colours() -> None:
    coloured = printed(width=120, force_terminal=True, color_system="standard")
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == text.render(report(), 120)


def test_colours_can_be_forbidden() -> None:
    assert "\x1b[31m" not in printed(force_terminal=True, no_color=True, color_system="standard")


def test_paths_messages_and_hints_are_never_wrapped() -> None:
    words = "word " * 100
    found = finding(words.strip(), path=f"{'folder/' * 40}a.md", hint=words.strip())
    assert text.render(report([found]), width=40) == f"{found}\n"


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "TTY_COMPATIBLE"])
def test_the_plain_text_is_plain_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "1")
    assert "\x1b" not in text.render(report())

"""Where sentences begin and end, and what in them is somebody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.language import QUOTED, sentences
from mkdocs_postmortems.source import Passage


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(Passage(text, 1))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Writes failed. Nobody was paged.", ["Writes failed.", "Nobody was paged."]),
        ("It took 2.5 h, e.g. for orders. Then it held.", ["It took 2.5 h, e.g. for orders.", "Then it held."]),
        ("Mr. Okafor was on call.", ["Mr. Okafor was on call."]),
        ("The line goes\non here. It ends.", ["The line goes\non here.", "It ends."]),
        (
            "Why was it off? The flag was lost.\nWhy was it lost? No owner.",
            ["Why was it off?", "The flag was lost.", "Why was it lost?", "No owner."],
        ),
        ("Disk full -> logs not rotated -> no cron", ["Disk full", "-> logs not rotated", "-> no cron"]),
        ("Q: Why?\nA: Because it was full.", ["Q: Why?", "A: Because it was full."]),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "quoted", ['"be more careful"', "“be more careful”", "‘be more careful’", "«be more careful»", "„be more careful”"]
)
def test_what_is_quoted_is_left_out(quoted: str) -> None:
    assert texts(f"Do not accept {quoted} as an action.") == [f"Do not accept {QUOTED} as an action."]


def test_an_apostrophe_quotes_nothing() -> None:
    assert texts("The team's lease wasn't renewed, and the vendors' pager stayed silent.") == [
        "The team's lease wasn't renewed, and the vendors' pager stayed silent."
    ]


def test_a_sentence_knows_the_line_of_its_words() -> None:
    first, second = sentences(Passage("One line\nand its end. The second\nsentence.", 7))
    assert (first.line, second.line) == (7, 8)
    assert second.line_of("sentence") == 9


@given(st.text(alphabet="Ab. ?\n\"'“”1é→-,", max_size=80))
def test_no_words_are_lost_or_made_up(text: str) -> None:
    said = "".join("".join(texts(text)).split())
    plain = "".join(text.split())
    assert QUOTED in said or said == plain

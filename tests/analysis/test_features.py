"""What a text says of what went wrong: its words, themes, pairs and mechanisms, each by the weight of its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.analysis.features import ROOM, Features, features, of_postmortem, paragraphs_of, sentences_of
from mkdocs_postmortems.source import Body, parse
from tests.analysis.builders import EXPIRED_CERT, FULL_DISK, saying
from tests.builders import SECTIONS

EXPIRY, DISK = "something ran out of its term", "a disk filled up"
FILLER = "Colleagues met on Tuesday for lunch beside a lake. " * (ROOM // 50 + 1)


def paragraphs(text: str) -> list[tuple[str, int]]:
    return [(paragraph.text, paragraph.line) for paragraph in paragraphs_of(Body(text, 1))]


def weight(heading: str) -> float:
    (paragraph,) = paragraphs_of(Body(f"## {heading}\n\nThe lake.", 1))
    return paragraph.weight


def of(**sections: str) -> Features:
    """What a postmortem says that has nothing but these sections, its title and a day."""
    return of_postmortem(saying("x", "2026-01-01", "", sections={**dict.fromkeys(SECTIONS), **sections}))


# ------------------------------------------------------------------ paragraphs


def test_a_paragraph_is_told_at_its_first_line() -> None:
    assert paragraphs("one\ntwo\n\n\nthree\n") == [("one two", 1), ("three", 5)]


def test_lines_count_from_the_front_matter_on() -> None:
    body = parse(b"---\ntitle: A\n---\n\nFirst.\n", "a.md").body
    assert [paragraph.line for paragraph in paragraphs_of(body)] == [5]


@pytest.mark.parametrize("text", ["- one\n- two", "* one\n* two", "1. one\n2) two", "| one |\n| two |", "one\n\ntwo"])
def test_items_and_rows_are_paragraphs_of_their_own(text: str) -> None:
    assert len(paragraphs(text)) == 2


def test_a_folded_item_is_one_paragraph() -> None:
    assert paragraphs("- one\n  more of it\n- two") == [("- one   more of it", 1), ("- two", 3)]


@pytest.mark.parametrize("heading", ["# Disk", "## Disk ##", "Disk\n====", "Disk\n---"])
def test_headings_are_left_out(heading: str) -> None:
    assert [text for text, _ in paragraphs(f"{heading}\n\nProse.")] == ["Prose."]


@pytest.mark.parametrize(
    "code", ["```\nx\n```", "~~~ sh\nx\n~~~", "  ```yaml\n  x\n  ```", "~~~\n```\n~~~", "```\n~~~\n\nx\n```"]
)
def test_code_is_left_out_and_what_follows_is_not(code: str) -> None:
    assert [text for text, _ in paragraphs(f"Before.\n{code}\nAfter.")] == ["Before.", "After."]


def test_code_that_is_never_closed_goes_on_to_the_end() -> None:
    assert paragraphs("Before.\n\n```\nx\n\ny") == [("Before.", 1)]


@pytest.mark.parametrize("line", ["```kubectl get pods``` showed nothing.", "```x```", "  ```x``` and ```y```"])
def test_code_within_a_line_begins_no_block(line: str) -> None:
    assert [text for text, _ in paragraphs(f"{line}\n\nAfter.")] == [line, "After."]


@pytest.mark.parametrize("text", ["", "\n\n", "   \n\t", "# Only a heading", "```\nonly code\n```"])
def test_a_text_without_prose_has_no_paragraphs(text: str) -> None:
    assert paragraphs(text) == []


lines = st.sampled_from(
    [
        "",
        " ",
        "word",
        "- item",
        "* **Cause**: it",
        "| a | b |",
        "# H",
        "## Timeline",
        "===",
        "---",
        "```",
        "~~~",
        "``` x",
        "> q",
        "1. n",
    ]
)


@given(st.lists(lines | st.text(max_size=20), max_size=12).map("\n".join), st.integers(1, 50))
def test_every_paragraph_begins_on_its_line_and_none_is_told_twice(text: str, first: int) -> None:
    body = Body(text, first)
    found = list(paragraphs_of(body))
    begins = [paragraph.line for paragraph in found]
    assert begins == sorted(set(begins))
    assert all(p.text.startswith(body.lines[p.line - first]) and p.text.strip() and p.weight > 0 for p in found)


# ------------------------------------------------------------------ weights


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Root cause", "Summary"),
        ("Contributing factors", "Action items"),
        ("WHY IT HAPPENED", "What happened"),
        ("What went poorly", "Follow-up"),
        ("What happened", "Timeline (UTC)"),
        ("Something else", "Participants"),
        ("Impact", "Attendees"),
    ],
)
def test_sections_count_by_their_headings(more: str, less: str) -> None:
    assert weight(more) > weight(less)


@pytest.mark.parametrize("label", ["**Root cause**: ", "**Root cause:** ", "- **Root cause** ", "* **Root cause**\n  "])
def test_a_label_in_bold_counts_as_a_heading_until_the_next_one(label: str) -> None:
    one, other, last = paragraphs_of(Body(f"## Timeline\n\n{label}It fell.\n\nAnd fell.\n\n## Timeline\n\nLunch.", 1))
    assert one.weight == other.weight == weight("Root cause") > last.weight


def test_words_in_bold_within_a_line_are_no_label() -> None:
    (paragraph,) = paragraphs_of(Body("## Timeline\n\nThey asked for the **root cause** of it.", 1))
    assert paragraph.weight == weight("Timeline")


def test_what_front_matter_states_counts_more_than_prose() -> None:
    stated = of_postmortem(saying("x", "2026-01-01", "", trigger="Zebras."))
    shown = of_postmortem(saying("x", "2026-01-01", "", contributing_factors=[{"factor": "a-b", "how": "Zebras."}]))
    told = of_postmortem(saying("x", "2026-01-01", "Zebras."))
    titled = of_postmortem(saying("x", "2026-01-01", "", title="Zebras."))
    assert stated.words["zebra"] == shown.words["zebra"] > titled.words["zebra"]
    assert stated.words["zebra"] > told.words["zebra"]


def test_a_postmortem_without_prose_says_what_its_title_does() -> None:
    (only,) = sentences_of(saying("x", "2026-01-01", "", title="Zebras"))
    assert only[0] == "Zebras"


def test_of_a_long_text_the_sections_that_tell_most_are_read_wherever_they_stand() -> None:
    sections = {"Timeline": FULL_DISK, "What happened": FILLER, "Causes": EXPIRED_CERT}
    assert set(of(**sections).mechanisms) == {EXPIRY}


def test_of_a_short_text_all_is_read() -> None:
    assert {EXPIRY, DISK} <= of(Timeline=FULL_DISK, Causes=EXPIRED_CERT).mechanisms.keys()


def test_a_section_that_begins_in_time_is_read_to_its_end() -> None:
    assert EXPIRY in of(Causes=f"{FILLER}\n\n{EXPIRED_CERT}").mechanisms


# ------------------------------------------------------------------ what is said


def test_a_sentence_that_says_why_counts_more() -> None:
    plain, why = features([("Zebras came.", 1)]), features([("Because zebras came.", 1)])
    assert why.words["zebra"] > plain.words["zebra"]


def test_saying_it_again_or_in_a_heavier_place_counts_more() -> None:
    once, twice, heavy = (
        features(said).words["zebra"] for said in ([("a zebra", 1)], [("zebra zebras", 1)], [("zebra", 3)])
    )
    assert once < twice < heavy


def test_common_words_say_nothing_and_a_word_of_two_parts_says_both() -> None:
    assert set(features([("the and of zebra-crossing", 1)]).words) == {"zebra", "cross"}


def test_addresses_say_nothing() -> None:
    text = "See https://zebra.example/disk [here](../lake.md) <giraffe@zoo.example> once."
    (paragraph,) = paragraphs_of(Body(text, 1))
    said = features((sentence, 1) for sentence in paragraph.sentences)
    assert not {"zebra", "disk", "lake", "giraff", "zoo", "md"} & said.words.keys()
    assert not said.themes


@pytest.mark.parametrize(("between", "together"), [(0, True), (1, True), (2, False)])
def test_themes_within_three_sentences_are_a_pair(between: int, together: bool) -> None:
    said = [("A certificate.", 1.0), *[("Lunch.", 1.0)] * between, ("It lapsed.", 1.0)]
    assert ("certificate + expiry" in features(said).pairs) is together


def test_a_pair_has_one_name_whichever_theme_comes_first() -> None:
    orders = ("The certificate lapsed.", "Lapsed: the certificate.")
    assert len({tuple(features([(text, 1)]).pairs.items()) for text in orders}) == 1
    apart = [[("Certificate.", 1.0), ("Lapsed.", 1.0)], [("Lapsed.", 1.0), ("Certificate.", 1.0)]]
    assert len({tuple(features(said).pairs.items()) for said in apart}) == 1


def test_a_theme_is_no_pair_with_itself() -> None:
    assert features([("Certificates.", 1), ("The cert.", 1)]).pairs == {}


def test_mechanisms_take_one_sentence() -> None:
    assert EXPIRY in features([("The certificate lapsed.", 1)]).mechanisms
    assert features([("A certificate.", 1), ("It lapsed.", 1)]).mechanisms == {}


def test_nothing_says_nothing() -> None:
    assert features([]) == features([("", 1), (" .,;", 4)]) == Features({}, {}, {}, {})


@given(st.text())
def test_of_any_text_nothing_is_said_less_than_not_at_all(text: str) -> None:
    said = features((one, p.weight) for p in paragraphs_of(Body(text, 1)) for one in p.sentences)
    assert all(
        weight > 0 for kind in (said.words, said.themes, said.pairs, said.mechanisms) for weight in kind.values()
    )
    assert all(pair == " + ".join(sorted(pair.split(" + "))) for pair in said.pairs)

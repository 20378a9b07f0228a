"""What is found without a parser is what the parser finds: headings, links and tables."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.source import parse
from mkdocs_postmortems.source.markdown import Body

FRAGMENTS = [
    *(
        "# ",
        "## ",
        "#\t",
        "####### x",
        "#",
        "#x",
        " # ",
        "    # ",
        "\t# ",
        "# a #",
        "# a \\#",
        "a",
        "b c",
        "\n",
        "\n\n",
    ),
    *(
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        "---",
        "===",
        "-",
        "=",
        "- - -",
        "```",
        "~~~",
        "<div>",
        "</div>",
        "<!--",
        "-->",
    ),
    *(
        "<a@b.c>",
        "| a | b |",
        "| - | - |",
        "[x]: y",
        "[x](y)",
        "![i](j.png)",
        "<http://x>",
        "\\",
        "`",
        "&#35; ",
        "é",
        "\ufeff",
    ),
]
texts = st.lists(st.sampled_from(FRAGMENTS) | st.just("\n"), max_size=30).map("".join)
reproducible = settings(deadline=None, derandomize=True, max_examples=1500)


@reproducible
@given(texts)
@example("a\n=\n# b\n")
@example("- a\n  # b\n")
@example("# a ##\n")
@example("<div>\n# a\n</div>\n")
@example("[x]: y\n'\n# a\n'\n")
def test_with_and_without_a_parser_the_headings_are_the_same(text: str) -> None:
    plain, body = Body(text, 1).headings, Body(f"{text}\n\n```\n```\n", 1)  # code, so that the parser is asked
    assert body._plain_headings() is None
    if not text.endswith("\n") and text.rpartition("\n")[2].strip():
        text += "\n"
    assert plain == body.headings


@reproducible
@given(texts)
@example("[a](b)\n\n# c\n\n[d][e]\n\n[e]: f\n")
@example("# a\n[b](c)\n# d\n- [e](f)\n")
def test_links_are_the_same_part_by_part(text: str) -> None:
    body = Body(text, 1)
    whole = Body(f"{text}\n\n# end\n\n[last]: one\n", 1)  # a definition, so that it is taken as a whole
    assert [link for link in whole.links if link.line <= len(body.lines)] == list(body.links)


def test_long_documents_have_their_headings_too() -> None:
    source = parse(("# One\n\ntext # no heading\n\n" * 500).encode(), "f.md")
    assert [heading.line for heading in source.body.headings] == list(range(1, 2001, 4))


CELLS = st.lists(
    st.sampled_from(
        ["a", "", " b ", "---", ":-:", ":--", "--", "|", " ", "é", "*c*", "[d](e)", "# f", "> g", "-", "1."]
    ),
    min_size=1,
    max_size=4,
).map(lambda cells: f"|{'|'.join(cells)}|")
DELIMITERS = st.integers(1, 4).map(lambda columns: f"|{'|'.join(['---'] * columns)}|")
LINES = (
    CELLS
    | DELIMITERS
    | st.sampled_from(["", "| a |", "|a|b|", "| - | - |", "|", "||", "text", " | a |", "| a | ", "---"])
)


@reproducible
@given(st.lists(LINES, max_size=8).map("\n".join) | st.tuples(CELLS, DELIMITERS, CELLS).map("\n".join))
@example("| a | b |\n| --- | --- |\n| c |\n| d | e | f |\n||\n")
@example("\n\n| a |\n|---|\n\n")
def test_with_and_without_a_parser_the_tables_are_the_same(text: str) -> None:
    body = Body(text, 5)
    assert list(body.tables) == body._parsed_tables()

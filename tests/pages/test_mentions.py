"""Names in prose become links, and nothing else of a page changes."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Named
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages import Addresses, Renderer, all_pages
from mkdocs_postmortems.pages.mentions import with_links
from tests.archive.builders import archive_of, factor, incident
from tests.builders import factor_text, load, postmortem_text

ONE, OTHER = "2026-01-01-slow-disk", "2026-01-02-full-disk"

FACTORS = (
    factor("slow-disk", title="Disks that are slow", aliases=["tired-disk"]),
    factor("lame-disk", merged_into="slow-disk"),
    factor("dns", title="Name service"),
    factor("markup", title='<b onclick="x">Q&A</b>'),
)


def saying(text: str, name: str = ONE) -> Postmortem:
    return incident(name, "2026-01-01", sections={"Summary": text})


def to(named: object) -> str:
    return f"to:{named.id if isinstance(named, Postmortem) else getattr(named, 'slug', '')}"


def rendered(text: str) -> str:
    """What MkDocs makes of a text before anything is linked."""
    return markdown(text, extensions=["toc", "tables", "fenced_code"])


def linked(text: str, *others: Postmortem, drafts: bool = False) -> str:
    """What a page shows of this text."""
    item = saying(text)
    others = others or (incident(OTHER, "2026-01-02", title="The disk was full"),)
    archive = archive_of(item, *others, factors=FACTORS, drafts=drafts)
    return with_links(rendered(text), archive.links.named_in(item), to)


# ------------------------------------------------------------------ what becomes a link


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (f"[[{OTHER}]]", f'<a href="to:{OTHER}">The disk was full</a>'),
        (f"[[{OTHER}|last time]]", f'<a href="to:{OTHER}">last time</a>'),
        ("[[The disk was full]]", f'<a href="to:{OTHER}">The disk was full</a>'),
        (OTHER, f'<a href="to:{OTHER}">{OTHER}</a>'),
        ("[[slow-disk]]", '<a href="to:slow-disk">Disks that are slow</a>'),
        ("[[ slow-disk ]]", '<a href="to:slow-disk">Disks that are slow</a>'),
        ("[[slow-disk|all at once]]", '<a href="to:slow-disk">all at once</a>'),
        ("[[disks that are slow]]", '<a href="to:slow-disk">Disks that are slow</a>'),
        ("[[tired-disk]]", '<a href="to:slow-disk">Disks that are slow</a>'),
        ("[[lame-disk]]", '<a href="to:slow-disk">Disks that are slow</a>'),
        ("[[dns]]", '<a href="to:dns">Name service</a>'),
        ("slow-disk", '<a href="to:slow-disk">slow-disk</a>'),
        ("tired-disk", '<a href="to:slow-disk">tired-disk</a>'),
        ("lame-disk", '<a href="to:slow-disk">lame-disk</a>'),
    ],
)
def test_a_name_in_prose_becomes_a_link_with_its_words(text: str, link: str) -> None:
    assert linked(f"It was {text}, again.") == f"<p>It was {link}, again.</p>"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- {}", id="list"),
        pytest.param("> {}", id="quotation"),
        pytest.param("| What |\n| --- |\n| {} |", id="table"),
        pytest.param("*{}*", id="emphasis"),
        pytest.param("**{}**", id="strong"),
        pytest.param("One line\n{}\nand another", id="line-of-its-own"),
        pytest.param("`code` {}", id="behind-code"),
        pytest.param("[link](x.md) {}", id="behind-a-link"),
        pytest.param("## slow-disk\n\n{}", id="below-a-heading"),
        pytest.param("<!-- slow-disk -->\n\n{}", id="behind-a-comment"),
        pytest.param("```\nslow-disk\n```\n\n{}", id="behind-a-block-of-code"),
        pytest.param("A picture ![it](x.png) {}", id="behind-a-picture"),
        pytest.param('A line<br title="a > b" /> {}', id="behind-a-tag-without-an-end"),
        pytest.param('<a id="here"/> {}', id="behind-an-anchor"),
    ],
)
@pytest.mark.parametrize("name", ["slow-disk", "[[slow-disk|slow-disk]]"])
def test_it_does_so_wherever_prose_stands(text: str, name: str) -> None:
    assert '<a href="to:slow-disk">slow-disk</a>' in linked(text.format(name))
    assert linked(text.format(name)).count("to:slow-disk") == 1


def test_words_to_show_in_a_cell_of_a_table_stand_behind_an_escaped_bar() -> None:
    assert '<td><a href="to:dns">names</a></td>' in linked("| What |\n| --- |\n| [[dns\\|names]] |")


def test_each_of_several_names_leads_to_its_own() -> None:
    assert links(linked(f"slow-disk, {OTHER}, [[dns]] and slow-disk")) == [
        *("to:slow-disk", f"to:{OTHER}", "to:dns", "to:slow-disk"),
    ]


# ------------------------------------------------------------------ what stays as it is


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# {}", id="first-heading"),
        pytest.param("#### On {} again", id="heading"),
        pytest.param("{}\n---", id="underlined-heading"),
        pytest.param("`{}`", id="code"),
        pytest.param("``a ` {}``", id="code-with-a-backquote"),
        pytest.param("<code>of <b>{}</b></code>", id="code-as-html"),
        pytest.param("```\n{}\n```", id="fenced-code"),
        pytest.param("Code:\n\n    {}", id="indented-code"),
        pytest.param("- one\n\n        {}", id="code-in-a-list"),
        pytest.param("[{}](https://example.com/)", id="link"),
        pytest.param("[more on *{}*](x.md)", id="words-of-a-link"),
        pytest.param("[words](slow-disk.md 'of {}')", id="title-of-a-link"),
        pytest.param('<a href="x"><span>{}</span></a>', id="link-as-html"),
        pytest.param("![{}](x.png)", id="words-for-a-picture"),
        pytest.param('<span title="{}">x</span>', id="attribute"),
        pytest.param('<span title="a > {}">x</span>', id="attribute-with-a-bracket"),
        pytest.param("<div data-x='\"> {} <'>x</div>", id="attribute-with-the-other-quote"),
        pytest.param("<!-- {} -->", id="comment"),
        pytest.param("<!--\n<b> {}\n-->", id="comment-with-a-tag"),
        pytest.param("<script>\nx = '{}'\n</script>", id="script"),
        pytest.param("<style>\n.x { content: '{}' }\n</style>", id="style"),
        pytest.param("<textarea>{}</textarea>", id="text-to-edit"),
    ],
)
@pytest.mark.parametrize("name", ["slow-disk", OTHER, "[[dns]]", "[[slow-disk|words]]"])
def test_headings_code_links_attributes_and_comments_stay_as_they_are(text: str, name: str) -> None:
    before = rendered(text.replace("{}", name))
    archive = archive_of(incident(OTHER, "2026-01-02"), factors=FACTORS)
    every: dict[str, Named] = {**archive.by_id, **archive.vocabulary.by_slug}  # as if all were named elsewhere, too
    assert name in before
    assert with_links(before, every, to) == before


@pytest.mark.parametrize(
    "text", ["[[no-such-thing]]", "[[no such|words]]", "dns", "Name service", "slow-disks", "logs/slow-disk", "[[]]"]
)
def test_what_names_nothing_stays_as_it_is(text: str) -> None:
    assert linked(text) == f"<p>{text}</p>"


def test_nobody_is_linked_to_its_own_page() -> None:
    assert links(linked(f"This is {ONE}, or [[{ONE}]], or [[{ONE}|this]], and {OTHER}.")) == [f"to:{OTHER}"]


@pytest.mark.parametrize("text", ["2026-01-02-not-yet", "[[2026-01-02-not-yet]]", "[[Not yet]]"])
def test_a_draft_is_linked_in_a_preview_and_nowhere_else(text: str) -> None:
    draft = incident("2026-01-02-not-yet", "2026-01-02", title="Not yet", status="draft")
    assert linked(text, draft) == f"<p>{text}</p>"
    assert links(linked(text, draft, drafts=True)) == ["to:2026-01-02-not-yet"]


# ------------------------------------------------------------------ from one page to another

SUMMARY = {
    "Summary": "Writes failed for 12 minutes as in [[2025-11-02-split-vote]], for want of an alert: alert-noise."
}


def test_a_link_leads_from_the_page_it_stands_on(tmp_path: Path) -> None:
    archive = load(
        tmp_path,
        {
            "postmortems/2026/2026-03-14-stale-leader.md": postmortem_text(SUMMARY),
            "postmortems/2025/2025-11-02-split-vote.md": postmortem_text(title="Votes were split", date="2025-11-02"),
            "postmortems/factors/monitoring-gap.md": factor_text("monitoring-gap") + "\nUnlike alert-noise.\n",
        },
    )
    addresses = Addresses(archive)
    pages = {page.address: page for page in all_pages(Analysis(archive), addresses)}
    for address, expected in {
        "postmortems/2026/2026-03-14-stale-leader": [
            *("../../../postmortems/2025/2025-11-02-split-vote/", "../../../patterns/alert-noise/"),
        ],
        "patterns/monitoring-gap": ["../../patterns/alert-noise/"],
        "patterns/slow-recovery": [],
    }.items():
        renderer, page = Renderer(addresses), pages[address]
        assert links(renderer.with_links(page, rendered(renderer.text(page)))) == expected


# ------------------------------------------------------------------ hostile names


def test_the_title_of_what_is_named_is_text_and_no_markup() -> None:
    shown = linked("[[markup]]")
    assert shown == '<p><a href="to:markup">&lt;b onclick=&quot;x&quot;&gt;Q&amp;A&lt;/b&gt;</a></p>'


def test_a_title_with_marks_of_html_is_found_by_its_name() -> None:
    other = incident(OTHER, "2026-01-02", title='Q&A was "down" <again>')
    assert links(linked('As in [[Q&A was "down" &lt;again&gt;]].', other)) == [f"to:{OTHER}"]


def test_words_to_show_are_as_the_host_escaped_them() -> None:
    assert linked('[[dns|a "b" & c < d]]') == '<p><a href="to:dns">a "b" &amp; c &lt; d</a></p>'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[[" * 1_000 + "dns" + "]]" * 1_000, id="nested"),
        pytest.param("[[dns|" * 5_000, id="never-closed"),
        pytest.param("dns]]" * 5_000, id="never-opened"),
        pytest.param("[[" + "x" * 100_000 + "]]", id="long"),
        pytest.param("slow-disk-" * 10_000, id="long-bare-name"),
        pytest.param("[[dns|" + "y" * 100_000 + "]]", id="long-words"),
    ],
)
def test_brackets_without_end_cost_neither_words_nor_elements(text: str) -> None:
    html = f"<p>{text}</p>"  # Python-Markdown itself would take minutes
    assert_only_links_were_added(html, with_links(html, {factor.slug: factor for factor in SAME_WORDS}, to))


SAME_WORDS = [factor(slug, title=slug) for slug in ("slow-disk", "dns", "amp")]
"""Factors whose titles are their slugs, so that a link in place of brackets shows no other words."""

FRAGMENTS = [
    *("slow-disk", "dns", "amp", "[[", "]]", "[", "]", "|", " ", "\n", "\n\n", "    ", "- ", "# ", "> ", "`", "```\n"),
    *("[[dns]]", "[[slow-disk|", "[[ dns | dns ]]", "[[no-such]]", "](x)", "![", "*", "_", "\\", "&amp;", "&", "&lt;"),
    *(
        "< ",
        "<q",
        ">",
        '"',
        "'",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<a>",
        "</a>",
        '<a href="x">',
        "<code>",
        "</code>",
        "<h2>",
    ),
    *("</h2>", "<pre>", "</pre>", "<br/>", '<i title="a > ', '">', "<div>", "</div>", "é漢🔥", "\u2028", "-", "/"),
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(texts)
def test_whatever_prose_says_its_words_and_elements_stay_and_only_links_are_added(text: str) -> None:
    html = rendered(text)
    assert_only_links_were_added(html, with_links(html, {factor.slug: factor for factor in SAME_WORDS}, to))


class Contents(HTMLParser):
    """The elements of a page, each with its attributes, without links that were added; and its words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[object] = []
        self.words = ""
        self.added: list[str] = []
        self.open_links: list[bool] = []
        self.nested_links = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_added = tag == "a" and any(value and value.startswith(("to:", "../")) for _, value in attrs)
        if tag == "a":
            self.nested_links += is_added and any(self.open_links)
            self.open_links.append(is_added)
        if is_added:
            self.added += [value or "" for _, value in attrs]
        else:
            self.elements.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if not (tag == "a" and self.open_links and self.open_links.pop()):
            self.elements.append(tag)

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", data))

    def handle_data(self, data: str) -> None:
        self.words += data


def links(html: str) -> list[str]:
    """Where the links that were added lead."""
    return Contents(html).added


def assert_only_links_were_added(before: str, after: str) -> None:
    one, other = Contents(before), Contents(after)
    assert one.added == []
    assert other.nested_links == 0
    assert other.elements == one.elements
    assert without_brackets(other.words) == without_brackets(one.words)


def without_brackets(words: str) -> str:
    """Words as they are shown where every name is a link; without blanks, which brackets may have had inside."""
    shown, said = "", words
    while shown != said:
        shown, said = said, re.sub(r"\[\[(?:[^\[\]|\n]+\|)?([^\[\]\n]+)\]\]", r"\1", said)
    return re.sub(r"[\[\]\s]", "", shown)

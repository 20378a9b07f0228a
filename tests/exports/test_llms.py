"""The list of pages for language models."""

from markdown_it import MarkdownIt

from mkdocs_postmortems.exports.llms import LISTED
from tests.archive.builders import factor, incident
from tests.exports.builders import SITE, exported

VOTE = incident(
    "2025-11-02-vote", "2025-11-02", "dns", title="Vote ended in a tie", organization="Bank", severity="SEV2"
)


def written(*postmortems: object, **options: object) -> str:
    return exported(*postmortems, **{"llms_txt": True, **options})["llms.txt"].decode()  # type: ignore[arg-type]


def links(text: str) -> list[tuple[str, str]]:
    """Every link of a Markdown text: its words, and where it leads."""
    inline = [token for token in MarkdownIt().parse(text) if token.type == "inline"]
    found = []
    for token in inline:
        for i, child in enumerate(token.children or ()):
            if child.type == "link_open":
                found.append((token.children[i + 1].content, str(child.attrs["href"])))  # type: ignore[index]
    return found


def test_it_is_written_only_where_the_site_asks_for_it() -> None:
    assert "llms.txt" not in exported(VOTE)


def test_it_lists_the_conditions_the_postmortems_and_the_data() -> None:
    text = written(VOTE, factors=[factor("dns", title="DNS", definition="A name led nowhere.")], description="Ours")
    assert text.startswith("# Archive\n\n> Ours\n\n## Contributing factors\n")
    assert f"- [DNS]({SITE}patterns/dns/): in 1 postmortem. A name led nowhere.\n" in text
    assert f"- [Vote ended in a tie]({SITE}postmortems/2026/2025-11-02-vote/): 2025-11-02, SEV2, Bank\n" in text
    assert f"- [data/postmortems.json]({SITE}data/postmortems.json)\n" in text
    assert "feeds/factors" not in text


def test_a_title_can_end_no_link_and_begin_no_line() -> None:
    title = "a](https://evil.example) [b\n# c \\"
    text = written(VOTE.model_copy(update={"title": title}))
    assert [target for words, target in links(text) if "evil" in target] == []
    assert ("a](https://evil.example) [b # c \\", f"{SITE}postmortems/2026/2025-11-02-vote/") in [
        (words, target) for words, target in links(text)
    ]


def test_of_many_it_lists_the_newest_and_says_how_many_more_there_are() -> None:
    many = [incident(f"2026-01-01-n{n:03}", "2026-01-01") for n in range(LISTED + 7)]
    text = written(*many)
    assert text.count("/postmortems/2026/") == LISTED
    assert "- and 7 more, in the data files\n" in text
    assert "n006/" not in text
    assert "n007/" in text


def test_an_empty_archive_has_a_list_too() -> None:
    assert "## Postmortems\n\n\n## Data" in written()

"""Who names whom: what authors link, what links back, and the names in prose."""

from typing import Any

import pytest

from mkdocs_postmortems.archive import Archive, Link
from mkdocs_postmortems.model import ContributingFactor, Postmortem, Relation, load_factor
from mkdocs_postmortems.source import parse
from tests.archive.builders import archive_of, factor, incident

ONE, OTHER = "2026-01-01-slow-disk", "2026-01-02-full-disk"


def related(to: str, relation: str = "related", **more: Any) -> dict[str, Any]:
    return {"related": [{"postmortem": to, "relation": relation, **more}]}


def saying(text: str, name: str = ONE, **fields: Any) -> Postmortem:
    """A postmortem with this prose in it."""
    return incident(name, "2026-01-01", sections={"Summary": text}, **fields)


def told(links: tuple[Link, ...]) -> list[tuple[str, str | None, bool]]:
    return [(link.postmortem.id, link.relation and link.relation.value, link.is_backlink) for link in links]


def links(archive: Archive, name: str) -> list[tuple[str, str | None, bool]]:
    return told(archive.links.of(archive.by_id[name]))


# ------------------------------------------------------------------ what authors link


@pytest.mark.parametrize(
    ("relation", "here", "there"),
    [
        ("recurrence", "The same condition", "The same condition"),
        ("follow-up", "This one follows from it", "Follows from this one"),
        ("related", "Worth reading beside it", "Worth reading beside it"),
        ("supersedes", "Superseded by this one", "Supersedes this one"),
    ],
)
def test_a_link_leads_both_ways_and_reads_from_each_side(relation: str, here: str, there: str) -> None:
    archive = archive_of(
        incident(ONE, "2026-01-01", **related(OTHER, relation, why="Same array.")), incident(OTHER, "2026-01-02")
    )
    (link,), (back,) = (archive.links.of(archive.by_id[name]) for name in (ONE, OTHER))
    assert (link.postmortem.id, link.why, link.is_backlink) == (OTHER, "Same array.", False)
    assert (back.postmortem.id, back.why, back.is_backlink) == (ONE, "Same array.", True)
    assert link.relation is not None
    assert back.relation is link.relation
    assert [side.relation.words(is_backlink=side.is_backlink) for side in (link, back) if side.relation] == [
        here,
        there,
    ]


def test_what_the_author_says_comes_before_what_links_here_and_that_before_prose() -> None:
    archive = archive_of(
        saying(f"As in {OTHER}, and in c-c.", **related("a-a")),
        incident(OTHER, "2026-01-02"),
        incident("a-a", "2026-01-03"),
        incident("b-b", "2026-01-04", **related(ONE, "follow-up")),
        incident("c-c", "2026-01-05", **related(ONE)),
        saying(f"See [[{ONE}]].", "d-d"),
    )
    assert links(archive, ONE) == [
        ("a-a", "related", False),
        ("b-b", "follow-up", True),
        ("c-c", "related", True),
        (OTHER, None, False),
        ("d-d", None, True),
    ]


def test_of_links_both_ways_each_side_tells_its_own() -> None:
    archive = archive_of(
        saying(f"Like {OTHER}.", **related(OTHER, "recurrence")),
        incident(OTHER, "2026-01-02", **related(ONE, "follow-up")),
    )
    assert links(archive, ONE) == [(OTHER, "recurrence", False)]
    assert links(archive, OTHER) == [(ONE, "follow-up", False)]


def test_nobody_is_linked_to_itself() -> None:
    archive = archive_of(saying(f"This is {ONE}, [[{ONE}]].", **related(ONE)))
    assert links(archive, ONE) == []


def test_links_to_nothing_and_to_hidden_drafts_are_passed_over() -> None:
    draft = incident(OTHER, "2026-01-02", status="draft", **related(ONE))
    archive = archive_of(saying(f"As in {OTHER}.", related=[{"postmortem": OTHER}, {"postmortem": "no-such"}]), draft)
    assert links(archive, ONE) == []


UNRELATED = related(OTHER, "unrelated")


def test_what_an_author_set_apart_is_not_linked_on_either_side() -> None:
    archive = archive_of(saying(f"Unlike {OTHER}.", **UNRELATED), saying(f"Unlike {ONE}.", OTHER))
    assert links(archive, ONE) == links(archive, OTHER) == []
    assert archive.links.are_unrelated(archive.by_id[ONE]) == {OTHER}
    assert archive.links.are_unrelated(archive.by_id[OTHER]) == {ONE}


def test_what_is_not_set_apart_is_not_unrelated() -> None:
    archive = archive_of(incident(ONE, "2026-01-01", **related(OTHER)), incident(OTHER, "2026-01-02"))
    assert archive.links.are_unrelated(archive.by_id[ONE]) == frozenset()
    assert archive.links.are_unrelated(archive.by_id[OTHER]) == frozenset()


# ------------------------------------------------------------------ names in prose

FACTORS = (
    factor("slow-disk", title="Disks that are slow", aliases=["tired-disk"]),
    factor("slow-disk-array"),
    factor("lame-disk", merged_into="slow-disk"),
    factor("dns", title="Name service"),
    factor("hand-off", title="On-call"),
)


def mentions(text: str, *others: Postmortem) -> list[tuple[str, str | None]]:
    """What is written in this prose, and what it leads to."""
    item = saying(text)
    archive = archive_of(
        item, *(others or (incident(OTHER, "2026-01-02", title="The disk was full"),)), factors=FACTORS
    )
    return [(mention.written, name_of(mention.named)) for mention in archive.links.mentions(item)]


def name_of(named: Postmortem | ContributingFactor | None) -> str | None:
    if isinstance(named, Postmortem):
        return named.id
    return named.slug if named else None


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        (f"As in [[{OTHER}]].", f"[[{OTHER}]]", OTHER),
        (f"As in [[ {OTHER} ]].", f"[[ {OTHER} ]]", OTHER),
        (f"As in [[{OTHER}|last time]].", f"[[{OTHER}|last time]]", OTHER),
        ("As in [[The disk was full]].", "[[The disk was full]]", OTHER),
        ("As in [[the disk was FULL.]].", "[[the disk was FULL.]]", OTHER),
        ("A [[slow-disk]].", "[[slow-disk]]", "slow-disk"),
        ("A [[tired-disk]].", "[[tired-disk]]", "slow-disk"),
        ("A [[lame-disk]].", "[[lame-disk]]", "slow-disk"),
        ("[[Disks that are slow]].", "[[Disks that are slow]]", "slow-disk"),
        ("Our [[dns]].", "[[dns]]", "dns"),
        ("The [[on-call]].", "[[on-call]]", "hand-off"),
        ("| What |\n| --- |\n| [[dns\\|names]] |", "[[dns|names]]", "dns"),
        ("See [[no-such-thing]].", "[[no-such-thing]]", None),
        ("See [[no such|thing]].", "[[no such|thing]]", None),
    ],
)
def test_a_name_in_brackets_leads_to_what_it_names_or_to_nothing(text: str, written: str, name: str | None) -> None:
    assert mentions(text) == [(written, name)]


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        (f"As in {OTHER}.", OTHER, OTHER),
        (f"{OTHER}", OTHER, OTHER),
        (f"*{OTHER}*, again", OTHER, OTHER),
        (f"_{OTHER}_, again", OTHER, OTHER),
        ("It was slow-disk: all over.", "slow-disk", "slow-disk"),
        ("(tired-disk)", "tired-disk", "slow-disk"),
        ("No lame-disk!", "lame-disk", "slow-disk"),
        ("A slow-disk-array.", "slow-disk-array", "slow-disk-array"),
        ("A \N{LEFT DOUBLE QUOTATION MARK}slow-disk\N{RIGHT DOUBLE QUOTATION MARK}.", "slow-disk", "slow-disk"),
        ("One slow-disk\N{RIGHT SINGLE QUOTATION MARK}s end.", "slow-disk", "slow-disk"),
        ("One slow-disk\N{EM DASH}and more", "slow-disk", "slow-disk"),
        ("A slow-disk\N{HORIZONTAL ELLIPSIS}", "slow-disk", "slow-disk"),
        ("slow-disk=yes", "slow-disk", "slow-disk"),
        ("slow-disk+more", "slow-disk", "slow-disk"),
        ("~slow-disk~", "slow-disk", "slow-disk"),
        ("One\N{NO-BREAK SPACE}slow-disk", "slow-disk", "slow-disk"),
        ("- one\n- slow-disk\n", "slow-disk", "slow-disk"),
        ("> slow-disk\n", "slow-disk", "slow-disk"),
        ("| What |\n| --- |\n| slow-disk |", "slow-disk", "slow-disk"),
        ("### Of slow-disk", "slow-disk", "slow-disk"),
    ],
)
def test_a_bare_id_or_slug_or_alias_is_a_mention(text: str, written: str, name: str) -> None:
    assert mentions(text) == [(written, name)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Run `slow-disk` and `[[dns]]`.", id="code"),
        pytest.param("Run ``[[slow-disk]] ` slow-disk``.", id="code-with-a-backquote"),
        pytest.param("```\nslow-disk [[dns]]\n```", id="fenced-code"),
        pytest.param("~~~ text\nslow-disk\n\n[[dns]]\n~~~", id="fenced-code-with-tildes"),
        pytest.param("- item\n\n    ```\n    [[slow-disk]]\n    ```", id="fenced-code-in-a-list"),
        pytest.param("Code:\n\n    slow-disk [[dns]]\n", id="indented-code"),
        pytest.param("<!-- slow-disk [[dns]] -->", id="comment"),
        pytest.param("Here <!-- slow-disk [[dns]] --> and there.", id="comment-in-a-line"),
        pytest.param('<div id="slow-disk">\n[[dns]]\n</div>', id="html"),
        pytest.param("[words](../factors/slow-disk.md)", id="where-a-link-leads"),
        pytest.param("<https://example.com/slow-disk>", id="address"),
        pytest.param("https://example.com/slow-disk", id="bare-address"),
        pytest.param("factors/slow-disk", id="path"),
        pytest.param("slow-disk/logs", id="path-that-goes-on"),
        pytest.param("slow-disk.example.com", id="name-of-a-host"),
        pytest.param("slow-disk.md", id="name-of-a-file"),
        pytest.param("#slow-disk", id="fragment"),
        pytest.param("a-slow-disk", id="end-of-a-longer-word"),
        pytest.param("slow-disks", id="beginning-of-a-longer-word"),
        pytest.param("very-slow-disk-indeed", id="middle-of-a-longer-word"),
        pytest.param("slow-disk-", id="with-a-hyphen-behind"),
        pytest.param("--slow-disk", id="option"),
        pytest.param("slow disk", id="without-its-hyphen"),
        pytest.param("Slow-Disk", id="in-capitals"),
        pytest.param("dns", id="slug-of-one-word"),
        pytest.param("The on-call was slow. [[", id="title-that-could-be-a-word"),
        pytest.param("The disk was full. [[", id="title"),
        pytest.param("[[]] [[|dns]]", id="nothing-in-brackets"),
    ],
)
def test_what_could_be_something_else_is_no_mention(text: str) -> None:
    assert mentions(text) == []


def test_a_name_is_taken_whole_and_never_for_a_shorter_one() -> None:
    shorter, longer, version = "2026-01-02-slow", "2026-01-02-slow-array", "2026-01-02-slow-array.2"
    others = [incident(name, "2026-01-02") for name in (shorter, longer, version)]
    assert mentions(f"As {longer} and {longer}-of-ours.", *others) == [(longer, longer)]
    assert mentions(f"As {version}.", *others) == []
    assert mentions(f"As [[{version}]].", *others) == [(f"[[{version}]]", version)]


@pytest.mark.parametrize("name", ["2026-01-02-slow_disk", "2026-01-02_slow-disk", "_2026-01-02", "a_b-c_d"])
@pytest.mark.parametrize("text", ["As in {}.", "As in ({}),", "**{}**"])
def test_an_id_may_have_underscores(name: str, text: str) -> None:
    assert mentions(text.format(name), incident(name, "2026-01-02")) == [(name, name)]


def test_every_mention_has_the_line_it_stands_on() -> None:
    item = saying(
        f"First.\n\nThen `code\nand more` slow-disk,\nand [[dns]]\nor {OTHER}.\n\n"
        "```\nslow-disk\n```\n\n| What |\n| --- |\n| tired-disk |\n| [[no-such]] |\n\n- one\n  <b>\n  slow-disk-array"
    )
    archive = archive_of(item, incident(OTHER, "2026-01-02"), factors=FACTORS)
    found = archive.links.mentions(item)
    assert [mention.written for mention in found] == [
        *("slow-disk", "[[dns]]", OTHER, "tired-disk", "[[no-such]]", "slow-disk-array"),
    ]
    lines = item.source.text.split("\n")
    assert all(mention.written in lines[mention.line - 1] for mention in found)


def test_the_prose_of_a_factor_names_others_too() -> None:
    item = load_factor(parse(b"---\ntitle: Full\n---\nUnlike slow-disk.\n", "postmortems/factors/full-disk.md")).item
    assert item is not None
    (mention,) = archive_of(factors=[item, *FACTORS]).links.mentions(item)
    assert (mention.written, mention.line, name_of(mention.named)) == ("slow-disk", 4, "slow-disk")


def test_names_in_prose_are_told_once_with_what_they_lead_to_and_without_the_document_itself() -> None:
    item = saying(f"A [[ dns | resolver]], a [[dns]], tired-disk, [[no-such]], {ONE} and {OTHER}.")
    archive = archive_of(item, incident(OTHER, "2026-01-02"), factors=FACTORS)
    found = {name: name_of(named) for name, named in archive.links.named_in(item).items()}
    assert found == {"dns": "dns", "tired-disk": "slow-disk", OTHER: OTHER}


def test_a_name_said_twice_is_two_mentions_and_one_link() -> None:
    archive = archive_of(saying(f"{OTHER}, [[{OTHER}]] and {OTHER}."), incident(OTHER, "2026-01-02"))
    assert len(archive.links.mentions(archive.by_id[ONE])) == 3
    assert links(archive, ONE) == [(OTHER, None, False)]
    assert links(archive, OTHER) == [(ONE, None, True)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (OTHER, OTHER),
        ("The disk was full", OTHER),
        ("slow-disk", "slow-disk"),
        ("Name service", "dns"),
        ("name service?", "dns"),
        ("Lame disk", None),
        ("", None),
    ],
)
def test_a_name_is_an_id_a_slug_an_alias_or_the_title_of_one_to_cite(name: str, found: str | None) -> None:
    archive = archive_of(incident(OTHER, "2026-01-02", title="The disk was full"), factors=FACTORS)
    assert name_of(archive.links.find(name)) == found


def test_an_id_comes_before_a_slug_and_of_two_with_one_title_the_earlier_is_meant() -> None:
    both = [incident(name, day, title="Slow") for name, day in (("b-b", "2026-01-02"), ("slow-disk", "2026-01-01"))]
    archive = archive_of(*both, factors=FACTORS)
    assert isinstance(archive.links.find("slow-disk"), Postmortem)
    assert name_of(archive.links.find("Slow")) == "slow-disk"


def test_the_relation_of_a_name_in_prose_is_nobodys_to_say() -> None:
    archive = archive_of(saying(f"As in {OTHER}."), incident(OTHER, "2026-01-02"))
    (link,) = archive.links.of(archive.by_id[ONE])
    assert link == Link(archive.by_id[OTHER], None, None, is_backlink=False)
    assert link.relation not in list(Relation)

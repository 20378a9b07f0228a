"""One factor goes up in another: its citations lead there, its file stays as a pointer, and nothing is said twice."""

from pathlib import Path

import pytest

from mkdocs_postmortems.edits import EditError
from tests.builders import write_tree
from tests.edits.builders import (
    FACTOR,
    INCIDENT,
    OVERLAY,
    changed_lines,
    described,
    files,
    incident,
    merge_in,
    read_in,
)

OLD, INTO = FACTOR.format("slow-disk"), FACTOR.format("slow-storage")
SLOW_DISK = described("title: Slow disk\naliases: [lame-disk]\n")
FACTORS = {OLD: SLOW_DISK, INTO: described("title: Slow storage\naliases: [tired-storage]\n")}


def test_one_merger_changes_one_line_in_each_of_twenty_postmortems_and_no_other_byte(tmp_path: Path) -> None:
    tree: dict[str, str | bytes] = {}
    for i in range(20):
        name, line_end = ("slow-disk", "lame-disk")[i % 2], ("\n", "\r\n")[i % 3 == 0]
        text = incident(f"trigger: slow-disk  # {i}\n\ncontributing_factors:\n- {{factor: {name}}}   # lame-disk\n")
        tree[f"postmortems/2026/2026-01-{i + 1:02}-b.md"] = text.replace("\n", line_end).encode()
    before = files(write_tree(tmp_path, {**FACTORS, **tree}))
    merge_in(tmp_path, "slow-disk", "slow-storage")
    after = files(tmp_path)
    assert set(after) == set(before)
    assert {path for path in before if before[path] != after[path]} == {OLD, *tree}
    for path in tree:
        ((one, other),) = changed_lines(before[path], after[path])
        assert one.startswith(("- {factor: slow-disk}", "- {factor: lame-disk}"))
        assert other == "- {factor: slow-storage}" + one[len("- {factor: slow-disk}") :]
    archive = read_in(tmp_path)
    assert len(archive.by_factor["slow-storage"]) == 20
    assert not archive.by_factor["slow-disk"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "title: Slow disk\ntype: process\n",
            "title: Slow disk\nmerged_into: slow-storage\ntype: process\n",
            id="first-key",
        ),
        pytest.param(
            "# Ours.\ntitle: >-\n  Slow\n  disk\n\n# Why.\ntype: process\n",
            "# Ours.\ntitle: >-\n  Slow\n  disk\nmerged_into: slow-storage\n\n# Why.\ntype: process\n",
            id="first-key-of-many-lines",
        ),
        pytest.param(
            "title: A\nmerged_into:  # none\n", "title: A\nmerged_into: slow-storage  # none\n", id="nothing-yet"
        ),
        pytest.param("merged_into: null\n", "merged_into: slow-storage\n", id="null"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_the_file_of_the_old_one_stays_and_points_at_the_new_one(
    tmp_path: Path, before: str, after: str, line_end: str
) -> None:
    write_tree(tmp_path, {**FACTORS, OLD: described(before).replace("\n", line_end).encode()})
    into = files(tmp_path)[INTO]
    merge_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path)[OLD] == described(after).replace("\n", line_end).encode()
    assert files(tmp_path)[INTO] == into
    found = read_in(tmp_path).vocabulary.resolve("slow-disk")
    assert found is not None
    assert found.slug == "slow-storage"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("[slow-disk]", "[slow-storage]", id="alone"),
        pytest.param("[slow-disk, slow-storage, z-z]", "[slow-storage, z-z]", id="first-of-both"),
        pytest.param("[a-a, slow-disk, slow-storage]", "[a-a, slow-storage]", id="middle"),
        pytest.param("[a-a, slow-storage, slow-disk]  # both", "[a-a, slow-storage]  # both", id="last"),
        pytest.param("[slow-storage,slow-disk,z-z]", "[slow-storage,z-z]", id="without-blanks"),
        pytest.param("[ 'slow-disk', \"slow-storage\" ]", '[ "slow-storage" ]', id="in-quotes"),
        pytest.param("[slow-disk, lame-disk]", "[slow-storage]", id="by-name-and-alias"),
        pytest.param("[lame-disk, a-a, slow-disk, slow-storage]", "[a-a, slow-storage]", id="by-all-three"),
        pytest.param(
            "[slow-storage,\n      slow-disk,\n      z-z]", "[slow-storage,\n      z-z]", id="flow-on-many-lines"
        ),
        pytest.param("\n    - slow-disk\n    - slow-storage", "\n    - slow-storage", id="block-first"),
        pytest.param(
            "  # both\n    - a-a\n    - 'slow-disk'\n    # why\n    - slow-storage  # here",
            "  # both\n    - a-a\n    # why\n    - slow-storage  # here",
            id="block-middle",
        ),
        pytest.param("\n    - slow-storage\n    - slow-disk", "\n    - slow-storage", id="block-last"),
        pytest.param(
            "\n    - slow-storage\n    - slow-disk  # why",
            "\n    - slow-storage\n    - slow-disk  # why",
            id="one-that-shares-its-line-with-a-remark-stays",
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_an_action_item_names_the_factor_once(tmp_path: Path, before: str, after: str, line_end: str) -> None:
    def text(factors: str) -> bytes:
        matter = f"# slow-disk\naction_items:\n  - action: Watch it\n    factors: {factors}\n    owner: us\n"
        return incident(matter).replace("\n", line_end).encode()

    write_tree(tmp_path, {**FACTORS, INCIDENT: text(before)})
    edit = merge_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path)[INCIDENT] == text(after)
    assert (INCIDENT in [change.path for change in edit.changes]) is (before != after)
    (item,) = read_in(tmp_path).postmortems[0].action_items
    assert read_in(tmp_path).answered_by(item).count("slow-storage") == 1


def test_the_overlay_follows(tmp_path: Path) -> None:
    overlay = (
        "2026/2026-03-14-a.md:\n"
        "  contributing_factors: [{factor: lame-disk}] # lame-disk\n"
        "  action_items: [{action: Watch, factors: [slow-disk, slow-storage]}]\n"
    )
    write_tree(tmp_path, {**FACTORS, INCIDENT: incident(""), OVERLAY: overlay})
    merge_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path)[OVERLAY].decode() == (
        "2026/2026-03-14-a.md:\n"
        "  contributing_factors: [{factor: slow-storage}] # lame-disk\n"
        "  action_items: [{action: Watch, factors: [slow-storage]}]\n"
    )


def test_factors_that_point_at_the_old_one_point_at_the_new_one(tmp_path: Path) -> None:
    kind, pointer = FACTOR.format("full-disk"), FACTOR.format("bad-disk")
    tree = {kind: described("title: A\nbroader: lame-disk\n"), pointer: described("title: B\nmerged_into: slow-disk\n")}
    write_tree(tmp_path, {**FACTORS, **tree})
    merge_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path)[kind].decode() == described("title: A\nbroader: slow-storage\n")
    assert files(tmp_path)[pointer].decode() == described("title: B\nmerged_into: slow-storage\n")


@pytest.mark.parametrize("name", ["slow-storage", "tired-storage", "gone-storage"], ids=["slug", "alias", "pointer"])
def test_citations_lead_to_the_slug_whatever_the_new_one_was_called(tmp_path: Path, name: str) -> None:
    pointer = described("title: Gone\nmerged_into: slow-storage\n")
    cited = incident("contributing_factors: [{factor: slow-disk}]\n")
    write_tree(tmp_path, {**FACTORS, FACTOR.format("gone-storage"): pointer, INCIDENT: cited})
    merge_in(tmp_path, "slow-disk", name)
    assert files(tmp_path)[INCIDENT].decode() == cited.replace("slow-disk", "slow-storage", 1)
    assert read_in(tmp_path).vocabulary.by_slug["slow-disk"].merged_into == "slow-storage"


def test_an_alias_that_another_factor_claims_before_it_stays_with_that_one(tmp_path: Path) -> None:
    claimed = described("title: A\naliases: [lame-disk]\n")
    cited = incident("contributing_factors: [{factor: lame-disk}]\n")
    write_tree(tmp_path, {**FACTORS, FACTOR.format("a-a"): claimed, INCIDENT: cited})
    merge_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path)[INCIDENT].decode() == cited


# ------------------------------------------------------------------ what is left to a writer


@pytest.mark.parametrize(
    "names", [("slow-disk", "slow-storage"), ("tired-storage", "lame-disk")], ids=["slugs", "aliases"]
)
def test_a_postmortem_that_cites_both_is_named_with_the_line_of_the_old_one(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    cited = [f"  - factor: {name}\n    how: It was {name}.\n" for name in names]
    both = incident(f"title: A\ncontributing_factors:\n{''.join(cited)}")
    one = incident("contributing_factors: [{factor: slow-disk}, {factor: monitoring-gap}]\n")
    write_tree(tmp_path, {**FACTORS, INCIDENT: both, "postmortems/2026/2026-01-01-b.md": one})
    edit = merge_in(tmp_path, "slow-disk", "slow-storage")
    line = next(i for i, text in enumerate(both.splitlines(), start=1) if "factor: " in text and "disk" in text)
    assert edit.remarks == (f"{INCIDENT}:{line} cites both: keep one, and let its `how` say what both said",)
    assert files(tmp_path)[INCIDENT].decode().count("factor: slow-storage") >= 1
    assert [f"It was {name}." in files(tmp_path)[INCIDENT].decode() for name in names] == [True, True]


def test_the_line_is_that_of_the_file_as_it_is_afterwards(tmp_path: Path) -> None:
    both = incident(
        "action_items:\n  - action: Watch it\n    factors:\n      - slow-disk\n      - slow-storage\n"
        "contributing_factors:\n  - factor: slow-storage\n  - factor: lame-disk\n"
    )
    write_tree(tmp_path, {**FACTORS, INCIDENT: both})
    (remark,) = merge_in(tmp_path, "slow-disk", "slow-storage").remarks
    assert remark.startswith(f"{INCIDENT}:8 cites both")
    assert files(tmp_path)[INCIDENT].decode().split("\n")[8 - 1] == "  - factor: slow-storage"


def test_of_an_overlay_that_cites_both_the_line_in_the_overlay_is_named(tmp_path: Path) -> None:
    overlay = "2026/2026-03-14-a.md:\n  contributing_factors:\n    - factor: slow-storage\n    - factor: slow-disk\n"
    write_tree(tmp_path, {**FACTORS, INCIDENT: incident(""), OVERLAY: overlay})
    (remark,) = merge_in(tmp_path, "slow-disk", "slow-storage").remarks
    assert remark.startswith(f"{OVERLAY}:4 cites both")


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("slow-dsk", "slow-storage", 'there is no factor "slow-dsk"', 'did you mean "slow-disk"?'),
        ("slow-disk", "slow-storag", 'there is no factor "slow-storag"', 'did you mean "slow-storage"?'),
        ("slow-disk", "elsewhere", 'there is no factor "elsewhere"', "`postmortems factors list` shows what there is"),
        ("lame-disk", "slow-storage", '"lame-disk" is another name of "slow-disk"', "name slow-disk"),
        ("slow-disk", "slow-disk", '"slow-disk" leads to "slow-disk" itself', "name the factor that shall stay"),
        ("slow-disk", "lame-disk", '"lame-disk" leads to "slow-disk" itself', "name the factor that shall stay"),
        ("slow-disk", "once-disk", '"once-disk" leads to "slow-disk" itself', "name the factor that shall stay"),
        ("once-disk", "slow-storage", '"once-disk" was merged into "slow-disk" already', ""),
        (
            "slow-disk",
            "full-disk",
            '"full-disk" is a kind of "slow-disk"',
            f"out of {FACTOR.format('full-disk')} first",
        ),
    ],
)
def test_a_merger_that_cannot_be_is_refused_and_nothing_is_changed(
    tmp_path: Path, old: str, new: str, message: str, hint: str
) -> None:
    more = {
        FACTOR.format("once-disk"): described("title: Once\nmerged_into: slow-disk\n"),
        FACTOR.format("full-disk"): described("title: Full\nbroader: lame-disk\n"),
    }
    before = files(write_tree(tmp_path, {**FACTORS, **more}))
    with pytest.raises(EditError) as refused:
        merge_in(tmp_path, old, new)
    assert refused.value.message == message
    assert hint in refused.value.hint
    assert files(tmp_path) == before


def test_factors_told_apart_from_the_old_one_send_readers_on_and_the_one_that_stays_is_remarked_on(
    tmp_path: Path,
) -> None:
    other = described('title: Full disk\nexcludes:\n  - "Slow, not full: see slow-disk"\n  - slow disk\n')
    into = described('title: Slow storage\nexcludes:\n  - "A disk alone: see slow-disk"\n')
    write_tree(tmp_path, {OLD: SLOW_DISK, INTO: into, FACTOR.format("full-disk"): other})
    done = merge_in(tmp_path, "slow-disk", "slow-storage")
    assert (tmp_path / FACTOR.format("full-disk")).read_text() == other.replace("see slow-disk", "see slow-storage")
    assert (tmp_path / INTO).read_text() == into
    assert done.remarks == (f'{INTO}:4 tells it apart from "slow-disk", which is part of it now: take the line out',)


def test_a_single_word_is_sent_on_only_where_readers_are_sent(tmp_path: Path) -> None:
    other = described('title: Other\nincludes: [Overload of people]\nexcludes: ["Machines: see overload"]\n')
    tree = {FACTOR.format("overload"): described("title: Overload\n"), INTO: FACTORS[INTO]}
    write_tree(tmp_path, {**tree, FACTOR.format("other"): other})
    merge_in(tmp_path, "overload", "slow-storage")
    expected = other.replace("see overload", "see slow-storage")
    assert (tmp_path / FACTOR.format("other")).read_text() == expected

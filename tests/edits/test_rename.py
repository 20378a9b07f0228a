"""A factor is called by another name wherever it is cited, and nothing else in any file is another character."""

from pathlib import Path

import pytest

from mkdocs_postmortems.edits import EditError
from tests.builders import FACTORS, factor_text, write_tree
from tests.edits.builders import (
    FACTOR,
    INCIDENT,
    OVERLAY,
    changed_lines,
    described,
    files,
    incident,
    read_in,
    rename_in,
)

SLOW_DISK = described("title: Slow disk\ntype: process\n")
OLD, NEW = FACTOR.format("slow-disk"), FACTOR.format("slow-storage")

CITATIONS = (
    "  - factor: slow-disk\n",
    "  - factor: slow-disk   # slow-disk, once more\n",
    "  - factor: 'slow-disk'\n",
    '  - factor: "slow-disk"  # "quoted"\n',
    "  -   factor:   slow-disk\n",
    "  - layer: trigger\n    factor: slow-disk\n    how: slow-disk it was.\n",
    "  - {factor: slow-disk, layer: trigger}\n",
    "  - { layer: trigger, factor: 'slow-disk' }\n",
    "  # A remark about slow-disk.\n  - factor:\n      slow-disk\n",
    "  - factor: monitoring-gap\n    how: Nobody saw the slow-disk.\n  - factor: slow-disk\n",
)


def test_one_rename_changes_one_line_in_each_of_twenty_postmortems_and_no_other_byte(tmp_path: Path) -> None:
    tree: dict[str, str | bytes] = {
        OLD: SLOW_DISK,
        INCIDENT: incident("contributing_factors: [{factor: slow-disks}]\n"),
    }
    for i in range(20):
        text = incident(
            f"# Ours.\ntitle: 'slow-disk: Größe {i}'\n\n"
            f"contributing_factors:\n{CITATIONS[i % len(CITATIONS)]}trigger:   slow-disk\n"
        )
        line_end = ("\n", "\r\n", "\r")[i % 3]
        tree[f"postmortems/2026/2026-01-{i + 1:02}-b.md"] = text.replace("\n", line_end).encode()
    before = files(write_tree(tmp_path, tree))
    rename_in(tmp_path, "slow-disk", "slow-storage")
    after = files(tmp_path)
    assert set(after) == set(before) - {OLD} | {NEW}
    cited = {path for path in tree if "-b.md" in path}
    assert {path for path in before if path != OLD and before[path] != after[path]} == cited
    for path in cited:
        ((one, other),) = changed_lines(before[path], after[path])
        place = one.index("slow-disk")
        assert other == one[:place] + "slow-storage" + one[place + len("slow-disk") :]
    assert {citation.factor for item in read_in(tmp_path).postmortems for citation in item.contributing_factors} == {
        "slow-storage",
        "slow-disks",
        "monitoring-gap",
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("factors: [slow-disk]", "factors: [slow-storage]", id="alone"),
        pytest.param("factors: [slow-disk, z-z]  # both", "factors: [slow-storage, z-z]  # both", id="first"),
        pytest.param("factors: [a-a, 'slow-disk', z-z]", "factors: [a-a, 'slow-storage', z-z]", id="middle"),
        pytest.param('factors: [ a-a,"slow-disk" ]', 'factors: [ a-a,"slow-storage" ]', id="last"),
        pytest.param(
            "factors: [a-a,  # one\n      slow-disk]", "factors: [a-a,  # one\n      slow-storage]", id="many-lines"
        ),
        pytest.param(
            "factors:\n    - a-a\n    # remark\n    - slow-disk  # and why",
            "factors:\n    - a-a\n    # remark\n    - slow-storage  # and why",
            id="block",
        ),
        pytest.param(
            "factors:\n    - slow-disk-2\n    - slow-disk",
            "factors:\n    - slow-disk-2\n    - slow-storage",
            id="longer",
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_list_of_an_action_item_keeps_its_shape(tmp_path: Path, before: str, after: str, line_end: str) -> None:
    def text(factors: str) -> bytes:
        matter = f"action_items:\n  - action: Watch the disk\n    {factors}\n    owner: us  # slow-disk\n"
        return incident(matter).replace("\n", line_end).encode()

    write_tree(tmp_path, {OLD: SLOW_DISK, INCIDENT: text(before)})
    rename_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path)[INCIDENT] == text(after)


def test_an_overlay_that_cites_it_is_changed_and_the_report_below_it_is_not(tmp_path: Path) -> None:
    overlay = """\
        # slow-disk, in old reports
        2026/2026-03-14-a.md:
          severity: SEV2
          contributing_factors:
            - {factor: slow-disk}  # as said in the report
          action_items:
            - {action: Watch the disk, factors: [monitoring-gap, slow-disk]}
        never-written.md:
          contributing_factors: [factor: "slow-disk"]
    """
    before = files(write_tree(tmp_path, {OLD: SLOW_DISK, INCIDENT: incident("severity:\n"), OVERLAY: overlay}))
    edit = rename_in(tmp_path, "slow-disk", "slow-storage")
    after = files(tmp_path)
    assert [change.path for change in edit.changes] == [OLD, OVERLAY]
    assert after[INCIDENT] == before[INCIDENT]
    assert changed_lines(before[OVERLAY], after[OVERLAY]) == [
        (
            "    - {factor: slow-disk}  # as said in the report\n",
            "    - {factor: slow-storage}  # as said in the report\n",
        ),
        (
            "    - {action: Watch the disk, factors: [monitoring-gap, slow-disk]}\n",
            "    - {action: Watch the disk, factors: [monitoring-gap, slow-storage]}\n",
        ),
        ('  contributing_factors: [factor: "slow-disk"]\n', '  contributing_factors: [factor: "slow-storage"]\n'),
    ]


def test_a_report_that_says_nothing_where_the_overlay_speaks_can_be_changed_too(tmp_path: Path) -> None:
    matter = "severity:\ncontributing_factors: [{factor: slow-disk}]\n"
    overlay = "2026/2026-03-14-a.md: {severity: SEV2}\n"
    write_tree(tmp_path, {OLD: SLOW_DISK, INCIDENT: incident(matter), OVERLAY: overlay})
    rename_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path)[INCIDENT].decode() == incident(matter.replace("slow-disk", "slow-storage"))
    assert files(tmp_path)[OVERLAY].decode() == overlay


def test_an_overlay_with_a_byte_order_mark_keeps_it(tmp_path: Path) -> None:
    overlay = "\ufeff2026/2026-03-14-a.md: {contributing_factors: [{factor: slow-disk}]}\n"
    write_tree(tmp_path, {OLD: SLOW_DISK, INCIDENT: incident(""), OVERLAY: overlay})
    rename_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path)[OVERLAY].decode() == overlay.replace("slow-disk", "slow-storage")


def test_factors_that_point_at_it_follow(tmp_path: Path) -> None:
    kind, pointer = "title: Full disk\nbroader: slow-disk # slow-disk\n", "merged_into: 'slow-disk'\r\ntitle: Disk\r\n"
    write_tree(
        tmp_path,
        {
            OLD: SLOW_DISK,
            FACTOR.format("full-disk"): described(kind),
            FACTOR.format("bad-disk"): described(pointer),
        },
    )
    rename_in(tmp_path, "slow-disk", "slow-storage")
    after = files(tmp_path)
    assert after[FACTOR.format("full-disk")].decode() == described(
        "title: Full disk\nbroader: slow-storage # slow-disk\n"
    )
    assert after[FACTOR.format("bad-disk")].decode() == described(pointer.replace("slow-disk", "slow-storage"))
    vocabulary = read_in(tmp_path).vocabulary
    assert [factor.slug for factor in vocabulary.narrower(vocabulary.by_slug["slow-storage"])] == ["full-disk"]
    assert vocabulary.resolve("bad-disk") is vocabulary.resolve("slow-disk") is vocabulary.by_slug["slow-storage"]


def test_drafts_and_postmortems_with_other_slips_are_changed_as_well(tmp_path: Path) -> None:
    matter = "status: draft\ndate: never\nseverity: 7\ncontributing_factors: [{factor: slow-disk, nonsense: 1}]\n"
    write_tree(tmp_path, {OLD: SLOW_DISK, "postmortems/2026/undated.md": incident(matter)})
    rename_in(tmp_path, "slow-disk", "slow-storage")
    after = files(tmp_path)["postmortems/2026/undated.md"].decode()
    assert after == incident(matter.replace("slow-disk", "slow-storage"))


def test_a_factor_in_a_folder_of_its_own_stays_there(tmp_path: Path) -> None:
    write_tree(tmp_path, {"postmortems/factors/storage/slow-disk.md": SLOW_DISK})
    rename_in(tmp_path, "slow-disk", "slow-storage")
    assert "postmortems/factors/storage/slow-storage.md" in files(tmp_path)


# ------------------------------------------------------------------ its own file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("title: Slow disk\n", "title: Slow disk\naliases: [slow-disk]\n", id="no-aliases"),
        pytest.param(
            "title: Slow disk\nincludes:\n  - Old disks  # all of them\n\n# The end.\n",
            "title: Slow disk\nincludes:\n  - Old disks  # all of them\naliases: [slow-disk]\n\n# The end.\n",
            id="no-aliases-and-a-remark-below",
        ),
        pytest.param(
            "definition: >\n  A disk\n  that is slow.\n",
            "definition: >\n  A disk\n  that is slow.\naliases: [slow-disk]\n",
            id="no-aliases-below-folded-text",
        ),
        pytest.param("aliases:\ntitle: Slow disk\n", "aliases: [slow-disk]\ntitle: Slow disk\n", id="nothing"),
        pytest.param("aliases:  # none\n", "aliases: [slow-disk]  # none\n", id="nothing-and-a-remark"),
        pytest.param("aliases: ~\n", "aliases: [slow-disk]\n", id="null"),
        pytest.param("aliases: []\n", "aliases: [slow-disk]\n", id="empty"),
        pytest.param(
            "aliases: [lame-disk, 'no']  # as said\ntitle: Slow disk\n",
            "aliases: [lame-disk, 'no', slow-disk]  # as said\ntitle: Slow disk\n",
            id="flow",
        ),
        pytest.param(
            "aliases:\n- lame-disk\ntitle: Slow disk\n",
            "aliases:\n- lame-disk\n- slow-disk\ntitle: Slow disk\n",
            id="block",
        ),
        pytest.param(
            "aliases:\n    # old words\n    - lame-disk  # 2019\n    - 'bad-disk'\n\n# next\ntitle: Slow disk\n",
            "aliases:\n    # old words\n    - lame-disk  # 2019\n    - 'bad-disk'\n    - slow-disk\n\n"
            "# next\ntitle: Slow disk\n",
            id="indented-block-with-remarks",
        ),
        pytest.param(
            "aliases: [\n  lame-disk,  # 2019\n  bad-disk  # 2020\n]\n",
            "aliases: [\n  lame-disk,  # 2019\n  bad-disk, slow-disk  # 2020\n]\n",
            id="flow-on-many-lines",
        ),
        pytest.param("aliases: [a-a,]\n", "aliases: [a-a, slow-disk,]\n", id="flow-with-a-last-comma"),
        pytest.param(
            "aliases:\n-   'a-a' # 2019\n# - b-b\n",
            "aliases:\n-   'a-a' # 2019\n-   slow-disk\n# - b-b\n",
            id="wide-dash",
        ),
        pytest.param(
            "aliases: [lame-disk, slow-storage, 'bad-disk']\n",
            "aliases: [lame-disk, slow-disk, 'bad-disk']\n",
            id="new-name-was-an-alias",
        ),
        pytest.param(
            "aliases: [Lame Disk, slow-storage]\n", "aliases: [Lame Disk, slow-disk]\n", id="alias-behind-one-of-no-use"
        ),
        pytest.param("broader: slow-disk\n", "broader: slow-storage\naliases: [slow-disk]\n", id="points-at-itself"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_the_old_name_becomes_an_alias(tmp_path: Path, before: str, after: str, line_end: str) -> None:
    write_tree(tmp_path, {OLD: described(before).replace("\n", line_end).encode()})
    rename_in(tmp_path, "slow-disk", "slow-storage")
    assert OLD not in files(tmp_path)
    assert files(tmp_path)[NEW] == described(after).replace("\n", line_end).encode()
    found = read_in(tmp_path).vocabulary.resolve("slow-disk")
    assert found is not None
    assert found.slug == "slow-storage"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Slow disk\n", "title: Slow disk\naliases: [slow-disk]\n"),
        ("aliases: [a-a]\n", "aliases: [a-a, slow-disk]\n"),
        ("aliases:\n  - a-a\n", "aliases:\n  - a-a\n  - slow-disk\n"),
    ],
    ids=["none", "flow", "block"],
)
def test_a_file_that_ends_on_its_dashes_can_be_renamed(tmp_path: Path, before: str, after: str) -> None:
    write_tree(tmp_path, {OLD: f"---\n{before}---"})
    rename_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path)[NEW].decode() == f"---\n{after}---"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Slow disk\n", "title: {}\naliases: [slow-disk]\n"),
        ("title: 'Slow disk'  # 2019\n", "title: {}  # 2019\naliases: [slow-disk]\n"),
        ("title: 'Let''s disk'\n", "title: {}\naliases: [slow-disk]\n"),
        ('title: "The \\"disk\\""\n', "title: {}\naliases: [slow-disk]\n"),
        ("title: 1984\n", "title: {}\naliases: [slow-disk]\n"),
        ("title:\ntype: process\n", "title: {}\ntype: process\naliases: [slow-disk]\n"),
        ("type: process\n", "type: process\naliases: [slow-disk]\ntitle: {}\n"),
        ("type: process\nask: [Why]\n", "type: process\ntitle: {}\nask: [Why]\naliases: [slow-disk]\n"),
    ],
)
def test_a_title_goes_where_the_old_one_stood_or_below_the_first_key(tmp_path: Path, before: str, after: str) -> None:
    write_tree(tmp_path, {OLD: described(before)})
    rename_in(tmp_path, "slow-disk", "slow-storage", "Slow storage")
    written = files(tmp_path)[NEW].decode()
    forms = ("Slow storage", "'Slow storage'", '"Slow storage"')
    assert written in [described(after.format(form)) for form in forms]


@pytest.mark.parametrize(
    "before", ["Slow disk", "'Slow disk'", '"Slow disk"', ""], ids=["plain", "single", "double", "none"]
)
@pytest.mark.parametrize(
    "title",
    ["Disk: slow", "Let's wait", 'The "disk"', "no", "1e3", "2020-13-45", "# 1", "back\\slash", "[[x]]", "Größe 🔥"],
)
def test_a_title_of_any_words_is_read_back_as_it_was_given(tmp_path: Path, before: str, title: str) -> None:
    write_tree(tmp_path, {OLD: described(f"type: process\ntitle: {before}\n")})
    rename_in(tmp_path, "slow-disk", "slow-storage", f" {title}\n")
    assert read_in(tmp_path).vocabulary.by_slug["slow-storage"].title == title


def test_without_a_title_the_title_stays(tmp_path: Path) -> None:
    write_tree(tmp_path, {OLD: SLOW_DISK})
    rename_in(tmp_path, "slow-disk", "slow-storage")
    assert read_in(tmp_path).vocabulary.by_slug["slow-storage"].title == "Slow disk"


@pytest.mark.parametrize("old", ["no", "1e3", "2020-01-01", "2020-13-45", "010"])
@pytest.mark.parametrize("aliases", ["", "aliases: [a-a]\n", "aliases:\n  - a-a\n", "aliases: [slow-storage]\n"])
def test_a_name_that_was_never_a_good_one_can_be_left_behind(tmp_path: Path, old: str, aliases: str) -> None:
    cited = incident(f"contributing_factors: [{{factor: '{old}'}}]\n")
    write_tree(tmp_path, {FACTOR.format(old): described(f"title: Slow\n{aliases}"), INCIDENT: cited})
    rename_in(tmp_path, old, "slow-storage")
    assert old in read_in(tmp_path).vocabulary.by_slug["slow-storage"].aliases
    assert files(tmp_path)[INCIDENT].decode() == cited.replace(old, "slow-storage")


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("slow-dsk", "slow-storage", 'there is no factor "slow-dsk"', 'did you mean "slow-disk"?'),
        (
            "quite-other",
            "slow-storage",
            'there is no factor "quite-other"',
            "`postmortems factors list` shows what there is",
        ),
        ("lame-disk", "slow-storage", '"lame-disk" is another name of "slow-disk"', "name slow-disk"),
        ("slow-disk", "slow-disk", '"slow-disk" is its name already', "give the new one"),
        (
            "slow-disk",
            "monitoring-gap",
            '"monitoring-gap" is a factor already',
            "factors merge slow-disk monitoring-gap",
        ),
        ("slow-disk", "no-alert", "another name of 'monitoring-gap' already", "factors merge slow-disk monitoring-gap"),
        ("slow-disk", "Slow Storage", '"Slow Storage" is no slug', 'write "slow-storage"'),
        ("slow-disk", "../slow-storage", '"../slow-storage" is no slug', 'write "slow-storage"'),
        ("slow-disk", "größe", '"größe" is no slug', "small letters and hyphens"),
        ("slow-disk", "", '"" is no slug', "small letters and hyphens"),
        ("slow-disk", "***", '"***" is no slug', "small letters and hyphens"),
        ("slow-disk", "a" * 300, "is no slug", f'write "{"a" * 71}-'),
        ("slow-disk", "no", 'YAML reads "no" as something other than text', "add a word"),
        ("slow-disk", "null", 'YAML reads "null"', "add a word"),
        ("slow-disk", "1e3", 'YAML reads "1e3"', "add a word"),
        ("slow-disk", "007", 'YAML reads "007"', "add a word"),
        ("slow-disk", "0o17", 'YAML reads "0o17"', "add a word"),
        ("slow-disk", "2020-01-01", 'YAML reads "2020-01-01"', "add a word"),
        ("slow-disk", "2020-13-45", 'YAML reads "2020-13-45"', "add a word"),
        ("slow-disk", "readme", '"readme" is the name of a page about the folder', "choose another name"),
        ("bare-disk", "slow-storage", "postmortems/factors/bare-disk.md has no front matter", "describe the factor"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_is_changed(
    tmp_path: Path, old: str, new: str, message: str, hint: str
) -> None:
    write_tree(
        tmp_path,
        {
            OLD: described("title: Slow disk\naliases: [lame-disk]\n"),
            FACTOR.format("monitoring-gap"): factor_text("monitoring-gap", aliases=["no-alert"]),
            FACTOR.format("bare-disk"): "Prose alone.\n",
        },
    )
    before = files(tmp_path)
    with pytest.raises(EditError) as refused:
        rename_in(tmp_path, old, new)
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert files(tmp_path) == before


@pytest.mark.parametrize("title", ["", " \t\n", "\x00"], ids=["empty", "blank", "nothing to see"])
def test_an_empty_title_is_refused(tmp_path: Path, title: str) -> None:
    before = files(write_tree(tmp_path, {OLD: SLOW_DISK}))
    with pytest.raises(EditError, match="the title is empty"):
        rename_in(tmp_path, "slow-disk", "slow-storage", title)
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        pytest.param(
            INCIDENT,
            incident('contributing_factors:\n  - factor: "slow\\x2ddisk"\n'),
            f'{INCIDENT}:3 does not show "slow-disk" plainly',
            id="written-in-escapes",
        ),
        pytest.param(
            FACTOR.format("slow-disk"),
            described("title: Slow disk\naliases: lame-disk\n"),
            f"`aliases` in {OLD} is no list",
            id="aliases-that-are-no-list",
        ),
    ],
)
def test_one_file_that_cannot_be_changed_safely_stops_all_of_it(
    tmp_path: Path, path: str, content: str, message: str
) -> None:
    other = incident("contributing_factors: [{factor: slow-disk}]\n")
    before = files(write_tree(tmp_path, {OLD: SLOW_DISK, "postmortems/2026/2026-01-01-b.md": other, path: content}))
    with pytest.raises(EditError) as refused:
        rename_in(tmp_path, "slow-disk", "slow-storage")
    assert refused.value.message == message
    assert files(tmp_path) == before


def test_a_file_of_the_new_name_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    before = files(write_tree(tmp_path, {OLD: SLOW_DISK, NEW: b"\xff\xfe"}))
    with pytest.raises(EditError, match=f"{NEW} is there already"):
        rename_in(tmp_path, "slow-disk", "slow-storage")
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe slow-disk", b"---\ncontributing_factors: [{factor: slow-disk}\n---\n", b"---\nfactor: slow-disk\n"],
    ids=["not-text", "not-yaml", "never-closed"],
)
def test_files_that_cannot_be_read_are_left_alone(tmp_path: Path, content: bytes) -> None:
    unreadable = "postmortems/2026/2026-01-01-b.md"
    cited = incident("contributing_factors: [{factor: slow-disk}]\n")
    write_tree(tmp_path, {OLD: SLOW_DISK, INCIDENT: cited, unreadable: content, OVERLAY: content})
    edit = rename_in(tmp_path, "slow-disk", "slow-storage")
    assert [change.path for change in edit.changes] == [INCIDENT, OLD]
    assert files(tmp_path)[unreadable] == files(tmp_path)[OVERLAY] == content


def test_other_factors_are_not_touched(tmp_path: Path) -> None:
    before = files(write_tree(tmp_path, {OLD: SLOW_DISK}))
    rename_in(tmp_path, "slow-disk", "slow-storage")
    paths = [FACTOR.format(slug) for slug in FACTORS]
    assert [files(tmp_path)[path] for path in paths] == [before[path] for path in paths]


def test_a_name_that_something_merged_into_the_factor_holds_comes_back_to_it(tmp_path: Path) -> None:
    pointer = described("title: Old runbook\nmerged_into: slow-disk\naliases: [runbook-gap, old-page]\n")
    write_tree(tmp_path, {OLD: described("title: Slow disk\n"), FACTOR.format("old-runbook"): pointer})
    rename_in(tmp_path, "slow-disk", "runbook-gap")
    archive = read_in(tmp_path)
    assert archive.vocabulary.by_slug["runbook-gap"].aliases == ("slow-disk",)
    assert archive.vocabulary.by_slug["old-runbook"].aliases == ("old-page",)
    assert archive.vocabulary.by_slug["old-runbook"].merged_into == "runbook-gap"

"""Whatever names a vocabulary has, and however people write lists, a change says what it should and nothing else."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.edits.builders import FACTOR, files, merge_in, read_in, rename_in

examples = settings(deadline=None, max_examples=60)

OLD_NAMES = st.one_of(
    st.from_regex(r"[a-z]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True),
    st.sampled_from(["no", "on", "null", "1e3", "0x1f", "007", "2020-01-01", "2020-13-45", "factor", "aliases"]),
)
NEW = "a-quite-new-name"

LINE_ENDS = st.sampled_from(["\n", "\r\n"])
REMARKS = st.sampled_from(["", "", "  # why", " # a, b]"])
OWN_LINES = st.sampled_from(["", "", "\n", "    # a line of its own\n"])
BODIES = st.sampled_from(["", "# Heading\n\nGröße\u2028\x85, [[no]]\n", "no line end"])


@dataclass
class Written:
    """An archive as its authors wrote it: the text of each file, by path."""

    names: list[str]
    texts: dict[str, str]
    line_end: str


def quoted(name: str, draw: st.DrawFn) -> str:
    """A name in quotes of some kind, or in none where YAML lets it stand."""
    plain = [name] if yaml_text(name) else []
    return draw(st.sampled_from([*plain, f"'{name}'", f'"{name}"']))


def yaml_text(name: str) -> bool:
    try:
        return bool(yaml.safe_load(name) == name)
    except ValueError:
        return False


def list_of(names: list[str], draw: st.DrawFn, indent: str) -> str:
    """What stands behind a key whose value is a list of names."""
    entries = [quoted(name, draw) for name in names]
    style = draw(st.sampled_from(["flow", "loose", "lines", "block", "indented"] if names else ["flow"]))
    if style == "flow":
        return f" [{', '.join(entries)}]{draw(REMARKS)}\n"
    if style == "loose":
        return f"   [ {' ,  '.join(entries)} ]\n"
    if style == "lines":
        lines = [f"{indent}    {entry},{draw(REMARKS)}\n" for entry in entries]
        return f" [\n{''.join(lines)}{indent}  ]\n"
    dash = f"{indent}- " if style == "block" else f"{indent}    -   "
    return "\n" + "".join(f"{dash}{entry}{draw(REMARKS)}\n{draw(OWN_LINES)}" for entry in entries)


def citation(name: str, draw: st.DrawFn) -> str:
    entry = quoted(name, draw)
    return draw(
        st.sampled_from(
            [
                f"  - factor: {entry}\n",
                f"  - how: 'It was {name}.'\n    factor: {entry}  # why\n",
                f"  - {{factor: {entry}, layer: trigger}}\n",
                f"  -   {{ layer: trigger,factor: {entry} }}   # why\n",
                f"  - factor:\n      {entry}\n    layer: trigger\n",
            ]
        )
    )


@st.composite
def archives(draw: st.DrawFn) -> Written:
    names = draw(st.lists(OLD_NAMES, min_size=3, max_size=5, unique=True))
    texts: dict[str, str] = {}
    for name in names:
        others = [other for other in names if other != name]
        aliases = (
            draw(st.lists(st.sampled_from(["al-one", "al-two"]), unique=True, max_size=2)) if name == names[0] else []
        )
        keys = [f"title: The {len(texts)}.\n", f"definition: >\n  Of {name}\n  and others.\n"]
        if draw(st.booleans()):
            keys.append(f"aliases:{list_of(aliases, draw, '')}" if aliases else "aliases:  # none yet\n")
        if name != names[0] and draw(st.booleans()):
            keys.append(f"broader: {quoted(draw(st.sampled_from(others)), draw)}\n")
        texts[FACTOR.format(name)] = document("".join(draw(st.permutations(keys))), draw)
    for i in range(draw(st.integers(1, 4))):
        cited = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        answered = draw(st.lists(st.sampled_from(names), unique=True))
        keys = [
            f"title: Number {i}\n",
            "contributing_factors:\n" + "".join(citation(name, draw) for name in cited),
            f"action_items:\n  - action: Watch it\n    factors:{list_of(answered, draw, '    ')}    owner: us\n",
            f"trigger: {quoted(names[0] + '-', draw)}\n# {names[0]}\n\n",
        ]
        texts[f"postmortems/2026/2026-03-{i + 10}-a.md"] = document("".join(draw(st.permutations(keys))), draw)
    return Written(names, texts, draw(LINE_ENDS))


def document(matter: str, draw: st.DrawFn) -> str:
    return f"---\n{matter}---\n{draw(BODIES)}"


@contextmanager
def on_disk(archive: Written) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        for path, text in archive.texts.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.replace("\n", archive.line_end).encode())
        yield Path(folder)


def parsed(content: bytes) -> tuple[Any, bytes]:
    """Front matter as PyYAML alone reads it, and the bytes below."""
    matter, below = re.fullmatch(rb"---\r?\n(.*?\n)---(.*)", content, re.DOTALL).groups()  # type: ignore[union-attr]
    return yaml.safe_load(matter.replace(b"\xc2\x85", b" ")), below


def expected(fields: dict[str, Any], old: set[str], new: str) -> dict[str, Any]:
    """What front matter should say after a change: the new name wherever an old one is cited, in a list once."""

    def named(name: str) -> str:
        return new if name in old else name

    fields = dict(fields)
    if "broader" in fields:
        fields["broader"] = named(fields["broader"])
    for key in ("contributing_factors", "action_items"):
        fields = {**fields, key: [dict(entry) for entry in fields[key]]} if key in fields else fields
    for entry in fields.get("contributing_factors", ()):
        entry["factor"] = named(entry["factor"])
    for entry in fields.get("action_items", ()):
        entry["factors"] = list(dict.fromkeys(map(named, entry["factors"])))
    return fields


@examples
@given(archives())
def test_a_rename_says_the_same_with_another_name(archive: Written) -> None:
    old = archive.names[0]
    with on_disk(archive) as root:
        before = files(root)
        rename_in(root, old, NEW)
        after = files(root)
    moved = after.pop(FACTOR.format(NEW))
    for path, content in after.items():
        fields, below = parsed(before[path])
        assert parsed(content) == (expected(fields, {old}, NEW), below)
        lines, other_lines = (text.splitlines(keepends=True) for text in (before[path], content))
        assert all(old in one.decode() for one, other in zip(lines, other_lines, strict=True) if one != other)
        assert before[path].count(b"\r") == content.count(b"\r")
    fields, below = parsed(before[FACTOR.format(old)])
    assert parsed(moved) == ({**expected(fields, {old}, NEW), "aliases": [*(fields.get("aliases") or []), old]}, below)


@examples
@given(archives().filter(lambda archive: yaml_text(archive.names[0]) and archive.names[0] != "1e3"))
def test_renaming_back_gives_back_every_postmortem_to_the_byte(archive: Written) -> None:
    old = archive.names[0]
    with on_disk(archive) as root:
        before = files(root)
        rename_in(root, old, NEW)
        rename_in(root, NEW, old)
        after = files(root)
        aliases = read_in(root).vocabulary.by_slug[old].aliases
    own = FACTOR.format(old)
    assert {**after, own: b""} == {**before, own: b""}
    assert NEW in aliases
    assert old not in aliases


@examples
@given(archives())
def test_a_merger_says_the_same_of_the_other_factor(archive: Written) -> None:
    old, into = archive.names[0], archive.names[-1]
    with on_disk(archive) as root:
        assume(parsed(files(root)[FACTOR.format(into)])[0].get("broader") != old)
        before, archived = files(root), read_in(root)
        names = {old, *archived.vocabulary.by_slug[old].aliases}
        merge_in(root, old, into)
        after = files(root)
        found = read_in(root)
    assert set(after) == set(before)
    for path, content in after.items():
        fields, below = parsed(before[path])
        wanted = expected(fields, names, into)
        if path == FACTOR.format(old):
            wanted["merged_into"] = into
        got, got_below = parsed(content)
        for entry in got.get("action_items", ()):  # a name on one line with a remark may stay
            entry["factors"] = sorted({into if name in names else name for name in entry["factors"]})
        for entry in wanted.get("action_items", ()):
            entry["factors"].sort()
        assert (got, got_below) == (wanted, below)
        assert before[path].count(b"\r\n") - content.count(b"\r\n") in (
            0,
            before[path].count(b"\n") - content.count(b"\n"),
        )
    assert not found.by_factor[old]
    met = {o.postmortem.id for name in (old, into) for o in archived.by_factor[name]}
    assert {occurrence.postmortem.id for occurrence in found.by_factor[into]} == met

"""All files or none: whatever comes in between, every file is as before and nothing is left lying about."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_postmortems.edits import Change, EditError, merge, rename, write
from tests.builders import write_tree
from tests.edits.builders import FACTOR, described, files, incident, read_in

OLD, NEW = FACTOR.format("slow-disk"), FACTOR.format("slow-storage")
CITED = incident("contributing_factors: [{factor: slow-disk}]\n")
INCIDENTS = [f"postmortems/2026/2026-01-0{i}-b.md" for i in range(1, 6)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    overlay = "2026/2026-01-01-b.md: {action_items: [{action: Watch, factors: [slow-disk]}]}\n"
    tree = {OLD: described("title: Slow disk\n"), "postmortems/overlay.yml": overlay}
    return write_tree(tmp_path, {**tree, **dict.fromkeys(INCIDENTS, CITED)})


def failing_at(
    count: int, real: Callable[..., object], error: BaseException, *, ever_after: bool
) -> Callable[..., object]:
    """A function that does its work until it is called for the nth time."""
    calls = 0

    def failing(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == count or (ever_after and calls > count):
            raise error
        return real(*arguments, **options)

    return failing


DISK_FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("ever_after", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("count", range(1, 8))
def test_when_one_of_seven_files_cannot_be_put_in_place_all_are_as_before(
    root: Path, monkeypatch: pytest.MonkeyPatch, count: int, ever_after: bool
) -> None:
    before = files(root)
    edit = rename(read_in(root), root, "slow-disk", "slow-storage")
    assert len(edit.changes) == 7
    monkeypatch.setattr(os, "replace", failing_at(count, os.replace, DISK_FULL, ever_after=ever_after))
    with pytest.raises(EditError) as refused:
        write(root, edit.changes)
    at = edit.changes[count - 1]
    assert refused.value.message == f"{at.new_path or at.path} cannot be written: No space left on device"
    assert refused.value.outcome == "nothing was changed"
    assert files(root) == before


@pytest.mark.parametrize("count", [1, 4, 7])
def test_when_a_file_cannot_be_prepared_nothing_is_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    before = files(root)
    edit = rename(read_in(root), root, "slow-disk", "slow-storage")
    monkeypatch.setattr(Path, "write_bytes", failing_at(count, Path.write_bytes, DISK_FULL, ever_after=True))
    with pytest.raises(EditError, match="cannot be written: No space left on device"):
        write(root, edit.changes)
    assert files(root) == before


def test_when_the_old_file_of_a_factor_cannot_be_taken_away_the_new_one_goes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(root)
    edit = rename(read_in(root), root, "slow-disk", "slow-storage")
    monkeypatch.setattr(Path, "unlink", failing_at(1, Path.unlink, PermissionError(1, "Not yours"), ever_after=False))
    with pytest.raises(EditError, match=f"{NEW} cannot be written: Not yours"):
        write(root, edit.changes)
    assert files(root) == before


@pytest.mark.parametrize("count", [1, 4, 7])
def test_somebody_who_loses_patience_finds_every_file_as_before(
    root: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    before = files(root)
    edit = rename(read_in(root), root, "slow-disk", "slow-storage")
    monkeypatch.setattr(os, "replace", failing_at(count, os.replace, KeyboardInterrupt(), ever_after=False))
    with pytest.raises(KeyboardInterrupt):
        write(root, edit.changes)
    assert files(root) == before


def test_a_file_that_cannot_be_put_back_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit = merge(read_in(root), root, "slow-disk", "monitoring-gap")
    monkeypatch.setattr(os, "replace", failing_at(2, os.replace, DISK_FULL, ever_after=True))
    real = Path.write_bytes

    def full(file: Path, content: bytes) -> int:
        if file.suffix == ".md":
            raise DISK_FULL
        return real(file, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EditError) as refused:
        write(root, edit.changes)
    assert refused.value.outcome == f"could not be put back: {INCIDENTS[0]}"


# ------------------------------------------------------------------ between reading and writing


def changed(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"A word more.\n")


def gone(file: Path) -> None:
    file.unlink()


def no_text(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")


BETWEEN = pytest.mark.parametrize("happens", [changed, gone, no_text])
ANY_FILE = pytest.mark.parametrize("path", [INCIDENTS[0], INCIDENTS[4], OLD, "postmortems/overlay.yml"])


@BETWEEN
@ANY_FILE
def test_a_file_changed_before_it_is_written_stops_all_of_it(
    root: Path, happens: Callable[[Path], None], path: str
) -> None:
    edit = rename(read_in(root), root, "slow-disk", "slow-storage")
    happens(root / path)
    before = files(root)
    with pytest.raises(EditError) as refused:
        write(root, edit.changes)
    assert refused.value.message == f"{path} was changed meanwhile"
    assert refused.value.hint == "run the command again"
    assert files(root) == before


@BETWEEN
@ANY_FILE
def test_a_file_changed_since_the_archive_was_read_stops_all_of_it(
    root: Path, happens: Callable[[Path], None], path: str
) -> None:
    archive = read_in(root)
    happens(root / path)
    before = files(root)
    with pytest.raises(EditError, match=f"^{path} (was changed meanwhile|cannot be read: No such file or directory)$"):
        rename(archive, root, "slow-disk", "slow-storage")
    assert files(root) == before


def test_a_file_that_may_not_be_read_any_more_stops_all_of_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, before, real = read_in(root), files(root), Path.read_bytes

    def forbidden(file: Path) -> bytes:
        if file.name == Path(INCIDENTS[2]).name:
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return real(file)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", forbidden)
        with pytest.raises(EditError, match=f"^{INCIDENTS[2]} cannot be read: Permission denied$"):
            rename(archive, root, "slow-disk", "slow-storage")
    assert files(root) == before


def test_a_file_that_may_not_be_read_at_all_is_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = files(root), Path.read_bytes

    def forbidden(file: Path) -> bytes:
        if file.name == Path(INCIDENTS[2]).name:
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return real(file)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", forbidden)
        write(root, rename(read_in(root), root, "slow-disk", "slow-storage").changes)
    untouched = {path for path in before if files(root).get(path) == before[path]}
    assert untouched & {OLD, *INCIDENTS} == {INCIDENTS[2]}


def test_a_file_that_came_up_under_the_new_name_is_not_written_over(root: Path) -> None:
    edit = rename(read_in(root), root, "slow-disk", "slow-storage")
    (root / NEW).write_text("somebody's work")
    before = files(root)
    with pytest.raises(EditError, match=f"{NEW} is there already"):
        write(root, edit.changes)
    assert files(root) == before


# ------------------------------------------------------------------ what else there is to a file


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_files_keep_their_permissions_moved_or_not(root: Path, mode: int) -> None:
    for path in (OLD, INCIDENTS[0]):
        (root / path).chmod(mode)
    write(root, rename(read_in(root), root, "slow-disk", "slow-storage").changes)
    assert [(root / path).stat().st_mode & 0o777 for path in (NEW, INCIDENTS[0])] == [mode, mode]


def test_a_link_inside_the_archive_stays_a_link(root: Path) -> None:
    link = root / "postmortems/2026/2026-01-09-link.md"
    link.symlink_to(root / INCIDENTS[0])
    write(root, rename(read_in(root), root, "slow-disk", "slow-storage").changes)
    assert link.is_symlink()
    assert (
        link.read_bytes()
        == (root / INCIDENTS[0]).read_bytes()
        == CITED.replace("slow-disk", "slow-storage", 1).encode()
    )


def test_hidden_files_that_lie_beside_stay(root: Path) -> None:
    mine = (root / INCIDENTS[0]).with_name(f".{Path(INCIDENTS[0]).name}.new")
    mine.write_text("mine")
    write(root, rename(read_in(root), root, "slow-disk", "slow-storage").changes)
    assert mine.read_text() == "mine"


# ------------------------------------------------------------------ the diff


def test_a_diff_shows_what_goes_and_what_comes() -> None:
    change = Change("a.md", "1\nold\n3\n", "1\nnew\n3\n")
    assert change.diff() == "--- a/a.md\n+++ b/a.md\n@@ -2 +2 @@\n-old\n+new\n"
    assert change.lines == 1


def test_a_diff_of_a_file_that_moves_shows_both_paths() -> None:
    assert Change("a.md", "1\n", "2\n", "b.md").diff().startswith("--- a/a.md\n+++ b/b.md\n")


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("1\n2\n", "1\n", 1),
        ("1\n", "1\n2\n", 1),
        ("1\n2\n3\n", "4\n", 3),
        ("1\r\n2\r\n", "1\r\n3\r\n", 1),
        ("a\x0cb\u2028c\n2\n", "a\x0cb\u2028d\n2\n", 1),
        ("1", "1", 0),
    ],
)
def test_lines_that_are_new_gone_or_other_are_counted(before: str, after: str, lines: int) -> None:
    assert Change("a.md", before, after).lines == lines


def test_every_line_of_a_diff_ends() -> None:
    assert Change("a.md", "old", "new").diff() == "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-old\n+new\n"

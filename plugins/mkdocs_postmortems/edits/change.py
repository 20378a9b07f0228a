"""A file before and after, and writing many of them as one."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path


class EditError(Exception):
    """Why nothing was changed: what is in the way, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Change:
    """One file: its text before, and after. `new_path` where it moves. Paths start in the folder of `mkdocs.yml`."""

    path: str
    before: str
    after: str
    new_path: str | None = None

    @property
    def lines(self) -> int:
        """How many lines are new or other than they were."""
        return sum(line.startswith("+") for line in self._diff()[2:])

    def diff(self) -> str:
        """What `git diff` would show."""
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in self._diff())

    def _diff(self) -> list[str]:
        before, after = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return list(unified_diff(before, after, f"a/{self.path}", f"b/{self.new_path or self.path}", n=0))


def write(root: Path, changes: Sequence[Change]) -> None:
    """Write all of them or none. Raises `EditError` when a file is not what it was when it was read, or cannot be
    written; then every file is as before."""
    for change in changes:
        if _read(root / change.path) != change.before:
            raise EditError(f"{change.path} was changed meanwhile", "run the command again")
        if change.new_path and (root / change.new_path).exists():
            raise EditError(f"{change.new_path} is there already", "choose another name, or merge the two")
    ready: list[tuple[Change, Path]] = []
    done: list[Change] = []
    try:
        for change in changes:
            ready.append((change, _beside(root / (change.new_path or change.path), change.after)))
        for change, file in ready:
            done.append(change)
            os.replace(file, root / (change.new_path or change.path))
            if change.new_path:
                (root / change.path).unlink()
    except OSError as error:
        for change in done:
            _put_back(root, change)
        raise EditError(f"{error.filename or 'a file'} cannot be written: {error.strerror or error}") from None
    finally:
        for _, file in ready:
            file.unlink(missing_ok=True)


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None


def _beside(file: Path, text: str) -> Path:
    """The new text in a file beside the one it will take the place of, with the same permissions."""
    ready = file.with_name(f".{file.name}.new")
    ready.write_bytes(text.encode())
    with suppress(OSError):
        ready.chmod(file.stat().st_mode & 0o777)
    return ready


def _put_back(root: Path, change: Change) -> None:
    with suppress(OSError):
        if change.new_path:
            (root / change.new_path).unlink(missing_ok=True)
        (root / change.path).write_bytes(change.before.encode())

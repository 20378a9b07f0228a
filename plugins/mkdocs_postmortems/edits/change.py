"""A file before and after, and writing many of them as one."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from shutil import copymode
from tempfile import mkstemp


class EditError(Exception):
    """Why nothing was changed: what is in the way, and what to do about it. `outcome` says how the files are now."""

    def __init__(self, message: str, hint: str = "", outcome: str = "nothing was changed") -> None:
        super().__init__(message)
        self.message, self.hint, self.outcome = message, hint, outcome


@dataclass(frozen=True, slots=True)
class Change:
    """One file: its text before, and after. `new_path` where it moves. Paths start in the folder of `mkdocs.yml`."""

    path: str
    before: str
    after: str
    new_path: str | None = None

    @property
    def lines(self) -> int:
        """How many lines are new, gone, or other than they were."""
        signs = [line[:1] for line in self._diff()[2:]]
        return max(signs.count("+"), signs.count("-"))

    def diff(self) -> str:
        """What `git diff` would show."""
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in self._diff())

    def _diff(self) -> list[str]:
        before, after = _lines(self.before), _lines(self.after)
        return list(unified_diff(before, after, f"a/{self.path}", f"b/{self.new_path or self.path}", n=0))


def write(root: Path, changes: Sequence[Change]) -> None:
    """Write all of them or none. Raises `EditError` when a file is not what it was when it was read, or cannot be
    written; then every file is as before."""
    for change in changes:
        if _read(root / change.path) != change.before:
            raise EditError(f"{change.path} was changed meanwhile", "run the command again")
        if change.new_path and (root / change.new_path).exists():
            raise EditError(f"{change.new_path} is there already", "choose another name, or merge the two")
    ready: list[Path] = []
    done: list[Change] = []
    at = ""
    try:
        for change in changes:
            at = change.new_path or change.path
            ready.append(_file_beside(root / change.path))
            ready[-1].write_bytes(change.after.encode())
            copymode(root / change.path, ready[-1])
        for change, file in zip(changes, ready, strict=True):
            at = change.new_path or change.path
            done.append(change)
            os.replace(file, root / change.new_path if change.new_path else (root / change.path).resolve())
            if change.new_path:
                (root / change.path).unlink()
    except BaseException as error:  # also when somebody loses patience
        lost = [change.path for change in done if not _put_back(root, change)]
        if isinstance(error, OSError):
            outcome = f"could not be put back: {', '.join(lost)}" if lost else "nothing was changed"
            raise EditError(f"{at} cannot be written: {error.strerror or error}", outcome=outcome) from None
        raise
    finally:
        for file in ready:
            file.unlink(missing_ok=True)


def _lines(text: str) -> list[str]:
    """Lines as programs that compare files have them, which know one line end."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [line for line in text.split("\n")[-1:] if line]


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None


def _file_beside(file: Path) -> Path:
    """A new file in the folder of another one, whose place it can take in one step."""
    number, name = mkstemp(prefix=".", suffix=".new", dir=file.resolve().parent)
    os.close(number)
    return Path(name)


def _put_back(root: Path, change: Change) -> bool:
    """Let a file be as before, and say whether it is."""
    if change.new_path:
        with suppress(OSError):
            os.replace(root / change.new_path, root / change.path)
    with suppress(OSError):
        if change.new_path:
            (root / change.new_path).unlink(missing_ok=True)
        if _read(root / change.path) != change.before:
            (root / change.path).write_bytes(change.before.encode())
    return _read(root / change.path) == change.before

"""A baseline: what was found when an old archive switched the checks on. Only what is new is reported from then on.

The file says path, rule and message of each finding, the message without its numbers, so that moved lines and passing
days change nothing in it and a reviewer can read what is put up with.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.fingerprints import Identity, identity
from mkdocs_postmortems.settings import SettingsError

VERSION = 1


@dataclass(frozen=True)
class Baseline:
    """How often each finding was there; nothing, where there is no file."""

    known: Mapping[Identity, int] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> "Baseline":
        """Raises `SettingsError` when the file is there and is no baseline."""
        if not file.is_file():
            return cls()
        try:
            return cls(Counter(_identities(json.loads(file.read_bytes()))))
        except (OSError, ValueError, RecursionError):
            hint = "write it anew with --update-baseline, or restore it from git"
            raise SettingsError([("checks_baseline", f"{file.name} is no baseline; {hint}")]) from None

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that were not there; of more than there were, the last."""
        left = Counter(self.known)
        found = []
        for finding in findings:
            same = identity(finding)
            if left[same] > 0:
                left[same] -= 1
            else:
                found.append(finding)
        return found

    def gone(self, findings: Iterable[Finding]) -> int:
        """How many of the known ones are no longer found."""
        return (Counter(self.known) - Counter(map(identity, findings))).total()


def write(file: Path, findings: Iterable[Finding]) -> None:
    """Write down every finding as known."""
    by_path: dict[str, dict[str, list[str]]] = {}
    for path, id_, message in sorted(map(identity, findings)):
        by_path.setdefault(path, {}).setdefault(id_, []).append(message)
    known = {"version": VERSION, "findings": by_path}
    file.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", errors="replace")


def _identities(content: Any) -> Iterable[Identity]:
    """Every finding of a file; raises `ValueError` when it is of another form."""
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise ValueError("no baseline of this version")
    for path, by_rule in _items(content.get("findings")):
        for id_, messages in _items(by_rule):
            if not isinstance(messages, list):
                raise ValueError("no list of messages")
            yield from ((path, id_, str(message)) for message in messages)


def _items(value: Any) -> Iterable[tuple[str, Any]]:
    if not isinstance(value, dict):
        raise ValueError("no mapping")
    return value.items()

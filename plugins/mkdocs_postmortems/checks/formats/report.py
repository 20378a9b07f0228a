"""What a format is given to write down."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.rule import Rule
from mkdocs_postmortems.checks.source_lines import SourceLine

TOOL = "postmortems"

_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Report:
    """Findings in their order, the rules behind them, the version of this package, and the files' own lines.

    Half of a surrogate pair, which a YAML escape or a file name can hold, cannot be written as UTF-8; it is replaced.
    """

    findings: Sequence[Finding]
    rules: Sequence[Rule[Any]]
    version: str
    source_line: SourceLine

    def __post_init__(self) -> None:
        object.__setattr__(self, "findings", tuple(map(_writable, self.findings)))

    @property
    def rules_by_id(self) -> Mapping[str, Rule[Any]]:
        return {rule.id: rule for rule in self.rules}


def with_hint(finding: Finding, between: str) -> str:
    """The message and what to do, for readers that have one place for both."""
    return between.join(filter(None, (finding.message, finding.hint)))


def _writable(finding: Finding) -> Finding:
    try:
        f"{finding.path}{finding.message}{finding.hint}".encode()
    except UnicodeEncodeError:
        return replace(finding, path=_whole(finding.path), message=_whole(finding.message), hint=_whole(finding.hint))
    return finding


def _whole(text: str) -> str:
    return _HALF_PAIR.sub("\ufffd", text)

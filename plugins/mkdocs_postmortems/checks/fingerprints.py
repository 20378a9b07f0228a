"""When two findings are the same finding, though the file has changed around them."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable

from mkdocs_postmortems.checks.finding import Finding

Identity = tuple[str, str, str]

_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])")
"""A number by itself, which counts lines or days, and not the 1 of A1."""


def identity(finding: Finding) -> Identity:
    """Path, rule and message, the message without its numbers: those count lines and days, and move."""
    return finding.path, finding.id, _NUMBER.sub("#", finding.message)


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One for each finding, unique among them; those with the same identity are numbered in their order."""
    so_far: Counter[Identity] = Counter()
    result = []
    for finding in findings:
        same = identity(finding)
        so_far[same] += 1
        result.append(_digest(same, so_far[same]))
    return result


def _digest(same: Identity, number: int) -> str:
    return hashlib.sha256(json.dumps([*same, number]).encode()).hexdigest()[:32]

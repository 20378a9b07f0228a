"""Findings of every shape, the rules behind them, and the schemas of those who read them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.formats import Report
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def _check(_: Postmortem) -> Iterator[Problem]:
    yield from ()


RULES = (
    Rule(
        id="PM301",
        name="unknown-factor",
        level=Level.ERROR,
        rationale="""
            A factor outside the vocabulary is "shared" with nobody,
            so `patterns` cannot see it.
        """,
        citation=Citation("A book, ch. 1: 100 % [sic]", "https://example.org/book?chapter=1&part=2"),
        bad="contributing_factors:\n  - factor: stale-cash",
        good="contributing_factors:\n  - factor: stale-cache",
        looks_at=Postmortem,
        check=_check,
    ),
    Rule(
        id="PM205",
        name="incident-without-severity",
        level=Level.WARNING,
        rationale="What has no severity is left out of every comparison.",
        citation=Citation("Another book", "https://example.org/other"),
        bad="severity:",
        good="```yaml\nseverity: SEV3\n```",
        looks_at=Postmortem,
        check=_check,
    ),
)

STALE = "postmortems/2026/2026-03-14-stale-leader.md"
NIGHT = "postmortems/2026/Büro bei Nacht, 50%: 漢字.md"

FILES: Mapping[str, str] = {
    STALE: "\n".join(
        [
            "---",
            "title: The writes stalled",
            "contributing_factors:",
            "  - factor: stale-cash",
            "\t- how:\t漢字 and 🦊 wrote [red]twice[/red]",
            "",
            f"summary: {'It began with a restart that nobody had asked for, ' * 4}then {'went on and on ' * 12}",
            "a bell \x07 and an escape \x1b[31m in a line",
            "---",
        ]
    ),
    NIGHT: "---\ntitle: 夜の漢字 🦊 fox\n---\n",
}

FINDINGS = (
    Finding(NIGHT, 2, 13, "PM205", "incident-without-severity", Level.WARNING, "the fox 🦊 has no severity", "say one"),
    Finding(NIGHT, 4, 1, "PM101", "unlisted-rule", Level.ADVICE, "100% done: a, b; c", "50%25, not 50%"),
    Finding(STALE, 2, 1, "PM205", "incident-without-severity", Level.WARNING, "gone for 3 days", "say so"),
    Finding(STALE, 2, 1, "PM205", "incident-without-severity", Level.WARNING, "gone for 14 days", "say so"),
    Finding(
        STALE,
        4,
        13,
        "PM301",
        "unknown-factor",
        Level.ERROR,
        'unknown contributing factor "stale-cash"',
        'did you mean "stale-cache"?',
    ),
    Finding(
        STALE, 5, 12, "PM301", "unknown-factor", Level.ERROR, "[red]no[/red] factor [link=x]", "a [b]bold[/b] hint"
    ),
    Finding(STALE, 6, 1, "PM301", "unknown-factor", Level.ERROR, "two\nlines\r\nof message", "and two\nof hint"),
    Finding(STALE, 7, 210, "PM301", "unknown-factor", Level.ADVICE, "far to the right::error file=x::", ""),
    Finding(STALE, 8, 8, "PM301", "unknown-factor", Level.ERROR, "rings \x07 and turns \x1b[31mred", "delete it"),
    Finding(STALE, 99, 5, "PM301", "unknown-factor", Level.ADVICE, "a line that is not there", "look again"),
    Finding("gone.md", 1, 1, "PM301", "unknown-factor", Level.ERROR, "a file that is not there", "C:\\look, again"),
)
"""What a format has to carry: percent signs, colons, commas, quotes, line ends, markup, control characters, scripts."""


def report(findings: Iterable[Finding] = FINDINGS, files: Mapping[str, str] = FILES) -> Report:
    def source_line(path: str, line: int) -> str | None:
        lines = files.get(path, "").split("\n")
        return lines[line - 1] if path in files and 1 <= line <= len(lines) else None

    return Report(tuple(findings), RULES, "1.2.3", source_line)


def finding(message: str = "it is so", **differing: Any) -> Finding:
    usual = {"path": STALE, "line": 4, "column": 13, "hint": "do this", "level": Level.ERROR}
    return Finding(**{**usual, "id": "PM301", "name": "unknown-factor", "message": message, **differing})


def no_line(_path: str, _line: int) -> str | None:
    return None


@cache
def schema(name: str) -> Validator:
    """What validates against one of the schemas beside the tests."""
    written = json.loads((Path(__file__).parent / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    kind = validator_for(written)
    kind.check_schema(written)
    return kind(written)


def complaints(name: str, instance: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in schema(name).iter_errors(instance)]


NASTY = st.sampled_from(
    ["%", ":", ",", "=", ";", "\r", "\n", "\t", "[/]", "%0A", "%25", "::", "\u2028", "\x1b[31m", "漢"]
)
WORDS = st.lists(st.one_of(st.text(), NASTY), max_size=5).map("".join)
SAID = WORDS.filter(bool)
FOUND = st.builds(
    Finding,
    path=SAID,
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**6),
    id=st.sampled_from(["PM301", "PM205", "PM999"]),
    name=st.sampled_from(["unknown-factor", "incident-without-severity"]),
    level=st.sampled_from(Level),
    message=SAID,
    hint=WORDS,
)
"""Any finding whose message says something."""

"""Lines that nobody writes by hand: rules that look for words still say where and what, and come to an end."""

from pathlib import Path

import pytest

from mkdocs_postmortems.checks import run
from tests.builders import analysis, postmortem_text

MAIN = "postmortems/2026/2026-03-14-stale-leader.md"
TOKENS = (
    "1 ", "a:", "(", "TODO ", "|", "12:", "- ", "[", "](", "`", "from ", "between 1 ", "1.1.", "1,", "12:30 ", "<", "*",
    "![", "describe ", "was later ", "times ", "? ", "a. ", "{", "> ", "\\", "\n- 09:12 ", "\n| 09:12 | a |",
)  # fmt: skip


@pytest.mark.parametrize("token", TOKENS)
def test_endless_lines_are_read_to_their_end(token: str, tmp_path: Path) -> None:
    line = token * (6_000 // len(token)) + "\n\nThe old leader came back. TODO"
    text = postmortem_text({"Summary": line, "Impact": line, "Timeline": line}, trigger=line, impact=[line])
    findings = run(analysis(tmp_path, {MAIN: text}))
    last = text.count("\n") + 1
    assert all(1 <= finding.line <= last for finding in findings if finding.path == MAIN)
    unfinished = [finding for finding in findings if finding.name == "unfinished-text"]
    assert [finding.message for finding in unfinished if finding.line <= last][-1:] == ['"TODO" is left in the text']

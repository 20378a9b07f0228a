"""Workflow commands, read back as GitHub's runner reads them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.checks import Finding, Level
from mkdocs_postmortems.checks.formats import FORMATS
from tests.checks.formats.builders import FOUND, finding, report

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)", re.DOTALL)
ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Kind, properties and message of each command; a line ends at CR or LF, as for the runner."""
    lines = re.split(r"\r\n|\r|\n", text)
    assert lines.pop() == ""
    return [_command(line) for line in lines]


def _command(line: str) -> tuple[str, dict[str, str], str]:
    match = COMMAND.fullmatch(line)
    assert match, line
    kind, properties, message = match.groups()
    pairs = (pair.split("=", 1) for pair in properties.split(","))
    return kind, {key: unescaped(value) for key, value in pairs}, unescaped(message, but=(":", ","))


def unescaped(text: str, but: tuple[str, ...] = ()) -> str:
    """One replacement after the other, the percent sign last, as the runner does it."""
    for escape, character in ESCAPES.items():
        if character not in but:
            text = text.replace(escape, character)
    return text


KINDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}


@given(found=FOUND)
def test_any_finding_is_one_command_that_reads_back_as_it_was(found: Finding) -> None:
    ((kind, properties, message),) = commands(FORMATS["github"](report([found])))
    assert kind == KINDS[found.level]
    assert properties == {
        "file": found.path,
        "line": str(found.line),
        "col": str(found.column),
        "title": f"{found.id} {found.name}",
    }
    assert message == found.message + (f"\nhint: {found.hint}" if found.hint else "")


@given(findings=st.lists(FOUND, max_size=6))
def test_errors_come_first_and_each_kind_keeps_its_order(findings: list[Finding]) -> None:
    told = commands(FORMATS["github"](report(findings)))
    expected = [found for level in Level for found in findings if found.level is level]
    assert [(kind, properties["file"]) for kind, properties, _ in told] == [
        (KINDS[found.level], found.path) for found in expected
    ]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("100%", "100%25"),
        ("a\nb", "a%0Ab"),
        ("a\r\nb", "a%0D%0Ab"),
        ("%0A", "%250A"),
        ("a: b, c", "a: b, c"),
        ("\n::error::x", "%0A::error::x"),
    ],
)
def test_a_message_is_escaped_as_data(words: str, written: str) -> None:
    assert FORMATS["github"](report([finding(words, hint="")])).endswith(f"::{written}\n")


@pytest.mark.parametrize(
    ("path", "written"), [("a,line=9.md", "a%2Cline=9.md"), ("a::b.md", "a%3A%3Ab.md"), ("50%.md", "50%25.md")]
)
def test_a_path_is_escaped_as_a_property(path: str, written: str) -> None:
    assert f"file={written},line=" in FORMATS["github"](report([finding(path=path)]))

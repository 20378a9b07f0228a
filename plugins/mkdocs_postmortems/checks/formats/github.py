"""For GitHub Actions: workflow commands, which it shows as annotations beside the lines."""

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.formats.report import Report, with_hint
from mkdocs_postmortems.checks.rule import Level

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}

_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    """A line for each finding, errors first: GitHub shows about ten of a kind in a step."""
    by_level = sorted(report.findings, key=lambda finding: finding.level.rank)
    return "".join(f"{_command(finding)}\n" for finding in by_level)


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": finding.line,
        "col": finding.column,
        "title": f"{finding.id} {finding.name}",
    }
    written = ",".join(f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties.items())
    message = with_hint(finding, between="\nhint: ").translate(_IN_DATA)
    return f"::{_COMMANDS[finding.level]} {written}::{message}"

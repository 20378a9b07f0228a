"""For scripts: the findings as they are."""

import json

from mkdocs_postmortems.checks.formats.report import Report

_KEYS = ("path", "line", "column", "id", "name", "level", "message", "hint")


def render(report: Report) -> str:
    """A list of objects, one on a line, in letters of any script."""
    listed = ({key: getattr(finding, key) for key in _KEYS} for finding in report.findings)
    lines = ",\n".join(json.dumps(finding, ensure_ascii=False) for finding in listed)
    return f"[\n{lines}\n]\n" if lines else "[]\n"

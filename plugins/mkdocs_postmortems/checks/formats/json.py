"""For scripts: the findings as they are."""

import json

from mkdocs_postmortems.checks.formats.report import Report

_KEYS = ("path", "line", "column", "id", "name", "level", "message", "hint")


def render(report: Report) -> str:
    """A list of objects, in letters of any script."""
    listed = [{key: getattr(finding, key) for key in _KEYS} for finding in report.findings]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"

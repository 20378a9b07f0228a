"""For reviewdog: one Diagnostic to a line."""

import json
from typing import Any

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.formats.report import TOOL, Report, with_hint
from mkdocs_postmortems.checks.rule import Level

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.ADVICE: "INFO"}


def render(report: Report) -> str:
    """Lines of JSON, in ASCII: so no other character can end a line, for whoever reads them."""
    return "".join(f"{json.dumps(_diagnostic(finding, report))}\n" for finding in report.findings)


def _diagnostic(finding: Finding, report: Report) -> dict[str, Any]:
    start = {"line": finding.line, "column": _byte_column(finding, report)}
    return {
        "message": with_hint(finding, between="\n"),
        "location": {"path": finding.path, "range": {"start": start}},
        "severity": _SEVERITIES[finding.level],
        "source": {"name": TOOL},
        "code": _code(finding, report),
    }


def _byte_column(finding: Finding, report: Report) -> int:
    """The column as reviewdog counts, in bytes of UTF-8; the first where the line is not to be had."""
    line = report.source_line(finding.path, finding.line) or ""
    return len(line[: finding.column - 1].encode(errors="replace")) + 1


def _code(finding: Finding, report: Report) -> dict[str, str]:
    rule = report.rules_by_id.get(finding.id)
    value = {"value": f"{finding.id} {finding.name}"}
    return value | {"url": rule.citation.url} if rule else value

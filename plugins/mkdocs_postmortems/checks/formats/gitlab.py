"""For GitLab: a Code Quality report, which it shows in the merge request."""

import json
from typing import Any

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.fingerprints import fingerprints
from mkdocs_postmortems.checks.formats.report import Report, with_hint
from mkdocs_postmortems.checks.rule import Level

# `critical` and `blocker` are left to what endangers a program: a postmortem does not.
_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.ADVICE: "info"}


def render(report: Report) -> str:
    """A list of objects, in ASCII: it is written to a file, in whatever encoding the shell has."""
    findings = zip(report.findings, fingerprints(report.findings), strict=True)
    return json.dumps([_violation(finding, fingerprint) for finding, fingerprint in findings], indent=2) + "\n"


def _violation(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "description": with_hint(finding, between="; "),
        "check_name": f"{finding.id} {finding.name}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {"path": finding.path.removeprefix("./"), "lines": {"begin": finding.line}},
    }

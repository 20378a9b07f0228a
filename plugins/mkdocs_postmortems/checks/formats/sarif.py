"""For code scanning: SARIF 2.1.0, a standard that code hosts and editors read."""

import json
from collections.abc import Sequence
from textwrap import indent
from typing import Any
from urllib.parse import quote

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.fingerprints import fingerprints
from mkdocs_postmortems.checks.formats.report import TOOL, Report, with_hint
from mkdocs_postmortems.checks.rule import Level, Rule

HOME = "https://mkdocs-postmortems.example/"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}
_ROOT = "%SRCROOT%"

# Not `primaryLocationLineHash`: GitHub works that one out itself, and warns of every value that is not its own.
_FINGERPRINT = "postmortems/v1"


def render(report: Report) -> str:
    """One run, in ASCII: it is written to a file, in whatever encoding the shell has."""
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}, indent=2) + "\n"


def _run(report: Report) -> dict[str, Any]:
    return {
        "tool": {"driver": _driver(report)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of mkdocs.yml."}}},
        "results": _results(report),
    }


def _driver(report: Report) -> dict[str, Any]:
    """Every rule is listed, found or not, so that a reader can tell "nothing found" from "not looked for"."""
    return {
        "name": TOOL,
        "version": report.version,
        "informationUri": HOME,
        "rules": [_descriptor(rule) for rule in report.rules],
    }


def _descriptor(rule: Rule[Any]) -> dict[str, Any]:
    rationale = " ".join(rule.rationale.split())
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ").capitalize()},
        "fullDescription": {"text": rationale},
        "help": {"text": f"{rationale}\n\nSee {rule.citation.title}.", "markdown": _essay(rule, rationale)},
        "helpUri": rule.citation.url,
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _essay(rule: Rule[Any], rationale: str) -> str:
    """The rule in Markdown; its examples are indented rather than fenced, as they may hold fences."""
    source = f"See [{rule.citation.title}]({rule.citation.url})."
    return "\n\n".join([rationale, "Flagged:", _code(rule.bad), "Passes:", _code(rule.good), source])


def _code(text: str) -> str:
    return indent(text, "    ")


def _results(report: Report) -> list[dict[str, Any]]:
    findings = zip(report.findings, fingerprints(report.findings), strict=True)
    return [_result(finding, fingerprint, report.rules) for finding, fingerprint in findings]


def _result(finding: Finding, fingerprint: str, rules: Sequence[Rule[Any]]) -> dict[str, Any]:
    return {
        "ruleId": finding.id,
        "ruleIndex": next((i for i, rule in enumerate(rules) if rule.id == finding.id), -1),
        "level": _LEVELS[finding.level],
        "message": {"text": with_hint(finding, between="\n")},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _location(finding: Finding) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(finding.path), "uriBaseId": _ROOT},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }

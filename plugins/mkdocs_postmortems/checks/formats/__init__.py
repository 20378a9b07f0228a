"""Findings as people, scripts and code hosts want to read them."""

from collections.abc import Callable, Mapping

from mkdocs_postmortems.checks.formats import github, gitlab, json, rdjsonl, sarif, text
from mkdocs_postmortems.checks.formats.report import Report

Format = Callable[[Report], str]
"""From findings to a text that ends in a newline, or is empty where nothing is the right thing to say."""

FORMATS: Mapping[str, Format] = {
    "text": text.render,
    "json": json.render,
    "github": github.render,
    "sarif": sarif.render,
    "gitlab": gitlab.render,
    "rdjsonl": rdjsonl.render,
}
"""Every format by the name `postmortems check --format` knows it under."""

__all__ = ["FORMATS", "Format", "Report"]

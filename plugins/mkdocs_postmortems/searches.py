"""Searches that a site offers ready-made: what the search page is asked, as its address holds it."""

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode

from mkdocs_postmortems.model.vocabulary import FactorType, IncidentKind, Severity
from mkdocs_postmortems.near_matches import did_you_mean

KEYS = ("q", "severity", "kind", "service", "factor", "type", "organization", "year", "actions", "sort")
"""What a search can be asked; all but the words and the order may be there several times."""

VALUES = {
    "severity": (*Severity, "not-graded"),
    "kind": (*IncidentKind,),
    "type": (*FactorType,),
    "actions": ("open", "open-p0", "overdue", "done", "verified", "dropped", "unknown"),
    "sort": ("relevance", "newest", "oldest"),
}
"""The closed lists among them."""

THIS_YEAR, LAST_YEAR = "{this_year}", "{last_year}"

_YEAR = re.compile(rf"[0-9]{{4}}|{re.escape(THIS_YEAR)}|{re.escape(LAST_YEAR)}")


def checked(query: str) -> str:
    """The query of a ready-made search, as a site wrote it. Raises `ValueError` with what to write instead."""
    asked = parse_qsl(query.strip().removeprefix("?"), keep_blank_values=True)
    if not asked:
        raise ValueError("a search is written as q=certificate, or kind=near-miss&year={this_year}")
    for key, value in asked:
        if key not in KEYS:
            raise ValueError(f'nothing is searched by "{key}"; {did_you_mean(key, KEYS)}')
        if key in VALUES and value not in VALUES[key]:
            raise ValueError(f'"{value}" is no value of {key}; {did_you_mean(value, VALUES[key])}')
        if key == "year" and not _YEAR.fullmatch(value):
            raise ValueError(f'"{value}" is no value of year; it is written as 2026, {THIS_YEAR} or {LAST_YEAR}')
    return urlencode(asked, safe="{}")


def as_of(query: str, today: date) -> str:
    """The same with the years that are meant."""
    return query.replace(THIS_YEAR, str(today.year)).replace(LAST_YEAR, str(today.year - 1))

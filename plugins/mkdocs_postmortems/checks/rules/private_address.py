"""PM803 private-address."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.private_hosts import SUFFIXES, as_suffixes, is_private_address, private_names
from mkdocs_postmortems.checks.rule import Citation, Level, Option, Problem, Rule
from mkdocs_postmortems.source import Source

_IPV4 = re.compile(r"1(?<![\w.]1)(?:0|72|92|69|98)(?:\.\d{1,3}){3}(?!\.?\w|-[A-Za-z])(?:/\d\d?)?")
_IPV6_GROUP = re.compile(r":(?<=[fF][c-eC-E][0-9a-fA-F]{2}:)")
_IPV6 = re.compile(
    r"(?<![\w:.])f(?:[cd]|e(?=[89ab]))[0-9a-f]{2}:[0-9a-f:.]{0,40}(?:[0-9a-f]|(?<=:):)(?![\w:])(?:/\d{1,3})?",
    re.IGNORECASE,
)
"""The first two begin with a plain character, which is found fast."""

_RANGE = re.compile(
    r"(?:10\.0\.0\.0(?:/8)?|172\.16\.0\.0(?:/12)?|(?:192\.168|169\.254)\.0\.0(?:/16)?|f[cd]00::/[78]|fe80::/(?:10|64))\Z"
)
_VERSION = re.compile(r"\b(?:version|release|build)s?[ :]{0,2}\Z", re.IGNORECASE)
_LINK = re.compile(r"https?://(?:[^\s/@]*@)?\[?\Z", re.IGNORECASE)


def check(source: Source, suffixes: tuple[str, ...]) -> Iterator[Problem]:
    text = source.text
    for found in _addresses(text):
        if not _follows(_LINK, found):
            yield _problem(source, found, "is a private address")
    for found in private_names(text, (*SUFFIXES, *as_suffixes(suffixes))):
        if not (_follows(_LINK, found) and found.group().lower().endswith(SUFFIXES)):
            yield _problem(source, found, "is a host in a private network")


def _addresses(text: str) -> Iterator[re.Match[str]]:
    found = list(_IPV4.finditer(text))
    if _IPV6_GROUP.search(text):
        found.extend(_IPV6.finditer(text))
    for address in found:
        written = address.group().lower()
        is_private = is_private_address(written.partition("/")[0]) and not _RANGE.match(written)
        if is_private and not _follows(_VERSION, address):
            yield address


def _follows(before: re.Pattern[str], found: re.Match[str]) -> bool:
    return before.search(found.string, max(0, found.start() - 200), found.start()) is not None


def _problem(source: Source, found: re.Match[str], what: str) -> Problem:
    return Problem(
        f'"{found.group()}" {what}',
        'say what it is, such as "the primary database"',
        place=source.place_of(found.start()),
    )


RULE = Rule(
    id="PM803",
    name="private-address",
    level=Level.WARNING,
    rationale="""
        Addresses and host names of one's own network tell a reader nothing and an intruder where to go. A link to one
        is a finding of private-link.

        Left alone is what is the same everywhere: the machine itself (127.0.0.1, ::1), the metadata service of clouds,
        whole ranges such as 10.0.0.0/8, addresses reserved for documentation. A name needs more than a plain word
        before its suffix, or a login or a port with it: `settings.local` is a file.
    """,
    citation=Citation("RFC 1918: Address allocation for private internets", "https://www.rfc-editor.org/rfc/rfc1918"),
    bad="""
        ## Summary

        The old leader, 10.20.4.17, kept taking writes for 31 minutes.
    """,
    good="""
        ## Summary

        The old leader kept taking writes for 31 minutes.
    """,
    looks_at=Source,
    check=check,
    options={"suffixes": Option((), "Further endings of host names that belong to the site's own network.")},
)

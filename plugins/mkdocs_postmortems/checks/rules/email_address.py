"""PM802 email-address."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.private_hosts import is_private_name
from mkdocs_postmortems.checks.rule import Citation, Level, Option, Problem, Rule
from mkdocs_postmortems.source import Source

_AT_DOMAIN = re.compile(r"@(?<=[\w.+%-]@)((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24})(?![^\W_]|[.-]\w|:[^\s*])")
"""A colon and a path behind it make it the place of a repository or a file: git@github.com:acme/site."""

_WHO = re.compile(r"[^\W_][\w.+%-]*\Z")
_IN_LINK = re.compile(r"://[^\s<>\"'()]*\Z")
_EXAMPLES = ("example.com", "example.net", "example.org", "example", "test", "invalid", "localhost")
_NO_DOMAIN = re.compile(
    r"\.(?:device|mount|path|scope|service|slice|socket|swap|target|timer|gif|ico|jpe?g|png|svg|webp)\Z", re.IGNORECASE
)
"""What else has an `@` in its name: units of systemd (`getty@tty.service`) and images (`logo@double.png`)."""


def check(source: Source, allowed: tuple[str, ...]) -> Iterator[Problem]:
    if "@" not in source.text:
        return
    left_alone = (*_EXAMPLES, *(name.lower().removeprefix("@") for name in allowed))
    for start, end, domain in _addresses(source.text):
        address = source.text[start:end]
        if not _is_left_alone(address.lower(), domain.lower(), left_alone):
            yield Problem(
                f'"{address}" is an e-mail address', "name the team or the role instead", place=source.place_of(start)
            )


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and domain of each address that is not a part of a link."""
    for found in _AT_DOMAIN.finditer(text):
        who = _WHO.search(text, max(0, found.start() - 64), found.start())
        start = who.start() if who else 0
        if who and text[start - 1 : start] != "@" and not _IN_LINK.search(text, max(0, start - 500), start):
            yield start, found.end(), found[1]


def _is_left_alone(address: str, domain: str, names: tuple[str, ...]) -> bool:
    return (
        address in names
        or any(domain == name or domain.endswith(f".{name}") for name in names)
        or _NO_DOMAIN.search(domain) is not None
        or address.startswith("git@")
        or is_private_name(domain)
    )


RULE = Rule(
    id="PM802",
    name="email-address",
    level=Level.WARNING,
    rationale="""
        A postmortem speaks of roles: people leave, and an address on a public page is a person's name and an
        invitation to whoever collects them. An address that is meant to be written to, such as the one of the security
        team, is listed in `allowed`. Addresses of example.com, places of repositories (git@github.com:acme/site),
        versions (left-pad@1.3.0) and what is a part of a link's path are left alone; a `mailto:` link is not.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        ## Summary

        The page went to jane.doe@postmortems.dev, who was on leave.
    """,
    good="""
        ## Summary

        The page went to the storage on-call, who was on leave.
    """,
    looks_at=Source,
    check=check,
    options={"allowed": Option((), "Addresses, and domains with all their addresses, that may be published.")},
)

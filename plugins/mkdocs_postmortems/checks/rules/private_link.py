"""PM804 private-link."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.private_hosts import as_suffixes, is_private_address, is_private_name
from mkdocs_postmortems.checks.rule import Citation, Level, Option, Problem, Rule
from mkdocs_postmortems.source import Source

_LINK = re.compile(
    r"://(?:[^\s/?#@<>\"'()]{0,200}@)?(\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::\d{1,5})?(?![\w.{$%*-]|:\S)(/[^\s<>\"'`)\]]{0,40})?"
)

_ROOMS = re.compile(
    r"""
      (?!(?:api|docs|status|www)\.) [\w-]+ (?:\.enterprise)? \.slack\.com/
    | slack\.com/(?:archives|app_redirect|client)/
    | teams\.(?:microsoft|live)\.com/
    | (?:[\w-]+\.)? zoom\.us/(?:j|my|rec|s|w|wc)/
    | (?:chat|hangouts|meet)\.google\.com/
    | (?:(?:canary|ptb)\.)? discord(?:app)?\.com/channels/
    | (?!(?:developer|help|status|www)\.) [\w-]+ \.webex\.com/
    | docs\.google\.com/ (?!\w+/d/e/ | forms/)
    | drive\.google\.com/
    | [\w-]+ \.sharepoint\.com/
    | [\w-]+ \.atlassian\.net/wiki/
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Conversations, meetings and documents behind a login, and not what the same companies publish: their status pages,
documents published to the web, public forms. Tickets may be linked: readers are not expected to open those."""

_THIS_MACHINE = frozenset(("localhost", "127.0.0.1", "0.0.0.0", "[::1]"))
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def check(source: Source, hosts: tuple[str, ...]) -> Iterator[Problem]:
    text = source.text
    if "://" not in text:
        return
    own = as_suffixes(hosts)
    seen = set()
    for link in _LINK.finditer(text):
        start = _start(text, link.start())
        host = link[1].rstrip(".-")
        if start is not None and (_is_private(host, link[2] or "/", own) or _is_local(host, text, start)):
            place = source.place_of(start)
            if (place.line, host) not in seen:  # the text of a link is often its target
                seen.add((place.line, host))
                yield Problem(
                    f'readers cannot open the link to "{host}"',
                    "tell here what stands there, and link what is public",
                    place=place,
                )


def _start(text: str, colon: int) -> int | None:
    """Where a link begins, if it is one that a browser opens."""
    scheme = next(
        (scheme for scheme in ("https", "http") if text[max(0, colon - 5) : colon].lower().endswith(scheme)), None
    )
    return colon - len(scheme) if scheme else None


def _is_private(host: str, path: str, own: tuple[str, ...]) -> bool:
    return (
        _ROOMS.match(host + path) is not None
        or is_private_name(host)
        or is_private_address(host.strip("[]"))
        or f".{host.lower()}".endswith(own)
    )


def _is_local(host: str, text: str, start: int) -> bool:
    """Whether a link leads to the reader's own machine, or to a name without a dot; in code it is part of a command."""
    is_word = host.replace("-", "").isalnum() and not host.isdigit() and not host.isupper()
    return (is_word or host in _THIS_MACHINE) and not _is_code(text, start)


def _is_code(text: str, start: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    return text.count("`", line_start, start) % 2 == 1 or len(_FENCE.findall(text, 0, line_start)) % 2 == 1


RULE = Rule(
    id="PM804",
    name="private-link",
    level=Level.WARNING,
    rationale="""
        A link into a chat, a meeting or an intranet is a promise the page cannot keep: readers find a login, and those
        who may log in find a conversation that was moved or deleted. What was said there belongs here, in a sentence;
        the link belongs in the ticket.

        A document of Google's is taken for private unless it was published to the web, since nothing in its address
        says otherwise; one that everybody may read is allowed with that as the reason. A link to `localhost` or to a
        name without a dot is left alone inside code.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        ## Summary

        The [discussion](https://acme.slack.com/archives/C01ABCDEF/p1741943640000100) tells why writes stalled.
    """,
    good="""
        ## Summary

        Writes stalled because two leaders took them in turn, as the team found after 20 minutes.
    """,
    looks_at=Source,
    check=check,
    options={"hosts": Option((), "Further hosts, with all their subdomains, whose pages are not public.")},
)

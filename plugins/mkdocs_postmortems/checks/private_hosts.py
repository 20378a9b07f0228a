"""Addresses and host names that mean something inside one network alone."""

import ipaddress
import re
from collections.abc import Iterator
from functools import cache

SUFFIXES = (".internal", ".local", ".corp", ".lan", ".intranet", ".home.arpa")

_WELL_KNOWN_HOSTS = frozenset(
    ("metadata.google.internal", "host.docker.internal", "kubernetes.default.svc.cluster.local", "svc.cluster.local")
)
_WELL_KNOWN_ADDRESSES = frozenset(map(ipaddress.ip_address, ("169.254.169.254", "fd00:ec2::254")))
"""The same on everybody's machines, so that they tell nothing of anyone's."""

_PACKAGES = ("com.", "io.", "java.", "javax.", "jdk.", "org.")
"""What names of Java packages begin with, and names of hosts do not."""

_DOCUMENTATION = tuple(
    map(ipaddress.ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"))
)


def is_private_address(written: str) -> bool:
    """Whether an address belongs to somebody's own network: neither the machine itself, nor public, nor an example."""
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return False
    return (
        address.is_private
        and not (address.is_loopback or address.is_reserved or address.is_unspecified)
        and not (address.version == 4 and written.startswith("0."))
        and address not in _WELL_KNOWN_ADDRESSES
        and not any(address in network for network in _DOCUMENTATION)
    )


def is_private_name(name: str, suffixes: tuple[str, ...] = SUFFIXES) -> bool:
    """Whether the whole of a name is that of a host in a private network."""
    folded = name.lower().rstrip(".")
    return folded.endswith(suffixes) and folded not in _WELL_KNOWN_HOSTS and not folded.startswith(_PACKAGES)


def private_names(text: str, suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[re.Match[str]]:
    """Where host names of private networks stand in a text."""
    names, ending = _patterns(suffixes)
    if ending.search(text):
        for found in names.finditer(text):
            if is_private_name(found.group(), suffixes) and _is_host(found, text):
                yield found


@cache
def _patterns(suffixes: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """For names, and for their endings alone, which are found much faster: they begin with a plain character."""
    label = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    endings = "|".join(re.escape(suffix[1:]) for suffix in suffixes)
    names = rf"(?<![\w.-])({label}(?:\.{label})*)\.(?:{endings})(?![\w-]|\.\w)"
    return re.compile(names, re.IGNORECASE), re.compile(rf"\.(?i:{endings})\b")


def _is_host(found: re.Match[str], text: str) -> bool:
    """Whether a name is no path, and a single plain word, which may be a file (`settings.local`), is told to be a host
    by a link, a login or a port."""
    before, behind = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 2]
    if before.endswith("/"):
        return before == "//"
    is_plain = found[1].isalpha() and found.group().count(".") == 1
    return not is_plain or before.endswith("@") or (behind[:1] == ":" and behind[1:].isdigit())


def as_suffixes(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names that a site lists, as what host names end in: `*.acme.net`, `.acme.net` and `acme.net` are one."""
    return tuple("." + name.lower().lstrip("*.") for name in names)

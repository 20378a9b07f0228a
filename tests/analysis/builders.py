"""Postmortems that say one thing each, and factors that mean one thing each."""

from typing import Any

from mkdocs_postmortems.model import Postmortem
from tests.archive.builders import incident
from tests.builders import SECTIONS

EXPIRED_CERT = "The certificate of the gateway had expired because nobody had renewed it, and browsers refused it."
EXPIRED_TLS = "TLS handshakes were refused: the cert ran out on Sunday, since renewal stopped with its owner leaving."
FULL_DISK = "The volume of the search index filled up with debug logging until no space was left for a new segment."
FULL_VOLUME = "Logging filled the disk of the mail relay, and with no free space left it took no messages in."
WRONG_CLOCK = "Tariffs were computed an hour early after the change to summer time, as a worker kept local time."
DATABASE = "The database took writes slowly while a long lock held the table, and requests piled up behind it."


def saying(name: str, day: str, text: str, *factors: str, title: str | None = None, **fields: Any) -> Postmortem:
    """A postmortem of this day that says this and nothing else; its title is one word of its own."""
    sections = {**dict.fromkeys(SECTIONS), "What happened": text}
    return incident(name, day, *factors, **{"sections": sections, "title": title or name.capitalize(), **fields})

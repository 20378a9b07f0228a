"""All files together, and who writes them."""

import os

import pytest

from mkdocs_postmortems.exports import everything
from mkdocs_postmortems.exports.everything import files, files_meanwhile
from tests.archive.builders import incident
from tests.exports.builders import publication

VOTE = incident("2025-11-02-vote", "2025-11-02", "dns", services=["storage"])


def test_a_second_process_writes_the_same_files(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    writers = []

    def written(one: object) -> everything.Files:
        return {**files(publication(VOTE)), "writer": str(os.getpid()).encode()}

    monkeypatch.setattr(everything, "files", written)
    monkeypatch.setattr(everything, "can_fork", lambda: True)
    for many in (1, 2):
        monkeypatch.setattr(everything, "MANY", many)
        with files_meanwhile(publication(VOTE)) as exported:
            writers.append(dict(exported()))
    second, first = (int(one.pop("writer")) for one in writers)
    assert second != here
    assert first == here
    assert writers[0] == writers[1] == files(publication(VOTE))


def test_there_is_a_calendar_whose_links_are_absolute_or_none() -> None:
    due = incident("2026-01-01-a", "2026-01-01", action_items=[{"action": "Watch it", "due": "2027-01-01"}])
    assert b"URL:https://archive.example/pm/postmortems/2026/2026-01-01-a/#a1" in files(publication(due))["actions.ics"]
    assert b"URL:" not in files(publication(due, site_url=""))["actions.ics"]

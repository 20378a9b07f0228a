"""Data and feeds of a real build."""

import json
import re
from pathlib import Path

from tests.builders import postmortem_text
from tests.site.building import build, files_of, preview, scratch

LEADER = "postmortems/2026/2026-03-14-stale-leader.md"
DRAFT = postmortem_text({"Summary": "Zanzibar fell over."}, title="Zanzibar", status="draft", services=["zanzibar"])
TREE = {LEADER: postmortem_text(), "postmortems/2026/2026-05-01-zanzibar.md": DRAFT}


def exports(site: Path) -> dict[str, bytes]:
    return {
        path: content
        for path, content in files_of(site).items()
        if path.startswith(("data/", "feeds/")) or path in ("actions.ics", "llms.txt")
    }


def test_a_build_writes_data_and_feeds_and_its_pages_announce_them(tmp_path: Path) -> None:
    scratch(tmp_path, TREE, options="llms_txt: true")
    with (tmp_path / "mkdocs.yml").open("a") as config:
        config.write("site_url: https://archive.example/pm/\n")
    assert build(tmp_path, tmp_path / "site", "--strict").returncode == 0
    found = exports(tmp_path / "site")
    assert {"data/postmortems.json", "feeds/services/storage.xml", "actions.ics", "llms.txt"} <= set(found)
    told = json.loads(found["data/postmortems.json"])
    assert (told["site_name"], told["site_url"]) == ("Scratch", "https://archive.example/pm/")
    assert [one["url"] for one in told["postmortems"]] == [
        "https://archive.example/pm/postmortems/2026/2026-03-14-stale-leader/"
    ]
    page = (tmp_path / "site/services/storage/index.html").read_text(encoding="utf-8")
    head = page[: page.index("</head>")]
    assert re.findall(r'type="application/atom\+xml" .*href="(.*)"', head) == [
        "../../feeds/services/storage.xml",
        "../../feeds/postmortems.xml",
    ]


def test_a_preview_has_the_data_of_a_build(tmp_path: Path) -> None:
    scratch(tmp_path, TREE)
    assert build(tmp_path, tmp_path / "site").returncode == 0
    assert preview(tmp_path, tmp_path / "preview").returncode == 0
    assert exports(tmp_path / "preview") == exports(tmp_path / "site")


def test_a_file_written_by_hand_wins(tmp_path: Path) -> None:
    scratch(tmp_path, {**TREE, "docs/data/postmortems.json": "[]\n", "docs/feeds/postmortems.xml": "<feed/>\n"})
    assert build(tmp_path, tmp_path / "site", "--strict").returncode == 0
    found = exports(tmp_path / "site")
    assert (found["data/postmortems.json"], found["feeds/postmortems.xml"]) == (b"[]\n", b"<feed/>\n")

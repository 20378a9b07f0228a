"""Sites of other people's: what is published, what is not, and what bad input costs."""

from pathlib import Path

import pytest

from tests.builders import factor_text, postmortem_text
from tests.site.building import build, files_of, preview, scratch
from tests.site.html import broken_links, other_hosts, read_pages

LEADER = "postmortems/2026/2026-03-14-stale-leader.md"
VOTE = "postmortems/2025/2025-11-02-split-vote.md"


def test_themes_other_than_material_get_the_same_pages(tmp_path: Path) -> None:
    scratch(
        tmp_path,
        {LEADER: postmortem_text(), VOTE: postmortem_text(title="Votes were split", date="2025-11-02")},
        theme="mkdocs",
    )
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    pages = read_pages(tmp_path / "site")
    assert "patterns/monitoring-gap/index.html" in pages
    assert broken_links(tmp_path / "site", pages) == []


def test_links_hold_without_directory_urls(tmp_path: Path) -> None:
    scratch(
        tmp_path,
        {LEADER: postmortem_text(), VOTE: postmortem_text(title="Votes were split", date="2025-11-02")},
        directory_urls="false",
    )
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    pages = read_pages(tmp_path / "site")
    assert {"patterns.html", "patterns/monitoring-gap.html", "postmortems/2026.html"} <= set(pages)
    assert broken_links(tmp_path / "site", pages) == []


def test_an_archive_inside_docs_is_found_there(tmp_path: Path) -> None:
    files = {
        f"docs/{LEADER}": postmortem_text({"Summary": "As in [the guide](../../guide.md)."}),
        "docs/postmortems/factors/slow-recovery.md": factor_text("slow-recovery"),
        "docs/guide.md": f"# Guide\n\n[A case]({LEADER})\n",
        "docs/postmortems/factors/monitoring-gap.md": factor_text("monitoring-gap"),
    }
    scratch(tmp_path, files, options="postmortems_dir: docs/postmortems")
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    pages = read_pages(tmp_path / "site")
    assert "postmortems/2026/2026-03-14-stale-leader/index.html" in pages
    assert broken_links(tmp_path / "site", pages) == []


def test_images_beside_a_postmortem_go_with_it(tmp_path: Path) -> None:
    picture = {"postmortems/2026/lag.png": b"\x89PNG"}
    scratch(tmp_path, {LEADER: postmortem_text({"Summary": "![lag](lag.png)"}), **picture})
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site/postmortems/2026/lag.png").read_bytes() == b"\x89PNG"


def test_a_dead_link_in_prose_is_a_warning_that_fails_strict(tmp_path: Path) -> None:
    scratch(tmp_path, {LEADER: postmortem_text({"Summary": "See [that one](2020-01-01-gone.md)."})})
    assert build(tmp_path, tmp_path / "site").returncode == 0
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 1
    assert "2020-01-01-gone.md" in result.stderr


def test_a_page_written_by_hand_wins_over_the_generated_one(tmp_path: Path) -> None:
    scratch(tmp_path, {LEADER: postmortem_text(), "docs/index.md": "# By hand\n", "docs/patterns.md": "# Ours\n"})
    assert build(tmp_path, tmp_path / "site", "--strict").returncode == 0
    assert "By hand" in (tmp_path / "site/index.html").read_text()
    assert "Ours" in (tmp_path / "site/patterns/index.html").read_text()


def test_no_trace_of_a_draft_is_published(tmp_path: Path) -> None:
    draft = postmortem_text({"Summary": "Zanzibar fell over."}, title="Zanzibar", status="draft", services=["zanzibar"])
    scratch(tmp_path, {LEADER: postmortem_text(), "postmortems/2026/2026-05-01-zanzibar.md": draft})
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    built = files_of(tmp_path / "site")
    assert [path for path, content in built.items() if b"anzibar" in content or "zanzibar" in path] == []


def test_edit_links_lead_to_the_file_itself(tmp_path: Path) -> None:
    scratch(tmp_path, {LEADER: postmortem_text()}, theme="mkdocs")
    with (tmp_path / "mkdocs.yml").open("a") as config:
        config.write("repo_url: https://git.example/team/archive\nedit_uri: edit/main/docs/\n")
    assert build(tmp_path, tmp_path / "site").returncode == 0
    page = read_pages(tmp_path / "site")["postmortems/2026/2026-03-14-stale-leader/index.html"]
    assert f"https://git.example/team/archive/edit/main/{LEADER}" in page.links


@pytest.mark.parametrize(
    ("options", "meant"),
    [
        ("patern_threshold: 3", "pattern_threshold"),
        ("checks: {action-without-ownr: warning}", "action-without-owner"),
    ],
    ids=["option", "rule"],
)
def test_a_wrong_name_in_the_options_is_told_with_its_near_match(tmp_path: Path, options: str, meant: str) -> None:
    scratch(tmp_path, {LEADER: postmortem_text()}, options=options)
    result = build(tmp_path, tmp_path / "site")
    assert result.returncode == 1
    assert f'did you mean "{meant}"?' in result.stderr
    assert "Traceback" not in result.stderr


def test_an_archive_without_anything_in_it_is_a_site_that_says_what_to_do(tmp_path: Path) -> None:
    scratch(tmp_path, {})
    for file in (tmp_path / "postmortems").rglob("*.md"):
        file.unlink()
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    assert "postmortems new" in (tmp_path / "site/index.html").read_text()


SCRIPT = "</title><script>alert(1)</script>"
MARKUP = f"{SCRIPT}[x](javascript:alert(1)) **b** `c` <img src=x onerror=alert(1)> {{{{ 7*7 }}}} &amp; | # \\ \"q\" 'r'"

ACCEPTED = {"because": MARKUP, "review_on": "2027-01-01"}
CITATION = {"factor": "monitoring-gap", "how": MARKUP, "accepted": ACCEPTED}
ACTION = {
    "id": "A1",
    "action": MARKUP,
    "owner": MARKUP,
    "ticket": "javascript:alert(2)",
    "factors": ["monitoring-gap"],
    "status": "done",
}
SOURCES = [
    {"title": MARKUP, "url": 'https://a.example/"><script>alert(1)</script>'},
    {"title": "j", "url": "javascript:alert(4)"},
]

HOSTILE: dict[str, str | bytes] = {
    "alias-bomb": "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n---\n",
    "brackets": "---\na: " + "[" * 60_000 + "\n---\n",
    "more-brackets": "---\na: " + "[" * 100_000 + "\n---\n",
    "merge-bomb": "---\na: {<<: {x: 1}}\n---\n",
    "ten-megabytes": '---\na: "' + "x" * 10_000_000 + '"\n---\n',
    "latin-1": "---\ntitle: café\n---\n".encode("latin-1"),
    "nul": b"---\ntitle: a\x00b\n---\n",
    "python-tag": "---\ntitle: !!python/object/apply:os.system [id]\n---\n",
    "unclosed": "---\ntitle: never closed\n",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A site with every kind of bad file beside a good one, and what the build said."""
    root = tmp_path_factory.mktemp("hostile")
    markup = postmortem_text(
        title=MARKUP,
        trigger=MARKUP,
        impact=[MARKUP],
        organization=f"../../{MARKUP}",
        services=["../../etc/passwd", MARKUP, "x" * 400, ".."],
        contributing_factors=[CITATION, {"factor": "x" * 400}],
        action_items=[ACTION],
        related=[{"postmortem": "2026-03-14-stale-leader", "why": MARKUP}],
        sources=SOURCES,
        authors=[MARKUP],
    )
    files: dict[str, str | bytes] = {f"postmortems/2026/2026-04-01-{name}.md": text for name, text in HOSTILE.items()}
    files |= {
        LEADER: postmortem_text(),
        "postmortems/2026/2026-04-02-markup.md": markup,
        "postmortems/2026/2026-04-03-climbing.md": postmortem_text(id="../../../../climbed"),
        "postmortems/2026/2026-04-04-marks.md": postmortem_text({"Summary": "<!--pm-block-0--> <!--pm-block-99-->"}),
        "postmortems/factors/markup.md": factor_text(
            "markup", title=MARKUP, definition=MARKUP, ask=[MARKUP], aliases=["y" * 400]
        ),
    }
    scratch(root, files)
    result = build(root, root / "site")
    assert result.returncode == 1
    return root, result.stderr


def test_a_hostile_file_costs_a_finding_and_no_traceback(hostile: tuple[Path, str]) -> None:
    _, said = hostile
    assert "Traceback" not in said
    for name in HOSTILE:
        assert said.count(f"2026-04-01-{name}.md:") == 1, name


def test_a_hostile_file_costs_no_page_but_its_own(hostile: tuple[Path, str]) -> None:
    root, _ = hostile
    pages = read_pages(root / "site")
    for name in ("2026-03-14-stale-leader", "2026-04-02-markup", "2026-04-03-climbing", "2026-04-04-marks"):
        assert f"postmortems/2026/{name}/index.html" in pages
    assert not any("2026-04-01" in path for path in pages)


def test_nothing_is_written_outside_the_site(hostile: tuple[Path, str]) -> None:
    root, _ = hostile
    assert sorted(path.name for path in root.iterdir()) == ["docs", "mkdocs.yml", "postmortems", "site"]
    assert not list(root.parent.glob("climbed*"))


def test_front_matter_shows_as_written_and_never_as_markup(hostile: tuple[Path, str]) -> None:
    root, _ = hostile
    for path, content in files_of(root / "site").items():
        if path.endswith(".html"):
            html = content.decode()
            assert "<script>alert" not in html, path
            assert "<img src=x" not in html, path
            assert 'href="javascript:' not in html, path
    page = (root / "site/postmortems/2026/2026-04-02-markup/index.html").read_text()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;[x](javascript:alert(1)) **b** `c`" in page


def test_links_of_a_hostile_archive_hold(hostile: tuple[Path, str]) -> None:
    root, _ = hostile
    pages = read_pages(root / "site")
    assert broken_links(root / "site", pages) == []
    assert other_hosts(pages) == []


def test_names_of_any_script_lead_to_their_pages(tmp_path: Path) -> None:
    named = postmortem_text(services=["Größe", "数据库", "50% mehr?"], organization="Żubr & Söhne #1")
    scratch(
        tmp_path,
        {
            "postmortems/2026/2026-03-14-größe der 数据库.md": named,
            VOTE: postmortem_text(title="Votes were split", date="2025-11-02"),
        },
    )
    result = build(tmp_path, tmp_path / "site", "--strict")
    assert result.returncode == 0, result.stderr
    pages = read_pages(tmp_path / "site")
    assert {"services/grösse/index.html", "services/数据库/index.html", "services/50-mehr/index.html"} <= set(pages)
    assert broken_links(tmp_path / "site", pages) == []


def test_a_preview_shows_the_findings_over_the_page_they_are_about_and_a_build_does_not(tmp_path: Path) -> None:
    files = {
        LEADER: postmortem_text(severity=None),
        VOTE: postmortem_text(title="Votes were split", date="2025-11-02"),
        "postmortems/2026/2026-05-01-broken.md": "---\ntitle: [\n---\n",
    }
    scratch(tmp_path, files)
    result = preview(tmp_path, tmp_path / "preview")
    assert result.returncode == 0, result.stderr
    assert "this incident has no severity" in page_text(tmp_path / "preview", LEADER)
    assert "this incident has no severity" not in page_text(tmp_path / "preview", VOTE)
    assert "the front matter is not YAML" in page_text(tmp_path / "preview", "index.md")
    assert "<h1" in page_text(tmp_path / "preview", LEADER)  # and the page itself below them
    assert broken_links(tmp_path / "preview", read_pages(tmp_path / "preview")) == []
    build(tmp_path, tmp_path / "built")
    assert "this incident has no severity" not in page_text(tmp_path / "built", LEADER)


def page_text(site: Path, source: str) -> str:
    stem = source.removesuffix(".md").removesuffix("index")
    return (site / stem / "index.html").read_text(encoding="utf-8")

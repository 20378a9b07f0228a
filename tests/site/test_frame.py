"""Real builds: what stands around the pages, and what they ask other hosts for."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.builders import Tree, factor_text, postmortem_text
from tests.pages.test_images import png
from tests.site.building import build, files_of, scratch
from tests.site.html import read_pages

LEADER = "postmortems/2026/2026-03-14-stale-leader.md"
TREE = {
    LEADER: postmortem_text(),
    "postmortems/2026/2026-05-01-zanzibar.md": postmortem_text(title="Zanzibar", status="draft"),
    "postmortems/factors/monitoring-gap.md": factor_text("monitoring-gap", aliases=["no-alert"]),
    "docs/by-hand.md": "---\ndescription: Mine alone\n---\n# By <b>hand</b> &amp; more\n",
}
SUPERFENCES = """
  - pymdownx.superfences:
      custom_fences: [{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }]
"""
DIAGRAM = {
    "docs/drawn.md": "# Drawn\n\n```mermaid\ngraph LR\n  A --> B\n```\n",
    "docs/again.md": "```mermaid\nx\n```\n",
}


def built(root: Path, files: Tree, *more: str, options: str = "", strict: bool = True) -> tuple[dict[str, bytes], str]:
    """The files of a site, and what was said while it was built."""
    scratch(root, files, options=options)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    lists = "".join(line for line in more if line.startswith("\n  - "))
    options_of_site = "\n".join(line for line in more if not line.startswith("\n  - "))
    config = config.replace("[tables, attr_list, toc: {permalink: true}]", f"\n  - tables{lists}") if lists else config
    (root / "mkdocs.yml").write_text(f"{config}\n{options_of_site}\n", encoding="utf-8")
    result = build(root, root / "site", *(["--strict"] if strict else []))
    assert result.returncode == 0, result.stderr
    return files_of(root / "site"), result.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("site"), TREE, "site_url: https://archive.example/pm/")[0]


def pages(site: dict[str, bytes]) -> dict[str, str]:
    """The pages that readers read."""
    found = {path: content.decode() for path, content in site.items() if path.endswith(".html")}
    return {path: html for path, html in found.items() if 'http-equiv="refresh"' not in html}


def test_every_page_has_a_description_an_address_and_a_foot_once(site: dict[str, bytes]) -> None:
    for path, html in pages(site).items():
        assert html.count('<meta name="description"') == (path != "404.html"), path
        assert html.count('<link rel="canonical"') == html.count('property="og:url"') == (path != "404.html"), path
        assert html.count('class="pm-foot') == 1, path
    assert "https://archive.example/pm/by-hand/" in pages(site)["by-hand/index.html"]


def test_every_page_of_the_bundled_archive_describes_itself_and_no_other(bundled_site: Path) -> None:
    described: dict[str, list[str]] = {}
    for path, html in pages(files_of(bundled_site)).items():
        [told] = re.findall('<meta name="description" content="(.*?)"', html)
        assert 50 <= len(unescape(told)) <= 160, path
        if not path.startswith(("adr/0", "404")):
            described.setdefault(told, []).append(path)
    assert {told: paths for told, paths in described.items() if len(paths) > 1} == {}


def test_a_page_by_hand_keeps_its_description_and_its_title_is_text(site: dict[str, bytes]) -> None:
    html = pages(site)["by-hand/index.html"]
    assert re.findall('<meta (?:name|property)="(?:og:)?description" content="(.*?)"', html) == ["Mine alone"] * 2
    assert '<meta property="og:title" content="By hand &amp; more">' in html


def test_the_home_page_is_called_what_the_site_is_called(site: dict[str, bytes]) -> None:
    assert "<title>Scratch</title>" in pages(site)["index.html"]
    assert re.search(r">\s*Home\s*<", pages(site)["index.html"])


def test_a_page_that_is_not_in_the_navigation_is_found_below_the_one_above_it(tmp_path: Path) -> None:
    nav = "nav: [Home: index.md, Postmortems: postmortems.md, Patterns: [All: patterns.md, Open: patterns/open.md]]"
    site, _ = built(tmp_path, TREE, nav)
    active = r'<li class="md-nav__item md-nav__item--active[^"]*">\s*<(?:a|input)[^>]*(?:href|id)="([^"]*)"'
    marked = {path: re.findall(active, html) for path, html in pages(site).items()}
    assert marked["postmortems/2026/2026-03-14-stale-leader/index.html"] == ["../../"]
    assert marked["patterns/monitoring-gap/index.html"] == ["__nav_3", "../"]
    assert marked["services/storage/index.html"] == marked["by-hand/index.html"] == []


def test_the_sitemap_has_every_page_as_of_the_same_day_and_no_draft_and_no_redirect(site: dict[str, bytes]) -> None:
    sitemap = site["sitemap.xml"].decode()
    listed = set(re.findall("<loc>https://archive.example/pm/(.*?)</loc>", sitemap))
    assert listed == {path.removesuffix("index.html") for path in pages(site)} - {"404.html"}
    assert "patterns/no-alert/index.html" in site
    assert not any("no-alert" in url or "zanzibar" in url for url in listed)
    assert set(re.findall("<lastmod>(.*?)</lastmod>", sitemap)) == {"2026-11-21"}


def test_a_private_archive_says_so_on_every_page(tmp_path: Path) -> None:
    site, _ = built(tmp_path, TREE, options="robots: noindex")
    assert all('<meta name="robots" content="noindex, nofollow">' in html for html in pages(site).values())
    assert site["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_robots_txt_by_hand_wins(tmp_path: Path) -> None:
    site, _ = built(tmp_path, {**TREE, "docs/robots.txt": "mine\n"}, options="robots: noindex")
    assert site["robots.txt"] == b"mine\n"


# ---------------------------------------------------------------------- the icon


def test_the_site_wears_an_icon_of_its_own(site: dict[str, bytes]) -> None:
    html = pages(site)["by-hand/index.html"]
    assert '<link rel="icon" href="../assets/postmortems/icon.svg">' in html
    icon = site["assets/postmortems/icon.svg"].decode().strip()
    assert icon in html[html.index("md-logo") :]
    assert "#" not in icon.partition(">")[2], "one colour, which the header can change"


@pytest.mark.parametrize(
    ("theme", "logo"),
    [
        ("{name: material, font: false, logo: mine.svg, favicon: mine.svg}", '<img src="mine.svg"'),
        ("{name: material, font: false, favicon: mine.svg, icon: {logo: material/bank, repo: material/git}}", "<svg"),
    ],
    ids=["logo", "icon"],
)
def test_an_icon_that_the_site_has_already_stays(theme: str, logo: str, tmp_path: Path) -> None:
    scratch(tmp_path, {**TREE, "docs/mine.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}, theme=theme)
    assert build(tmp_path, tmp_path / "site", "--strict").returncode == 0
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert '<link rel="icon" href="mine.svg">' in html
    assert logo in html[html.index("md-logo") :][:400]
    assert (tmp_path / "site/assets/postmortems/icon.svg").read_text().strip() not in html


# ---------------------------------------------------------------------- diagrams


def test_a_diagram_is_shown_as_text_where_the_site_has_no_mermaid(tmp_path: Path) -> None:
    site, said = built(tmp_path, DIAGRAM, SUPERFENCES)
    html = pages(site)["drawn/index.html"]
    assert '<pre class="pm-diagram"><code>graph LR' in html
    assert 'class="mermaid"' not in html
    assert said.count("`mermaid`") == 1


def test_with_a_copy_of_mermaid_pages_with_a_diagram_fetch_that(tmp_path: Path) -> None:
    files = {**DIAGRAM, "docs/assets/mermaid.min.js": "// it\n"}
    site, said = built(tmp_path, files, SUPERFENCES, options="mermaid: assets/mermaid.min.js")
    fetched = {path: page.fetched for path, page in read_pages(tmp_path / "site").items()}
    assert {path for path, found in fetched.items() if any("mermaid" in url for url in found)} == {
        "drawn/index.html",
        "again/index.html",
    }
    assert '<pre class="mermaid">' in pages(site)["drawn/index.html"]
    assert "iagram" not in said


def test_a_copy_of_mermaid_that_is_not_there_is_told_and_nobody_else_is_asked(tmp_path: Path) -> None:
    site, said = built(tmp_path, DIAGRAM, SUPERFENCES, options="mermaid: assets/mermaid.js", strict=False)
    assert 'WARNING -  postmortems: "assets/mermaid.js"' in re.sub(" +-", " -", said)
    assert 'class="mermaid"' not in pages(site)["drawn/index.html"]


def test_a_site_that_brings_mermaid_itself_draws_as_before(tmp_path: Path) -> None:
    files = {**DIAGRAM, "docs/js/mermaid.js": "// it\n"}
    site, said = built(tmp_path, files, SUPERFENCES, "extra_javascript: [js/mermaid.js]")
    assert '<pre class="mermaid">' in pages(site)["drawn/index.html"]
    assert "iagram" not in said


# ---------------------------------------------------------------------- pictures


def test_a_picture_beside_a_postmortem_keeps_its_place(tmp_path: Path) -> None:
    text = postmortem_text({"Summary": "Writes stalled.\n\n![Lag](lag.png)"})
    site, _ = built(tmp_path, {LEADER: text, "postmortems/2026/lag.png": png(640, 480)})
    html = pages(site)["postmortems/2026/2026-03-14-stale-leader/index.html"]
    assert '<img loading="lazy" width="640" height="480" alt="Lag" src="../lag.png" />' in html

"""The archive in this repository, built as `make site` builds it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import ROOT, build, files_of
from tests.site.html import PageReader, broken_links, other_hosts, read_pages


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundled") / "site"
    result = build(ROOT, folder, "--strict")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, PageReader]:
    return read_pages(site)


def test_every_postmortem_and_every_factor_has_its_page(pages: dict[str, PageReader]) -> None:
    postmortems = sorted((ROOT / "postmortems").glob("[0-9]*/*.md"))
    factors = sorted((ROOT / "postmortems/factors").glob("*.md"))
    assert len(postmortems) >= 139
    assert {f"postmortems/{file.parent.name}/{file.stem}/index.html" for file in postmortems} <= set(pages)
    assert {f"patterns/{file.stem}/index.html" for file in factors} <= set(pages)


def test_every_internal_link_and_anchor_resolves(site: Path, pages: dict[str, PageReader]) -> None:
    assert broken_links(site, pages) == []


def test_no_page_asks_another_host_for_anything(pages: dict[str, PageReader]) -> None:
    assert other_hosts(pages) == []


def test_ids_are_unique_on_each_page(pages: dict[str, PageReader]) -> None:
    repeated = {path: {i for i in page.ids if page.ids.count(i) > 1} for path, page in pages.items()}
    assert {path: ids for path, ids in repeated.items() if ids} == {}


def test_each_page_has_one_first_heading(pages: dict[str, PageReader]) -> None:
    headings = {path: page.tags.count("h1") for path, page in pages.items() if page.leads_to is None}
    assert {path: count for path, count in headings.items() if count != 1} == {}


def test_postmortems_stay_out_of_the_navigation(pages: dict[str, PageReader]) -> None:
    home = pages["index.html"]
    assert sum(link.startswith("postmortems/20") for link in home.links) < 40


RECURRENCES = [
    ("2025-12-05-cloudflare-waf-killswitch", "2025-11-18-cloudflare-bot-feature-file", "a5", "no-staged-rollout"),
    ("2021-05-16-github-token-int32", "2021-03-01-github-check-suite-int32", "a1", "counter-exhaustion"),
    ("2015-10-14-circleci-linux-queue", "2015-07-07-circleci-queue-database", "a1", "overload"),
]


@pytest.mark.parametrize(("later", "earlier", "action", "pattern"), RECURRENCES)
def test_a_recurrence_is_one_click_from_the_earlier_postmortem_its_action_and_the_pattern_and_back(
    pages: dict[str, PageReader], later: str, earlier: str, action: str, pattern: str
) -> None:
    """Three true recurrences: the same organization met the same condition again."""
    from_later = pages[f"postmortems/{later[:4]}/{later}/index.html"].links
    from_earlier = pages[f"postmortems/{earlier[:4]}/{earlier}/index.html"].links
    from_pattern = pages[f"patterns/{pattern}/index.html"].links
    assert any(link.endswith(f"/{earlier}/") for link in from_later)
    assert any(link.endswith(f"/{earlier}/#{action}") for link in from_later)
    assert any(link.endswith(f"/patterns/{pattern}/") for link in from_later)
    assert any(link.endswith(f"/{later}/") for link in from_earlier)
    assert any(link.endswith(f"/{later}/") for link in from_pattern)


def test_properdocs_builds_the_same_pages(site: Path, tmp_path: Path) -> None:
    result = build(ROOT, tmp_path / "site", "--strict", program="properdocs")
    assert result.returncode == 0, result.stderr
    assert set(read_pages(tmp_path / "site")) == set(read_pages(site))


def test_two_builds_as_of_the_same_day_are_the_same_bytes(tmp_path: Path, as_of: Callable[[Path], Path]) -> None:
    root = as_of(tmp_path)
    first, second = tmp_path / "first", tmp_path / "second"
    assert build(root, first).returncode == 0
    assert build(root, second).returncode == 0
    assert files_of(first) == files_of(second)


@pytest.fixture
def as_of() -> Callable[[Path], Path]:
    """The bundled archive under a fixed day, without a copy of it."""

    def write(folder: Path) -> Path:
        root = folder / "root"
        root.mkdir()
        for name in ("docs", "postmortems"):
            (root / name).symlink_to(ROOT / name, target_is_directory=True)
        config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        dated = config.replace("- postmortems:", "- postmortems:\n      as_of: 2026-11-21")
        (root / "mkdocs.yml").write_text(dated, encoding="utf-8")
        return root

    return write

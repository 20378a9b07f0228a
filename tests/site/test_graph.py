"""The names of a site after its vocabulary was changed: whoever has an old address or an old word still arrives."""

import json
import re
from pathlib import Path

from tests.builders import SECTIONS, Tree, factor_text, postmortem_text
from tests.cli.builders import run
from tests.site.building import build, scratch
from tests.site.html import PageReader, broken_links, follow, links_between, read_pages

LEADER = "postmortems/2026/2026-03-14-stale-leader.md"
VOTE = "postmortems/2025/2025-11-02-split-vote.md"
LEADER_PAGE = "postmortems/2026/2026-03-14-stale-leader/index.html"


def citing(factor: str, text: str = "", **fields: object) -> str:
    """A postmortem that cites this factor, acts on it, and says something more in its summary."""
    citation = {"factor": factor, "layer": "control-gap", "how": "Nothing told anybody."}
    recovery = {"factor": "slow-recovery", "how": "It took long.", "handed_off": {"to": "database-vendor"}}
    action = {"action": "Page on replication lag", "owner": "storage-team", "priority": "P1", "due": "2099-04-01"}
    return postmortem_text(
        {"Summary": f"{SECTIONS['Summary']} {text}"},
        contributing_factors=[citation, recovery],
        action_items=[{**action, "factors": [factor], "changes": "control"}],
        **fields,
    )


def changed(root: Path, *command: str) -> None:
    result = run(root, "factors", *command)
    assert result.exit_code == 0, result.output


def built(root: Path) -> tuple[Path, dict[str, PageReader]]:
    """The site of a strict build, without a broken link in it."""
    site = root / "site"
    result = build(root, site, "--strict")
    assert result.returncode == 0, result.stderr
    pages = read_pages(site)
    assert broken_links(site, pages) == []
    return site, pages


def page_of(factor: str) -> str:
    return f"patterns/{factor}/index.html"


def sent_on(site: Path, pages: dict[str, PageReader], path: str) -> str:
    """Where a reader arrives who asks for this page, which is none but sends on."""
    link = pages[path].leads_to
    assert link is not None
    return follow(site, path, link)


def part_of(site: Path, factor: str) -> str:
    """The page of which the page of a merged factor says that it has the evidence; it tells none itself."""
    html = (site / page_of(factor)).read_text(encoding="utf-8")
    assert "<dt>Seen in</dt>" not in html
    (link,) = links_between(html, "This factor is now part of", "which has all its evidence")
    return follow(site, page_of(factor), link)


def seen_in(site: Path, factor: str) -> str:
    """What the page of a factor says about how often it was met."""
    found = re.search(r"<dt>Seen in</dt><dd><b>(.*?)</b>", (site / page_of(factor)).read_text(encoding="utf-8"))
    assert found
    return found[1]


def searchable(site: Path) -> set[str]:
    """The pages that a search of the site may find."""
    entries = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    return {entry["location"].partition("#")[0] for entry in entries}


TWO: Tree = {
    LEADER: citing("monitoring-gap", "A monitoring-gap, see [[monitoring-gap]] and 2025-11-02-split-vote."),
    VOTE: citing("monitoring-gap", title="Votes were split", date="2025-11-02"),
}


def test_after_a_rename_the_old_address_and_the_old_word_lead_to_the_new_page(tmp_path: Path) -> None:
    scratch(tmp_path, TWO, theme="mkdocs")
    changed(tmp_path, "rename", "monitoring-gap", "unseen-lag", "--title", "Lag that nobody sees")
    site, pages = built(tmp_path)
    assert sent_on(site, pages, page_of("monitoring-gap")) == page_of("unseen-lag")
    assert seen_in(site, "unseen-lag") == "2 of 2"
    summary = links_between((site / LEADER_PAGE).read_text(encoding="utf-8"), '<h2 id="summary"', '<h2 id="impact"')
    assert [follow(site, LEADER_PAGE, link) for link in summary if link.startswith("..")] == [
        page_of("unseen-lag"),
        page_of("unseen-lag"),
        "postmortems/2025/2025-11-02-split-vote/index.html",
    ]
    assert "patterns/unseen-lag/" in searchable(site)
    assert "patterns/monitoring-gap/" not in searchable(site)


def test_after_a_merger_the_old_page_leads_to_the_new_one_which_counts_both(tmp_path: Path) -> None:
    files = {
        LEADER: citing("monitoring-gap", "Once more an alert-noise, or [[pager-fatigue]]."),
        VOTE: citing("alert-noise", title="Votes were split", date="2025-11-02"),
        "postmortems/factors/alert-noise.md": factor_text("alert-noise", aliases=["pager-fatigue"]),
    }
    scratch(tmp_path, files, theme="mkdocs")
    changed(tmp_path, "merge", "alert-noise", "monitoring-gap")
    site, pages = built(tmp_path)
    assert seen_in(site, "monitoring-gap") == "2 of 2"
    assert part_of(site, "alert-noise") == page_of("monitoring-gap")
    assert sent_on(site, pages, page_of("pager-fatigue")) == page_of("monitoring-gap")
    listed = pages["patterns/index.html"].links
    assert "../patterns/monitoring-gap/" in listed
    assert "../patterns/alert-noise/" not in listed
    prose = links_between((site / LEADER_PAGE).read_text(encoding="utf-8"), '<h2 id="summary"', '<h2 id="impact"')
    assert [follow(site, LEADER_PAGE, link) for link in prose if link.startswith("..")] == [
        page_of("monitoring-gap")
    ] * 2


def test_a_postmortem_that_cites_both_sides_of_a_merger_counts_once(tmp_path: Path) -> None:
    both = [{"factor": slug, "how": "Nobody looked."} for slug in ("monitoring-gap", "alert-noise")]
    scratch(tmp_path, {LEADER: postmortem_text(contributing_factors=both, action_items=[])}, theme="mkdocs")
    changed(tmp_path, "merge", "alert-noise", "monitoring-gap")
    result = build(tmp_path, tmp_path / "site")
    assert "PM303 factor-cited-twice" in result.stderr
    assert seen_in(tmp_path / "site", "monitoring-gap") == "1 of 1"


def test_after_any_number_of_changes_every_name_there_ever_was_arrives(tmp_path: Path) -> None:
    files = {**TWO, VOTE: citing("alert-noise", title="Votes were split", date="2025-11-02")}
    scratch(tmp_path, files, theme="mkdocs")
    changed(tmp_path, "rename", "monitoring-gap", "unseen-lag")
    changed(tmp_path, "merge", "alert-noise", "unseen-lag")
    changed(tmp_path, "rename", "unseen-lag", "no-signal")
    site, pages = built(tmp_path)
    assert seen_in(site, "no-signal") == "2 of 2"
    for name in ("monitoring-gap", "unseen-lag"):
        assert sent_on(site, pages, page_of(name)) == page_of("no-signal")
    assert part_of(site, "alert-noise") == page_of("no-signal")


def test_what_is_written_by_hand_wins_over_an_old_name(tmp_path: Path) -> None:
    described = factor_text("monitoring-gap", aliases=["no-alert", "no-watch", "unseen"])
    by_hand = {
        "docs/patterns/no-alert.md": "# By hand\n",
        "docs/patterns/no-watch/index.html": "<h1>By hand</h1>\n",
    }
    scratch(tmp_path, {**TWO, **by_hand, "postmortems/factors/monitoring-gap.md": described}, theme="mkdocs")
    site, pages = built(tmp_path)
    for name in ("no-alert", "no-watch"):
        assert pages[page_of(name)].leads_to is None
        assert "By hand" in (site / page_of(name)).read_text(encoding="utf-8")
    assert sent_on(site, pages, page_of("unseen")) == page_of("monitoring-gap")


def test_old_names_lead_on_without_directory_urls(tmp_path: Path) -> None:
    scratch(tmp_path, TWO, theme="mkdocs", directory_urls="false")
    changed(tmp_path, "rename", "monitoring-gap", "unseen-lag")
    site, pages = built(tmp_path)
    assert sent_on(site, pages, "patterns/monitoring-gap.html") == "patterns/unseen-lag.html"

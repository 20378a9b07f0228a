"""From a folder to an archive: what is read, what is left alone, and the facts that stand beside a report."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from mkdocs_postmortems.archive import load_archive
from mkdocs_postmortems.model import Severity
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import Place
from tests.archive.builders import ids
from tests.builders import FACTORS, factor_text, load, postmortem_text

OLD_REPORT = """\
# The database was slow

Nobody knew why.
"""


def test_postmortems_and_factors_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    archive = load(
        tmp_path,
        {
            "postmortems/2026/2026-03-14-a.md": postmortem_text(),
            "postmortems/2026/storage/2026-03-15-b.md": postmortem_text(date="2026-03-15"),
            "postmortems/factors/deep/clock-skew.md": factor_text("clock-skew"),
        },
    )
    assert ids(archive.postmortems) == ["2026-03-14-a", "2026-03-15-b"]
    assert "clock-skew" in [factor.slug for factor in archive.factors]


def test_folders_are_where_the_settings_say(tmp_path: Path) -> None:
    archive = load(
        tmp_path,
        {
            "incidents/2026-03-14-a.md": postmortem_text(),
            "incidents/conditions/clock-skew.md": factor_text("clock-skew"),
            "incidents/factors/2026-03-15-b.md": postmortem_text(date="2026-03-15"),
        },
        postmortems_dir="incidents",
        factors_dir="conditions",
    )
    assert ids(archive.postmortems) == ["2026-03-14-a", "2026-03-15-b"]
    assert [factor.slug for factor in archive.factors if factor in archive.vocabulary] == ["clock-skew"]


@pytest.mark.parametrize(
    "path",
    [
        "postmortems/.hidden.md",
        "postmortems/.drafts/2026-03-14-a.md",
        "postmortems/2026/.obsidian/deep/2026-03-14-a.md",
        "postmortems/README.md",
        "postmortems/index.md",
        "postmortems/2026/readme.md",
        "postmortems/factors/README.md",
        "postmortems/2026/notes.txt",
        "postmortems/2026/2026-03-14-a.markdown",
        "postmortems/2026/2026-03-14-a.md.bak",
        "docs/2026-03-14-a.md",
    ],
)
def test_a_file_is_left_alone(path: str, tmp_path: Path) -> None:
    archive = load(tmp_path, {path: postmortem_text()})
    assert archive.loaded_postmortems == ()
    assert len(archive.loaded_factors) == len(FACTORS)


def test_a_folder_that_only_looks_like_a_file_is_left_alone(tmp_path: Path) -> None:
    archive = load(tmp_path, {"postmortems/2026-03-14-a.md/2026-03-15-b.md": postmortem_text(date="2026-03-15")})
    assert ids(archive.postmortems) == ["2026-03-15-b"]


def test_links_that_lead_out_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2026-03-14-a.md").write_text(postmortem_text(), encoding="utf-8")
    inside = tmp_path / "site" / "postmortems"
    inside.mkdir(parents=True)
    (inside / "2026-03-14-file.md").symlink_to(outside / "2026-03-14-a.md")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    (inside / "2026-03-15-up.md").symlink_to("../../outside/2026-03-14-a.md")
    assert load(tmp_path / "site", {}).loaded_postmortems == ()


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "postmortems" / "2026" / "2026-03-14-a.md"
    target.parent.mkdir(parents=True)
    target.write_text(postmortem_text(), encoding="utf-8")
    (tmp_path / "postmortems" / "2026-03-14-b.md").symlink_to(target)
    assert ids(load(tmp_path, {}).postmortems) == ["2026-03-14-a", "2026-03-14-b"]


def test_links_to_nothing_and_to_the_folder_itself_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / "nothing.md").symlink_to(folder / "gone.md")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    assert ids(load(tmp_path, {"postmortems/2026-03-14-a.md": postmortem_text()}).postmortems) == ["2026-03-14-a"]


def test_links_in_a_circle_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / "round.md").symlink_to(folder / "about.md")
    (folder / "about.md").symlink_to(folder / "round.md")
    assert ids(load(tmp_path, {"postmortems/2026-03-14-a.md": postmortem_text()}).postmortems) == ["2026-03-14-a"]


def test_a_folder_that_is_not_there_is_an_empty_archive(tmp_path: Path) -> None:
    assert load_archive(tmp_path, Settings()).loaded_postmortems == ()


def test_paths_are_relative_with_forward_slashes(tmp_path: Path) -> None:
    archive = load(tmp_path, {"postmortems/2026/2026-03-14-a.md": postmortem_text()})
    assert archive.postmortems[0].path == "postmortems/2026/2026-03-14-a.md"
    assert archive.loaded_factors[0].source.path == "postmortems/factors/monitoring-gap.md"


def test_a_file_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    archive = load(
        tmp_path,
        {
            "postmortems/2026-03-14-a.md": b"\xff\xfe\x00",
            "postmortems/2026-03-15-b.md": "---\ntitle: [\n---\n",
            "postmortems/2026-03-16-c.md": postmortem_text(date="2026-03-16"),
            "postmortems/factors/broken.md": b"\x00",
        },
    )
    assert ids(archive.postmortems) == ["2026-03-16-c"]
    assert [loaded.item is None for loaded in archive.loaded_postmortems] == [True, True, False]
    assert "broken" not in [factor.slug for factor in archive.factors]


def test_progress_is_told_of_every_file_once(tmp_path: Path) -> None:
    seen: list[str] = []

    def watch(files: Iterable[str]) -> Iterator[str]:
        for file in files:
            seen.append(file)
            yield file

    load(tmp_path, {"postmortems/2026-03-14-a.md": postmortem_text()})
    load_archive(tmp_path, Settings(), progress=watch)
    factors = [f"factors/{slug}.md" for slug in FACTORS]
    assert sorted(seen) == ["2026-03-14-a.md", *factors]


# ------------------------------------------------------------------ the overlay


def test_the_overlay_gives_an_old_report_its_facts_and_their_places(tmp_path: Path) -> None:
    archive = load(
        tmp_path,
        {
            "postmortems/2012/slow.md": OLD_REPORT,
            "postmortems/overlay.yml": """\
                # Reports from before the archive.
                2012/slow.md:
                  date: 2012-04-01
                  severity: SEV2
                  contributing_factors:
                    - factor: slow-recovery
            """,
        },
    )
    (item,) = archive.postmortems
    assert (item.title, item.date.isoformat(), item.severity) == ("The database was slow", "2012-04-01", Severity.SEV2)
    assert ids(o.postmortem for o in archive.by_factor["slow-recovery"]) == ["slow"]
    assert item.source.has_front_matter
    assert item.source.place(("severity",)) == Place("postmortems/overlay.yml", 4, 13)
    assert item.source.place(("severity",), of_key=True) == Place("postmortems/overlay.yml", 4, 3)
    assert item.source.place(("contributing_factors", 0, "factor")) == Place("postmortems/overlay.yml", 6, 15)
    assert item.source.place(("title",)) == Place("postmortems/2012/slow.md", 1)


def test_front_matter_wins_over_the_overlay_key_by_key(tmp_path: Path) -> None:
    archive = load(
        tmp_path,
        {
            "postmortems/2026-03-14-a.md": "---\nseverity: SEV1\nservices: [dns]\ntitle: Slow\n---\n",
            "postmortems/overlay.yml": "2026-03-14-a.md: {severity: SEV5, services: [cdn], organization: Acme}\n",
        },
    )
    (item,) = archive.postmortems
    assert (item.severity, item.services, item.organization) == (Severity.SEV1, ("dns",), "Acme")
    assert item.source.place(("severity",)) == Place("postmortems/2026-03-14-a.md", 2, 11)
    assert item.source.place(("organization",)).path == "postmortems/overlay.yml"


def test_the_overlay_leaves_other_postmortems_alone(tmp_path: Path) -> None:
    archive = load(
        tmp_path,
        {
            "postmortems/2026-03-14-a.md": postmortem_text(),
            "postmortems/2026-03-15-b.md": postmortem_text(date="2026-03-15"),
            "postmortems/overlay.yml": "2026-03-14-a.md: {organization: Acme}\n",
        },
    )
    assert [item.organization for item in archive.postmortems] == ["Acme", None]


@pytest.mark.parametrize(
    "overlay",
    [
        pytest.param(b"\xff\xfe", id="not-text"),
        pytest.param(b"2026-03-14-a.md: [", id="not-yaml"),
        pytest.param(b"- 2026-03-14-a.md", id="a-list"),
        pytest.param(b"2026-03-14-a.md: &a {organization: Acme}", id="an-anchor"),
        pytest.param(b"2026-03-14-a.md: SEV1", id="no-mapping-under-the-path"),
        pytest.param(b"", id="empty"),
    ],
)
def test_a_broken_overlay_costs_no_postmortem(overlay: bytes, tmp_path: Path) -> None:
    archive = load(tmp_path, {"postmortems/2026-03-14-a.md": postmortem_text(), "postmortems/overlay.yml": overlay})
    assert ids(archive.postmortems) == ["2026-03-14-a"]
    assert archive.postmortems[0].organization is None
    assert archive.overlay is not None
    assert archive.overlay.path == "postmortems/overlay.yml"


def test_an_overlay_may_be_longer_than_any_front_matter(tmp_path: Path) -> None:
    padding = "".join(f"2012/report-{i}.md: {{trigger: {'x' * 100}}}\n" for i in range(700))
    archive = load(
        tmp_path,
        {
            "postmortems/2026-03-14-a.md": postmortem_text(),
            "postmortems/overlay.yml": padding + "2026-03-14-a.md: {organization: Acme}\n",
        },
    )
    assert archive.postmortems[0].organization == "Acme"
    assert archive.overlay is not None
    assert archive.overlay.defects == ()


def test_without_an_overlay_there_is_none(tmp_path: Path) -> None:
    assert load(tmp_path, {}).overlay is None

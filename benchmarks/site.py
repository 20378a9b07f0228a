"""The two sites that are compared: the same pages for plain MkDocs with Material, and for the plugin."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import mkdocs_postmortems
from benchmarks.generate import generate

SHARED = """\
site_name: An archive of made-up postmortems
site_url: https://postmortems.example/
theme: {name: material, font: false}
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - toc: {permalink: true}
extra: {generator: false}
"""

PLAIN = f"""{SHARED}\
plugins: [search]
not_in_nav: postmortems/
"""

OURS = f"""{SHARED}\
plugins: [search, postmortems]
"""

HOME = """\
# Postmortems

What failed, and whether it failed again.
"""


SOURCES = {"docs", "mkdocs.yml", "postmortems"}
"""What lies in a project before its first build."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with an `mkdocs.yml`, inside the folder that all builds of one run share."""

    name: str
    count: int
    work: Path

    @property
    def folder(self) -> Path:
        return self.work / str(self.count) / self.name

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def clean(self) -> None:
        """Forget every earlier build, caches too, so that the next one starts from nothing."""
        for entry in self.folder.iterdir():
            if entry.name not in SOURCES:
                _remove(entry)


def _remove(entry: Path) -> None:
    if entry.is_dir():
        shutil.rmtree(entry)
    else:
        entry.unlink()


def our_project(work: Path, count: int) -> Project:
    """An archive of `count` postmortems, built with the plugin; `docs/` is there because MkDocs wants one."""
    project = Project("ours", count, work)
    (project.folder / "docs").mkdir(parents=True)
    (project.folder / "mkdocs.yml").write_text(OURS, encoding="utf-8")
    generate(project.folder, count)
    return project


def plain_project(ours: Project) -> Project:
    """The same Markdown files as pages of MkDocs itself, outside its navigation."""
    project = Project("plain", ours.count, ours.work)
    shutil.copytree(ours.folder / "postmortems", project.folder / "docs" / "postmortems")
    (project.folder / "docs" / "index.md").write_text(HOME, encoding="utf-8")
    (project.folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    return project


def freeze(work: Path) -> None:
    """Keep a copy of our package for all builds of a run: edits made meanwhile do not change what is measured."""
    package = Path(mkdocs_postmortems.__file__).parent
    shutil.copytree(package, work / "code" / package.name, ignore=shutil.ignore_patterns("__pycache__"))

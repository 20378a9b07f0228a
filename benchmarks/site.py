"""The two sites that are compared: the same pages for plain MkDocs with Material, and for the plugin."""

import shutil
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with an `mkdocs.yml`, and everything that was in it before the first build."""

    name: str
    folder: Path
    sources: frozenset[Path]

    @classmethod
    def at(cls, name: str, folder: Path) -> "Project":
        return cls(name, folder, frozenset(folder.iterdir()))

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def clean(self) -> None:
        """Forget every earlier build, caches too, so that the next one starts from nothing."""
        for entry in set(self.folder.iterdir()) - self.sources:
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def our_project(folder: Path, count: int) -> Project:
    """An archive of `count` postmortems, built with the plugin; `docs/` is there because MkDocs wants one."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(OURS, encoding="utf-8")
    generate(folder, count)
    return Project.at("ours", folder)


def plain_project(folder: Path, ours: Project) -> Project:
    """The same Markdown files as pages of MkDocs itself, outside its navigation."""
    shutil.copytree(ours.folder / "postmortems", folder / "docs" / "postmortems")
    (folder / "docs" / "index.md").write_text(HOME, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    return Project.at("plain", folder)

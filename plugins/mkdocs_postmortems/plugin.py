"""MkDocs hooks, and no thought in any of them: reading, checking and rendering are stages of their own."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files as resources
from os import path
from pathlib import Path
from time import perf_counter
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mkdocs_postmortems.archive.load import INDEX, files_below
from mkdocs_postmortems.checks import Finding, Level
from mkdocs_postmortems.config import PostmortemsConfig
from mkdocs_postmortems.exports.announcements import Announcements
from mkdocs_postmortems.exports.everything import files_meanwhile
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.long_lived import long_lived
from mkdocs_postmortems.pages import (
    Addresses,
    BlocksAhead,
    Renderer,
    all_pages,
    notes_by_address,
    redirects,
    searched_words,
)
from mkdocs_postmortems.pages import Page as ArchivePage
from mkdocs_postmortems.second_process import can_fork
from mkdocs_postmortems.settings import SettingsError
from mkdocs_postmortems.site import Site
from mkdocs_postmortems.words import attribute, count

log = get_plugin_logger("postmortems")

STYLES = "assets/postmortems/archive.css"
SCRIPT = "assets/postmortems/archive.js"


class PostmortemsPlugin(BasePlugin[PostmortemsConfig]):  # type: ignore[no-untyped-call]  # as in config.py
    """Adds an archive of postmortems to a site."""

    def __init__(self) -> None:
        self._is_preview = False
        self._pages: dict[str, ArchivePage] = {}
        self._renderer: Renderer | None = None
        self._blocks: BlocksAhead | None = None
        self._feeds: Announcements | None = None
        self._content = ""
        self._notes: Mapping[str, str] = {}
        self._errors = 0

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if STYLES not in config.extra_css:
            config.extra_css.insert(0, STYLES)  # before the site's own, which may change it
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)  # sorts and filters tables that are whole without it
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        folder = _root(config) / self.config.settings.postmortems_dir
        if not folder.is_dir():  # only what exists can be watched, and the first postmortem is about to be written
            folder.mkdir(parents=True)
            log.info(f"Made {folder.name}/, where the postmortems go")
        server.watch(str(folder))
        return server

    # Late, so that whatever other plugins add by hand is known, and a page written in docs/ wins over ours.
    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        started = perf_counter()
        folder = _root(config) / self.config.settings.postmortems_dir
        with long_lived():
            site = Site.load(_root(config), self.config.settings, drafts=self._is_preview)
            self._report(site)
            _withdraw(files, folder)
            self._add_pages(site, files, config)
        if (folder / INDEX).is_file() and not folder.is_relative_to(Path(config.docs_dir).resolve()):
            log.info(f"{folder.name}/{INDEX} is left alone; a page in place of the list goes into docs/postmortems.md")
        for asset in _assets(folder):
            files.append(_asset_file(asset, folder, config))
        for uri in (STYLES, SCRIPT):
            ours = resources("mkdocs_postmortems").joinpath("assets", path.basename(uri))
            files.append(File.generated(config, uri, content=ours.read_text(encoding="utf-8")))
        log.info(_summary(site, len(self._pages), perf_counter() - started))
        return files

    def _add_pages(self, site: Site, files: Files, config: MkDocsConfig) -> None:
        addresses = Addresses(site.archive, use_directory_urls=config.use_directory_urls)
        renderer, self._pages = Renderer(addresses), {}
        written_by_hand = {file.dest_uri for file in files if file.generated_by is None}
        publication = _publication(site, addresses, config)
        self._feeds = Announcements(publication, addresses)
        with files_meanwhile(publication) as exported:
            for page in all_pages(site.analysis, addresses):
                file = _page_file(page, renderer.text(page), addresses, config)
                if file.dest_uri not in written_by_hand:
                    files.append(file)
                    self._pages[file.src_uri] = page
            redirected = redirects(site.archive, addresses).items()
            made: dict[str, str | bytes] = {addresses.destination(address): html for address, html in redirected}
            made.update(exported())
        for uri, content in made.items():
            if uri not in written_by_hand:
                files.append(File.generated(config, uri, content=content))
        pages = list(self._pages.values())
        self._renderer = renderer
        self._notes = notes_by_address(site.findings, pages, addresses) if self._is_preview else {}
        ahead = can_fork() and not self._is_preview
        self._blocks = BlocksAhead(renderer, pages, in_second_process=ahead)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        settings = self.config.settings
        if settings.as_of is not None:  # what MkDocs writes into the sitemap must not depend on today either
            page.update_date = settings.as_of.isoformat()
        ours = self._pages.get(page.file.src_uri)
        if ours is not None:
            _describe(page, ours)
        return markdown

    # Before and after the search plugin: it parses the content of every page, tag by tag, and our drawings have many.
    @event_priority(50)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        ours = self._pages.get(page.file.src_uri)
        if ours is not None:
            self._content = self._renderer.with_links(ours, page.content or "") if self._renderer else ""
            page.content = searched_words(ours, self._content)
        return context

    @event_priority(-50)
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        ours = self._pages.get(page.file.src_uri)
        if ours is not None and self._blocks is not None:
            page.content = self._notes.get(ours.address, "") + self._blocks.of(ours).fill(self._content)
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        ours = self._pages.get(page.file.src_uri)
        return self._feeds.within(output, page.url, ours.address if ours else None) if self._feeds else output

    def on_build_error(self, *, error: Exception) -> None:
        self._close()

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._close()
        if self._errors and not self._is_preview:
            raise PluginError(
                f"{count(self._errors, 'error')} in the postmortems, listed above. "
                "The site was built without what could not be read."
            )

    def _close(self) -> None:
        if self._blocks is not None:
            self._blocks.close()

    def _report(self, site: Site) -> None:
        """Put every finding into the log, where `--strict` counts the warnings."""
        try:
            findings = site.findings
        except SettingsError as error:
            raise PluginError(str(error)) from None
        for finding in findings:
            _LOG[finding.level](_line(finding))
        self._errors = sum(finding.level is Level.ERROR for finding in findings)


_LOG = {Level.ERROR: log.error, Level.WARNING: log.warning, Level.ADVICE: log.debug}
"""Advice is for the writer: a build counts it, `mkdocs build -v` and `postmortems check` tell it."""


def _line(finding: Finding) -> str:
    told = f"{finding.path}:{finding.line}: {finding.message} ({finding.id} {finding.name})"
    return f"{told}\n           hint: {finding.hint}"


def _summary(site: Site, pages: int, seconds: float) -> str:
    archive = site.archive
    read = count(len(archive.loaded_postmortems), "postmortem")
    described = count(len(archive.loaded_factors), "contributing factor")
    found = count(len(site.findings), "finding")
    return f"Read {read} and {described}: {found}, {count(pages, 'page')}, in {seconds:.1f} s"


def _root(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`, where the archive's paths start."""
    return _resolved(config.config_file_path or ".").parent


@cache
def _resolved(path: str) -> Path:
    """A path without links on the way, asked of the system once."""
    return Path(path).resolve()


def _source_uri(file: Path, config: MkDocsConfig) -> str:
    """How MkDocs names a file of ours: from `docs/` where it lies in there, else from the folder of `mkdocs.yml`."""
    docs = _resolved(config.docs_dir)
    return file.relative_to(docs if file.is_relative_to(docs) else _root(config)).as_posix()


def _page_file(page: ArchivePage, text: str, addresses: Addresses, config: MkDocsConfig) -> File:
    """A page as MkDocs wants it. Its content has no front matter: MkDocs never parses what the guard has not seen."""
    written_in = _root(config) / page.source if page.source else None
    uri = _source_uri(written_in, config) if written_in else page.path
    # Thousands of pages in the navigation would put all their links into every one of them.
    inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, uri, content=text, inclusion=inclusion)
    file.dest_uri = addresses.destination(page.address)
    if written_in:
        file.edit_uri = path.relpath(written_in, config.docs_dir).replace("\\", "/")
    return file


def _publication(site: Site, addresses: Addresses, config: MkDocsConfig) -> Publication:
    return Publication(
        site.analysis,
        addresses,
        name=config.site_name,
        site_url=config.site_url or "",
        description=config.site_description or "",
    )


def _describe(page: Page, ours: ArchivePage) -> None:
    """Themes print these as they are, so they are escaped here."""
    page.meta["title"] = attribute(ours.title)
    if ours.description:
        page.meta["description"] = attribute(ours.description)
    if not ours.address:
        page.meta["hide"] = ["navigation", "toc"]
    elif ours.is_wide:
        page.meta["hide"] = ["toc"]


def _withdraw(files: Files, folder: Path) -> None:
    """Take back what MkDocs found by itself, where the archive lies inside `docs/`."""
    for file in list(files):
        source = Path(file.abs_src_path).resolve() if file.abs_src_path and file.generated_by is None else None
        if source and source.is_relative_to(folder) and source != folder / INDEX:
            files.remove(file)


def _assets(folder: Path) -> list[Path]:
    """Images and the like beside the postmortems."""
    return [folder / path for path in files_below(folder) if not path.lower().endswith((".md", ".yml", ".yaml"))]


def _asset_file(asset: Path, folder: Path, config: MkDocsConfig) -> File:
    file = File.generated(config, _source_uri(asset, config), abs_src_path=str(asset))
    file.dest_uri = f"postmortems/{asset.relative_to(folder).as_posix()}"
    return file

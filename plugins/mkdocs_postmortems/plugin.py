"""MkDocs hooks, and no thought in any of them: reading, checking and rendering are stages of their own."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files as resources
from os import path
from pathlib import Path
from time import perf_counter
from typing import Literal
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from mkdocs_postmortems.archive.load import INDEX, files_below
from mkdocs_postmortems.checks import Finding, Level
from mkdocs_postmortems.config import PostmortemsConfig
from mkdocs_postmortems.exports.everything import files_meanwhile
from mkdocs_postmortems.exports.frame import Frame
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
from mkdocs_postmortems.pages.diagrams import DIAGRAM, as_text
from mkdocs_postmortems.pages.images import MEASURED, Images
from mkdocs_postmortems.pages.search import SCRIPT as SEARCH_SCRIPT
from mkdocs_postmortems.search import IndexingError, SiteSearch, pagefind, table_files
from mkdocs_postmortems.second_process import can_fork
from mkdocs_postmortems.settings import SettingsError
from mkdocs_postmortems.site import Site
from mkdocs_postmortems.words import attribute, count

log = get_plugin_logger("postmortems")

STYLES = "assets/postmortems/archive.css"
SCRIPT = "assets/postmortems/archive.js"
ICON = "assets/postmortems/icon.svg"
_SHIPPED = {
    STYLES: "assets/archive.css",
    SCRIPT: "assets/archive.js",
    SEARCH_SCRIPT: "assets/search.js",
    ICON: "theme/.icons/postmortems.svg",
}
_FAVICON_OF_MATERIAL = "assets/images/favicon.png"


class PostmortemsPlugin(BasePlugin[PostmortemsConfig]):  # type: ignore[no-untyped-call]  # as in config.py
    """Adds an archive of postmortems to a site."""

    def __init__(self) -> None:
        self._is_preview = self._is_dirty = False
        self._pages: dict[str, ArchivePage] = {}
        self._renderer: Renderer | None = None
        self._blocks: BlocksAhead | None = None
        self._frame: Frame | None = None
        self._in_nav: Mapping[str, Page] = {}
        self._images: Images | None = None
        self._draws_diagrams = True
        self._has_told_of_mermaid = False
        self._has_own_search = False
        self._search: SiteSearch | None = None
        self._content = ""
        self._notes: Mapping[str, str] = {}
        self._errors = 0

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._is_preview, self._is_dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if STYLES not in config.extra_css:
            config.extra_css.insert(0, STYLES)  # before the site's own, which may change it
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)  # sorts and filters tables that are whole without it
        if config.theme.name == "material":
            _wear_icon(config.theme)
        self._has_own_search = self.config.settings.search == "pagefind" and _can_index()
        if self._has_own_search:
            _switch_off_material_search(config)
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
        self._images, self._draws_diagrams = None, _has_mermaid(self.config.settings.mermaid, files, config)
        with long_lived():
            site = Site.load(_root(config), self.config.settings, drafts=self._is_preview)
            self._report(site)
            _withdraw(files, folder)
            self._add_pages(site, files, config)
        if (folder / INDEX).is_file() and not folder.is_relative_to(Path(config.docs_dir).resolve()):
            log.info(f"{folder.name}/{INDEX} is left alone; a page in place of the list goes into docs/postmortems.md")
        for asset in _assets(folder):
            files.append(_asset_file(asset, folder, config))
        for uri, name in _SHIPPED.items():
            ours = resources("mkdocs_postmortems").joinpath(name)
            files.append(File.generated(config, uri, content=ours.read_text(encoding="utf-8")))
        log.info(_summary(site, len(self._pages), perf_counter() - started))
        return files

    def _add_pages(self, site: Site, files: Files, config: MkDocsConfig) -> None:
        addresses = Addresses(site.archive, use_directory_urls=config.use_directory_urls)
        renderer, self._pages = Renderer(addresses), {}
        written_by_hand = {file.dest_uri for file in files if file.generated_by is None}
        publication = _publication(site, addresses, config)
        self._frame = Frame(publication, addresses, has_search=self._has_own_search)
        with files_meanwhile(publication) as exported:
            for page in all_pages(site.analysis, addresses):
                file = _page_file(page, renderer.text(page), addresses, config)
                if file.dest_uri not in written_by_hand:
                    files.append(file)
                    self._pages[file.src_uri] = page
            redirected = redirects(site.archive, addresses).items()
            made: dict[str, str | bytes] = {addresses.destination(address): html for address, html in redirected}
            made.update(exported())
            if self.config.settings.search == "pagefind":
                made.update(table_files(site.analysis, addresses))
        for uri, content in made.items():
            if uri not in written_by_hand:
                files.append(File.generated(config, uri, content=content))
        pages = list(self._pages.values())
        self._renderer = renderer
        self._notes = notes_by_address(site.findings, pages, addresses) if self._is_preview else {}
        ahead = can_fork() and not self._is_preview
        self._blocks = BlocksAhead(renderer, pages, in_second_process=ahead)
        is_indexed = self.config.settings.search_in_preview or not self._is_preview
        if self._has_own_search and is_indexed and not self._is_dirty:  # else most pages are never read
            language = config.theme.get("language") or "en"
            self._search = SiteSearch(site.analysis, addresses, language=language)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Every page has become HTML by now, and none has been put into its template."""
        if self._search is None:
            return
        for file in files.documentation_pages():
            page = file.page
            if page is not None and page.content is not None and not _is_excluded(page):
                ours = self._pages.get(file.src_uri)
                self._search.add(file.dest_uri, ours.title if ours else str(page.title), page.content, ours)
        self._search.start(Path(config.site_dir))

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        settings = self.config.settings
        if settings.as_of is not None:  # what MkDocs writes into the sitemap must not depend on today either
            page.update_date = settings.as_of.isoformat()
        ours = self._pages.get(page.file.src_uri)
        if ours is not None:
            _describe(page, ours)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if self._images is None:
            self._images = Images(_pictures(files))
        if not self._draws_diagrams and DIAGRAM in html:
            self._tell_of_mermaid()
            html = as_text(html)
        return self._images.placed(html, page.url)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        listed = ((page, self._pages.get(page.file.src_uri)) for page in nav.pages)
        self._in_nav = {ours.address: page for page, ours in listed if ours}

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
        if above := self._above(ours):
            above.active = True
        if ours is not None and self._blocks is not None:
            page.content = self._notes.get(ours.address, "") + self._blocks.of(ours).fill(self._content)
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if self._frame is None:
            return output
        ours = self._pages.get(page.file.src_uri)
        if above := self._above(ours):
            above.active = False
        description = (ours.description if ours else page.meta.get("description")) or config.site_description or ""
        title = config.site_name if page.is_homepage else _title(page, ours)
        return self._frame.around(output, page.url, title=title, description=str(description), page=ours)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        if self._frame is None or template_name != "404.html":
            return output_content
        root = urlsplit(config.site_url or "").path.rstrip("/")  # such a page is shown at any address
        return self._frame.around(output_content, template_name, up=f"{root}/")

    def on_build_error(self, *, error: Exception) -> None:
        self._close()

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._finish_search()
        self._close()
        if self._errors and not self._is_preview:
            raise PluginError(
                f"{count(self._errors, 'error')} in the postmortems, listed above. "
                "The site was built without what could not be read."
            )

    def _above(self, ours: ArchivePage | None) -> Page | None:
        """What stands in the navigation for a page that is not there itself: a postmortem is one of Postmortems."""
        if ours is None or ours.address in self._in_nav:
            return None
        steps = (address for _, address in reversed(ours.crumbs) if address)
        return next((self._in_nav[address] for address in steps if address in self._in_nav), None)

    def _tell_of_mermaid(self) -> None:
        if not self._has_told_of_mermaid:
            self._has_told_of_mermaid = True
            log.info(
                "A diagram is shown as text, or the theme would fetch Mermaid from another host: "
                "put mermaid.min.js into docs/ and name it in the option `mermaid`"
            )

    def _finish_search(self) -> None:
        if self._search is None:
            return
        started = perf_counter()
        try:
            pages = self._search.finish()
        except IndexingError as problem:
            log.warning(f"The words of this site cannot be searched. {problem}")
        else:
            log.info(f"Indexed the words of {count(pages, 'page')}, and waited {perf_counter() - started:.1f} s for it")

    def _close(self) -> None:
        if self._blocks is not None:
            self._blocks.close()
        if self._search is not None:
            self._search.close()
            self._search = None

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


def _can_index() -> bool:
    try:
        pagefind()
    except IndexingError as problem:
        log.info(f"The search of the theme is left in place, for the words of this site cannot be indexed. {problem}")
        return False
    return True


def _switch_off_material_search(config: MkDocsConfig) -> None:
    """There is one search on a site, and that of Material sends its whole index along with every page."""
    theirs = config.plugins.get("material/search")
    if theirs is not None:
        theirs.config.enabled = False


def _is_excluded(page: Page) -> bool:
    """Whether its front matter keeps it out of searches, in the way that Material's search knows."""
    asked = page.meta.get("search")
    return isinstance(asked, dict) and bool(asked.get("exclude"))


def _wear_icon(theme: Theme) -> None:
    """Our icon in the header and in the tab of a browser, where the site has none of its own."""
    theme.dirs.append(str(resources("mkdocs_postmortems").joinpath("theme")))
    icons = theme.get("icon") or {}
    if not theme.get("logo") and not icons.get("logo"):
        theme["icon"] = {**icons, "logo": "postmortems"}
    if theme.get("favicon") == _FAVICON_OF_MATERIAL:
        theme["favicon"] = ICON


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


def _has_mermaid(copy: str | None, files: Files, config: MkDocsConfig) -> bool:
    """Whether diagrams can be drawn without asking another host."""
    if copy and files.get_file_from_path(copy) is None:
        log.warning(f'"{copy}", the copy of Mermaid that the option `mermaid` names, is not in docs/')
        return False
    return bool(copy) or any("mermaid" in str(script) for script in config.extra_javascript)


def _pictures(files: Files) -> dict[str, Path]:
    """Those that lie in files, by the paths they will have."""
    pictures = (file for file in files.media_files() if path.splitext(file.dest_uri)[1].lower() in MEASURED)
    return {file.dest_uri: Path(file.abs_src_path) for file in pictures if file.abs_src_path}


def _title(page: Page, ours: ArchivePage | None) -> str:
    """As text: MkDocs takes the title of a page written by hand from its heading, with what markup is in it."""
    return ours.title if ours else Markup(str(page.title or "")).striptags()


def _describe(page: Page, ours: ArchivePage) -> None:
    """Themes print these as they are, so they are escaped here."""
    if ours.address:
        page.meta["title"] = attribute(ours.title)
    elif "title" not in vars(page):  # "Home" is for the navigation: the page is called what the site is called
        page.title = ours.title
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

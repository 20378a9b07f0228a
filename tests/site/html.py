"""A built page, read back: its links and anchors, where it sends a reader on, and what a browser would fetch for it."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

_FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
_FETCHING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "modulepreload", "dns-prefetch"}


class PageReader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.styled: list[str] = []
        """Elements with a style of their own, which a strict content policy forbids."""
        self.language: str | None = None
        self.leads_to: str | None = None
        """The address at which a reader is sent on, where the page does that."""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        if "style" in values:
            self.styled.append(f"<{tag} style={values['style']!r}>")
        if tag == "html":
            self.language = values.get("lang")
        if values.get("id"):
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in _FETCHED and values.get(_FETCHED[tag]):
            self.fetched.append(values[_FETCHED[tag]])
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.leads_to = values["content"].partition("url=")[2]
        if tag == "link" and _FETCHING_LINKS.intersection(values.get("rel", "").split()):
            self.fetched.append(values["href"])


def read_pages(site: Path) -> dict[str, PageReader]:
    """Every page of a site, by its path."""
    files = sorted(site.rglob("*.html"))
    return {file.relative_to(site).as_posix(): PageReader(file.read_text(encoding="utf-8")) for file in files}


def broken_links(site: Path, pages: dict[str, PageReader]) -> list[str]:
    """Internal links that lead to no file, or to no anchor of the page they lead to; and where a reader is sent on."""
    broken = []
    for path, page in pages.items():
        if path == "404.html":  # its links start at the root of the host
            continue
        for link in (*page.links, *([page.leads_to] if page.leads_to is not None else [])):
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            target, anchor = urldefrag(link)
            file = _target(site, path, target)
            if file is None:
                broken.append(f"{path}: {link}")
            elif anchor and anchor not in ("__tabbed", "") and file in pages and unquote(anchor) not in pages[file].ids:
                broken.append(f"{path}: {link} (no such anchor)")
    return broken


def follow(site: Path, path: str, link: str) -> str:
    """The page, and the anchor on it, to which a link of a page leads."""
    target, anchor = urldefrag(link)
    file = _target(site, path, target)
    assert file is not None, f"{path}: {link} leads to no file"
    assert not anchor or unquote(anchor) in PageReader((site / file).read_text(encoding="utf-8")).ids
    return f"{file}#{anchor}" if anchor else file


def links_between(html: str, start: str, end: str) -> list[str]:
    """The links of a page from one of its marks to the next of another kind; the page has to have both."""
    _, found, rest = html.partition(start)
    inside, closed, _ = rest.partition(end)
    assert found, f"there is no {start!r}"
    assert closed, f"there is no {end!r}"
    return PageReader(inside).links


def _target(site: Path, path: str, link: str) -> str | None:
    link = link.partition("?")[0]  # what a search is asked; a question mark in a name is written otherwise
    if not link:
        return path
    file = (site / path).parent / unquote(link)
    if link.endswith("/") or file.is_dir():
        file = file / "index.html"
    try:
        return file.resolve().relative_to(site.resolve()).as_posix() if file.is_file() else None
    except ValueError:
        return None


def other_hosts(pages: dict[str, PageReader]) -> list[str]:
    """What a browser would ask another host for."""
    return [f"{path}: {url}" for path, page in pages.items() for url in page.fetched if urlsplit(url).netloc]

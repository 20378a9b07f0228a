"""What is indexed of a page: its title, the other names it goes by, its words below its headings, and the facts that a
result tells. Pagefind reads this instead of the page: the drawings and tables of a page cost it more than its words."""

import re
from collections.abc import Collection, Iterable, Mapping

from markupsafe import Markup, escape

from mkdocs_postmortems.pages import words_of
from mkdocs_postmortems.source import fold_title

_SECTION = re.compile(r"(?=<h2\b)")
_HEADING = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)


def document(
    title: str,
    html: str,
    *,
    language: str,
    facts: Mapping[str, str],
    names: Iterable[str] = (),
    searched: Iterable[str] = (),
    without: Collection[str] = (),
) -> str:
    """A page as Pagefind reads it: `html` is what was made of its Markdown, `facts` are what a result tells of it, and
    `names` what it is looked for by. Sections whose folded title is among `without` are left out."""
    told = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in {"title": title, "names": " ".join(names), **facts}.items()
        if value
    )
    heading, end, words = _without(words_of(html), without).partition("</h1>")
    if not end:
        heading, words = f"<h1>{escape(title)}", heading
    # Before the first section: an excerpt of them must not pass for one of it.
    more = "".join(f"<p>{escape(text)}</p>" for text in (*names, *searched))
    body = f"{heading}</h1>{more}{words}"
    return f'<!doctype html><html lang="{escape(language)}"><head>{told}</head><body>{body}</body></html>'


def _without(words: str, titles: Collection[str]) -> str:
    if not titles:
        return words
    return "".join(section for section in _SECTION.split(words) if _title(section) not in titles)


def _title(section: str) -> str | None:
    heading = _HEADING.match(section)
    return fold_title(Markup(heading.group(1)).unescape()) if heading else None

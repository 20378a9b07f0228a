"""From a Page to Markdown.

HTML goes into a page as blocks, `{% call html() %}...{% endcall %}`. In the Markdown each leaves a mark, and is put in
its place after Markdown was rendered: Python-Markdown would take apart every tag only to leave it as it is, which costs
more than the page itself. A host asks for the text of all pages first and for the blocks of each when it writes that
page, so that they are never all in memory.
"""

import re
from collections.abc import Callable
from itertools import count

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from mkdocs_postmortems import words
from mkdocs_postmortems.pages import charts, lanes, rules
from mkdocs_postmortems.pages.addresses import Addresses, feed_path
from mkdocs_postmortems.pages.mentions import with_links
from mkdocs_postmortems.pages.page import Page

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Characters for private use around the number of a block: a paragraph that Markdown leaves as it is. A comment would
do as well, but Python-Markdown pays for each piece of raw HTML again at each heading."""

_MARK = re.compile(f"(?:<p>)?{_OPEN}([0-9]+){_CLOSE}(?:</p>)?")
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>')
_UNSEARCHED_TAG = re.compile(r"</?(?!h[1-6]\b)[a-zA-Z][^>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")
_INDENT = re.compile(r"\n\s*")


def writers_markdown(text: str) -> Markup:
    """What a writer wrote, which templates must not escape; without characters that could pass for a mark of ours."""
    return Markup(text.replace(_OPEN, "").replace(_CLOSE, "").strip("\n"))


def kept(text: str) -> Markup:
    """Lines whose indentation says something, in a block whose own is taken out."""
    return Markup(str(escape(text)).replace("\n ", "\n&#32;"))


class Blocks(tuple[str, ...]):
    """The blocks of a page, in the order of their marks."""

    def fill(self, text: str) -> str:
        """Put the blocks in the place of their marks."""
        return _MARK.sub(lambda match: self[int(match.group(1))], text)


def words_of(html: str) -> str:
    """The headings of a page with the words below them, without any other tag. A search takes them off one by one, and
    our drawings have many."""
    return _UNSEARCHED_TAG.sub(" ", _PERMALINK.sub("", _MARK.sub("", html)))


def searched_words(page: Page, html: str) -> str:
    """What the search of a theme may know of a page: its words, and those of its own facts."""
    return f"{words_of(html)}\n<p>{escape(' '.join(page.searched))}</p>"


class Renderer:
    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._here = ""
        self._link: Callable[[object], str] = addresses.links_from("")
        self._environment = Environment(
            loader=PackageLoader("mkdocs_postmortems.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(
            md=words.markdown_text,
            span=words.span,
            day=words.day,
            moment=words.moment,
            machine_moment=words.machine_moment,
            clock=words.clock,
            number=words.number,
            count=words.count,
            times=words.times,
            years=words.years,
            inline_code=words.inline_code,
            listed=words.listed,
            kept=kept,
            rule_title=rules.title,
            first_sentence=rules.first_sentence,
        )
        self._environment.tests["web_link"] = words.is_web_link
        self._environment.globals["link"] = lambda thing: self._link(thing)  # from the page that is being rendered
        self._environment.globals["file"] = lambda path: addresses.to_file(path, self._here)
        self._environment.globals["feed"] = lambda thing=None: f"{feed_path(thing)}.xml"
        self._environment.globals.update(
            percent=words.percent,
            year_columns=charts.year_columns,
            share_bar=charts.share_bar,
            lane=lanes.lane,
            time_axis=lanes.time_axis,
            lift_axis=lanes.lift_axis,
            lift_range=lanes.lift_range,
            meetings_lane=lanes.meetings_lane,
            scale=lanes.scale,
        )

    def text(self, page: Page) -> str:
        """The Markdown of a page, with a mark for each block."""
        marks = count()

        def html(caller: Callable[[], str]) -> Markup:
            return Markup(f"\n\n{_OPEN}{next(marks)}{_CLOSE}\n\n")

        return _BLANK_LINES.sub("\n\n", self._render(page, html)).strip() + "\n"

    def blocks(self, page: Page) -> Blocks:
        """The blocks of a page."""
        blocks: list[str] = []

        def html(caller: Callable[[], str]) -> Markup:
            blocks.append(_INDENT.sub("\n", caller().strip()))
            return Markup("")

        self._render(page, html)
        return Blocks(blocks)

    def with_links(self, page: Page, html: str) -> str:
        """What a host made of the text of a page, with a link at each name in its prose."""
        return with_links(html, page.mentions, self._addresses.links_from(page.address)) if page.mentions else html

    def markdown(self, page: Page) -> str:
        """The whole page, for a host that takes plain files."""
        return self.blocks(page).fill(self.text(page))

    def _render(self, page: Page, html: Callable[..., Markup]) -> str:
        self._here, self._link = page.address, self._addresses.links_from(page.address)
        return self._environment.get_template(page.template).render(**page.context, page=page, html=html)

"""From a Page to Markdown.

HTML goes into a page as blocks, `{% call html() %}...{% endcall %}`. They are kept aside while Markdown is rendered
and put back after it: Python-Markdown would take apart every tag only to leave it as it is, which costs more than
the page itself. `Rendered.markdown` has them in place, for a host that takes plain files.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mkdocs_postmortems.pages import charts, words
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.page import Page

_SLOT = re.compile(r"<!--pm-block-(\d+)-->")
_BLANK_LINES = re.compile(r"\n{3,}")
_INDENT = re.compile(r"\n\s*")


def writers_markdown(text: str) -> Markup:
    """What a writer wrote, which templates must not escape; a mark of ours in it is taken apart, so that it stands for
    nothing."""
    return Markup(text.replace("<!--pm-block-", "<!-- pm-block-").strip("\n"))


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's Markdown with a mark for each block of HTML, and the blocks."""

    page: Page
    text: str
    blocks: tuple[str, ...]

    @property
    def markdown(self) -> str:
        return self.fill(self.text)

    def fill(self, html: str) -> str:
        """Put the blocks in the place of their marks."""
        return _SLOT.sub(lambda match: self.blocks[int(match.group(1))], html)


class Renderer:
    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._environment = Environment(
            loader=PackageLoader("mkdocs_postmortems.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
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
        )
        self._environment.tests["web_link"] = words.is_web_link
        self._environment.globals.update(
            percent=words.percent, year_columns=charts.year_columns, share_bar=charts.share_bar
        )

    def render(self, page: Page) -> Rendered:
        blocks: list[str] = []
        template = self._environment.get_template(page.template)
        text = template.render(
            **page.context,
            page=page,
            html=_collector(blocks),
            link=partial(self._addresses.link, page.address),
        )
        return Rendered(page, _BLANK_LINES.sub("\n\n", text).strip() + "\n", tuple(blocks))


def _collector(blocks: list[str]) -> Callable[[Callable[[], str]], Markup]:
    def html(caller: Callable[[], str]) -> Markup:
        content = _INDENT.sub("\n", caller().strip())
        if not content:
            return Markup("")
        blocks.append(content)
        return Markup(f"\n\n<!--pm-block-{len(blocks) - 1}-->\n\n")

    return html

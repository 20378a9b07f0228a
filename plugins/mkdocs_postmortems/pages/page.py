"""A page before it is written: where it goes, the template that arranges it, and what that template is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_postmortems.archive import Named

Crumb = tuple[str, str | None]
"""A step of the way to a page: its words, and the address of the page it leads to (none for the page itself)."""


@dataclass(frozen=True)
class Page:
    """One page of the site.

    `address` is where readers find it, without leading or trailing slash (`patterns/no-staged-rollout`; the home
    page's is empty). `source` is the file it is written in, from the folder of `mkdocs.yml`: links in its prose
    start there, and so does its edit link. A page nobody wrote has none. `searched` are the facts by which a search
    should find it, beyond the words of its writer, and `also_called` other names it goes by; `result` is what a search
    tells of it, and a page without is not found by one, as a list of others is not. `mentions` says what the names in
    its prose lead to. `is_wide` gives its tables the room of the table of contents.
    """

    address: str
    title: str
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    crumbs: tuple[Crumb, ...] = ()
    description: str | None = None
    source: str | None = None
    searched: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    result: Mapping[str, str] | None = None
    mentions: Mapping[str, Named] = field(default_factory=dict)
    in_nav: bool = False
    is_wide: bool = False
    is_draft: bool = False

    @property
    def path(self) -> str:
        """The Markdown file this is, or would be if anybody had written it."""
        if self.source:
            return self.source
        return f"{self.address or 'index'}.md"

"""Names in the prose become links: `[[…]]`, the ids of postmortems, the slugs of factors.

This happens in the HTML that a host has made of the prose, since only there is it plain what is code, a link or a
heading; those are left alone.
"""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from mkdocs_postmortems.archive.links import MENTION, Named, name_in

_TAG = re.compile(
    r"""(<!--.*?(?:-->|\Z)|</?[a-zA-Z](?:=\s*(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))|[^>])*+(?:>|\Z)|<[!?/][^>]*(?:>|\Z))""",
    re.DOTALL,
)
"""A comment or a tag. The value of an attribute may have `>` in it, and what nobody closes goes on to the end."""

_LEFT_ALONE = frozenset({"a", "code", "pre", "script", "style", "h1", "h2", "h3", "h4", "h5", "h6", "textarea"})
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")


def with_links(html: str, mentions: Mapping[str, Named], link: Callable[[object], str]) -> str:
    """The HTML with a link at each mention; `mentions` says what each name leads to."""
    pieces = _TAG.split(html)
    inside: list[str] = []
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            if not inside:
                pieces[i] = _linked(piece, mentions, link)
            continue
        tag = _NAME.match(piece)
        if tag and tag[2].lower() in _LEFT_ALONE:
            if tag[1] and inside and inside[-1] == tag[2].lower():
                inside.pop()
            elif not tag[1] and not piece.endswith("/>"):
                inside.append(tag[2].lower())
    return "".join(pieces)


def _linked(text: str, mentions: Mapping[str, Named], link: Callable[[object], str]) -> str:
    def replace(match: re.Match[str]) -> str:
        named = mentions.get(unescape(name_in(match)))
        if named is None:
            return match.group()
        words = match["words"] or (escape(named.title) if match["inside"] else match.group())
        return f'<a href="{link(named)}">{words}</a>'

    return MENTION.sub(replace, text)

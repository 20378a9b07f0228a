"""`llms.txt`: the pages of an archive for language models (https://llmstxt.org), where the site asks for it."""

from collections.abc import Iterable, Iterator

from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.words import count

LISTED = 200
"""How many of a kind are listed; the data files have all."""


def llms_txt(publication: Publication, files: Iterable[str]) -> str:
    """Markdown: what the site is, then its pages by kind and its data `files`, each a link with a few words."""
    told = publication.description or "Blameless postmortems, linked by the contributing factors they share"
    lines = [
        f"# {_text(publication.name)}",
        "",
        f"> {_text(told)}",
        *_patterns(publication),
        *_postmortems(publication),
    ]
    lines += ["", "## Data", "", *(f"- [{path}]({publication.file_url(path)})" for path in files)]
    return "\n".join(lines) + "\n"


def _patterns(publication: Publication) -> Iterator[str]:
    patterns = publication.analysis.patterns.all
    yield from ("", "## Contributing factors", "")
    for pattern in patterns[:LISTED]:
        met = f"in {count(pattern.count, 'postmortem')}"
        told = f"{met}. {pattern.factor.definition}" if pattern.factor.definition else met
        yield _line(pattern.factor.title, publication.url(pattern.factor), told)
    yield from _more(len(patterns))


def _postmortems(publication: Publication) -> Iterator[str]:
    postmortems = publication.archive.postmortems
    yield from ("", "## Postmortems", "")
    for postmortem in postmortems[: -LISTED - 1 : -1]:
        yield _line(postmortem.title, publication.url(postmortem), _facts(postmortem))
    yield from _more(len(postmortems))


def _facts(postmortem: Postmortem) -> str:
    kind = postmortem.severity.label if postmortem.severity else postmortem.kind.label
    return ", ".join(filter(None, (postmortem.date.isoformat(), kind, postmortem.organization)))


def _line(title: str, url: str, told: str) -> str:
    return f"- [{_text(title)}]({url}): {_text(told)}"


def _more(there_are: int) -> Iterator[str]:
    if there_are > LISTED:
        yield f"- and {there_are - LISTED:,} more, in the data files"


def _text(text: str) -> str:
    """On one line, with nothing that could end a link."""
    line = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\[]" else c for c in line if c.isprintable())

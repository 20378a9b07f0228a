"""Archives that never were folders."""

from collections.abc import Iterable
from typing import Any

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ContributingFactor, Loaded, Postmortem, load_factor
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import parse
from tests.builders import factor_text, postmortem

AS_OF = "2026-11-21"

_TIMES = ("started_at", "detected_at", "mitigated_at", "resolved_at")


def incident(name: str, day: str, *factors: str, **fields: Any) -> Postmortem:
    """A postmortem of this day that cites these factors; without times and actions unless they are given."""
    cited = [{"factor": slug} for slug in factors]
    bare = dict.fromkeys((*_TIMES, "action_items", "services"))
    return postmortem(name, **{**bare, "date": day, "contributing_factors": cited, **fields})


def factor(slug: str, **fields: Any) -> ContributingFactor:
    """A described factor."""
    loaded = load_factor(parse(factor_text(slug, **fields).encode(), f"postmortems/factors/{slug}.md"))
    assert loaded.item is not None
    return loaded.item


def archive_of(
    *postmortems: Postmortem, factors: Iterable[ContributingFactor] = (), drafts: bool = False, **settings: Any
) -> Archive:
    """These postmortems and factors, put together."""
    return Archive(
        Settings.of({"as_of": AS_OF, **settings}),
        [Loaded(item.source, item) for item in postmortems],
        [Loaded(item.source, item) for item in factors],
        drafts=drafts,
    )


def ids(postmortems: Iterable[Postmortem]) -> list[str]:
    return [item.id for item in postmortems]

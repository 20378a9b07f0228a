"""`postmortems similar`: has this happened before? Asked before the review, of a text that need not be finished."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from mkdocs_postmortems.analysis import Analysis, RelatedPostmortem, VerdictKind
from mkdocs_postmortems.archive import Archive, load_archive
from mkdocs_postmortems.cli.console import archive_settings, console, text_or_json
from mkdocs_postmortems.cli.drafts import Neighbourhood, read_draft
from mkdocs_postmortems.long_lived import long_lived
from mkdocs_postmortems.model import ActionItem, ContributingFactor, Postmortem
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.words import count, times

TOLD = 3
"""How many factors of each are told."""

CITING = 160
"""How many postmortems beyond those are read for what became of a factor: the newest that cite it."""


@dataclass(frozen=True)
class Comparison:
    """A draft, what is like it, and the archive as far as it was read: everything that is like it, and others that cite
    one of their factors. `citing` says how many do in all, by slug, where not all of them were read."""

    draft: Postmortem
    found: tuple[RelatedPostmortem, ...]
    analysis: Analysis
    postmortems: int
    citing: Mapping[str, int] = field(default_factory=dict)

    def factors(self, related: RelatedPostmortem) -> list[ContributingFactor]:
        """What to tell of a suggestion: the factors both share, or where the draft names none those it cites."""
        if self.draft.contributing_factors:
            return list(related.shared)
        return [occurrence.factor for occurrence in self.analysis.archive.occurrences(related.postmortem)]

    def history(self, factor: ContributingFactor) -> str:
        """How often the archive met a factor, and what became of the actions on it."""
        pattern = self.analysis.patterns.by_slug[factor.slug]
        verdicts = self.analysis.recurrence.counts(factor.slug)
        told = [f"seen {times(max(pattern.count, self.citing.get(factor.slug, 0)))}"]
        if self.citing.get(factor.slug, 0) > pattern.count:
            told.append(f"of the {pattern.count:,} looked at")
        if failed := verdicts[VerdictKind.DID_NOT_HOLD]:
            told.append(f"{count(failed, 'fix', 'fixes')} did not hold")
        if held := verdicts[VerdictKind.HELD_SO_FAR]:
            told.append(f"{held} held so far")
        return "; ".join(told)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-n", "wanted", type=click.IntRange(1, 50), default=5, show_default=True, help="How many to show.")
@text_or_json
def similar(file: Path, wanted: int, form: str) -> None:
    """Find the postmortems most like the one in FILE, with reasons, open actions, and whether fixes held.

    FILE may be a draft, with front matter or without, inside the archive or anywhere.
    """
    root, settings = archive_settings()
    draft = read_draft(file, settings)
    with long_lived():
        compared = compare(draft, root, settings, wanted)
    if form == "json":
        click.echo(json.dumps([_told(one, compared) for one in compared.found], indent=2, ensure_ascii=False))
    else:
        _print(compared)


def compare(draft: Postmortem, root: Path, settings: Settings, wanted: int) -> Comparison:
    """What is like a draft, with what became of the factors it is told with."""
    near = Neighbourhood.of(draft, root, settings)
    archive = near.analysis.archive
    compared = Comparison(draft, near.analysis.related.like(draft, wanted), near.analysis, near.postmortems)
    if not near.others:
        return compared
    told = {factor.slug: factor for related in compared.found for factor in compared.factors(related)[:TOLD]}
    heads = {path: _front_matter(text) for path, text in {**near.read, **near.others}.items()}
    citing = {slug: _naming(archive.vocabulary.names(factor) or (slug,), heads) for slug, factor in told.items()}
    newest = sorted({path for paths in citing.values() for path in paths} & near.others.keys(), reverse=True)[:CITING]
    more = load_archive(root, settings, only=newest).loaded_postmortems
    whole = Analysis(Archive(settings, (*archive.loaded_postmortems, *more), archive.loaded_factors))
    return replace(compared, analysis=whole, citing={slug: len(paths) for slug, paths in citing.items()})


def _naming(names: Iterable[str], heads: Mapping[str, str]) -> list[str]:
    """The paths of the front matters that cite a factor by one of these names."""
    cited = re.compile(rf"""\bfactor["']?:\s*["']?(?:{"|".join(map(re.escape, names))})(?![\w-])""")
    return [path for path, head in heads.items() if cited.search(head)]


def _front_matter(text: str) -> str:
    return text[: max(0, text.find("\n---", 3))] if text.removeprefix("\ufeff").startswith("---") else ""


def _told(related: RelatedPostmortem, compared: Comparison) -> dict[str, Any]:
    postmortem = related.postmortem
    return {
        "postmortem": postmortem.id,
        "title": postmortem.title,
        "score": round(related.score, 3),
        "reasons": list(related.reasons),
        "date": postmortem.date.isoformat(),
        "organization": postmortem.organization,
        "path": postmortem.path,
        "factors": [
            {"factor": factor.slug, "title": factor.title, "history": compared.history(factor)}
            for factor in compared.factors(related)[:TOLD]
        ],
        "open_actions": [{"id": item.id, "action": item.action, "status": item.status} for item in _open(postmortem)],
    }


def _open(postmortem: Postmortem) -> list[ActionItem]:
    return [item for item in postmortem.action_items if item.is_open]


def _print(compared: Comparison) -> None:
    out = Console(highlight=False)
    told: set[str] = set()
    for related in compared.found:
        postmortem = related.postmortem
        where = f"{postmortem.organization}, " if postmortem.organization else ""
        out.print(Text.assemble((postmortem.title, "bold"), f"  {where}{postmortem.date}"), soft_wrap=True)
        out.print(Text(f"    {postmortem.path}", "dim"), soft_wrap=True)
        for reason in related.reasons:
            out.print(Text(f"    {reason}"), soft_wrap=True)
        for factor in compared.factors(related)[:TOLD]:
            if factor.slug not in told:
                told.add(factor.slug)
                out.print(Text(f"    {factor.title}: {compared.history(factor)}"), soft_wrap=True)
        for item in _open(postmortem):
            out.print(Text(f"    still {item.status.label.lower()} there: {item.id} {item.action}"), soft_wrap=True)
    found = count(len(compared.found), "postmortem") if compared.found else "no postmortem"
    console.print(f"{found} of {compared.postmortems:,} like this one")

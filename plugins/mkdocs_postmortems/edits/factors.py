"""Renaming a contributing factor, and merging one into another, in every file that names it.

The old name stays alive: as an alias of the new one, or as a file that points there. So whatever names it outside the
archive, a ticket, a bookmark or an older branch, still leads somewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from mkdocs_postmortems.archive import Archive, slugify
from mkdocs_postmortems.edits.change import Change, EditError
from mkdocs_postmortems.edits.document import EditedDocument, as_yaml
from mkdocs_postmortems.model import ContributingFactor
from mkdocs_postmortems.near_matches import did_you_mean
from mkdocs_postmortems.source import FieldPath, Source


@dataclass(frozen=True, slots=True)
class Edit:
    """What a command is about to do: the changes, and what it leaves for somebody to decide."""

    changes: tuple[Change, ...]
    remarks: tuple[str, ...] = ()


def rename(archive: Archive, root: Path, old: str, new: str, title: str | None = None) -> Edit:
    """Call a factor by another slug, and by another title where one is given. Raises `EditError`."""
    factor = _described(archive, old)
    if new == old:
        raise EditError(f'"{old}" is its name already', "give the new one")
    _usable(new)
    if title is not None and not (title := _on_one_line(title)):
        raise EditError("the title is empty", "leave it out to keep the one it has")
    holder = archive.vocabulary.named(new)
    is_pointer_here = holder is not None and holder.slug != new and archive.vocabulary.resolve(new) is factor
    if holder is not None and holder.slug != old and not is_pointer_here:
        raise EditError(
            f'"{new}" is {"a factor" if holder.slug == new else f"another name of {holder.slug!r}"} already',
            f"postmortems factors merge {old} {holder.slug}",
        )
    documents = _Documents(archive, root)
    own = documents.of(factor.source)
    if new in factor.aliases:
        own.replace(("aliases", factor.source.fields["aliases"].index(new)), new, old)
    else:
        own.append("aliases", old, after=_last_key(factor.source))
    if holder is not None and holder.slug != old:  # what was merged into this one gives the name up
        documents.of(holder.source).remove(("aliases", holder.source.fields["aliases"].index(new)), new)
    if title is not None and factor.source.fields.get("title") is not None:
        own.replace(("title",), factor.source.written(("title",)) or "", title)
    elif title is not None:
        own.set("title", title, after=_first_key(factor.source))
    moved = PurePosixPath(factor.path).with_name(f"{new}.md").as_posix()
    _rewrite(archive, documents, {old}, new)
    return Edit(tuple(documents.changes(own, moved)))


def merge(archive: Archive, root: Path, old: str, new: str) -> Edit:
    """Let one factor go up in another. Raises `EditError`."""
    factor, into = _described(archive, old), archive.vocabulary.resolve(new)
    if into is None:
        raise EditError(f'there is no factor "{new}"', _hint(archive, new))
    if into.slug == old:
        raise EditError(f'"{new}" leads to "{old}" itself', "name the factor that shall stay")
    if factor.merged_into is not None:
        raise EditError(f'"{old}" was merged into "{factor.merged_into}" already')
    if into.broader is not None and archive.vocabulary.resolve(into.broader) is factor:
        raise EditError(f'"{into.slug}" is a kind of "{old}"', f"take `broader` out of {into.path} first")
    documents = _Documents(archive, root)
    documents.of(factor.source).set("merged_into", into.slug, after=_first_key(factor.source))
    names = {old, *(alias for alias in factor.aliases if archive.vocabulary.by_alias.get(alias) == old)}
    _rewrite(archive, documents, names, into.slug)
    changes = tuple(documents.changes())
    return Edit(changes, (*_twice(archive, documents, old, into), *_told_apart(documents, old, into)))


def _described(archive: Archive, slug: str) -> ContributingFactor:
    """The factor with a file of that name."""
    factor = archive.vocabulary.by_slug.get(slug)
    if factor is not None and not factor.source.fields:
        raise EditError(f"{factor.path} has no front matter", "describe the factor there first")
    if factor is not None:
        return factor
    meant = archive.vocabulary.named(slug)
    if meant is not None:
        raise EditError(f'"{slug}" is another name of "{meant.slug}"', f"name {meant.slug}")
    raise EditError(f'there is no factor "{slug}"', _hint(archive, slug))


def _hint(archive: Archive, slug: str) -> str:
    known = [*archive.vocabulary.by_slug, *archive.vocabulary.by_alias]
    return did_you_mean(slug, known, "`postmortems factors list` shows what there is")


def _usable(slug: str) -> None:
    """Raises `EditError` where a name could not be written as it is, or would be read as something else."""
    if not _is_slug(slug):
        proposal = slugify(slug)
        hint = f'write "{proposal}"' if _is_slug(proposal) and proposal != slugify("") else "small letters and hyphens"
        raise EditError(f'"{slug}" is no slug', hint)
    if as_yaml(slug) != slug:
        raise EditError(f'YAML reads "{slug}" as something other than text', "add a word that makes it a name")
    if slug == "readme":
        raise EditError(f'"{slug}" is the name of a page about the folder', "choose another name")


def _is_slug(name: str) -> bool:
    try:
        return ContributingFactor(slug=name, title=name).slug == slugify(name)
    except ValidationError:
        return False


class _Documents:
    """The files that are being changed, each once, in the order of the archive."""

    def __init__(self, archive: Archive, root: Path) -> None:
        self._archive, self._root = archive, root
        self._documents: dict[str, EditedDocument] = {}

    def of(self, source: Source, *, is_yaml: bool = False) -> EditedDocument:
        if source.path not in self._documents:
            try:
                content = (self._root / source.path).read_bytes()
            except OSError as error:
                raise EditError(f"{source.path} cannot be read: {error.strerror or error}") from None
            self._documents[source.path] = EditedDocument(source, content, is_yaml=is_yaml)
        return self._documents[source.path]

    def line_now(self, path: str, line: int) -> int:
        return self._documents[path].line_now(line) if path in self._documents else line

    def changes(self, own: EditedDocument | None = None, moved: str | None = None) -> Iterator[Change]:
        """What became of them, `own` at the path it moved to; without those that stay as they are."""
        for path in sorted(self._documents):
            document = self._documents[path]
            change = document.change(moved if document is own else None)
            if change.after != change.before:
                yield change


def _rewrite(archive: Archive, documents: _Documents, old: set[str], new: str) -> None:
    """Cite the new name wherever one of the old ones stands as a value: in postmortems, in factors, in the overlay."""
    for loaded in (*archive.loaded_postmortems, *archive.loaded_factors):
        source = loaded.source
        if not source.is_readable:
            continue  # what YAML read of it before it failed has its marks all the same
        found = {at: name for at, name in _cited(source, old) if at[0] not in source.overlaid}
        _replace(documents, source, found, new)
    for factor in archive.vocabulary.live:
        if factor.slug not in (*old, new):
            _say_anew(documents, factor.source, old, new)
    if archive.overlay is not None and archive.overlay.is_readable:
        found = dict(_cited(archive.overlay, old, below=1))
        _replace(documents, archive.overlay, found, new, is_yaml=True)


def _cited(source: Source, names: set[str], below: int = 0) -> Iterator[tuple[FieldPath, str]]:
    """Where a file cites one of these names, and which; `below` so many keys in an overlay."""
    for at, mark in source.marks.items():
        if mark[4] in names:
            match at[below:]:
                case ("contributing_factors", int(), "factor") | ("action_items", int(), "factors", int()):
                    yield at, str(mark[4])
                case ("broader",) | ("merged_into",):
                    yield at, str(mark[4])


def _replace(
    documents: _Documents, source: Source, found: dict[FieldPath, str], new: str, *, is_yaml: bool = False
) -> None:
    """Put the new name there; out of a list that has it already the old one is taken."""
    lists: dict[FieldPath, set[str]] = {}
    for at, name in found.items():
        document = documents.of(source, is_yaml=is_yaml)
        is_in_list = isinstance(at[-1], int)
        there = lists.setdefault(at[:-1], _written_in(source, at[:-1])) if is_in_list else set()
        if new in there:
            document.remove(at, name)
        else:
            document.replace(at, name, new)
            there.add(new)


def _written_in(source: Source, at: FieldPath) -> set[str]:
    """The names in a list."""
    here: Any = source.fields
    for step in at:
        here = here[step]
    return set(map(str, here))


def _say_anew(documents: _Documents, source: Source, old: set[str], new: str) -> None:
    """Send readers on to the new name where a factor is told apart from the old one, as in "see slow-recovery"."""
    lines = source.text.split("\n")
    for at, mark in source.marks.items():
        said = mark[4]
        if at[0] in ("includes", "excludes") and said is not None:
            anew = _named_in(old).sub(new, said)
            if anew != said and said in lines[mark[2] - 1]:
                documents.of(source).replace(at, said, anew)


def _named_in(names: set[str]) -> re.Pattern[str]:
    """Names in a sentence: of several words anywhere, a single word where readers are sent there."""
    alone = "|".join(re.escape(name) for name in sorted(names) if "-" in name)
    sent = "|".join(map(re.escape, sorted(names)))
    either = f"(?<![\\w-])(?:{alone})(?![\\w-])|" if alone else ""
    return re.compile(f"{either}(?<=see )(?:{sent})(?![\\w-])")


def _told_apart(documents: _Documents, old: str, into: ContributingFactor) -> Iterator[str]:
    """Where the factor that stays says what makes it another thing than the one it takes in."""
    for at, mark in into.source.marks.items():
        if at[0] == "excludes" and mark[4] is not None and _named_in({old}).search(mark[4]):
            line = documents.line_now(into.path, mark[2])
            yield f'{into.path}:{line} tells it apart from "{old}", which is part of it now: take the line out'


def _twice(archive: Archive, documents: _Documents, old: str, into: ContributingFactor) -> Iterator[str]:
    """Postmortems that cite both: one citation says how it showed, and only a writer can make it of two."""
    for postmortem in archive.all_postmortems:
        leads = [archive.factor(citation.factor).slug for citation in postmortem.contributing_factors]
        if old in leads and into.slug in leads:
            place = postmortem.place(("contributing_factors", leads.index(old), "factor"))
            line = documents.line_now(place.path, place.line)
            yield f"{place.path}:{line} cites both: keep one, and let its `how` say what both said"


def _on_one_line(title: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in title).split())


def _first_key(source: Source) -> str:
    return next(iter(source.fields))


def _last_key(source: Source) -> str:
    return tuple(source.fields)[-1]

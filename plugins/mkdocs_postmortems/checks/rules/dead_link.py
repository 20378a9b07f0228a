"""PM214 dead-link."""

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.near_matches import did_you_mean


def check(filed: Filed) -> Iterator[Problem]:
    here = PurePosixPath(filed.postmortem.path).parent
    inside = filed.archive.settings.postmortems_dir + "/"
    for link in filed.postmortem.source.body.links:
        target = "" if link.text.startswith("^") else _local(link.target)  # a footnote of one word looks like a link
        path = posixpath.normpath(f"{here}/{target}") if target else ""
        if path.startswith(inside) and not _is_there(path, filed.archive):
            others = [posixpath.relpath(file, here) for file in filed.archive.files]
            yield Problem(
                f'the {"image" if link.image else "link"} "{link.target}" leads to no file of the archive',
                did_you_mean(target, others, "add the file, or write its path as seen from this one"),
                line=link.line,
            )


def _local(target: str) -> str:
    """The path of a link that stays in the site, without query and fragment."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    path = unquote(parts.path)
    return "" if parts.scheme or parts.netloc or path.startswith(("/", "{")) else path


def _is_there(path: str, archive: Archive) -> bool:
    """A file, a folder, or a page that is made of several."""
    if path in archive.files or any(file.startswith(path.rstrip("/") + "/") for file in archive.files):
        return True
    pages = {f"{archive.settings.postmortems_dir}/{year.slug}" for year in archive.years}
    return path.removesuffix(".md").removesuffix("/index") in pages


RULE = Rule(
    id="PM214",
    name="dead-link",
    level=Level.WARNING,
    rationale="""
        A link to an earlier postmortem or a picture of the graph is evidence. When its target was renamed or never
        added, the reader is left with the claim. Links to pages outside the archive are checked by the site itself.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        ## Impact

        12 percent of writes failed for 31 minutes, as the [graph](failed-writes.png) shows.
    """,
    good="""
        ## Impact

        12 percent of writes failed for 31 minutes.
    """,
    looks_at=Filed,
    check=check,
)

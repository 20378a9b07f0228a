"""In a preview: what was found in a file, over its page, so that a writer sees it while looking at the result."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from mkdocs_postmortems.checks import Finding
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.words import count, inline_code

EVERYWHERE = ("", "postmortems")
"""The addresses over which stands what was found in files that have no page."""


def notes_by_address(findings: Iterable[Finding], pages: Iterable[Page], addresses: Addresses) -> Mapping[str, str]:
    """The notes over each page, by its address."""
    address_of = {page.source: page.address for page in pages if page.source}
    by_address: dict[str, list[Finding]] = {}
    for finding in findings:
        for address in (address_of[finding.path],) if finding.path in address_of else EVERYWHERE:
            by_address.setdefault(address, []).append(finding)
    return {address: str(_notes(found, addresses.links_from(address))) for address, found in by_address.items()}


def _notes(findings: Sequence[Finding], link: Callable[[object], str]) -> Markup:
    is_one_file = len({finding.path for finding in findings}) == 1
    where = findings[0].path if is_one_file else "files that have no page"
    entries = Markup("").join(
        _NOTE.format(
            finding=finding,
            level=finding.level.capitalize(),
            where=f"line {finding.line}" if is_one_file else f"{finding.path}, line {finding.line}",
            hint=inline_code(finding.hint),
            rule=link(f"rules/{finding.name}"),
        )
        for finding in findings
    )
    return _FRAME.format(count=count(len(findings), "finding"), where=where, entries=entries)


_FRAME = Markup(
    '<aside class="pm-notes pm-screen" aria-label="Findings"><details open>'
    "<summary><strong>{count}</strong> <small>in {where}, shown in the preview alone</small></summary>"
    "<ul>{entries}</ul></details></aside>"
)
_NOTE = Markup(
    '<li class="pm-note-{finding.level}"><p><strong>{level}</strong>, {where}: {finding.message}</p>'
    '<p><small>{hint} (<a href="{rule}">{finding.id} {finding.name}</a>)</small></p></li>'
)

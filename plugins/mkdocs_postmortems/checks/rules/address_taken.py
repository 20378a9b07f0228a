"""PM608 address-taken."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule

_LATER_PAGE = re.compile(r"/page-[0-9]+$")
"""How the further pages of a long list are called. All are kept free: a list grows, and a file must not lose its page
on that day."""


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    lists = {f"postmortems/{group.slug}": f"the list of {group.name}" for group in archive.lists}
    taken: dict[str, str] = {}
    for postmortem in archive.postmortems:
        address = archive.address(postmortem)
        owner = lists.get(_LATER_PAGE.sub("", address)) or taken.get(address)
        if owner:
            yield Problem(
                f"its page would stand at /{address}/, which belongs to {owner}",
                "give the file another name; until then it has no page",
                of=postmortem,
            )
        taken.setdefault(address, postmortem.path)


RULE = Rule(
    id="PM608",
    name="address-taken",
    level=Level.ERROR,
    rationale="""
        A page is found at the path of its file, without the ending and without a final `index`. Two files that come to
        the same address cannot both be there.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        === postmortems/2026/2026-03-14-stale-leader/index.md
        id: another-leader
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        === postmortems/2026/2026-03-14-another-leader/index.md
    """,
    looks_at=Analysis,
    check=check,
)

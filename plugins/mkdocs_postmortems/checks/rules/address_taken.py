"""PM608 address-taken."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    taken = {f"postmortems/{year.slug}": f"the list of {year.name}" for year in archive.years}
    for postmortem in archive.postmortems:
        address = archive.address(postmortem)
        if address in taken:
            yield Problem(
                f"its page would stand at /{address}/, which belongs to {taken[address]}",
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

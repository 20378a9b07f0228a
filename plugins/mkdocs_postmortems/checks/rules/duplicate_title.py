"""PM609 duplicate-title."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(analysis: Analysis) -> Iterator[Problem]:
    first: dict[str, Postmortem] = {}
    for postmortem in analysis.archive.all_postmortems:
        other = first.setdefault(" ".join(postmortem.title.casefold().split()), postmortem)
        if other is not postmortem:
            yield Problem(
                f'the title "{postmortem.title}" is that of {other.path} too',
                "say what tells the two apart: the service, the place, or that it happened again",
                at=("title",),
                line=_heading(postmortem),
                of=postmortem,
            )


def _heading(postmortem: Postmortem) -> int | None:
    """The line of the heading that the title comes from, where front matter has none."""
    if postmortem.source.fields.get("title") is not None:
        return None
    return next((heading.line for heading in postmortem.source.body.headings if heading.level == 1), None)


RULE = Rule(
    id="PM609",
    name="duplicate-title",
    level=Level.WARNING,
    rationale="""
        In lists, search results and feeds a postmortem is its title. Two with the same one cannot be told apart, and
        when the same thing happened twice the second title should say so.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        === postmortems/2026/2026-05-02-stale-leader.md
        date: 2026-05-02
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        === postmortems/2026/2026-05-02-stale-leader.md
        date: 2026-05-02
        title: Writes stalled again while two leaders disagreed
    """,
    looks_at=Analysis,
    check=check,
)

"""PM617 unresolved-mention."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.near_matches import did_you_mean


def check(filed: Filed) -> Iterator[Problem]:
    archive = filed.archive
    for mention in archive.links.mentions(filed.postmortem):
        if mention.named is None and mention.name not in archive.all_by_id:
            names = [*archive.all_by_id, *archive.vocabulary.by_slug, *archive.vocabulary.by_alias]
            yield Problem(
                f'nothing here is called "{mention.name}"',
                did_you_mean(mention.name, names, "write the id or the title of a postmortem, or the name of a factor"),
                line=mention.line,
            )


RULE = Rule(
    id="PM617",
    name="unresolved-mention",
    level=Level.WARNING,
    rationale="""
        A name in double brackets is a link to a postmortem or to a factor. One that leads nowhere stays on the page as
        brackets, and the postmortem it meant does not know that it was named.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        === postmortems/2026/2026-03-14-stale-leader.md
        ## Summary

        Writes stalled for 12 minutes, as in [[2025-11-02-split-vote]].
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        ## Summary

        Writes stalled for 12 minutes, as in [[2025-11-02-split-vote]].
        === postmortems/2025/2025-11-02-split-vote.md
    """,
    looks_at=Filed,
    check=check,
)

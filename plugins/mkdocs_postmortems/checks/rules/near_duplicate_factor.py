"""PM612 near-duplicate-factor."""

from collections.abc import Collection, Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ContributingFactor
from mkdocs_postmortems.near_matches import near_matches


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    live = archive.vocabulary.live
    for factor in live:
        met = len(archive.by_factor[factor.slug])
        if met > 1:
            continue
        others = [other for other in live if _weight(archive, other) > _weight(archive, factor)]
        match = _alike(factor, [other for other in others if not _are_told_apart(factor, other)])
        if match:
            yield Problem(
                f'"{factor.slug}" is cited {_TIMES[met]} and reads like "{match}"',
                f"say `merged_into: {match}` here, or in `excludes` what tells the two apart",
                of=factor,
            )


def _weight(archive: Archive, factor: ContributingFactor) -> tuple[int, str]:
    """Of two factors the lighter one would be merged into the other."""
    return len(archive.by_factor[factor.slug]), factor.slug


def _alike(factor: ContributingFactor, others: Collection[ContributingFactor]) -> str | None:
    """The factor with a name most like this one, whatever the order of its words."""
    names = {_in_order(name): other.slug for other in others for name in (*other.aliases, other.slug)}
    match = near_matches(_in_order(factor.slug), names, likeness=ALIKE)
    return names[match[0]] if match else None


def _in_order(slug: str) -> str:
    return "-".join(sorted(slug.split("-")))


def _are_told_apart(one: ContributingFactor, other: ContributingFactor) -> bool:
    """Whether one says what makes it another thing: in what it leaves out, or as the narrower of the two."""
    if one.broader == other.slug or other.broader == one.slug:
        return True
    return any(b.slug in said or b.title in said for a, b in ((one, other), (other, one)) for said in a.excludes)


ALIKE = 0.88
"""How much alike two names are that may be one: an ending, or a letter. In the archive that comes with this project,
0.88 finds no pair among 164 factors; below 0.85 every pair is of two conditions."""

_TIMES = ("never", "once")


RULE = Rule(
    id="PM612",
    name="near-duplicate-factor",
    level=Level.ADVICE,
    rationale="""
        Two words for one condition split its history in half, and neither half looks like a pattern. A factor that was
        cited once and reads like another is most often that other one.
    """,
    citation=Citation(
        "W3C, SKOS Reference, 7: documentation properties", "https://www.w3.org/TR/skos-reference/#notes"
    ),
    bad="""
        === postmortems/factors/monitoring-gap.md
        === postmortems/factors/monitoring-gaps.md
        === postmortems/2026/2026-03-14-stale-leader.md
    """,
    good="""
        === postmortems/factors/monitoring-gap.md
        === postmortems/factors/slow-recovery.md
        === postmortems/2026/2026-03-14-stale-leader.md
    """,
    looks_at=Analysis,
    check=check,
)

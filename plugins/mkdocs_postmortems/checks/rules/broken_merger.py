"""PM604 broken-merger."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ContributingFactor
from mkdocs_postmortems.near_matches import did_you_mean


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    described = archive.vocabulary.by_slug
    for _, factor in sorted(described.items()):
        for key in ("merged_into", "broader"):
            target = getattr(factor, key)
            if target is None:
                continue
            if archive.vocabulary.resolve(target) is None:
                hint = did_you_mean(target, described, "describe that factor first")
                yield Problem(f'{key} names "{target}", which is no factor', hint, at=(key,), of=factor)
            elif _leads_back(factor, key, archive):
                hint = "let one of the factors in the circle stand"
                yield Problem(f"{key} leads back to this factor", hint, at=(key,), of=factor)


def _leads_back(factor: ContributingFactor, key: str, archive: Archive) -> bool:
    """Whether following the key from factor to factor comes back to where it began."""
    seen: set[str] = set()
    here = archive.vocabulary.named(getattr(factor, key))
    while here is not None and here.slug not in seen:
        if here.slug == factor.slug:
            return True
        seen.add(here.slug)
        following = getattr(here, key)
        here = archive.vocabulary.named(following) if following else None
    return False


RULE = Rule(
    id="PM604",
    name="broken-merger",
    level=Level.ERROR,
    rationale="""
        A factor that was merged stays as a pointer, so that old citations still count. A pointer to nothing, or in
        a circle, loses all of them at once.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        === postmortems/factors/slow-restore.md
        merged_into: slow-recovry
    """,
    good="""
        === postmortems/factors/slow-restore.md
        merged_into: slow-recovery
    """,
    looks_at=Analysis,
    check=check,
)

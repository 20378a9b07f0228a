"""PM604 broken-merger."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import near_matches


def check(analysis: Analysis) -> Iterator[Problem]:
    archive = analysis.archive
    for factor in archive.factors:
        for key in ("merged_into", "broader"):
            target = getattr(factor, key)
            if target is None:
                continue
            found = archive.resolve(target)
            if found is None:
                match = near_matches(target, [other.slug for other in archive.factors])
                hint = f'did you mean "{match[0]}"?' if match else "describe that factor first"
                yield Problem(f'{key} names "{target}", which is no factor', hint, at=(key,), of=factor)
            elif found.slug == factor.slug or (key == "merged_into" and found.merged_into is not None):
                yield Problem(
                    f"{key} leads back to this factor",
                    "let one of the factors in the circle stand",
                    at=(key,),
                    of=factor,
                )


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

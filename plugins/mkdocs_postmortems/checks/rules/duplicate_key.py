"""PM104 duplicate-key."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.source import Source


def check(source: Source) -> Iterator[Problem]:
    for defect in source.defects:
        if defect.kind == "duplicate-key":
            yield Problem(defect.message, defect.hint, place=defect.place)


RULE = Rule(
    id="PM104",
    name="duplicate-key",
    level=Level.ERROR,
    rationale="""
        YAML loaders take the last of two equal keys and say nothing. After a merge of two branches that is how half
        of the action items disappear.
    """,
    citation=Citation(
        "YAML 1.2.2, 3.2.1.3 Node comparison: keys are unique",
        "https://yaml.org/spec/1.2.2/#3213-node-comparison",
    ),
    bad="""
        trigger: A leader was elected twice
        trigger: A follower was promoted
    """,
    good="""
        trigger: A leader was elected twice
    """,
    looks_at=Source,
    check=check,
    holds_for_drafts=True,
)

"""PM102 unsafe-front-matter."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.source import Source


def check(source: Source) -> Iterator[Problem]:
    for defect in source.defects:
        if defect.kind == "unsafe-front-matter":
            yield Problem(defect.message, defect.hint, place=defect.place)


RULE = Rule(
    id="PM102",
    name="unsafe-front-matter",
    level=Level.ERROR,
    rationale="""
        Anchors, aliases, merge keys and tags let a few lines of YAML grow without bound or ask for objects to be
        made, and very deep nesting crashes common loaders. A postmortem needs none of them, so front matter that
        uses them is not loaded at all.
    """,
    citation=Citation("YAML 1.2.2, 7.1 Alias nodes", "https://yaml.org/spec/1.2.2/#71-alias-nodes"),
    bad="""
        title: &name Writes stalled
        trigger: *name
    """,
    good="""
        title: Writes stalled
        trigger: Writes stalled
    """,
    looks_at=Source,
    check=check,
    holds_for_drafts=True,
)

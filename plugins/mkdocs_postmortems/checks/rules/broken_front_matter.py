"""PM103 broken-front-matter."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.source import Source


def check(source: Source) -> Iterator[Problem]:
    for defect in source.defects:
        if defect.kind == "broken-front-matter":
            yield Problem(defect.message, defect.hint, place=defect.place)


RULE = Rule(
    id="PM103",
    name="broken-front-matter",
    level=Level.ERROR,
    rationale="""
        Front matter that is not valid YAML is shown as text by one program and dropped by the next; the facts in it
        are lost either way. Most often a value needs quotes, or the closing dashes are missing.
    """,
    citation=Citation(
        "MkDocs, YAML style meta-data",
        "https://www.mkdocs.org/user-guide/writing-your-docs/#yaml-style-meta-data",
    ),
    bad="""
        trigger: failover: the old leader came back
    """,
    good="""
        trigger: "failover: the old leader came back"
    """,
    looks_at=Source,
    check=check,
    holds_for_drafts=True,
)

"""PM606 address-collision."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import slugify
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule


def check(analysis: Analysis) -> Iterator[Problem]:
    spellings: dict[str, str] = {}
    for postmortem in analysis.archive.all_postmortems:
        if postmortem.is_draft:  # nobody can see what it spells otherwise
            continue
        for key, names in (
            ("services", postmortem.services),
            ("organization", (postmortem.organization or "",)),
        ):
            for i, name in enumerate(names):
                if not name:
                    continue
                first = spellings.setdefault(f"{key}/{slugify(name)}", name)
                if first != name:
                    yield Problem(
                        f'"{name}" and "{first}" are two spellings of one page',
                        f'write "{first}", as the earlier postmortem does',
                        at=(key, i) if key == "services" else (key,),
                        of=postmortem,
                    )


RULE = Rule(
    id="PM606",
    name="address-collision",
    level=Level.WARNING,
    rationale="""
        A service or an organization has one page, under its name. Names that differ in capitals or marks alone
        share the page, and a reader sees only the first spelling.
    """,
    citation=Citation("W3C, Cool URIs don't change", "https://www.w3.org/Provider/Style/URI"),
    bad="""
        services: [edge-proxy, Edge Proxy]
    """,
    good="""
        services: [edge-proxy]
    """,
    looks_at=Analysis,
    check=check,
)

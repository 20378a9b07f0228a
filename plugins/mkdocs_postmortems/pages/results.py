"""What a search tells of a page beside its title: a mapping of words, for they travel in an index."""

from collections.abc import Mapping

from mkdocs_postmortems.analysis import Pattern
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.archive.groups import Group
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.words import count

Result = Mapping[str, str]

FACTORS = 4
"""How many factors of a postmortem are named."""


def of_postmortem(archive: Archive, postmortem: Postmortem) -> Result:
    factors = [occurrence.factor.title for occurrence in archive.occurrences(postmortem)]
    more = [f"and {len(factors) - FACTORS} more"] if len(factors) > FACTORS else []
    return {
        "date": postmortem.date.isoformat(),
        "kind": postmortem.kind,
        "severity": postmortem.severity or "",
        "organization": postmortem.organization or "",
        "services": ", ".join(postmortem.services),
        "factors": " · ".join([*factors[:FACTORS], *more]),
    }


def of_factor(pattern: Pattern) -> Result:
    return {"about": f"Contributing factor, met in {count(pattern.count, 'postmortem')}"}


def of_group(word: str, group: Group) -> Result:
    return {"about": f"{word.capitalize()}, {count(len(group.postmortems), 'postmortem')}"}


def of_rule(identifier: str) -> Result:
    return {"about": f"Check {identifier}"}


BY_HAND: Result = {"about": "Guide"}
"""What is told of a page that somebody wrote for the site."""

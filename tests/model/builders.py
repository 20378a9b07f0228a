"""Documents written as their authors write them, and what is said about them."""

from mkdocs_postmortems.model import ContributingFactor, Loaded, Postmortem, load_factor, load_postmortem
from mkdocs_postmortems.source import parse

PATH = "postmortems/2026/2026-03-14-stale-leader.md"
FACTOR_PATH = "postmortems/factors/no-staged-rollout.md"


def loaded(matter: str, body: str = "# A heading\n", path: str = PATH) -> Loaded[Postmortem]:
    """A postmortem with this front matter, exactly as written; its first line is line 2."""
    return load_postmortem(parse(f"---\n{matter}\n---\n{body}".encode(), path))


def loaded_factor(matter: str, path: str = FACTOR_PATH) -> Loaded[ContributingFactor]:
    return load_factor(parse(f"---\n{matter}\n---\nProse.\n".encode(), path))


def postmortem(matter: str, body: str = "# A heading\n", path: str = PATH) -> Postmortem:
    """The same, where nothing is wrong with it."""
    result = loaded(matter, body, path)
    assert result.item is not None
    assert result.errors == ()
    assert result.source.defects == ()
    return result.item


def findings(result: Loaded[Postmortem] | Loaded[ContributingFactor]) -> list[str]:
    """What is wrong, as `line:column message | hint`."""
    places = [result.source.place(error.at, of_key=error.at_key) for error in result.errors]
    return [
        f"{place.line}:{place.column} {error.message} | {error.hint}"
        for place, error in zip(places, result.errors, strict=True)
    ]


def finding(result: Loaded[Postmortem] | Loaded[ContributingFactor]) -> str:
    (only,) = findings(result)
    return only

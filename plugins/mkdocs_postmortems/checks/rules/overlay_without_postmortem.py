"""PM607 overlay-without-postmortem."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.near_matches import did_you_mean


def check(analysis: Analysis) -> Iterator[Problem]:
    overlay = analysis.archive.overlay
    if overlay is None:
        return
    folder = PurePosixPath(analysis.archive.settings.postmortems_dir)
    known = [PurePosixPath(loaded.source.path) for loaded in analysis.archive.loaded_postmortems]
    paths = [path.relative_to(folder).as_posix() for path in known if path.is_relative_to(folder)]
    for path, facts in overlay.fields.items():
        place = overlay.place((path,), of_key=True)
        if path not in paths:
            hint = did_you_mean(path, paths, f"write the path of a file inside {folder}/")
            yield Problem(f'the overlay speaks of "{path}", which is no postmortem here', hint, place=place)
        elif not isinstance(facts, dict):
            yield Problem(
                f'the facts of "{path}" are not keys and values',
                "write one `key: value` on each line",
                place=place,
            )


RULE = Rule(
    id="PM607",
    name="overlay-without-postmortem",
    level=Level.ERROR,
    rationale="""
        `overlay.yml` gives facts to old reports that must not be edited, by their path. Facts under a path that
        does not exist are given to nothing.
    """,
    citation=Citation(
        "MkDocs, YAML style meta-data",
        "https://www.mkdocs.org/user-guide/writing-your-docs/#yaml-style-meta-data",
    ),
    bad="""
        === postmortems/overlay.yml
        2025/2025-11-02-split-vote.md: {severity: SEV2}
    """,
    good="""
        === postmortems/2026/2026-03-14-stale-leader.md
        === postmortems/overlay.yml
        2026/2026-03-14-stale-leader.md: {lang: en}
    """,
    looks_at=Analysis,
    check=check,
)

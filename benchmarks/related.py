"""How often the postmortem most like another tells of the same failure: ours beside plain TF-IDF, titles hidden.

Measured on families, postmortems of one archive that somebody who read them all found to be the same failure.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from pathlib import Path
from typing import Any

import click
import yaml
from rich.console import Console
from rich.table import Table
from snowballstemmer import stemmer

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import load_postmortem
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import parse

HERE = Path(__file__).parent

Reports = Mapping[str, str]
"""The texts of one archive by their names, without front matter and title."""

Ranking = Callable[[str], Sequence[str]]
"""The names of the reports most like one, the most like first."""


@dataclass(frozen=True)
class Labelled:
    """An archive whose families are known. What is in none of them can only be found wrongly."""

    name: str
    reports: Reports
    families: Sequence[frozenset[str]]

    @cached_property
    def kin(self) -> Mapping[str, frozenset[str]]:
        """The reports that have a family, each with the others of it."""
        found: dict[str, frozenset[str]] = {}
        for family in self.families:
            for name in family:
                found[name] = found.get(name, frozenset()) | (family - {name})
        return found


@dataclass(frozen=True)
class Score:
    """Where the first of the family stood: first, among three, and the mean of 1/place (0 where it was not told)."""

    places: tuple[int | None, ...]

    @property
    def at_1(self) -> float:
        return self._share(1)

    @property
    def at_3(self) -> float:
        return self._share(3)

    @property
    def mrr(self) -> float:
        return sum(1 / place for place in self.places if place) / len(self.places)

    def _share(self, last: int) -> float:
        return sum(place is not None and place <= last for place in self.places) / len(self.places)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.places + other.places)


# ---------------------------------------------------------------------- the two that are compared


def ours(reports: Reports) -> Ranking:
    """What the pages show under *Related*, and what `postmortems similar` prints."""
    settings = Settings()
    loaded = {}
    for number, (name, text) in enumerate(reports.items()):
        front_matter = f"---\nid: report-{number}\ntitle: A postmortem\ndate: 2024-01-01\n---\n\n"
        loaded[name] = load_postmortem(parse((front_matter + text).encode(), f"{number}.md"), settings.today)
    related = Analysis(Archive(settings, tuple(loaded.values()), ())).related
    postmortems = {name: one.item for name, one in loaded.items() if one.item}
    names = {postmortem.id: name for name, postmortem in postmortems.items()}
    return lambda name: [names[found.postmortem.id] for found in related.of(postmortems[name], len(names))]


def plain(reports: Reports) -> Ranking:
    """The cosine of stemmed words without stop words, each weighed by (1 + log tf) · log((1 + N) / (1 + df))."""
    stem = stemmer("english").stemWord
    counts = {
        name: Counter(stem(word) for word in re.findall(r"[a-z]{2,}", text.lower()) if word not in _STOP_WORDS)
        for name, text in reports.items()
    }
    texts_with = Counter(word for words in counts.values() for word in words)
    vectors = {}
    for name, words in counts.items():
        weights = {
            word: (1 + log(times)) * log((1 + len(reports)) / (1 + texts_with[word])) for word, times in words.items()
        }
        norm = sqrt(sum(weight**2 for weight in weights.values())) or 1
        vectors[name] = {word: weight / norm for word, weight in weights.items()}

    def ranking(name: str) -> list[str]:
        there = vectors[name]
        likeness = {
            other: sum(weight * there.get(word, 0) for word, weight in vector.items())
            for other, vector in vectors.items()
            if other != name
        }
        return sorted(likeness, key=lambda other: (-likeness[other], other))

    return ranking


def score(archive: Labelled, rank: Callable[[Reports], Ranking]) -> Score:
    ranking = rank(archive.reports)
    places = []
    for name, kin in archive.kin.items():
        found = ranking(name)
        places.append(next((place for place, other in enumerate(found, start=1) if other in kin), None))
    return Score(tuple(places))


# ---------------------------------------------------------------------- archives


def made_up() -> dict[str, list[Labelled]]:
    """The archives beside this file: one half to develop on, the other to measure with."""
    halves = yaml.safe_load((HERE / "reports" / "families.yml").read_text(encoding="utf-8"))
    return {half: [_made_up(name, families) for name, families in of_half.items()] for half, of_half in halves.items()}


def _made_up(name: str, families: Mapping[str, Iterable[str]]) -> Labelled:
    folder = HERE / "reports" / name
    reports = {file.name: untitled(file) for file in sorted(folder.glob("*.md"))}
    return Labelled(name, reports, [frozenset(names) for names in families.values()])


def public(corpus: Path) -> dict[str, list[Labelled]]:
    """Real reports by other teams: the archive of each team, and all of them as one archive."""
    labels = yaml.safe_load((HERE / "public-families.yml").read_text(encoding="utf-8"))
    teams = []
    everything: dict[str, str] = {}
    within: list[frozenset[str]] = []
    for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
        files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != "LICENSE")
        reports = {file.relative_to(folder).as_posix(): untitled(file) for file in files}
        families = _sure(labels["within"].get(folder.name, {}))
        everything |= {f"{folder.name}/{name}": text for name, text in reports.items()}
        within += [frozenset(f"{folder.name}/{name}" for name in family) for family in families]
        if families:
            teams.append(Labelled(folder.name, reports, families))
    together = Labelled("all reports as one", everything, [*within, *_sure(labels["across"])])
    return {"public, by team": teams, "public, together": [together]}


def _sure(families: Mapping[str, Mapping[str, Any]]) -> list[frozenset[str]]:
    return [frozenset(family["reports"]) for family in families.values() if family["sure"]]


def untitled(file: Path) -> str:
    """A report without front matter and title: its name is what people would have searched for."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return re.sub(r"^# .*$", "", text, flags=re.MULTILINE)


_STOP_WORDS = frozenset(
    word
    for line in (
        "a about above after again against all also an and any are as at be because been before being below between",
        "both but by can could did do does doing done down during each few for from further had has have having he her",
        "here hers him his how however i if in into is it its itself just many may me might more most much my no nor",
        "not now of off on once one only or other our out over own per same she should since so some such than that",
        "the their them then there these they this those three through to too two under until up us very via was we",
        "were what when where which while who whom why will with within without would you your",
    )
    for word in line.split()
)


# ---------------------------------------------------------------------- report


@click.command()
@click.option(
    "--public",
    "corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the public reports that `public-families.yml` labels.",
)
def main(corpus: Path | None) -> None:
    """Compare what we find to be most like a postmortem with what plain TF-IDF finds."""
    table = Table(box=None, pad_edge=False)
    table.add_column("archive")
    for heading in ("asked", "first: ours", "TF-IDF", "in three: ours", "TF-IDF", "MRR: ours", "TF-IDF"):
        table.add_column(heading, justify="right")
    for half, archives in {**made_up(), **(public(corpus) if corpus else {})}.items():
        sums = [score(archives[0], rank) for rank in (ours, plain)]
        rows = [(archives[0].name, *sums)]
        for archive in archives[1:]:
            found = [score(archive, rank) for rank in (ours, plain)]
            rows.append((archive.name, *found))
            sums = [before + one for before, one in zip(sums, found, strict=True)]
        for name, mine, other in [*rows, (f"[bold]{half}[/]", *sums)]:
            pairs = ((mine.at_1, other.at_1), (mine.at_3, other.at_3), (mine.mrr, other.mrr))
            table.add_row(name, str(len(mine.places)), *(f"{value:.2f}" for pair in pairs for value in pair))
    Console().print(table)


if __name__ == "__main__":
    main()

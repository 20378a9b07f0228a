"""How often the language rules are right, on sentences whose answers are known: per rule, by section, misses listed.

A hit is right when its rule is the label of the sentence, or one of those that `also` names. Half of the labelled set,
drawn with a fixed seed, and one of the written sets were not looked at while the rules were made.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from mkdocs_postmortems.checks.language import ORDER, Saying, sayings
from mkdocs_postmortems.model import load_postmortem
from mkdocs_postmortems.model.template import Templates
from mkdocs_postmortems.source import parse

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "benchmarks" / "sentences"
SEED = 2026

TITLES = {
    "summary": "Summary",
    "timeline": "Timeline",
    "impact": "Impact",
    "detection-gap": "Detection gap",
    "control-gap": "Control gap",
    "contributing-factors": "Contributing factors",
    "went-well": "What went well",
    "went-poorly": "What went poorly",
    "lucky": "Where we got lucky",
    "action-items": "Action items",
    "recurrence": "How do we prevent recurrence",
    "lessons": "Lessons learned",
    "whys": "Five whys",
}


@dataclass(frozen=True)
class Item:
    """A sentence or a few, in their section, with the label that a careful reader gave them; `ok` is left alone."""

    id: str
    section: str
    text: str
    label: str
    certainty: str
    also: tuple[str, ...] = ()
    note: str = ""
    source: str = ""

    @property
    def right(self) -> frozenset[str]:
        return frozenset((self.label, *self.also))


@dataclass(frozen=True)
class Tally:
    """What one rule did on a set: hits, those of them that are right, sentences it should find, and found ones."""

    hits: int = 0
    right: int = 0
    labelled: int = 0
    found: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.hits if self.hits else None

    @property
    def recall(self) -> float | None:
        return self.found / self.labelled if self.labelled else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.hits + other.hits,
            self.right + other.right,
            self.labelled + other.labelled,
            self.found + other.found,
        )


@dataclass
class Result:
    """What all rules did on a set."""

    by_rule: dict[str, Tally] = field(default_factory=dict)
    by_section: dict[str, Tally] = field(default_factory=dict)
    wrong: list[tuple[Item, Saying]] = field(default_factory=list)
    missed: list[Item] = field(default_factory=list)

    @property
    def overall(self) -> Tally:
        return sum(self.by_rule.values(), Tally())


def read(file: Path) -> list[Item]:
    """The items of a JSON Lines file."""
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [Item(**{**row, "also": tuple(row.get("also", ()))}) for row in rows]


def halves(items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """The labelled set, cut by a fixed seed within each label: what to develop on, and what to look at last."""
    items = list(items)
    ids: dict[str, list[str]] = {}
    for item in items:
        ids.setdefault(item.label, []).append(item.id)
    order = random.Random(SEED)
    held: set[str] = set()
    for label in sorted(ids):
        drawn = sorted(ids[label])
        order.shuffle(drawn)
        held.update(drawn[: len(drawn) // 2])
    return [item for item in items if item.id not in held], [item for item in items if item.id in held]


def sets() -> Mapping[str, list[Item]]:
    """All sets by name, in the order of the report."""
    developed, held = halves(read(HERE / "labelled.jsonl"))
    written = {f"written {i}": read(HERE / f"written-{i}.jsonl") for i in (1, 2, 3, 4)}
    return {
        "labelled, developed on": developed,
        **written,
        "labelled, held out": held,
        "written, held out": read(HERE / "written-unseen.jsonl"),
    }


def said(item: Item) -> Mapping[str, Sequence[Saying]]:
    """What the rules ask about an item, in a postmortem that holds nothing else."""
    head = "---\ntitle: A sentence\ndate: 2026-03-14\n---\n"
    source = parse(f"{head}\n## {TITLES[item.section]}\n\n{item.text}\n".encode(), f"{item.id}.md")
    loaded = load_postmortem(source)
    assert loaded.item is not None
    return sayings(loaded.item, Templates.of({}, {}))


def judged(items: Iterable[Item]) -> Result:
    """Every rule tried on every item."""
    result = Result()
    for item in items:
        hits = said(item)
        for rule, (first, *_) in hits.items():
            is_right = rule in item.right
            _count(result, item, rule, Tally(hits=1, right=int(is_right)))
            if not is_right:
                result.wrong.append((item, first))
        if item.label != "ok":
            is_found = not item.right.isdisjoint(hits)
            _count(result, item, item.label, Tally(labelled=1, found=int(is_found)))
            if not is_found:
                result.missed.append(item)
    return result


def _count(result: Result, item: Item, rule: str, more: Tally) -> None:
    result.by_rule[rule] = result.by_rule.get(rule, Tally()) + more
    result.by_section[item.section] = result.by_section.get(item.section, Tally()) + more


HELD_OUT = ("labelled, held out", "written, held out")
GUIDE = ROOT / "docs/guides/language.md"
RECORD = ROOT / "plugins/mkdocs_postmortems/checks/measured.py"


def recorded() -> Mapping[Path, str]:
    """The files that tell how often the rules are right, with what is measured now."""
    results = {name: (items, judged(items)) for name, items in sets().items()}
    held = [judged(results[name][0]) for name in HELD_OUT]
    by_rule = {rule: sum((result.by_rule.get(rule, Tally()) for result in held), Tally()) for rule in ORDER}
    rows = [f"    {json.dumps(rule)}: Measured({_arguments(tally)})," for rule, tally in by_rule.items()]
    written = "".join(f"{row}\n" for row in rows)
    record = re.sub(r"= \{.*?\}\n", f"= {{\n{written}}}\n", RECORD.read_text(encoding="utf-8"), flags=re.DOTALL)
    guide = GUIDE.read_text(encoding="utf-8")
    guide = _between(
        guide, "measured: benchmarks.language", [_set_row(name, *known) for name, known in results.items()]
    )
    guide = _between(
        guide,
        "measured: by rule",
        [f"| `{rule}` | {t.hits} | {t.right} | {t.labelled} | {t.found} |" for rule, t in by_rule.items()],
    )
    return {RECORD: record, GUIDE: guide}


def _arguments(tally: Tally) -> str:
    return f"hits={tally.hits}, right={tally.right}, labelled={tally.labelled}, found={tally.found}"


def _set_row(name: str, items: Sequence[Item], result: Result) -> str:
    clear = judged(item for item in items if item.certainty == "clear").overall
    whole, part = result.overall, f"{_share(clear.precision)} and {_share(clear.recall)}"
    return f"| {name} | {len(items)} | {_share(whole.precision)} | {_share(whole.recall)} | {part} |"


def _between(text: str, mark: str, rows: Sequence[str]) -> str:
    """A text with the rows of the table behind a mark replaced; its head stays."""
    start = text.index(f"<!-- {mark} -->")
    head = text.index("\n", text.index("| ---", start)) + 1
    end = text.index("<!-- /measured -->", start)
    return text[:head] + "\n".join(rows) + "\n" + text[end:]


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="List what was missed and what was wrong.")
@click.option(
    "--reports",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="List every hit in a folder of reports instead.",
)
@click.option("--record", is_flag=True, help="Write the numbers of record into the rules and their guide.")
def main(files: tuple[Path, ...], misses: bool, reports: Path | None, record: bool) -> None:
    """Precision and recall of the language rules, on the sets of this folder or on FILES like them."""
    console = Console(highlight=False)
    if reports:
        _show_reports(console, reports)
        return
    if record:
        for file, text in recorded().items():
            file.write_text(text, encoding="utf-8")
        return
    chosen = {file.name: read(file) for file in files} or sets()
    for name, items in chosen.items():
        clear = [item for item in items if item.certainty == "clear"]
        result = judged(items)
        _show(console, f"{name}: {len(items)} items", result)
        of_clear = judged(clear).overall
        console.print(f"without the arguable: precision {_share(of_clear.precision)}, recall {_share(of_clear.recall)}")
        if misses:
            for item, saying in result.wrong:
                console.print(
                    f"  wrong: {saying.rule} ({item.label}) {item.id} {item.text!r}: {saying.words!r}", markup=False
                )
            for item in result.missed:
                console.print(f"  missed: {item.label} {item.id} {item.text!r}", markup=False)
        console.print()


def _show(console: Console, title: str, result: Result) -> None:
    for heading, rows, order in (
        ("rule", result.by_rule, [rule for rule in ORDER if rule in result.by_rule]),
        ("section", result.by_section, [section for section in TITLES if section in result.by_section]),
    ):
        table = Table(heading, "hits", "right", "precision", "labelled", "found", "recall", title=title)
        for name in order:
            table.add_row(name, *_cells(rows[name]))
        if heading == "rule":
            table.add_row("all", *_cells(result.overall), end_section=True)
        console.print(table)


def _cells(tally: Tally) -> Iterator[str]:
    yield from (str(tally.hits), str(tally.right), _share(tally.precision))
    yield from (str(tally.labelled), str(tally.found), _share(tally.recall))


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _show_reports(console: Console, folder: Path) -> None:
    """Every question about the reports of a folder, for somebody to read."""
    files = [file for file in sorted(folder.rglob("*")) if _is_report(file, folder)]
    hits, hit = Counter[str](), 0
    for file in files:
        source = parse(_with_title(file), str(file.relative_to(folder)))
        loaded = load_postmortem(source)
        found = sayings(loaded.item, Templates.of({}, {})) if loaded.item else {}
        hit += bool(found)
        for rule, asked in found.items():
            hits[rule] += len(asked)
            for saying in asked:
                console.print(
                    f"{source.path}:{saying.line} {rule}: {saying.words!r} in {saying.sentence!r}", markup=False
                )
    console.print(f"{hits.total()} questions about {hit} of {len(files)} reports: {dict(hits)}", markup=False)


def _is_report(file: Path, folder: Path) -> bool:
    return file.is_file() and file.parent != folder and not file.name.lower().startswith(("readme", "license"))


def _with_title(file: Path) -> bytes:
    """The report with just the front matter that a postmortem needs, its own as far as lines go."""
    text = file.read_bytes().decode(errors="replace")
    if text.startswith("---"):
        text = "\n" * text.count("\n", 0, text.find("\n---", 3) + 4) + text[text.find("\n---", 3) + 4 :]
    return f"---\ntitle: A report\ndate: 2026-03-14\n---\n{text}".encode()


if __name__ == "__main__":
    main()

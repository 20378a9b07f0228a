"""Archives of made-up postmortems, as large as asked for: the same seed gives the same bytes.

The words are made up too, but as frequent and as rare as those of a language, so that the text is compressed,
indexed and rendered at the cost of real text. It holds no names, no addresses and nothing like a secret.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from time import perf_counter

import click

SEED = 20260630
LAST_DAY = date(2026, 6, 30)
YEARS = 10

VOCABULARY_SIZE = 14_000
_ONSETS = "b br c cl d dr f fl g gr h j k l m n p pl qu r s st t tr v w"
_ENDS = "a e i o u an el ir or un as et ing ol ay"
_FUNCTION_WORDS = (
    "the of and to a in was for on with that it at by from as were this had not but an after before when while "
    "which its into than more all one only over under until because then there between each still both during "
    "without within through every some most again"
)
FUNCTION_WORDS = tuple(_FUNCTION_WORDS.split())
FUNCTION_WORD_SHARE = 0.45
IDENTIFIERS_PER_SENTENCE = 0.4

SYSTEMS = ("billing", "search", "session", "media", "mail", "ledger", "catalog", "identity")
PARTS = ("api", "store", "worker", "gateway", "cache")
SERVICES = tuple(f"{system}-{part}" for system in SYSTEMS for part in PARTS)

STATES = ("missing", "untested", "stale", "shared", "unbounded", "undocumented")
THINGS = (
    "runbook",
    "alert",
    "limit",
    "rollback",
    "certificate",
    "queue",
    "failover",
    "default",
    "migration",
    "dependency",
)
FACTORS = tuple(f"{state}-{thing}" for thing in THINGS for state in STATES)
FACTOR_TYPES = (
    "technical",
    "infrastructure",
    "tooling",
    "process",
    "organizational",
    "documentation",
    "communication",
)

SEVERITIES = ("SEV1", "SEV2", "SEV3", "SEV4", "SEV5", "near-miss")
SEVERITY_WEIGHTS = (6, 22, 38, 20, 4, 10)
DETECTED_BY = ("monitoring", "people-on-call", "customers", "third-party", "chance")
DETECTED_BY_WEIGHTS = (55, 20, 18, 5, 2)
LAYERS = ("contributing", "control-gap", "system-gap")
PRIORITIES = ("P0", "P1", "P2", "P3")
PRIORITY_WEIGHTS = (1, 4, 4, 2)
CHANGES = ("control", "default", "automation", "interface", "document", "training")
TEAMS = tuple(f"{name}-team" for name in (*SYSTEMS, "platform", "network", "release", "database"))
EFFECTS = ("stalled", "slowed", "filled", "blocked", "drained", "restarted", "overloaded", "starved")
VERBS = ("Limit", "Test", "Automate", "Alert on", "Remove", "Move", "Stage", "Watch", "Isolate", "Rehearse")


class Prose:
    """Sentences of made-up words, as frequent as a language has them (Zipf's law), among real function words."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._words = _made_up_words(random, VOCABULARY_SIZE)
        lexicon = [*FUNCTION_WORDS, *self._words]
        weights = [
            *_shares(_zipf(len(FUNCTION_WORDS)), FUNCTION_WORD_SHARE),
            *_shares(_zipf(VOCABULARY_SIZE), 1 - FUNCTION_WORD_SHARE),
        ]
        self._lexicon, self._weights = lexicon, list(accumulate(weights))

    def name(self, count: int) -> list[str]:
        """Words that carry meaning, for titles and ids; rare ones as likely as frequent ones."""
        return self._random.sample(self._words, count)

    def sentence(self, length: int) -> str:
        """Plain words without any mark that YAML or Markdown would take for its own."""
        return _capitalized(" ".join(self._draw(length))) + "."

    def paragraph(self, length: int) -> str:
        """Sentences of some `length` words in all, with identifiers and numbers in some of them."""
        sentences = []
        while length > 0:
            count = min(self._random.randint(9, 21), max(length, 6))
            words = self._draw(count)
            if self._random.random() < IDENTIFIERS_PER_SENTENCE:
                words[self._random.randint(2, count - 2)] = self._identifier()
            sentences.append(_capitalized(" ".join(words)) + ".")
            length -= count
        return " ".join(sentences)

    def bullets(self, count: int, length: int) -> str:
        """A list of sentences without their full stops."""
        return "\n".join(f"- {self.sentence(length)[:-1]}" for _ in range(count))

    def _draw(self, count: int) -> list[str]:
        return self._random.choices(self._lexicon, cum_weights=self._weights, k=count)

    def _identifier(self) -> str:
        number = self._random.randint(2, 9_999)
        forms = (
            f"`{self._random.choice(SERVICES)}-{number}`",
            f"`{'_'.join(self.name(2))}`",
            f"`ERR_{self.name(1)[0].upper()}_{number}`",
            f"{number:,}",
            f"{number % 1000} ms",
            f"{number % 100} percent",
        )
        return self._random.choice(forms)


@dataclass(frozen=True, slots=True)
class Written:
    """A postmortem as far as later ones need to know it, to link to it."""

    folder: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Incident:
    """What front matter and body of one postmortem both tell."""

    day: date
    services: Sequence[str]
    factors: Sequence[str]
    moments: Sequence[datetime]
    earlier: Written | None

    @property
    def minutes(self) -> int:
        """From its start to its end."""
        return int((self.moments[-1] - self.moments[0]).total_seconds() // 60)


class Author:
    """Writes postmortems one after another; each may link to one written before."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._prose = Prose(self._random)
        self._factor_weights = _zipf(len(FACTORS), flattened_by=3)
        self._written: list[Written] = []
        self._names: set[str] = set()

    def factor(self, slug: str) -> str:
        """The file of a contributing factor."""
        state, _, thing = slug.partition("-")
        prose = self._prose
        return f"""\
---
title: {state.capitalize()} {thing}
type: {self._random.choice(FACTOR_TYPES)}
definition: The {thing} was {state} where it was relied on. {prose.sentence(12)}
includes:
  - {prose.sentence(8)[:-1]}
ask:
  - Is there any {thing} of ours that is {state}?
  - {prose.sentence(10)[:-1]}?
controls:
  - {prose.sentence(9)[:-1]}
---

{prose.paragraph(50)}

{prose.paragraph(40)}
"""

    def postmortem(self, day: date) -> tuple[Written, str]:
        """A new postmortem, and its file."""
        incident = Incident(
            day,
            services=self._random.sample(SERVICES, self._random.choice((1, 1, 2, 3))),
            factors=self._some_factors(self._random.randint(3, 5)),
            moments=self._moments(day),
            earlier=self._random.choice(self._written) if self._written else None,
        )
        written = self._named(incident)
        return written, f"---\n{self._front_matter(written, incident)}\n---\n\n{self._body(incident)}\n"

    def _named(self, incident: Incident) -> Written:
        name = f"{incident.day}-{'-'.join(self._prose.name(2))}"
        while name in self._names:
            name = f"{incident.day}-{'-'.join(self._prose.name(3))}"
        subject = _capitalized(" ".join(self._prose.name(2)))
        title = f"{subject} {self._random.choice(EFFECTS)} the {incident.services[0].replace('-', ' ')}"
        written = Written(str(incident.day.year), name, title)
        self._names.add(name)
        self._written.append(written)
        return written

    def _some_factors(self, count: int) -> list[str]:
        """Different factors, few of them often and many of them rarely."""
        chosen: dict[str, None] = {}
        while len(chosen) < count:
            chosen.update(dict.fromkeys(self._random.choices(FACTORS, self._factor_weights, k=count)))
        return list(chosen)[:count]

    def _moments(self, day: date) -> list[datetime]:
        """Started, detected, mitigated and resolved."""
        minute = timedelta(minutes=1)
        started = datetime(day.year, day.month, day.day, tzinfo=UTC) + self._random.randrange(1440) * minute
        detected = started + (1 + int(self._random.lognormvariate(2.0, 1.0))) * minute
        mitigated = detected + (3 + int(self._random.lognormvariate(3.4, 0.9))) * minute
        resolved = mitigated + (5 + int(self._random.lognormvariate(3.4, 1.2))) * minute
        return [started, detected, mitigated, resolved]

    # ------------------------------------------------------------------ front matter

    def _front_matter(self, written: Written, incident: Incident) -> str:
        """Facts. No `template`: MkDocs would look for a page template of that name, and plain MkDocs reads this too."""
        random, prose = self._random, self._prose
        severity = random.choices(SEVERITIES, SEVERITY_WEIGHTS)[0]
        started, detected, mitigated, resolved = (f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in incident.moments)
        return "\n".join(
            (
                f"title: {written.title}",
                f"date: {incident.day}",
                "kind: near-miss" if severity == "near-miss" else f"kind: incident\nseverity: {severity}",
                "status: published",
                f"services: [{', '.join(incident.services)}]",
                f"started_at: {started}",
                f"detected_at: {detected}",
                f"mitigated_at: {mitigated}",
                f"resolved_at: {resolved}",
                f"detected_by: {random.choices(DETECTED_BY, DETECTED_BY_WEIGHTS)[0]}",
                f"trigger: {prose.sentence(14)}",
                "impact:",
                f"  - {random.randint(2, 95)} percent of requests slow or refused",
                f"  - {random.randint(2, 40)} of {prose.sentence(8)[:-1]}",
                "contributing_factors:",
                *self._citations(incident.factors),
                "action_items:",
                *self._action_items(incident),
            )
        )

    def _citations(self, factors: Sequence[str]) -> Iterator[str]:
        for i, factor in enumerate(factors):
            yield f"  - factor: {factor}"
            yield f"    layer: {self._random.choice(LAYERS) if i else 'trigger'}"
            yield f"    how: {self._prose.sentence(13)}"

    def _action_items(self, incident: Incident) -> Iterator[str]:
        """Four actions that between them answer every factor."""
        for i in range(4):
            answered = incident.factors[i::4] or [self._random.choice(incident.factors)]
            yield f"  - id: A{i + 1}"
            yield f"    action: {self._action()}"
            yield f"    owner: {self._random.choice(TEAMS)}"
            yield f"    priority: {self._random.choices(PRIORITIES, PRIORITY_WEIGHTS)[0]}"
            yield from self._fate(incident.day)
            yield f"    factors: [{', '.join(answered)}]"
            yield f"    changes: {self._random.choice(CHANGES)}"

    def _action(self) -> str:
        words = self._prose.sentence(8)[:-1]
        return f"{self._random.choice(VERBS)} {words[0].lower()}{words[1:]}"

    def _fate(self, day: date) -> Iterator[str]:
        """What became of an action by the last day of the archive. Late and dropped ones say why."""
        due = day + timedelta(days=self._random.randint(14, 120))
        done_on = day + timedelta(days=self._random.randint(5, 150))
        fate = self._random.random()
        yield f"    due: {due}"
        if fate < 0.06:
            yield "    status: dropped"
            yield f"    because: {self._prose.sentence(8)[:-1]}"
        elif fate < 0.92 and done_on <= LAST_DAY:
            yield from self._completion(done_on)
        else:
            yield f"    status: {self._random.choice(('open', 'in-progress'))}"
            if due < LAST_DAY:
                yield f"    because: {self._prose.sentence(8)[:-1]}"

    def _completion(self, done_on: date) -> Iterator[str]:
        verified_on = done_on + timedelta(days=self._random.randint(7, 60))
        is_verified = self._random.random() < 0.3 and verified_on <= LAST_DAY
        yield f"    status: {'verified' if is_verified else 'done'}"
        yield f"    done_on: {done_on}"
        if is_verified:
            yield f"    verified_on: {verified_on}"
            yield f"    evidence: {self._prose.sentence(9)}"

    # ------------------------------------------------------------------ body

    def _body(self, incident: Incident) -> str:
        prose = self._prose
        sections = {
            "Summary": f"Requests to {incident.services[0]} failed for {incident.minutes} min. {prose.paragraph(82)}",
            "Impact": prose.paragraph(75),
            "Timeline": self._timeline(incident),
            "Detection gap": f"The first alert came late. {prose.paragraph(80)}",
            "Control gap": f"No limit held it. {prose.paragraph(80)}",
            "Contributing factors": f"{prose.paragraph(80)}\n\n{self._seen_before(incident)}{prose.paragraph(60)}",
            "What went well": prose.bullets(3, 16),
            "What went poorly": prose.bullets(3, 16),
            "Action items": prose.paragraph(45),
            "How do we prevent recurrence": f"{prose.paragraph(75)}\n\nA1 and A2 deliver the larger part of it, "
            f"A3 and A4 bound what is left. {prose.paragraph(30)}",
        }
        return "\n\n".join(f"## {title}\n\n{text}" for title, text in sections.items())

    def _timeline(self, incident: Incident) -> str:
        started, *_, resolved = incident.moments
        between = (started + (resolved - started) * self._random.random() for _ in range(6))
        moments = sorted((*incident.moments, *between))
        rows = (f"| {moment:%Y-%m-%d %H:%M} | {self._prose.paragraph(12)} |" for moment in moments)
        return "\n".join(("| Time (UTC) | Event |", "| --- | --- |", *rows))

    def _seen_before(self, incident: Incident) -> str:
        """A sentence that links to an earlier postmortem; nothing in the first."""
        earlier = incident.earlier
        if earlier is None:
            return ""
        return f"Much of it was met in [{earlier.title}](../{earlier.folder}/{earlier.name}.md). "


def generate(folder: Path, count: int, *, seed: int = SEED) -> None:
    """Write `count` postmortems below `folder`, as `postmortems/<year>/<id>.md`, and the factors they cite."""
    author = Author(seed)
    factors = folder / "postmortems" / "factors"
    factors.mkdir(parents=True, exist_ok=True)
    for slug in FACTORS:
        _write(factors / f"{slug}.md", author.factor(slug))
    for day in _days(count):
        written, text = author.postmortem(day)
        year = folder / "postmortems" / written.folder
        year.mkdir(exist_ok=True)
        _write(year / f"{written.name}.md", text)


def _days(count: int) -> Iterator[date]:
    """Evenly over the years of the archive, the last day last."""
    first = LAST_DAY.replace(year=LAST_DAY.year - YEARS)
    days = (LAST_DAY - first).days
    return (LAST_DAY - timedelta(days=days * (count - 1 - i) // count) for i in range(count))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _made_up_words(random: Random, count: int) -> list[str]:
    """Different words of one to four syllables, the short ones first: what is said often is short."""
    onsets, ends = _ONSETS.split(), _ENDS.split()
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = random.choice((1, 2, 2, 3, 3, 4))
        word = "".join(random.choice(onsets) + random.choice(ends) for _ in range(syllables))
        if word not in FUNCTION_WORDS:
            words[word] = None
    return sorted(words, key=len)


def _zipf(count: int, flattened_by: float = 1.7) -> list[float]:
    return [1 / (rank + flattened_by) for rank in range(1, count + 1)]


def _shares(weights: Sequence[float], total: float) -> Iterator[float]:
    """Weights that sum to `total`."""
    whole = sum(weights)
    return (total * weight / whole for weight in weights)


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("-n", "--count", default=1000, show_default=True, help="How many postmortems.")
@click.option("--seed", default=SEED, show_default=True, help="Another seed gives another archive.")
def main(out: Path, count: int, seed: int) -> None:
    """Write an archive of made-up postmortems below OUT."""
    started = perf_counter()
    generate(out, count, seed=seed)
    click.echo(f"wrote {count:,} postmortems below {out} in {perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()

"""What a rule is: a small essay that can be run."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from textwrap import dedent
from typing import Generic, TypeVar

from mkdocs_postmortems.model import ContributingFactor, Postmortem
from mkdocs_postmortems.source import FieldPath, Place

S = TypeVar("S")


class Level(StrEnum):
    """How serious a finding is. Errors fail the build, warnings fail it under `--strict`, advice never does."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the most serious."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Citation:
    """Who argues for a rule, and where."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: what is so, and what to do about it.

    It stands at a front matter path (`at`; `at_key` for the key rather than its value), at a `line`, or at a `place` of
    its own. `of` is the document it is about, where the rule looked at more than one.
    """

    message: str
    hint: str
    at: FieldPath = ()
    at_key: bool = False
    line: int | None = None
    place: Place | None = None
    of: Postmortem | ContributingFactor | None = None


@dataclass(frozen=True)
class Rule(Generic[S]):
    """One thing a postmortem or an archive can be asked.

    `looks_at` says what `check` is given: a Source, what was Loaded from it, a Postmortem, or the whole Analysis.
    `bad` and `good` are laid over a minimal valid postmortem by the tests and printed unchanged on the rule's page.
    """

    id: str
    name: str
    level: Level
    rationale: str
    citation: Citation
    bad: str
    good: str
    looks_at: type[S]
    check: Callable[[S], Iterable[Problem]]

    def __post_init__(self) -> None:
        for text in ("rationale", "bad", "good"):
            object.__setattr__(self, text, dedent(getattr(self, text)).strip("\n"))

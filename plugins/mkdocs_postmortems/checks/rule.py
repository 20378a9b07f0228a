"""What a rule is: a small essay that can be run."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from textwrap import dedent
from typing import Generic, TypeVar

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ContributingFactor, Postmortem, SectionSpec, Template
from mkdocs_postmortems.source import FieldPath, Place, Section

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
class Filed:
    """A postmortem where it stands: with the archive around it, and the site's own names for sections."""

    postmortem: Postmortem
    analysis: Analysis

    @property
    def archive(self) -> Archive:
        return self.analysis.archive

    @cached_property
    def template(self) -> Template | None:
        """The template it follows; None when there is no such template."""
        return self.archive.templates.by_name.get(self.postmortem.template_name)

    def section(self, spec: SectionSpec) -> Section | None:
        """Where it answers to a built-in section, by whatever name the site has for it."""
        return self.postmortem.section(*self.archive.templates.spec(spec.title).titles)


@dataclass(frozen=True, slots=True)
class Option:
    """Something about a rule that a site may set: a number, a list of words, or one of `choices`."""

    default: int | str | tuple[str, ...]
    meaning: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule(Generic[S]):
    """One thing a postmortem or an archive can be asked.

    `looks_at` says what `check` is given: a Source, what was Loaded from it, a Postmortem, one Filed in its archive,
    or the whole Analysis; `options` come to it by their names. `bad` and `good` are laid over a minimal valid
    postmortem by the tests and printed unchanged on the rule's page. What is missing from a draft is advice at most,
    unless the rule `holds_for_drafts`.
    """

    id: str
    name: str
    level: Level
    rationale: str
    citation: Citation
    bad: str
    good: str
    looks_at: type[S]
    check: Callable[..., Iterable[Problem]]
    options: Mapping[str, Option] = field(default_factory=dict)
    holds_for_drafts: bool = False

    def __post_init__(self) -> None:
        for text in ("rationale", "bad", "good"):
            object.__setattr__(self, text, dedent(getattr(self, text)).strip("\n"))

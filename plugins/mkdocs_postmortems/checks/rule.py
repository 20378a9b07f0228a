"""What a rule is: a small essay that can be run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from textwrap import dedent
from typing import Generic, TypeVar

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.checks.language import Saying, sayings
from mkdocs_postmortems.model import ContributingFactor, Postmortem, SectionSpec, Template, Timeline
from mkdocs_postmortems.model.prompts import only_residue
from mkdocs_postmortems.model.template import TIMELINE
from mkdocs_postmortems.source import FieldPath, Place, Section, Source

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

    @classmethod
    def about(cls, saying: Saying, message: str, hint: str) -> "Problem":
        """A question about a sentence, at the line of the words that gave rise to it."""
        return cls(message, hint, at=saying.at, line=saying.line)


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

    @cached_property
    def sections(self) -> Mapping[str, Section | None]:
        """Where it answers to each section that its template asks for, by the section's own title."""
        specs = self.template.sections if self.template else ()
        return {spec.title: self.postmortem.section(*spec.titles) for spec in specs}

    def section(self, spec: SectionSpec) -> Section | None:
        """Where it answers to a built-in section, by whatever name the site has for it."""
        if spec.title in self.sections:
            return self.sections[spec.title]
        return self.postmortem.section(*self.archive.templates.spec(spec.title).titles)

    @cached_property
    def answers(self) -> Mapping[str, Section | None]:
        """The same, where somebody has written into it: neither empty nor only what a template left there."""
        return {title: _answer(section) for title, section in self.sections.items()}

    def answer(self, spec: SectionSpec) -> Section | None:
        """What is said in a built-in section; None where it is missing, empty, or as a template has it."""
        return self.answers[spec.title] if spec.title in self.answers else _answer(self.section(spec))

    @cached_property
    def timeline(self) -> Timeline | None:
        """What its timeline tells; None where it has none."""
        section = self.section(TIMELINE)
        return Timeline.of(section, self.postmortem.date) if section else None

    @cached_property
    def sayings(self) -> Mapping[str, Sequence[Saying]]:
        """What it says about people that somebody should be asked about, by the name of the rule that asks."""
        return sayings(self.postmortem, self.archive.templates)

    def is_asked_for(self, spec: SectionSpec) -> bool:
        """Whether its template has a section."""
        return self.template is not None and any(own.title == spec.title for own in self.template.sections)


def _answer(section: Section | None) -> Section | None:
    is_answered = section is not None and not section.is_empty and only_residue(section) is None
    return section if is_answered else None


@dataclass(frozen=True, slots=True)
class Option:
    """Something about a rule that a site may set: a number, a list of words, or one of `choices`."""

    default: int | str | tuple[str, ...]
    meaning: str
    choices: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The default as YAML has it."""
        return f"[{', '.join(self.default)}]" if isinstance(self.default, tuple) else str(self.default)


SUBJECTS = {
    "PM1": "Reading",
    "PM2": "Structure and timeline",
    "PM3": "Contributing factors",
    "PM4": "Gaps and the answer to recurrence",
    "PM5": "Action items",
    "PM6": "The archive as a whole",
    "PM7": "Language",
    "PM8": "Safety of publishing",
}
"""What the ids of rules begin with."""


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

    @property
    def subject(self) -> str:
        """What it is about, by the first digit of its id."""
        return SUBJECTS[self.id[:3]]

    @property
    def is_about_a_file(self) -> bool:
        """Whether it looks at a file before anybody knows what it says: nothing in the file can allow an exception."""
        return self.looks_at is Source and self.id.startswith("PM1")

    @property
    def allowance(self) -> str:
        """How one postmortem allows an exception, in its front matter."""
        return f'allow:\n  {self.name}: "why it is right here"'

    @property
    def configuration(self) -> str:
        """How a site changes its level and options, in `mkdocs.yml`."""
        above = 'plugins:\n  - postmortems:\n      checks:\n        # error, warning, advice or "off"\n'
        if not self.options:
            return f"{above}        {self.name}: {'warning' if self.level is Level.ADVICE else 'advice'}"
        options = "".join(f"\n          {name}: {option.written}" for name, option in self.options.items())
        return f"{above}        {self.name}:\n          level: {self.level}{options}"

    def __post_init__(self) -> None:
        for text in ("rationale", "bad", "good"):
            object.__setattr__(self, text, dedent(getattr(self, text)).strip("\n"))

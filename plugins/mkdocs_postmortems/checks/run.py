"""Run the rules over an archive: everything in one go, sorted by place."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import partial
from typing import Any

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.rule import Filed, Level, Problem, Rule
from mkdocs_postmortems.checks.rules import RULES
from mkdocs_postmortems.checks.rules.unused_allowance import RULE as UNUSED_ALLOWANCE
from mkdocs_postmortems.checks.setup import Setup, configured
from mkdocs_postmortems.language import reader
from mkdocs_postmortems.model import ContributingFactor, Loaded, Postmortem
from mkdocs_postmortems.near_matches import LOOSE, did_you_mean
from mkdocs_postmortems.second_process import can_fork, in_second_process
from mkdocs_postmortems.source import Allowance, Place, Source

Document = Postmortem | ContributingFactor
Subject = tuple[object, Source | None, Document | None]
"""What a rule looks at, the file it stands in, and what that file is; neither for the archive as a whole."""


def run(analysis: Analysis) -> list[Finding]:
    """All findings about an archive, in the order of their places.

    Raises `SettingsError` when the site configures a rule that does not exist, or in a way it cannot be.
    """
    switched_on = configured(analysis.archive.settings)
    ledger = _Ledger(analysis)
    if len(analysis.archive.loaded_postmortems) >= MANY and can_fork():
        reader("en")  # once for both processes
        with in_second_process(partial(_share, ledger, switched_on, _second)) as second_share:
            findings, used = _share(ledger, switched_on, _first)
        findings += second_share()[0]
        ledger.used = used | second_share()[1]
    else:
        findings = [finding for setup in switched_on for finding in ledger.findings(setup)]
    findings.extend(ledger.unused_allowances(switched_on))
    return sorted(dict.fromkeys(findings), key=lambda f: (f.path, f.line, f.column, f.id))


MANY = 500
"""Postmortems from which on a second process is worth its start."""

Share = Callable[[int], bool]
"""Which documents, by their place in the list, one of two processes looks at."""

Used = tuple[str, str, int]
"""An allowance that a finding needed: the file it is in, the rule, and the line of its comment; 0 in front matter."""


def _first(place: int) -> bool:
    """One of three, and the archive as a whole."""
    return place % 3 < 1


def _second(place: int) -> bool:
    return not _first(place)


def _share(ledger: "_Ledger", switched_on: Sequence[Setup], share: Share) -> tuple[list[Finding], set[Used]]:
    """What the rules find in some of the documents, and the allowances they needed."""
    return [finding for setup in switched_on for finding in ledger.findings(setup, share)], ledger.used


def only_at(paths: Iterable[str], findings: Iterable[Finding]) -> list[Finding]:
    """The findings at these files and below these folders, whose paths start where those of findings do. Rules about
    several documents have seen all of them."""
    places = [path.rstrip("/") for path in paths]
    return [f for f in findings if any(f.path == path or f.path.startswith(f"{path}/") for path in places)]


class _Ledger:
    """Runs rules, places what they find, and keeps account of the allowances that were needed."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        archive = analysis.archive
        self._loaded: tuple[Loaded[Document], ...] = (*archive.loaded_postmortems, *archive.loaded_factors)
        self._by_kind: dict[type[Any], Sequence[Subject]] = {}
        self.used: set[Used] = set()

    def findings(self, setup: Setup, share: Share | None = None) -> Iterator[Finding]:
        """What a rule finds in everything it looks at, or in a share of it."""
        rule = setup.rule
        for i, (subject, source, document) in enumerate(self._subjects(rule.looks_at)):
            if share is not None and not share(i):
                continue
            for problem in rule.check(subject, **setup.options):
                about = problem.of or document
                place = _place(rule, problem, about.source if about else source, about)
                if not self._is_allowed(rule, place, about):
                    yield _finding(setup, place, problem, about)

    def unused_allowances(self, switched_on: Sequence[Setup]) -> Iterator[Finding]:
        """Allowances that no rule needed; of a rule that the site turned off nobody can tell."""
        setup = next((setup for setup in switched_on if setup.rule is UNUSED_ALLOWANCE), None)
        if setup is None:
            return
        switched_off = {rule.name for rule in RULES} - {setup.rule.name for setup in switched_on}
        for loaded in self._loaded:
            for place, problem in self._unused_in(loaded, switched_off):
                yield _finding(setup, place, problem, loaded.item)

    def _unused_in(self, loaded: Loaded[Document], switched_off: Set[str]) -> Iterator[tuple[Place, Problem]]:
        """The allowances in a file that stand there for nothing: in its front matter, and in comments."""
        path, source = loaded.source.path, loaded.source
        for name in loaded.item.allow if loaded.item else ():
            if (path, name, 0) not in self.used and name not in switched_off:
                yield source.place(("allow", name), of_key=True), _unused(name)
        for comment in source.allowances if loaded.item else ():
            is_used = (path, comment.name, comment.line) in self.used or comment.name in switched_off
            if not is_used or not comment.reason:
                yield Place(path, comment.line, comment.column), _unused_comment(comment)

    def _subjects(self, kind: type[Any]) -> Sequence[Subject]:
        """Everything of a kind that rules look at, each with its file and what the file is."""
        if kind not in self._by_kind:
            self._by_kind[kind] = self._all_of(kind)
        return self._by_kind[kind]

    def _all_of(self, kind: type[Any]) -> Sequence[Subject]:
        overlay = self._analysis.archive.overlay
        if kind is Analysis:
            return [(self._analysis, None, None)]
        if kind is Source:
            own = [(overlay, overlay, None)] if overlay is not None else []
            return [*own, *((loaded.source, loaded.source, loaded.item) for loaded in self._loaded)]
        if kind is Loaded:
            return [(loaded, loaded.source, loaded.item) for loaded in self._loaded]
        if kind is Filed:
            archive = self._analysis.archive
            return [(Filed(item, self._analysis), item.source, item) for item in archive.all_postmortems]
        return [(one.item, one.source, one.item) for one in self._loaded if isinstance(one.item, kind)]

    def _is_allowed(self, rule: Rule[Any], place: Place, document: Document | None) -> bool:
        """Whether a comment allows it, or else the front matter: what is wider is needed for the rest alone."""
        if document is None:
            return False
        comment = _granting(rule, place, document)
        if comment is None and rule.name not in document.allow:
            return False
        self.used.add((document.path, rule.name, comment.line if comment else 0))
        return True


def _granting(rule: Rule[Any], place: Place, document: Document) -> Allowance | None:
    """The nearest comment that allows a finding at this place."""
    comments = reversed(document.source.allowances) if place.path == document.path else ()
    named = (comment for comment in comments if comment.name == rule.name and comment.reason)
    return next((comment for comment in named if comment.covers(place.line)), None)


def _unused_comment(comment: Allowance) -> Problem:
    if not comment.name:
        return Problem("the comment names no rule to allow", 'write the name of a rule after "allow", a colon, and why')
    if not comment.reason and any(rule.name == comment.name for rule in RULES):
        return Problem(f'the allowance for "{comment.name}" has no reason', "say after a colon why it is right here")
    return _unused(comment.name)


def _unused(name: str) -> Problem:
    known = [rule.name for rule in RULES]
    if name not in known:
        by_id = next((rule.name for rule in RULES if rule.id == name), name)
        hint = did_you_mean(by_id, known, "the name of a rule stands at the end of its finding", LOOSE)
        return Problem(f'there is no rule "{name}" to allow', hint)
    return Problem(f'the allowance for "{name}" is not needed', "take it out: it would hide the next real finding")


def _place(rule: Rule[Any], problem: Problem, source: Source | None, document: Document | None) -> Place:
    if problem.place is not None:
        return problem.place
    assert source is not None, "a rule about the archive says of which document its problem is"
    if problem.line is not None:
        return Place(source.path, problem.line)
    if document is not None and rule.looks_at not in (Source, Loaded):
        return document.place(problem.at, of_key=problem.at_key)
    return source.place(problem.at, of_key=problem.at_key)


def _finding(setup: Setup, place: Place, problem: Problem, about: Document | None) -> Finding:
    """What is still missing from a draft is advice until it asks to be published."""
    rule = setup.rule
    is_draft = isinstance(about, Postmortem) and about.is_draft
    level = Level.ADVICE if is_draft and not rule.holds_for_drafts else setup.level
    return Finding(place.path, place.line, place.column, rule.id, rule.name, level, problem.message, problem.hint)

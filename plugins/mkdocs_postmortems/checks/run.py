"""Run the rules over an archive: everything in one go, sorted by place."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.rule import Level, Problem, Rule
from mkdocs_postmortems.checks.rules import RULES
from mkdocs_postmortems.checks.rules.unused_allowance import RULE as UNUSED_ALLOWANCE
from mkdocs_postmortems.model import ContributingFactor, Loaded, Postmortem
from mkdocs_postmortems.near_matches import LOOSE, did_you_mean
from mkdocs_postmortems.settings import Settings, SettingsError
from mkdocs_postmortems.source import Place, Source

Document = Postmortem | ContributingFactor


def run(analysis: Analysis) -> list[Finding]:
    """All findings about an archive, in the order of their places.

    Raises `SettingsError` when the site configures a rule that does not exist.
    """
    levels = rule_levels(analysis.archive.settings)
    ledger = _Ledger(analysis)
    findings = [finding for rule in RULES if rule.id in levels for finding in ledger.findings(rule, levels[rule.id])]
    if UNUSED_ALLOWANCE.id in levels:
        switched_off = {rule.name for rule in RULES if rule.id not in levels}
        findings.extend(ledger.unused_allowances(levels[UNUSED_ALLOWANCE.id], switched_off))
    return sorted(dict.fromkeys(findings), key=lambda f: (f.path, f.line, f.column, f.id))


def only_at(paths: Iterable[str], findings: Iterable[Finding]) -> list[Finding]:
    """The findings at these files and below these folders, whose paths start where those of findings do. Rules about
    several documents have seen all of them."""
    places = [path.rstrip("/") for path in paths]
    return [f for f in findings if any(f.path == path or f.path.startswith(f"{path}/") for path in places)]


def rule_levels(settings: Settings) -> Mapping[str, Level]:
    """The level of each rule that is on, by its id."""
    by_name = {name: rule for rule in RULES for name in (rule.name, rule.id)}
    unknown = [name for name in settings.checks if name not in by_name]
    if unknown:
        raise SettingsError([_unknown_rule(name, list(by_name)) for name in unknown])
    chosen = {by_name[name].id: level for name, level in settings.checks.items()}
    levels = {rule.id: chosen.get(rule.id, str(rule.level)) for rule in RULES}
    return {id_: Level(level) for id_, level in levels.items() if level != "off"}


def _unknown_rule(name: str, known: list[str]) -> tuple[str, str]:
    meant = did_you_mean(name, known, "", LOOSE)
    return "checks", f'there is no rule "{name}"' + (f"; {meant}" if meant else "")


class _Ledger:
    """Runs rules, places what they find, and keeps account of the allowances that were needed."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        archive = analysis.archive
        self._loaded: tuple[Loaded[Document], ...] = (*archive.loaded_postmortems, *archive.loaded_factors)
        self._used: set[tuple[str, str]] = set()

    def findings(self, rule: Rule[Any], level: Level) -> Iterator[Finding]:
        for subject, source, document in self._subjects(rule.looks_at):
            for problem in rule.check(subject):
                about = problem.of or document
                place = _place(rule, problem, about.source if about else source, about)
                if not self._is_allowed(rule, about):
                    yield _finding(rule, _level_for(rule, level, about), place, problem)

    def unused_allowances(self, level: Level, switched_off: set[str]) -> Iterator[Finding]:
        """Allowances that no rule needed; of a rule that the site turned off nobody can tell."""
        for loaded in self._loaded:
            for name in loaded.item.allow if loaded.item else ():
                if (loaded.source.path, name) not in self._used and name not in switched_off:
                    place = loaded.source.place(("allow", name), of_key=True)
                    its_level = _level_for(UNUSED_ALLOWANCE, level, loaded.item)
                    yield _finding(UNUSED_ALLOWANCE, its_level, place, _unused(name))

    def _subjects(self, kind: type) -> Iterator[tuple[object, Source | None, Document | None]]:
        if kind is Analysis:
            yield self._analysis, None, None
        elif kind is Source:
            if self._analysis.archive.overlay is not None:
                yield self._analysis.archive.overlay, self._analysis.archive.overlay, None
            yield from ((loaded.source, loaded.source, loaded.item) for loaded in self._loaded)
        elif kind is Loaded:
            yield from ((loaded, loaded.source, loaded.item) for loaded in self._loaded)
        else:
            for loaded in self._loaded:
                if isinstance(loaded.item, kind):
                    yield loaded.item, loaded.source, loaded.item

    def _is_allowed(self, rule: Rule[Any], document: Document | None) -> bool:
        if document is None or rule.name not in document.allow:
            return False
        self._used.add((document.path, rule.name))
        return True


def _unused(name: str) -> Problem:
    known = [rule.name for rule in RULES]
    if name not in known:
        by_id = next((rule.name for rule in RULES if rule.id == name), name)
        hint = did_you_mean(by_id, known, "the name of a rule stands at the end of its finding", LOOSE)
        return Problem(f'there is no rule "{name}" to allow', hint)
    return Problem(f'the allowance for "{name}" is not needed', "take it out: it would hide the next real finding")


def _level_for(rule: Rule[Any], level: Level, document: Document | None) -> Level:
    """What is still missing from a draft is advice until it asks to be published; a file that cannot be read is not."""
    is_draft = isinstance(document, Postmortem) and document.is_draft
    return Level.ADVICE if is_draft and not rule.id.startswith("PM1") else level


def _place(rule: Rule[Any], problem: Problem, source: Source | None, document: Document | None) -> Place:
    if problem.place is not None:
        return problem.place
    assert source is not None, "a rule about the archive says of which document its problem is"
    if problem.line is not None:
        return Place(source.path, problem.line)
    if document is not None and rule.looks_at not in (Source, Loaded):
        return document.place(problem.at, of_key=problem.at_key)
    return source.place(problem.at, of_key=problem.at_key)


def _finding(rule: Rule[Any], level: Level, place: Place, problem: Problem) -> Finding:
    return Finding(place.path, place.line, place.column, rule.id, rule.name, level, problem.message, problem.hint)

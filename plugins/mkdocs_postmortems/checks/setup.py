"""What a site makes of the rules: which are on, at what level, and with what options."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_postmortems.checks.rule import Level, Option, Rule
from mkdocs_postmortems.checks.rules import RULES
from mkdocs_postmortems.near_matches import LOOSE, did_you_mean
from mkdocs_postmortems.settings import RuleSettings, Settings, SettingsError


@dataclass(frozen=True)
class Setup:
    """A rule that is on, as this site has it."""

    rule: Rule[Any]
    level: Level
    options: Mapping[str, Any]


def configured(settings: Settings) -> tuple[Setup, ...]:
    """Every rule that is on. Raises `SettingsError` with everything that is wrong with the site's choices."""
    by_name = {name: rule for rule in RULES for name in (rule.name, rule.id)}
    problems: list[tuple[str, str]] = []
    chosen: dict[str, RuleSettings] = {}
    for name, choice in settings.checks.items():
        rule = by_name.get(name)
        if rule is None:
            problems.append(("checks", _no_such("rule", name, by_name)))
        elif rule.id in chosen:
            problems.append((f"checks.{name}", f"{rule.name} is set twice, by its name and by its id"))
        else:
            chosen[rule.id] = choice
            problems.extend(_wrong_options(name, rule, choice))
    if problems:
        raise SettingsError(problems)
    return tuple(_setups(chosen))


def _setups(chosen: Mapping[str, RuleSettings]) -> Iterable[Setup]:
    for rule in RULES:
        choice = chosen.get(rule.id, RuleSettings())
        if choice.level != "off":
            options = {
                name: _as_option(choice.options.get(name, option.default)) for name, option in rule.options.items()
            }
            yield Setup(rule, Level(choice.level or rule.level), options)


def _wrong_options(name: str, rule: Rule[Any], choice: RuleSettings) -> Iterable[tuple[str, str]]:
    for key, value in choice.options.items():
        option = rule.options.get(key)
        if option is None:
            yield f"checks.{name}", _no_such("option", key, ["level", *rule.options])
        elif expected := _expected(option, value):
            yield f"checks.{name}.{key}", f'"{value}" will not do: it is {expected}'


def _expected(option: Option, value: Any) -> str:
    """What should stand there; nothing when the value will do."""
    if option.choices:
        return "" if value in option.choices else f"one of {', '.join(option.choices)}"
    if isinstance(option.default, tuple):
        is_list = isinstance(value, list | tuple) and all(isinstance(word, str) and word.strip() for word in value)
        return "" if is_list else "a list of words"
    return "" if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "a whole number"


def _as_option(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _no_such(kind: str, name: str, known: Iterable[str]) -> str:
    meant = did_you_mean(name, list(known), "", LOOSE)
    return f'there is no {kind} "{name}"' + (f"; {meant}" if meant else "")

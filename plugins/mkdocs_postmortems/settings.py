"""The options of a site, as every stage reads them.

The plugin gets them from MkDocs, the command from `mkdocs.yml` without MkDocs; both through `Settings.of`, so that
command and site never disagree.
"""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from mkdocs_postmortems.near_matches import LOOSE, did_you_mean
from mkdocs_postmortems.searches import checked


def _level(value: Any) -> Any:
    """`off` is a truth value to YAML; here it is the word that was written."""
    return "off" if value is False else value


def _day(value: Any) -> Any:
    """A day as YAML reads it, or as it is written; never a number of seconds."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, datetime) or (value is not None and not isinstance(value, date)):
        raise ValueError("no day")
    return value


def _inside(value: str) -> str:
    """A folder of the site, so that nothing is ever read from or written to anywhere else."""
    path = PurePosixPath(value.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError("no folder of the site")
    return path.as_posix()


Folder = Annotated[str, AfterValidator(_inside)]
Level = Annotated[Literal["error", "warning", "advice", "off"], BeforeValidator(_level)]


class RuleSettings(BaseModel):
    """What a site says of one rule: its level, and values for the rule's own options, which the rule looks at."""

    model_config = ConfigDict(extra="allow", frozen=True)

    level: Level | None = None

    @property
    def options(self) -> dict[str, Any]:
        return self.model_extra or {}


def _rule_settings(value: Any) -> Any:
    """A level alone, or a mapping."""
    return value if isinstance(value, dict | RuleSettings) else {"level": "" if value is None else _level(value)}


class Settings(BaseModel):
    """Options under `plugins: - postmortems:` in `mkdocs.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    postmortems_dir: Folder = Field("postmortems", description="The folder of postmortems, relative to `mkdocs.yml`.")
    factors_dir: Folder = Field("factors", description="The folder of contributing factors, inside `postmortems_dir`.")
    pattern_threshold: int = Field(
        2, ge=2, description="How many postmortems must cite a factor before it is called a pattern."
    )
    recent_days: int = Field(
        365,
        ge=28,
        description="How many days back from today the recent past goes, which is compared with what was before.",
    )
    recurrence_scope: Literal["organization", "service", "archive"] = Field(
        "organization",
        description="Among which postmortems a factor met again counts as a recurrence: those of the same "
        "organization, those that share a service with it (within the organization), or all.",
    )
    as_of: Annotated[date | None, BeforeValidator(_day)] = Field(
        None,
        description="The day that everything depending on today is reckoned from. "
        "Without it `SOURCE_DATE_EPOCH`, else today.",
    )
    templates: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Templates of the site's own: a name and the titles of its sections."
    )
    section_aliases: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Other headings the site uses for a section of the built-in templates."
    )
    checks: dict[str, Annotated[RuleSettings, BeforeValidator(_rule_settings)]] = Field(
        default_factory=dict,
        description="The level of a rule, by its name or id: error, warning, advice or off; or a mapping of its "
        "`level` and its own options.",
    )
    checks_baseline: Folder = Field(
        "postmortems-baseline.json",
        description="The file of findings that were there when the checks were switched on, relative to `mkdocs.yml`; "
        "they are not reported again.",
    )
    home: bool = Field(True, description="Make a home page where `docs/` has none.")
    search: Literal["pagefind", "material"] = Field(
        "pagefind",
        description="The search of the site: ours at `/search/`, with facets, or the one that comes with Material.",
    )
    robots: Literal["index", "noindex"] = Field(
        "index",
        description="Whether search engines may list the site, which `noindex` asks them not to do, on every page and "
        "in `robots.txt`.",
    )
    mermaid: Folder | None = Field(
        None,
        description="The site's own copy of `mermaid.min.js`, as a path in `docs/`. "
        "Without it diagrams are shown as text.",
    )
    search_in_preview: bool = Field(
        False, description="Index the words in a preview too, at the cost of each rebuild; facets are always there."
    )
    searches: dict[str, Annotated[str, AfterValidator(checked)]] | None = Field(
        None,
        description="Ready-made searches for the home page and the search page: the title of each, and what the "
        "address of the search would hold. Without them the archive suggests some.",
    )
    llms_txt: bool = Field(False, description="Write `llms.txt`, a list of the pages for language models.")

    @property
    def today(self) -> date:
        """The day of the report, in UTC."""
        if self.as_of is not None:
            return self.as_of
        try:
            return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
        except (KeyError, ValueError, OverflowError, OSError):
            return datetime.now(UTC).date()

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "Settings":
        """Read the options; raises `SettingsError` with every problem at once."""
        try:
            return cls.model_validate(dict(options))
        except ValidationError as invalid:
            raise SettingsError([_problem(error) for error in invalid.errors(include_url=False)]) from None


class SettingsError(ValueError):
    """What is wrong with the options: the name of each, and a sentence about it."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(f"{name}: {problem}" for name, problem in problems))
        self.problems = problems


def find_settings(start: Path) -> tuple[Path, Settings]:
    """The folder of the nearest `mkdocs.yml` at or above `start`, and the options in it.

    Without one, `start` itself and the defaults. Raises `SettingsError`.
    """
    for folder in (start, *start.parents):
        for name in ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml"):
            if (folder / name).is_file():
                return folder, _settings_in(folder / name)
    return start, Settings()


def _settings_in(file: Path) -> Settings:
    options = _options(file)
    try:
        return Settings.of(options)
    except SettingsError as error:
        raise SettingsError([(f"{file.name}, {name}", problem) for name, problem in error.problems]) from None


def _options(file: Path, depth: int = 0) -> Mapping[str, Any]:
    try:
        config = yaml.load(file.read_text(encoding="utf-8"), _ConfigLoader)
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise SettingsError([(file.name, f"it cannot be read: {str(error).splitlines()[0]}")]) from None
    if not isinstance(config, dict):
        return {}
    parent = config.get("INHERIT")
    if "plugins" not in config and isinstance(parent, str) and depth < 8:
        return _options(file.parent / parent, depth + 1)
    return _options_of_plugin(config.get("plugins"))


def _options_of_plugin(plugins: Any) -> Mapping[str, Any]:
    entries = [plugins] if isinstance(plugins, dict) else plugins if isinstance(plugins, list) else []
    for entry in entries:
        options = entry.get("postmortems") if isinstance(entry, dict) else None
        if isinstance(options, dict):
            return options
        if options is not None:
            raise SettingsError([("postmortems", f'"{options}" will not do: write its options indented below it')])
    return {}


class _ConfigLoader(yaml.SafeLoader):
    """A safe loader that knows `!ENV`, as MkDocs does, and passes over its other tags: no option of ours uses them."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """`!ENV NAME`, or `!ENV [NAME, OTHER, default]`."""
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node) or [None]
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]  # a scalar by exclusion
    found = next((os.environ[name] for name in names if isinstance(name, str) and name in os.environ), None)
    return default if found is None else yaml.safe_load(found)


_ConfigLoader.add_constructor("!ENV", _environment)
_ConfigLoader.add_multi_constructor("!", lambda loader, suffix, node: None)
_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def _problem(error: ErrorDetails) -> tuple[str, str]:
    """The name of an option and what is wrong with it, in our words."""
    path, kind = error["loc"], error["type"]
    name = ".".join(map(str, path)).removesuffix(".level")
    if kind == "extra_forbidden":
        meant = did_you_mean(name, Settings.model_fields, "", LOOSE)
        return name, "there is no such option" + (f"; {meant}" if meant else "")
    if kind == "literal_error":
        return name, f"it is one of {error['ctx']['expected']}"
    if path[0] == "searches" and kind == "value_error":
        return name, f'"{error["input"]}" will not do: {error["ctx"]["error"]}'
    expected = _BY_OPTION.get(name) or next((words for start, words in _EXPECTED.items() if kind.startswith(start)), "")
    return name, f'"{error["input"]}" will not do: {expected or "it cannot be used"}'


_BY_OPTION = {
    "as_of": "a day is written as 2026-11-21",
    "postmortems_dir": "it is the name of a folder inside the site",
    "factors_dir": "it is the name of a folder inside the one of the postmortems",
    "checks_baseline": "it is the name of a file inside the site",
    "mermaid": "it is the path of a file in docs/",
}
_EXPECTED = {
    "int": "it is a whole number",
    "greater": "it is 2 or more",
    "bool": "it is true or false",
    "string": "it is text",
    "dict": "it is a mapping of names to values",
    "tuple": "it is a list",
}

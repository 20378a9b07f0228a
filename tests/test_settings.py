"""Options: their defaults, what is said of wrong ones, and where they are found without MkDocs."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mkdocs_postmortems.settings import RuleSettings, Settings, SettingsError, find_settings

# ---------------------------------------------------------------------- options


def problems(**options: Any) -> list[str]:
    """What is said of these options, one line for each problem."""
    with pytest.raises(SettingsError) as caught:
        Settings.of(options)
    assert len(caught.value.problems) == len(str(caught.value).split("\n"))
    return str(caught.value).split("\n")


DEFAULTS: dict[str, Any] = {
    "postmortems_dir": "postmortems",
    "factors_dir": "factors",
    "pattern_threshold": 2,
    "recent_days": 365,
    "recurrence_scope": "organization",
    "as_of": None,
    "templates": {},
    "section_aliases": {},
    "checks": {},
    "checks_baseline": "postmortems-baseline.json",
    "home": True,
    "search": "pagefind",
    "search_in_preview": False,
    "robots": "index",
    "mermaid": None,
    "searches": None,
    "llms_txt": False,
}


@pytest.mark.parametrize(("option", "value"), DEFAULTS.items(), ids=DEFAULTS)
def test_an_option_has_its_default(option: str, value: object) -> None:
    assert getattr(Settings.of({}), option) == value


def test_no_option_is_without_a_default_or_a_sentence_that_explains_it() -> None:
    assert set(Settings.model_fields) == set(DEFAULTS)
    assert all(field.description and field.description.endswith(".") for field in Settings.model_fields.values())


CHOSEN: dict[str, Any] = {
    "postmortems_dir": "docs/incidents",
    "factors_dir": "conditions",
    "pattern_threshold": 3,
    "recent_days": 90,
    "recurrence_scope": "service",
    "as_of": date(2026, 11, 21),
    "templates": {"security": ("Summary", "Data touched")},
    "section_aliases": {"Summary": ("TL;DR",)},
    "checks": {
        "empty-section": RuleSettings(level="advice"),
        "too-many-open-actions": RuleSettings(level="error", most=5),
    },
    "checks_baseline": "known.json",
    "home": False,
    "search": "material",
    "search_in_preview": True,
    "searches": {"Certificates": "q=certificate"},
    "robots": "noindex",
    "mermaid": "assets/mermaid.min.js",
    "llms_txt": True,
}


@pytest.mark.parametrize(("option", "value"), CHOSEN.items(), ids=CHOSEN)
def test_an_option_is_read(option: str, value: object) -> None:
    assert getattr(Settings.of({option: value}), option) == value


def test_off_written_bare_in_yaml_turns_a_rule_off(tmp_path: Path) -> None:
    config = "plugins:\n  - postmortems:\n      checks: {empty-section: off, PM108: error, missing-key: 'off'}\n"
    chosen = {name: choice.level for name, choice in find(tmp_path, config).checks.items()}
    assert chosen == {"empty-section": "off", "PM108": "error", "missing-key": "off"}


@pytest.mark.parametrize(
    ("option", "match"),
    [
        ("postmortem_dir", "postmortems_dir"),
        ("pattern_treshold", "pattern_threshold"),
        ("as-of", "as_of"),
        ("template", "templates"),
    ],
)
def test_an_unknown_option_is_refused_with_the_near_match(option: str, match: str) -> None:
    (problem,) = problems(**{option: "x"})
    assert problem == f'{option}: there is no such option; did you mean "{match}"?'


def test_an_option_like_no_other_is_refused_all_the_same() -> None:
    (problem,) = problems(zzz=1)
    assert problem == "zzz: there is no such option"


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("postmortems_dir", None, "it is the name of a folder inside the site"),
        ("postmortems_dir", ["a"], "it is the name of a folder inside the site"),
        ("postmortems_dir", "/srv/postmortems", "it is the name of a folder inside the site"),
        ("postmortems_dir", "../postmortems", "it is the name of a folder inside the site"),
        ("postmortems_dir", "..\\postmortems", "it is the name of a folder inside the site"),
        ("postmortems_dir", "", "it is the name of a folder inside the site"),
        ("factors_dir", "../factors", "it is the name of a folder inside the one of the postmortems"),
        ("pattern_threshold", 1, "it is 2 or more"),
        ("pattern_threshold", "many", "it is a whole number"),
        ("as_of", "yesterday", "a day is written as 2026-11-21"),
        ("as_of", "2026-13-45", "a day is written as 2026-11-21"),
        ("as_of", 1700000000, "a day is written as 2026-11-21"),
        ("as_of", datetime(2026, 11, 21, tzinfo=UTC), "a day is written as 2026-11-21"),
        ("templates", ["security"], "it is a mapping of names to values"),
        ("section_aliases", "TL;DR", "it is a mapping of names to values"),
        ("checks", ["empty-section"], "it is a mapping of names to values"),
        ("home", "perhaps", "it is true or false"),
    ],
)
def test_a_wrong_value_is_named_by_its_option(option: str, value: object, expected: str) -> None:
    (problem,) = problems(**{option: value})
    assert problem == f'{option}: "{value}" will not do: {expected}'


def test_a_word_that_is_none_of_the_possible_ones_is_answered_with_them() -> None:
    (problem,) = problems(recurrence_scope="team")
    assert problem == "recurrence_scope: it is one of 'organization', 'service' or 'archive'"


@pytest.mark.parametrize("level", ["warn", True, None, 1])
def test_a_level_that_is_none_is_named_by_its_rule(level: object) -> None:
    (problem,) = problems(checks={"empty-section": level, "PM108": "off"})
    assert problem == "checks.empty-section: it is one of 'error', 'warning', 'advice' or 'off'"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=nearmiss", '"nearmiss" is no value of kind; did you mean "near-miss"?'),
        ("severity=sev1", '"sev1" is no value of severity; did you mean "SEV1"?'),
        ("kid=near-miss", 'nothing is searched by "kid"; did you mean "kind"?'),
        ("year=26", '"26" is no value of year; it is written as 2026, {this_year} or {last_year}'),
        ("year={next_year}", '"{next_year}" is no value of year; it is written as 2026, {this_year} or {last_year}'),
        ("", "a search is written as q=certificate, or kind=near-miss&year={this_year}"),
        ("certificate", 'nothing is searched by "certificate"; '),
        (3, "it is text"),
    ],
)
def test_a_ready_made_search_that_nobody_could_ask_is_named_by_its_title(query: object, expected: str) -> None:
    (problem,) = problems(searches={"Mine": query})
    assert problem.startswith(f'searches.Mine: "{query}" will not do: {expected}')


def test_all_problems_are_told_at_once() -> None:
    told = problems(
        postmortem_dir="x", pattern_threshold=1, as_of="soon", checks={"a": "b"}, templates={"t": "Summary"}
    )
    assert sorted(problem.partition(":")[0] for problem in told) == [
        "as_of",
        "checks.a",
        "pattern_threshold",
        "postmortem_dir",
        "templates.t",
    ]


# ---------------------------------------------------------------------- today


def test_as_of_stands_above_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert Settings.of({"as_of": date(2026, 11, 21)}).today == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("epoch", "day"),
    [("1700000000", date(2023, 11, 14)), ("0", date(1970, 1, 1)), ("86399", date(1970, 1, 1))],
)
def test_without_as_of_the_environment_says_what_today_is(
    monkeypatch: pytest.MonkeyPatch, epoch: str, day: date
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert Settings().today == day


@pytest.mark.parametrize("epoch", [None, "", "soon"], ids=["not set", "empty", "a word"])
def test_without_both_it_is_today_in_utc(monkeypatch: pytest.MonkeyPatch, epoch: str | None) -> None:
    if epoch is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = datetime.now(UTC).date()
    assert before <= Settings().today <= datetime.now(UTC).date()


@pytest.mark.parametrize(
    "epoch", ["\N{SUPERSCRIPT TWO}", "9" * 30], ids=["a digit that is no number", "the end of time"]
)
def test_an_epoch_of_no_use_is_no_traceback(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert isinstance(Settings().today, date)


# ---------------------------------------------------------------------- mkdocs.yml

THREE = "plugins:\n  - search\n  - postmortems:\n      pattern_threshold: 3\n"


def find(folder: Path, config: str, **others: str) -> Settings:
    """The settings of a folder with this mkdocs.yml, and other files beside it."""
    for name, content in {"mkdocs": config, **others}.items():
        (folder / f"{name}.yml").write_text(content, encoding="utf-8")
    found, settings = find_settings(folder)
    assert found == folder
    return settings


def test_the_nearest_configuration_above_is_taken(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: outer\n")
    inner = tmp_path / "a" / "mkdocs.yml"
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    inner.write_text(THREE)
    assert find_settings(deep) == (inner.parent, Settings(pattern_threshold=3))
    assert find_settings(tmp_path / "a") == (inner.parent, Settings(pattern_threshold=3))
    assert find_settings(tmp_path) == (tmp_path, Settings())


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml"])
def test_the_configuration_may_have_any_of_its_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(THREE)
    assert find_settings(tmp_path) == (tmp_path, Settings(pattern_threshold=3))


def test_without_a_configuration_the_defaults_hold_where_one_stands(tmp_path: Path) -> None:
    assert find_settings(tmp_path) == (tmp_path, Settings())


PLUGINS = {
    "a list": THREE,
    "a mapping": "plugins:\n  search: {}\n  postmortems:\n    pattern_threshold: 3\n",
    "in braces": "plugins: [search, {postmortems: {pattern_threshold: 3}}]\n",
    "behind a byte order mark": "\ufeff" + THREE,
    "beside tags only MkDocs knows": (
        "repo_url: !ENV [REPO, 'https://example.com']\n"
        "hooks: !relative $config_dir\n"
        "markdown_extensions:\n"
        "  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n"
        "  - x: {emoji_index: !!python/name:material.extensions.emoji.twemoji }\n" + THREE
    ),
    "beside anchors": "x: &a [1]\ny: *a\n" + THREE,
}

NO_OPTIONS = {
    "named alone": "plugins: [search, postmortems]\n",
    "with nothing after it": "plugins:\n  - postmortems:\n",
    "in a mapping with nothing after it": "plugins:\n  postmortems:\n",
    "not named": "plugins: [search]\n",
    "no plugins": "site_name: x\n",
    "plugins from the environment": "plugins: !ENV [PLUGINS]\n",
    "an empty file": "",
    "a list": "- a\n",
}


@pytest.mark.parametrize("config", PLUGINS.values(), ids=PLUGINS)
def test_options_are_found_however_plugins_are_written(tmp_path: Path, config: str) -> None:
    assert find(tmp_path, config) == Settings(pattern_threshold=3)


@pytest.mark.parametrize("config", NO_OPTIONS.values(), ids=NO_OPTIONS)
def test_without_options_the_defaults_hold(tmp_path: Path, config: str) -> None:
    assert find(tmp_path, config) == Settings()


@pytest.mark.parametrize(
    ("written", "threshold"),
    [("!ENV THRESHOLD", 5), ("!ENV [OTHER, THRESHOLD, 3]", 5), ("!ENV [OTHER, 3]", 3)],
    ids=["alone", "the second of two", "the default"],
)
def test_an_option_may_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, threshold: int
) -> None:
    monkeypatch.setenv("THRESHOLD", "5")
    monkeypatch.delenv("OTHER", raising=False)
    config = f"plugins:\n  - postmortems:\n      pattern_threshold: {written}\n"
    assert find(tmp_path, config).pattern_threshold == threshold


def test_plugins_are_inherited_where_the_child_has_none(tmp_path: Path) -> None:
    assert find(tmp_path, "INHERIT: base.yml\n", base="INHERIT: root.yml\n", root=THREE) == Settings(
        pattern_threshold=3
    )


def test_plugins_of_the_child_replace_those_it_inherits(tmp_path: Path) -> None:
    assert find(tmp_path, "INHERIT: base.yml\nplugins: [search]\n", base=THREE) == Settings()


def test_a_configuration_that_inherits_from_itself_comes_to_an_end(tmp_path: Path) -> None:
    assert find(tmp_path, "INHERIT: base.yml\n", base="INHERIT: mkdocs.yml\n") == Settings()


def test_a_parent_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.yml.* cannot be read"):
        find(tmp_path, "INHERIT: nowhere.yml\n")


@pytest.mark.parametrize(
    "content",
    [b"plugins: [", b"a: b: c\n", b"\ttabs: 1\n", b"\xff\xfe", b"a: \x00", b"? [a]\n: b\n", b"x: *nowhere\n"],
    ids=["bracket", "colons", "tab", "not UTF-8", "NUL", "a list as a key", "an alias to nothing"],
)
def test_a_broken_configuration_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        find_settings(tmp_path)
    assert len(caught.value.problems) == 1
    assert "mkdocs.yml" in str(caught.value)
    assert "cannot be read: " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "line",
    ["date: 2024-13-45", "number: " + "9" * 6_000, "nested: " + "[" * 5_000],
    ids=["an impossible date", "a number of 6,000 digits", "5,000 brackets"],
)
def test_a_configuration_yaml_cannot_build_is_told_too(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError, match=r"mkdocs\.yml.* cannot be read"):
        find(tmp_path, f"{line}\n{THREE}")

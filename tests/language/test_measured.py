"""The numbers of record are those that are measured now, and they meet the bars."""

import pytest
from benchmarks.language import HELD_OUT, HERE, Result, Tally, halves, judged, read, recorded, sets

from mkdocs_postmortems.checks import RULES, Level
from mkdocs_postmortems.checks.measured import MEASURED

LEAST_PRECISION, LEAST_RECALL = 0.90, 0.70
LEAST_OF_A_WARNING = 0.80

LABELLED, WRITTEN = HELD_OUT


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    return {name: judged(items) for name, items in sets().items()}


def test_the_numbers_of_record_are_measured() -> None:
    for file, text in recorded().items():
        assert file.read_text(encoding="utf-8") == text, "python -m benchmarks.language --record"


def test_on_labelled_sentences_never_seen_nine_in_ten_are_right_and_seven_in_ten_found(
    results: dict[str, Result],
) -> None:
    overall = results[LABELLED].overall
    assert (overall.precision or 0) >= LEAST_PRECISION
    assert (overall.recall or 0) >= LEAST_RECALL


@pytest.mark.parametrize("name", [name for name in sets() if name != LABELLED])
def test_a_question_is_nearly_always_worth_asking(results: dict[str, Result], name: str) -> None:
    precision = results[name].overall.precision
    assert (precision or 0) >= LEAST_PRECISION


@pytest.mark.parametrize("rule", [rule.name for rule in RULES if rule.name in MEASURED and rule.level is Level.WARNING])
def test_a_warning_is_right_four_times_in_five(results: dict[str, Result], rule: str) -> None:
    for names in (HELD_OUT, tuple(results)):
        tally = sum((results[name].by_rule.get(rule, Tally()) for name in names), Tally())
        assert (tally.precision or 0) >= LEAST_OF_A_WARNING


def test_every_rule_about_language_is_measured() -> None:
    assert set(MEASURED) == {rule.name for rule in RULES if rule.id.startswith("PM7")}


def test_what_is_held_out_is_drawn_by_a_fixed_seed() -> None:
    items = read(HERE / "labelled.jsonl")
    developed, held = halves(items)
    assert halves(reversed(items))[1] == [item for item in reversed(items) if item in held]
    assert (len(developed), len(held)) == (229, 223)

"""Tables as CSV."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.exports.tables import csv_text, neutral

FORMULA = "=+-@\t\r"


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def test_a_table_has_a_heading_and_a_line_for_each_row() -> None:
    text = csv_text(("name", "n", "day", "of"), [("a, b", 3, date(2026, 11, 21), ["x", "y"]), (None, 0, None, [])])
    assert text == 'name,n,day,of\r\n"a, b",3,2026-11-21,x; y\r\n,0,,\r\n'


@pytest.mark.parametrize("start", FORMULA)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(start: str) -> None:
    formula = f'{start}HYPERLINK("https://attacker.example")'
    ((cell,), (in_a_list,)) = rows_of(csv_text(("action",), [(formula,), ([formula, "x"],)]))[1:]
    assert cell == f"'{formula}"
    assert in_a_list == f"'{formula}; x"


def test_a_number_below_zero_stays_a_number() -> None:
    assert csv_text(("n",), [(-1,)]) == "n\r\n-1\r\n"


texts = st.text(st.characters(exclude_categories=["Cs"]))


@settings(deadline=None)
@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_the_same_rows_come_back_and_no_cell_can_run(rows: list[tuple[str, str]]) -> None:
    read = rows_of(csv_text(("one", "other"), rows))
    assert [tuple(row) for row in read[1:]] == [tuple(map(neutral, row)) for row in rows]
    assert not any(cell.startswith(tuple(FORMULA)) for row in read for cell in row)

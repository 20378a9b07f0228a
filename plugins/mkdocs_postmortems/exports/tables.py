"""Tables as CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

Value = str | int | float | date | None | Sequence[str]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula and run it."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """A heading and a line for each row."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Value) -> str | int | float:
    """Numbers as they are, days as ISO has them, several values with semicolons between them, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return neutral(value if isinstance(value, str) else "; ".join(value))


def neutral(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if text.startswith(_FORMULA) else text

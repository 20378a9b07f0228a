"""The data files: each as JSON with its JSON Schema, and as a table with the same facts laid flat."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any

from mkdocs_postmortems.exports.actions import ActionsFile
from mkdocs_postmortems.exports.factors import FactorsFile
from mkdocs_postmortems.exports.measures import MeasuresFile
from mkdocs_postmortems.exports.postmortems import PostmortemsFile
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.exports.record import DataFile, Record
from mkdocs_postmortems.exports.tables import Value, csv_text
from mkdocs_postmortems.words import machine_moment


def data_files(publication: Publication) -> Iterator[tuple[str, str]]:
    """The path of each file from the root of the site, and its text."""
    postmortems, factors = PostmortemsFile.of(publication), FactorsFile.of(publication)
    files: tuple[DataFile, ...] = (postmortems, factors, ActionsFile.of(postmortems), MeasuresFile.of(publication))
    for file in files:
        yield f"data/{file.listed}.json", file.text()
        yield f"data/{file.listed}.schema.json", file.schema_text()
        yield f"data/{file.listed}.csv", _table(file)


def _table(file: DataFile) -> str:
    columns = [*_columns(file.row)]
    cells = [attrgetter(column) for column in columns]
    rows = ([_cell(cell(record)) for cell in cells] for record in file.rows)
    return csv_text([column.replace(".", "_") for column in columns], rows)


def _columns(model: type[Record]) -> Iterator[str]:
    """The keys of a record, and those of a record in it, each as the way there."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Record):
            yield from (f"{name}.{column}" for column in _columns(inner))
        else:
            yield name


def _cell(value: Any) -> Value:
    told = _TOLD.get(type(value))
    return told(value) if told else value


_TOLD: Mapping[type, Callable[[Any], Value]] = {
    bool: lambda truth: "true" if truth else "false",
    datetime: machine_moment,
    tuple: lambda several: [*map(str, several)],
    dict: lambda numbers: [f"{key}: {number}" for key, number in numbers.items() if number],
}
"""What a table cannot hold as it is. Several things stand in one cell, each by the word for it."""

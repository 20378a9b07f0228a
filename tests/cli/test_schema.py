"""`postmortems schema`: the model for editors and programs."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mkdocs_postmortems.model import factor_schema, postmortem_schema
from tests.cli.builders import run


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [([], postmortem_schema()), (["postmortem"], postmortem_schema()), (["factor"], factor_schema())],
    ids=["by default", "postmortem", "factor"],
)
def test_the_schema_is_printed_and_is_valid(tmp_path: Path, arguments: list[str], schema: dict[str, object]) -> None:
    result = run(tmp_path, "schema", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    printed = json.loads(result.stdout)
    assert printed == schema
    Draft202012Validator.check_schema(printed)


def test_a_schema_of_something_else_is_wrong_use(tmp_path: Path) -> None:
    assert run(tmp_path, "schema", "service").exit_code == 2

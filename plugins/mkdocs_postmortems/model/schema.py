"""The model as JSON Schema, for editors and for programs that write postmortems."""

from typing import Any

from mkdocs_postmortems.model.contributing_factor import ContributingFactor
from mkdocs_postmortems.model.postmortem import Postmortem


def postmortem_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a postmortem's front matter."""
    schema = Postmortem.model_json_schema()
    _forgive(schema, "id", "title", "date")
    _forgive(schema["$defs"]["ActionItem"], "id")
    return _titled(schema, "Postmortem front matter")


def factor_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a contributing factor's front matter."""
    schema = ContributingFactor.model_json_schema()
    del schema["properties"]["slug"]
    _forgive(schema, "slug", "title")
    return _titled(schema, "Contributing factor front matter")


def _forgive(schema: dict[str, Any], *keys: str) -> None:
    """Keys the reader can work out need not be written."""
    schema["required"] = [key for key in schema.get("required", []) if key not in keys]


def _titled(schema: dict[str, Any], title: str) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}

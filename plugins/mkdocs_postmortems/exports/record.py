"""Data files: what each begins with, its JSON Schema, and how it is written."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from mkdocs_postmortems.exports.publication import Publication

Day = date
"""A day of the calendar; by a name that a record may have a key beside."""

Moment = Annotated[datetime, AfterValidator(lambda moment: moment.astimezone(UTC))]
"""A moment, told in UTC whatever its zone was."""


class Record(BaseModel):
    """What is written of one thing. Every key is always there; what nobody said is null. As a text it is what names it
    in a cell of a table."""

    model_config = ConfigDict(frozen=True)


class DataFile(Record):
    """A file of the archive's data. Keys may be added in a version; one that changes or goes makes a new version."""

    listed: ClassVar[str]
    """The key of its records, and the name of the file."""
    row: ClassVar[type[Record]]
    """What a row of its table tells."""

    version: Literal[1] = Field(1, description="The version of this form.")
    as_of: Day = Field(description="The day that everything depending on today is reckoned from.")
    site_name: str = Field(description="What the site calls itself.")
    site_url: str | None = Field(
        description="Where the site is published; without it every `url` starts at the root of the site."
    )

    @classmethod
    def facts(cls, publication: Publication) -> dict[str, Any]:
        """What every file begins with."""
        return {
            "as_of": publication.archive.settings.today,
            "site_name": publication.name,
            "site_url": publication.site_url or None,
        }

    @property
    def records(self) -> Sequence[Record]:
        found: Sequence[Record] = getattr(self, self.listed)
        return found

    @property
    def rows(self) -> Sequence[Record]:
        """What its table tells: a row for each record, unless a file has other rows."""
        return self.records

    def text(self) -> str:
        """JSON with one record a line, so that lines can be searched and two builds compared."""
        head = self.model_dump_json(exclude={self.listed}).removesuffix("}")
        lines = ",\n".join(record.model_dump_json() for record in self.records)
        return f'{head},"{self.listed}":[\n{lines}\n]}}\n'

    @classmethod
    def schema_text(cls) -> str:
        """Its JSON Schema, made of the same model."""
        schema = cls.model_json_schema(mode="serialization")
        return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"


class CountedFile(DataFile):
    """A file with shares in it, and what they are shares of."""

    coded: int = Field(description="Postmortems that cite at least one factor: what every share is a share of.")
    uncoded: int = Field(description="Postmortems that cite none, and are in no share.")

    @classmethod
    def facts(cls, publication: Publication) -> dict[str, Any]:
        patterns = publication.analysis.patterns
        return {**super().facts(publication), "coded": patterns.coded, "uncoded": patterns.uncoded}

"""Contributing factors: the conditions of the shared vocabulary, and how a postmortem cites them."""

from typing import Annotated

from pydantic import Field

from mkdocs_postmortems.model.fields import Day, Document, Entry, Slug, Text
from mkdocs_postmortems.model.vocabulary import FactorType, Layer
from mkdocs_postmortems.source import Source


class Acceptance(Entry):
    """The decision to live with a condition, until a day on which it is looked at again."""

    because: Text
    review_on: Day


class HandOff(Entry):
    """The condition is somebody else's to remove."""

    to: Text
    ticket: Text | None = None


class Citation(Entry):
    """One postmortem's use of a factor: `factor` is a slug or an alias, `how` says how it showed this time."""

    factor: Slug
    layer: Annotated[Layer, Field(strict=False)] = Layer.CONTRIBUTING
    how: Text | None = None
    covered_by: Text | None = None
    accepted: Acceptance | None = None
    handed_off: HandOff | None = None


class ContributingFactor(Document):
    """A condition of the vocabulary; its page is hand-written knowledge with generated evidence below."""

    slug: Slug
    title: Text
    type: Annotated[FactorType | None, Field(strict=False)] = None
    definition: Text | None = None
    includes: tuple[Text, ...] = Field(default=(), strict=False)
    excludes: tuple[Text, ...] = Field(default=(), strict=False)
    aliases: tuple[Slug, ...] = Field(default=(), strict=False)
    ask: tuple[Text, ...] = Field(default=(), strict=False)
    controls: tuple[Text, ...] = Field(default=(), strict=False)
    broader: Slug | None = None
    merged_into: Slug | None = None
    deprecated: Text | None = None
    allow: dict[str, Text] = Field(default_factory=dict)

    @property
    def is_live(self) -> bool:
        """Whether it is there to be cited, rather than a pointer to what is cited now."""
        return self.merged_into is None and self.deprecated is None

    @classmethod
    def unwritten(cls, slug: str) -> "ContributingFactor":
        """A factor that postmortems cite and nobody has described yet."""
        factor = cls(slug=slug, title=slug.replace("-", " ").capitalize())
        factor._source = Source(path="")
        return factor

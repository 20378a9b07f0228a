"""A postmortem: what its front matter says, and the file it stands in."""

from typing import Annotated

from pydantic import Field

from mkdocs_postmortems.model.action_item import ActionItem
from mkdocs_postmortems.model.contributing_factor import Citation
from mkdocs_postmortems.model.fields import Day, Document, Entry, Identifier, Moment, Span, Text, Url
from mkdocs_postmortems.model.vocabulary import DetectedBy, IncidentKind, Relation, Severity, Status
from mkdocs_postmortems.source import Section, fold_title


class Related(Entry):
    """A link to another postmortem, with the reason for it."""

    postmortem: Identifier
    relation: Annotated[Relation, Field(strict=False)] = Relation.RELATED
    why: Text | None = None


class Reference(Entry):
    """A document elsewhere that a postmortem rests on."""

    title: Text
    url: Url


class Postmortem(Document):
    """The blameless document of one incident or near miss.

    Times know their zone; `date` is the day it began. There is no field for who caused it.
    """

    id: Identifier
    title: Text
    date: Day
    kind: Annotated[IncidentKind, Field(strict=False)] = IncidentKind.INCIDENT
    severity: Annotated[Severity | None, Field(strict=False)] = None
    status: Annotated[Status, Field(strict=False)] = Status.PUBLISHED
    template: Text | None = None
    lang: Text | None = None
    organization: Text | None = None
    services: tuple[Text, ...] = Field(default=(), strict=False)
    started_at: Moment | None = None
    detected_at: Moment | None = None
    mitigated_at: Moment | None = None
    resolved_at: Moment | None = None
    detected_by: Annotated[DetectedBy | None, Field(strict=False)] = None
    trigger: Text | None = None
    impact: tuple[Text, ...] = Field(default=(), strict=False)
    contributing_factors: tuple[Citation, ...] = Field(default=(), strict=False)
    action_items: tuple[ActionItem, ...] = Field(default=(), strict=False)
    related: tuple[Related, ...] = Field(default=(), strict=False)
    sources: tuple[Reference, ...] = Field(default=(), strict=False)
    authors: tuple[Text, ...] = Field(default=(), strict=False)
    allow: dict[str, Text] = Field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        return self.status is Status.DRAFT

    @property
    def is_near_miss(self) -> bool:
        return self.kind is IncidentKind.NEAR_MISS

    @property
    def template_name(self) -> str:
        """The template asked for, else the one its kind and severity call for."""
        if self.template:
            return self.template
        minor = self.severity in (Severity.SEV4, Severity.SEV5)
        return "light" if self.is_near_miss or minor else "full"

    def section(self, *titles: str) -> Section | None:
        """The first section headed with one of these titles, whatever their case and final mark."""
        by_title = self._source.body.section_by_title
        found = [section for title in titles if (section := by_title.get(fold_title(title)))]
        return min(found, key=lambda section: section.line, default=None)

    @property
    def time_to_detect(self) -> Span | None:
        return _between(self.started_at, self.detected_at)

    @property
    def time_to_mitigate(self) -> Span | None:
        return _between(self.started_at, self.mitigated_at)

    @property
    def time_to_resolve(self) -> Span | None:
        return _between(self.started_at, self.resolved_at)


def _between(start: Moment | None, end: Moment | None) -> Span | None:
    return end - start if start and end and end >= start else None

"""`postmortems.json`: every postmortem with what its front matter says and what the archive adds."""

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar, Self

from pydantic import Field

from mkdocs_postmortems.analysis import Met
from mkdocs_postmortems.archive import Link, Occurrence
from mkdocs_postmortems.exports.action_record import ActionRecord, action_records
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.exports.record import CountedFile, Day, Moment, Record
from mkdocs_postmortems.model import (
    DetectedBy,
    IncidentKind,
    Layer,
    Postmortem,
    Relation,
    Severity,
    Status,
)


class Sightings(Record):
    """Other postmortems of the same scope that met a factor."""

    count: int = Field(description="How many there are.")
    nearest: tuple[str, ...] = Field(description="The ids of the nearest of them, nearest first.")

    @classmethod
    def of(cls, met: Met) -> Self:
        return cls(count=met.count, nearest=tuple(o.postmortem.id for o in met.occurrences))


_NOWHERE = Sightings(count=0, nearest=())


class FactorCited(Record):
    """A contributing factor in one postmortem, with what was decided about it."""

    factor: str = Field(description="Its slug, past aliases and mergers.")
    title: str = Field(description="Its title.")
    layer: Layer = Field(description="How deep it lies.")
    how: str | None = Field(description="How it showed this time.")
    actions: tuple[str, ...] = Field(description="The ids of the action items of this postmortem that answer it.")
    covered_by: str | None = Field(description="The action item elsewhere that answers it, as `postmortem#action`.")
    accepted_because: str | None = Field(description="Why it is lived with.")
    accepted_until: Day | None = Field(description="The day on which that is looked at again.")
    handed_off_to: str | None = Field(description="Whose it is to remove.")
    handed_off_ticket: str | None = Field(description="Where they track it.")
    seen_before: Sightings = Field(description="Where its scope had met it before.")
    seen_again: Sightings = Field(description="Where its scope met it again later.")

    def __str__(self) -> str:
        return self.factor


class RelatedRecord(Record):
    """Another postmortem that an author linked, from either side."""

    postmortem: str = Field(description="The id of the other one.")
    relation: Relation | None = Field(description="How it is related; null where the prose names it in passing.")
    why: str | None = Field(description="The author's reason.")
    is_backlink: bool = Field(description="Whether the link stands in the other one, and reads the other way round.")

    def __str__(self) -> str:
        return self.postmortem

    @classmethod
    def of(cls, link: Link) -> Self:
        return cls(postmortem=link.postmortem.id, relation=link.relation, why=link.why, is_backlink=link.is_backlink)


class SourceRecord(Record):
    """A document elsewhere that a postmortem rests on."""

    title: str = Field(description="Its title.")
    url: str = Field(description="Where it is.")

    def __str__(self) -> str:
        return self.url


class PostmortemRecord(Record):
    """A postmortem."""

    id: str = Field(description="Its id.")
    title: str = Field(description="Its title.")
    url: str = Field(description="Its page.")
    path: str = Field(description="Its file, from the folder of `mkdocs.yml`.")
    date: Day = Field(description="The day it began.")
    kind: IncidentKind = Field(description="Whether it did harm or could have.")
    severity: Severity | None = Field(description="How bad it was, SEV1 worst.")
    status: Status = Field(description="How far the postmortem is; there are no drafts here.")
    template: str = Field(description="The template of its sections.")
    lang: str | None = Field(description="The language it is written in.")
    organization: str | None = Field(description="Whose service it was, where the archive holds several.")
    services: tuple[str, ...] = Field(description="The services, each by the name of its page.")
    started_at: Moment | None = Field(description="When it began.")
    detected_at: Moment | None = Field(description="When somebody or something noticed.")
    mitigated_at: Moment | None = Field(description="When the harm stopped.")
    resolved_at: Moment | None = Field(description="When normal service was back.")
    seconds_to_detect: int | None = Field(description="From its beginning until it was noticed.")
    seconds_to_mitigate: int | None = Field(description="From its beginning until the harm stopped.")
    seconds_to_resolve: int | None = Field(description="From its beginning until normal service was back.")
    detected_by: DetectedBy | None = Field(description="Who or what noticed first.")
    trigger: str | None = Field(description="The change or event that set it off.")
    impact: tuple[str, ...] = Field(description="Who felt it, how, for how long.")
    is_repeat: bool = Field(description="Whether its scope had met one of its factors before.")
    contributing_factors: tuple[FactorCited, ...] = Field(description="The conditions that helped it happen.")
    action_items: tuple[ActionRecord, ...] = Field(description="The work agreed afterwards.")
    related: tuple[RelatedRecord, ...] = Field(description="What its author or another links; nothing computed.")
    sources: tuple[SourceRecord, ...] = Field(description="What it rests on.")

    @classmethod
    def of(cls, postmortem: Postmortem, publication: Publication) -> Self:
        factors = _factors(postmortem, publication)
        said = {name: getattr(postmortem, name) for name in _AS_WRITTEN}
        return cls(
            **said,
            url=publication.url(postmortem),
            template=postmortem.template_name,
            services=publication.services(postmortem),
            seconds_to_detect=_seconds(postmortem.time_to_detect),
            seconds_to_mitigate=_seconds(postmortem.time_to_mitigate),
            seconds_to_resolve=_seconds(postmortem.time_to_resolve),
            is_repeat=any(factor.seen_before.count for factor in factors),
            contributing_factors=factors,
            action_items=action_records(postmortem, publication),
            related=tuple(map(RelatedRecord.of, publication.archive.links.of(postmortem))),
            sources=tuple(SourceRecord(title=source.title, url=source.url) for source in postmortem.sources),
        )


_AS_WRITTEN = (
    "id", "title", "path", "date", "kind", "severity", "status", "lang", "organization",
    "started_at", "detected_at", "mitigated_at", "resolved_at", "detected_by", "trigger", "impact",
)  # fmt: skip
"""What goes from front matter into the record as it is. Authors do not."""


class PostmortemsFile(CountedFile):
    """Every postmortem, in the order in which they happened."""

    listed: ClassVar = "postmortems"
    row: ClassVar = PostmortemRecord

    postmortems: tuple[PostmortemRecord, ...] = Field(description="Every postmortem.")

    @classmethod
    def of(cls, publication: Publication) -> Self:
        records = (PostmortemRecord.of(postmortem, publication) for postmortem in publication.archive.postmortems)
        return cls(**cls.facts(publication), postmortems=tuple(records))


def _factors(postmortem: Postmortem, publication: Publication) -> tuple[FactorCited, ...]:
    recurrence = publication.analysis.recurrence
    before = {met.occurrence.factor.slug: Sightings.of(met) for met in recurrence.met_before(postmortem)}
    after = {met.occurrence.factor.slug: Sightings.of(met) for met in recurrence.after(postmortem)}
    return tuple(
        _factor(occurrence, before, after, publication) for occurrence in publication.archive.occurrences(postmortem)
    )


def _factor(
    occurrence: Occurrence, before: Mapping[str, Sightings], after: Mapping[str, Sightings], publication: Publication
) -> FactorCited:
    decided = publication.analysis.dispositions.of(occurrence)
    covering = decided.covered_by
    return FactorCited(
        factor=occurrence.factor.slug,
        title=occurrence.factor.title,
        layer=occurrence.citation.layer,
        how=occurrence.citation.how,
        actions=tuple(item.id for item in decided.actions),
        covered_by=f"{covering[0].id}#{covering[1].id}" if covering else None,
        accepted_because=decided.accepted.because if decided.accepted else None,
        accepted_until=decided.accepted.review_on if decided.accepted else None,
        handed_off_to=decided.handed_off.to if decided.handed_off else None,
        handed_off_ticket=decided.handed_off.ticket if decided.handed_off else None,
        seen_before=before.get(occurrence.factor.slug, _NOWHERE),
        seen_again=after.get(occurrence.factor.slug, _NOWHERE),
    )


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())

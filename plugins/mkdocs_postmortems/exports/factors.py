"""`factors.json`: the vocabulary, with how often each condition was met and what became of what was done about it."""

from typing import Any, ClassVar, Self

from pydantic import Field

from mkdocs_postmortems.analysis import Pattern, VerdictKind
from mkdocs_postmortems.analysis.trends import Direction, Trend
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.exports.record import CountedFile, Day, Record
from mkdocs_postmortems.model import FactorType, Layer
from mkdocs_postmortems.pages.addresses import feed_path


class TrendRecord(Record):
    """How often a factor is met lately, beside how often it was before."""

    direction: Direction = Field(description="What can be said: rising, falling, no evidence, or too few to say.")
    recent: int = Field(description="Postmortems of the recent past that cite it.")
    recent_of: int = Field(description="Coded postmortems of the recent past.")
    earlier: int = Field(description="Postmortems before that cite it.")
    earlier_of: int = Field(description="Coded postmortems before.")
    chance: float | None = Field(description="How likely so uneven a split is by chance (Fisher's exact test).")
    corrected: float | None = Field(description="The same, corrected for all the factors that were tested.")

    @classmethod
    def of(cls, trend: Trend) -> Self:
        return cls(
            direction=trend.direction,
            recent=trend.recent,
            recent_of=trend.recent_of,
            earlier=trend.earlier,
            earlier_of=trend.earlier_of,
            chance=_rounded(trend.chance),
            corrected=_rounded(trend.corrected),
        )


class FactorRecord(Record):
    """A contributing factor of the vocabulary."""

    factor: str = Field(description="Its slug.")
    title: str = Field(description="Its title.")
    url: str = Field(description="Its page.")
    feed: str | None = Field(description="The feed of the postmortems that cite it, where there are any.")
    type: FactorType | None = Field(description="What kind of condition it is.")
    definition: str | None = Field(description="What it means.")
    includes: tuple[str, ...] = Field(description="What counts as it.")
    excludes: tuple[str, ...] = Field(description="What does not.")
    aliases: tuple[str, ...] = Field(description="Its other names.")
    ask: tuple[str, ...] = Field(description="Questions that show whether it is there.")
    controls: tuple[str, ...] = Field(description="What has worked against it.")
    broader: str | None = Field(description="The slug of the wider factor it is a kind of.")
    narrower: tuple[str, ...] = Field(description="The slugs of its kinds.")
    merged_into: str | None = Field(description="The slug of the factor it went up in.")
    deprecated: str | None = Field(description="Why it is not cited any more.")
    is_described: bool = Field(description="Whether it has a file of its own.")
    is_pattern: bool = Field(description="Whether enough postmortems cite it to call it a pattern.")
    count: int = Field(description="Postmortems that cite it.")
    count_with_narrower: int = Field(description="Postmortems that cite it or one of its kinds, each once.")
    near_misses: int = Field(description="How many of them are near misses.")
    first: Day | None = Field(description="The day of the first of them.")
    last: Day | None = Field(description="The day of the last of them.")
    by_year: dict[int, int] = Field(description="Postmortems by year.")
    by_layer: dict[Layer, int] = Field(description="Postmortems by the layer it lay in.")
    organizations: tuple[str, ...] = Field(description="Where it was met.")
    verdicts: dict[VerdictKind, int] = Field(description="How many verdicts of each kind on what was done about it.")
    trend: TrendRecord = Field(description="Whether it is met more often than it was.")
    postmortems: tuple[str, ...] = Field(description="The ids of the postmortems that cite it, oldest first.")

    @classmethod
    def of(cls, pattern: Pattern, publication: Publication) -> Self:
        factor = pattern.factor
        vocabulary = publication.archive.vocabulary
        broader = vocabulary.broader(factor)
        merged_into = vocabulary.resolve(factor.merged_into) if factor.merged_into else None
        return cls(
            **{name: getattr(factor, name) for name in _AS_WRITTEN},
            factor=factor.slug,
            url=publication.url(factor),
            feed=publication.file_url(f"{feed_path(factor)}.xml") if pattern.count else None,
            broader=broader.slug if broader else None,
            narrower=tuple(kind.factor.slug for kind in pattern.narrower),
            merged_into=merged_into.slug if merged_into else None,
            is_described=factor in vocabulary,
            is_pattern=pattern.is_recurring,
            count=pattern.count,
            count_with_narrower=pattern.rolled_up,
            near_misses=pattern.near_misses,
            first=pattern.first,
            last=pattern.last,
            by_year=dict(sorted(pattern.by_year.items())),
            by_layer={layer: pattern.by_layer.get(layer, 0) for layer in Layer},
            organizations=pattern.organizations,
            verdicts=dict(publication.analysis.recurrence.counts(factor.slug)),
            trend=TrendRecord.of(publication.analysis.trends.of(pattern)),
            postmortems=tuple(postmortem.id for postmortem in pattern.postmortems),
        )


_AS_WRITTEN = ("title", "type", "definition", "includes", "excludes", "aliases", "ask", "controls", "deprecated")


class FactorsFile(CountedFile):
    """Every factor, the most frequent first, and at the end those that only lead to another."""

    listed: ClassVar = "factors"
    row: ClassVar = FactorRecord

    recent_since: Day = Field(description="The first day of the recent past, where trends are told apart.")
    factors: tuple[FactorRecord, ...] = Field(description="Every factor.")

    @classmethod
    def facts(cls, publication: Publication) -> dict[str, Any]:
        return {**super().facts(publication), "recent_since": publication.analysis.trends.since}

    @classmethod
    def of(cls, publication: Publication) -> Self:
        patterns = publication.analysis.patterns
        records = (FactorRecord.of(pattern, publication) for pattern in (*patterns.all, *patterns.pointers))
        return cls(**cls.facts(publication), factors=tuple(records))


def _rounded(chance: float | None) -> float | None:
    """To four digits: the rest is noise, and differs between machines."""
    return None if chance is None else float(f"{chance:.4g}")

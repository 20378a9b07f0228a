"""`measures.json`: what is measured, by year and by quarter."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Self

from pydantic import Field

from mkdocs_postmortems.analysis import Good, Measure, Period, Summary, Unit
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.exports.record import DataFile, Record


class SummaryRecord(Record):
    """What the values of a period say."""

    counted: int = Field(description="How many have a value: the denominator.")
    asked: int = Field(description="How many there are, those without a value too.")
    left_out: dict[str, int] = Field(description="How many have no value, by the reason.")
    part: int | None = Field(description="Of a share, how many it is so for; of a count, how many there are.")
    share: float | None = Field(description="`part` of `counted`, from 0 to 1; null where there are too few to say.")
    median: float | None = Field(description="The value in the middle; null where there are too few to say.")
    lower_quartile: float | None = Field(description="Where the middle half begins; null likewise.")
    upper_quartile: float | None = Field(description="Where the middle half ends; null likewise.")
    least: float | None = Field(description="The smallest value.")
    greatest: float | None = Field(description="The greatest value.")

    @classmethod
    def of(cls, summary: Summary, unit: Unit) -> Self:
        """A spread is told by its median, a share or a count by its part."""
        spread = unit.is_spread
        quartiles = summary.quartiles if spread else None
        return cls(
            counted=summary.counted,
            asked=summary.of,
            left_out={str(why): count for why, count in sorted(summary.left_out.items())},
            part=None if spread else summary.part,
            share=summary.share if unit is Unit.SHARE else None,
            median=summary.median if spread else None,
            lower_quartile=quartiles[0] if quartiles else None,
            upper_quartile=quartiles[1] if quartiles else None,
            least=summary.least if spread else None,
            greatest=summary.greatest if spread else None,
        )


class PeriodRecord(SummaryRecord):
    """A year or a quarter in which anything was asked."""

    period: str = Field(description="`2026` or `2026-q3`.")


class MeasureRecord(Record):
    """A measure with its words and numbers. The single values are in `postmortems.json`."""

    measure: str = Field(description="Its slug.")
    name: str = Field(description="Its name.")
    definition: str = Field(description="What is measured.")
    counted: str = Field(description="Which of those asked have a value.")
    unit: Unit = Field(description="Of the values: seconds, days, a share, or a count.")
    good: Good = Field(description="The direction in which it should move.")
    caveat: str = Field(description="What it does not say.")
    total: SummaryRecord = Field(description="All periods together.")
    years: tuple[PeriodRecord, ...] = Field(description="By year, oldest first.")
    quarters: tuple[PeriodRecord, ...] = Field(description="By quarter, oldest first.")

    @classmethod
    def of(cls, measure: Measure) -> Self:
        return cls(
            measure=measure.slug,
            name=measure.name,
            definition=measure.definition,
            counted=measure.counted,
            unit=measure.unit,
            good=measure.good,
            caveat=measure.caveat,
            total=SummaryRecord.of(measure.total, measure.unit),
            years=_periods(measure.by_year, measure.unit),
            quarters=_periods(measure.by_quarter, measure.unit),
        )


class MeasureRow(PeriodRecord):
    """A measure in one period, for a table."""

    measure: str
    unit: Unit
    good: Good


class MeasuresFile(DataFile):
    """Every measure, in the order of its page.

    A row of the table is a measure in one year or quarter, or in all periods together.
    """

    listed: ClassVar = "measures"
    row: ClassVar = MeasureRow

    measures: tuple[MeasureRecord, ...] = Field(description="Every measure.")

    @classmethod
    def of(cls, publication: Publication) -> Self:
        records = map(MeasureRecord.of, publication.analysis.measures.all)
        return cls(**cls.facts(publication), measures=tuple(records))

    @property
    def rows(self) -> Sequence[MeasureRow]:
        return [row for measure in self.measures for row in _rows(measure)]


def _rows(measure: MeasureRecord) -> Iterator[MeasureRow]:
    total = PeriodRecord(**dict(measure.total), period="all")
    for period in (total, *measure.years, *measure.quarters):
        yield MeasureRow(**dict(period), measure=measure.measure, unit=measure.unit, good=measure.good)


def _periods(by_period: Mapping[Period, Summary], unit: Unit) -> tuple[PeriodRecord, ...]:
    return tuple(
        PeriodRecord(**dict(SummaryRecord.of(summary, unit)), period=period.label)
        for period, summary in sorted(by_period.items())
    )

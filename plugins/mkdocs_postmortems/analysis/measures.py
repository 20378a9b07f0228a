"""The measures of an archive: trends of its own, never a benchmark, and nothing by person.

What is measured is settled by REQUIREMENTS.md, section 1f; that recovery times are shown as points, median and spread
with no target, and reports and near misses beside the share of repeats, by its section 2, rows 10 and 11.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import cached_property

from mkdocs_postmortems.analysis import readings
from mkdocs_postmortems.analysis.measure import Good, LeftOut, Measure, Point, Unit, Why
from mkdocs_postmortems.analysis.periods import Period, quarters_between, years_between
from mkdocs_postmortems.analysis.readings import Reading
from mkdocs_postmortems.analysis.recurrence import Recurrence
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ActionItem, Postmortem

_INCIDENTS = ("incident", "incidents")
_POSTMORTEMS = ("postmortem", "postmortems")
_ACTIONS = ("action item", "action items")

Answer = tuple[Postmortem, ActionItem | None, Reading]
Answers = tuple[tuple[Point, ...], tuple[LeftOut, ...]]


class Measures:
    """Each measure on its own, worked out when it is asked for; `all` has them in the order of the page."""

    def __init__(self, archive: Archive, recurrence: Recurrence) -> None:
        self._archive, self._recurrence = archive, recurrence

    @cached_property
    def all(self) -> tuple[Measure, ...]:
        return (
            self.time_to_detect,
            self.time_to_mitigate,
            self.time_to_resolve,
            self.repeat_share,
            self.near_misses,
            self.postmortems_filed,
            self.action_completion,
            self.time_to_close,
            self.shipped_change,
            self.action_strength,
        )

    # ------------------------------------------------------------------ how long it took

    @cached_property
    def time_to_detect(self) -> Measure:
        return self._time(
            lambda p: p.detected_at,
            lambda p: p.time_to_detect,
            slug="time-to-detect",
            name="Time to detect",
            definition="From the start of harm to the first person or alarm that noticed.",
            caveat="When harm began is often worked out afterwards, and longer ago the better the monitoring is.",
            needs="An incident counts once its front matter has `started_at` and `detected_at`.",
        )

    @cached_property
    def time_to_mitigate(self) -> Measure:
        return self._time(
            lambda p: p.mitigated_at,
            lambda p: p.time_to_mitigate,
            slug="time-to-mitigate",
            name="Time to mitigate",
            definition="From the start of harm to the moment it stopped.",
            caveat="How long an incident lasts says little of how bad it was, and less of how well anybody worked.",
            needs="An incident counts once its front matter has `started_at` and `mitigated_at`.",
        )

    @cached_property
    def time_to_resolve(self) -> Measure:
        return self._time(
            lambda p: p.resolved_at,
            lambda p: p.time_to_resolve,
            slug="time-to-resolve",
            name="Time to resolve",
            definition="From the start of harm until service was normal again.",
            caveat="What counts as normal differs from one postmortem to the next.",
            needs="An incident counts once its front matter has `started_at` and `resolved_at`.",
        )

    def _time(
        self,
        end: Callable[[Postmortem], datetime | None],
        span: Callable[[Postmortem], timedelta | None],
        *,
        slug: str,
        name: str,
        definition: str,
        caveat: str,
        needs: str,
    ) -> Measure:
        """How long it took from the start. Near misses are not asked: no harm began."""
        incidents = (p for p in self._archive.postmortems if not p.is_near_miss)
        return Measure(
            *_told((p, None, readings.seconds_between(p.started_at, end(p), span(p))) for p in incidents),
            asked=_INCIDENTS,
            counted="that give both times",
            unit=Unit.SECONDS,
            good=Good.LOWER,
            slug=slug,
            name=name,
            definition=definition,
            caveat=caveat,
            needs=needs,
        )

    # ------------------------------------------------------------------ what is learned

    @cached_property
    def repeat_share(self) -> Measure:
        return Measure(
            *self._of_postmortems(self._is_repeat),
            slug="repeat-share",
            name="Repeat share",
            definition="Postmortems that met a condition which their scope had written up before.",
            asked=_POSTMORTEMS,
            counted="that cite a factor and have an earlier one in their scope that does",
            unit=Unit.SHARE,
            good=Good.LOWER,
            caveat="The more an archive has written up, the more there is to meet again: the share rises with its age.",
            needs="A postmortem counts once it cites a factor and an earlier one in its scope does.",
            so="met a condition again",
        )

    @cached_property
    def near_misses(self) -> Measure:
        return Measure(
            *self._of_postmortems(lambda postmortem: float(postmortem.is_near_miss)),
            slug="near-misses",
            name="Near misses reported",
            definition="Postmortems of events that could have done harm and did not.",
            asked=_POSTMORTEMS,
            counted="of any kind",
            unit=Unit.SHARE,
            good=Good.HIGHER,
            caveat="It counts what is written down, not what nearly happened: more of them is more learned at no harm.",
            needs="A near miss is a postmortem with `kind: near-miss`.",
            so="near misses",
        )

    @cached_property
    def postmortems_filed(self) -> Measure:
        return Measure(
            *self._of_postmortems(lambda postmortem: 1.0),
            slug="postmortems-filed",
            name="Postmortems filed",
            definition="Incidents and near misses that somebody wrote up, by the day on which they began.",
            asked=_POSTMORTEMS,
            counted="of any kind",
            unit=Unit.COUNT,
            good=Good.HIGHER,
            caveat="It is no count of incidents: more of them can mean more trouble, or more of it told.",
            needs="Every postmortem counts that is no draft.",
        )

    @cached_property
    def shipped_change(self) -> Measure:
        """Homegrown: known from one team's practice, and in no study that we know of."""
        return Measure(
            *self._of_postmortems(readings.has_shipped_change),
            slug="shipped-change",
            name="Led to a change that holds",
            definition=(
                "Postmortems with an action item, done or verified, that changed a control, a default, automation or "
                "an interface."
            ),
            asked=_POSTMORTEMS,
            counted="that tell",
            unit=Unit.SHARE,
            good=Good.HIGHER,
            caveat=(
                "A measure of our own, which no study stands behind. A postmortem tells more readily of a change than "
                "of none, so the share of those that tell is better than that of all."
            ),
            needs="An action item counts once it says its `status` and what it `changes`.",
            so="led to such a change",
        )

    def _is_repeat(self, postmortem: Postmortem) -> Reading:
        if not postmortem.contributing_factors:
            return Why.NOT_CODED
        if not self._recurrence.could_repeat(postmortem):
            return Why.NOTHING_EARLIER
        return float(self._recurrence.is_repeat(postmortem))

    def _of_postmortems(self, read: Callable[[Postmortem], Reading]) -> Answers:
        return _told((postmortem, None, read(postmortem)) for postmortem in self._archive.postmortems)

    # ------------------------------------------------------------------ what was done

    @cached_property
    def action_completion(self) -> Measure:
        return Measure(
            *_told((p, item, readings.is_finished(item)) for p, item in self._action_items()),
            slug="action-completion",
            name="Action items finished",
            definition="Action items that are done or verified, of those that were to be.",
            asked=_ACTIONS,
            counted="that are open, in progress, done or verified",
            unit=Unit.SHARE,
            good=Good.HIGHER,
            caveat=(
                "The newest have had the least time. Reports by others tell of what is done and seldom of what is not, "
                "so theirs look better than they are."
            ),
            needs="An action item counts with any `status` but `unknown` and `dropped`.",
            so="finished",
        )

    @cached_property
    def time_to_close(self) -> Measure:
        finished = ((p, item) for p, item in self._action_items() if item.status.is_done)
        return Measure(
            *_told((p, item, readings.days_to_close(item, p.date)) for p, item in finished),
            slug="time-to-close",
            name="Time to close an action item",
            definition="From the incident to the day on which the action item was done.",
            asked=("finished action item", "finished action items"),
            counted="that give the day",
            unit=Unit.DAYS,
            good=Good.LOWER,
            caveat="Only what is finished counts: in the newest periods that is what could be done quickly.",
            needs="An action item counts once it has `done_on`.",
        )

    @cached_property
    def action_strength(self) -> Measure:
        """The order of strength is the action hierarchy of RCA2 (National Patient Safety Foundation, 2015), in two
        steps: what holds by itself, and what has to be remembered."""
        return Measure(
            *_told((p, item, readings.is_stronger(item)) for p, item in self._action_items()),
            slug="action-strength",
            name="Stronger action items",
            definition=(
                "Action items that change a control, a default, automation or an interface, rather than a document or "
                "what people were taught."
            ),
            asked=_ACTIONS,
            counted="that say what they change and were not dropped",
            unit=Unit.SHARE,
            good=Good.HIGHER,
            caveat="It weighs what was agreed, not what was done, and a document is welcome beside something stronger.",
            needs="An action item counts once it says what it `changes`.",
            so="stronger",
        )

    def _action_items(self) -> Iterator[tuple[Postmortem, ActionItem]]:
        return ((postmortem, item) for postmortem in self._archive.postmortems for item in postmortem.action_items)

    # ------------------------------------------------------------------ when

    @cached_property
    def years(self) -> tuple[Period, ...]:
        """From the first postmortem to today, or to the last one where that is later; none without postmortems."""
        days = [postmortem.date for postmortem in self._archive.postmortems]
        return tuple(years_between(min(days), max(*days, self._archive.settings.today))) if days else ()

    @cached_property
    def quarters(self) -> tuple[Period, ...]:
        """The same in quarters."""
        days = [postmortem.date for postmortem in self._archive.postmortems]
        return tuple(quarters_between(min(days), max(*days, self._archive.settings.today))) if days else ()


def _told(answers: Iterable[Answer]) -> Answers:
    """The answers that are values, and those that are reasons."""
    points, left_out = [], []
    for postmortem, item, reading in answers:
        if isinstance(reading, Why):
            left_out.append(LeftOut(postmortem, item, reading))
        else:
            points.append(Point(postmortem, item, reading))
    return tuple(points), tuple(left_out)

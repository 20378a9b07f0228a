"""What a pattern review has on its table: the parts of an agenda."""

from dataclasses import dataclass

from mkdocs_postmortems.analysis.actions import Actions, AgreedAction
from mkdocs_postmortems.analysis.combinations import Combination
from mkdocs_postmortems.analysis.conditions import Condition
from mkdocs_postmortems.analysis.patterns import Pattern
from mkdocs_postmortems.analysis.periods import Quarter
from mkdocs_postmortems.analysis.questions import Question, Returned
from mkdocs_postmortems.analysis.recurrence import Verdict
from mkdocs_postmortems.analysis.trends import Trend
from mkdocs_postmortems.archive import Occurrence
from mkdocs_postmortems.model import Postmortem


@dataclass(frozen=True, slots=True)
class New:
    """A condition met for the first time, in the archive or in a scope. `since` is how often it was met there after
    that, `elsewhere` how often other scopes had met it before."""

    occurrence: Occurrence
    since: int
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A pair of conditions that met again in these postmortems of a quarter, after `before` times until then."""

    combination: Combination
    postmortems: tuple[Postmortem, ...]
    before: int

    @property
    def together(self) -> int:
        """How often it had met by the end of the quarter."""
        return self.before + len(self.postmortems)


@dataclass(frozen=True, slots=True)
class Today:
    """What is known of today alone: actions overdue, the longest first, out of `dated` that are open and have a due
    date; and patterns that rise or fall, with their trends, out of `tested` that could be."""

    overdue: tuple[AgreedAction, ...]
    dated: int
    moved: tuple[tuple[Pattern, Trend], ...]
    tested: int


@dataclass(frozen=True, slots=True)
class Review:
    """What one quarter brings to the table.

    `met_before` of `could_repeat` postmortems met a condition that their own scope knew. `did_not_hold` are
    verdicts on actions whose condition came back in the quarter. `new` is new to the archive, `new_here` to a scope
    that could have heard of it from others. `acceptances` are to be looked at again. `today` is there where it is of
    use.
    """

    quarter: Quarter
    postmortems: tuple[Postmortem, ...]
    near_misses: tuple[Postmortem, ...]
    met_before: int
    could_repeat: int
    actions: Actions
    questions: tuple[Question, ...]
    returned: tuple[Returned, ...]
    did_not_hold: tuple[Verdict, ...]
    new: tuple[New, ...]
    new_here: tuple[New, ...]
    acceptances: tuple[Condition, ...]
    moved: tuple[Moved, ...]
    today: Today | None

    @property
    def failed_actions(self) -> int:
        """How many actions did not hold; one on two factors may have two verdicts."""
        return len({id(verdict.action) for verdict in self.did_not_hold})

    @property
    def organizations(self) -> tuple[str, ...]:
        return tuple(sorted({p.organization for p in self.postmortems if p.organization}, key=str.casefold))

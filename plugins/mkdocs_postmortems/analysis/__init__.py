"""What the archive says: what keeps coming back, whether what was done about it held, what belongs together."""

from mkdocs_postmortems.analysis.actions import ActionRegister, Actions, AgreedAction, Share
from mkdocs_postmortems.analysis.analysis import Analysis
from mkdocs_postmortems.analysis.conditions import Condition, Conditions, ConditionState, NewestWord
from mkdocs_postmortems.analysis.dispositions import Disposition, Dispositions
from mkdocs_postmortems.analysis.fixes import Fixes
from mkdocs_postmortems.analysis.measure import Good, LeftOut, Measure, Point, Summary, Unit, Why
from mkdocs_postmortems.analysis.measures import Measures
from mkdocs_postmortems.analysis.patterns import Pattern, Patterns
from mkdocs_postmortems.analysis.periods import Period, Quarter
from mkdocs_postmortems.analysis.questions import Question, QuestionKind, Returned
from mkdocs_postmortems.analysis.recurrence import Met, Recurrence, Verdict, VerdictKind
from mkdocs_postmortems.analysis.related import RelatedPostmortem
from mkdocs_postmortems.analysis.review import Review
from mkdocs_postmortems.analysis.suggestions import Evidence, Suggestion

__all__ = [
    "ActionRegister",
    "Actions",
    "AgreedAction",
    "Analysis",
    "Condition",
    "ConditionState",
    "Conditions",
    "Disposition",
    "Dispositions",
    "Evidence",
    "Fixes",
    "Good",
    "LeftOut",
    "Measure",
    "Measures",
    "Met",
    "NewestWord",
    "Pattern",
    "Patterns",
    "Period",
    "Point",
    "Quarter",
    "Question",
    "QuestionKind",
    "Recurrence",
    "RelatedPostmortem",
    "Returned",
    "Review",
    "Share",
    "Suggestion",
    "Summary",
    "Unit",
    "Verdict",
    "VerdictKind",
    "Why",
]

"""What the archive says: what keeps coming back, whether what was done about it held, what belongs together."""

from mkdocs_postmortems.analysis.analysis import Analysis
from mkdocs_postmortems.analysis.dispositions import Disposition, Dispositions
from mkdocs_postmortems.analysis.patterns import Pattern, Patterns
from mkdocs_postmortems.analysis.recurrence import Met, Recurrence, Verdict, VerdictKind
from mkdocs_postmortems.analysis.related import RelatedPostmortem
from mkdocs_postmortems.analysis.suggestions import Evidence, Suggestion

__all__ = [
    "Analysis",
    "Disposition",
    "Dispositions",
    "Evidence",
    "Met",
    "Pattern",
    "Patterns",
    "Recurrence",
    "RelatedPostmortem",
    "Suggestion",
    "Verdict",
    "VerdictKind",
]

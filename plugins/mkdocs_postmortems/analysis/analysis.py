"""One archive, understood. Each fact is worked out once, when somebody first asks for it."""

from functools import cached_property

from mkdocs_postmortems.analysis.actions import ActionRegister
from mkdocs_postmortems.analysis.combinations import Combinations
from mkdocs_postmortems.analysis.conditions import Conditions
from mkdocs_postmortems.analysis.dispositions import Dispositions
from mkdocs_postmortems.analysis.drift import Drift
from mkdocs_postmortems.analysis.elsewhere import NotHereYet
from mkdocs_postmortems.analysis.facets import Facets
from mkdocs_postmortems.analysis.fixes import Fixes
from mkdocs_postmortems.analysis.measures import Measures
from mkdocs_postmortems.analysis.patterns import Patterns
from mkdocs_postmortems.analysis.recurrence import Recurrence
from mkdocs_postmortems.analysis.related import RelatedPostmortems
from mkdocs_postmortems.analysis.reviews import Reviews
from mkdocs_postmortems.analysis.suggestions import Suggestions
from mkdocs_postmortems.analysis.trends import Trends
from mkdocs_postmortems.archive import Archive


class Analysis:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @cached_property
    def actions(self) -> ActionRegister:
        return ActionRegister(self.archive)

    @cached_property
    def dispositions(self) -> Dispositions:
        return Dispositions(self.archive)

    @cached_property
    def recurrence(self) -> Recurrence:
        return Recurrence(self.archive)

    @cached_property
    def fixes(self) -> Fixes:
        return Fixes(self.archive, self.recurrence)

    @cached_property
    def conditions(self) -> Conditions:
        return Conditions(self.archive, self.dispositions, self.actions)

    @cached_property
    def patterns(self) -> Patterns:
        return Patterns(self.archive)

    @cached_property
    def trends(self) -> Trends:
        return Trends(self.archive, self.patterns)

    @cached_property
    def combinations(self) -> Combinations:
        return Combinations(self.archive, self.patterns)

    @cached_property
    def measures(self) -> Measures:
        return Measures(self.archive, self.recurrence)

    @cached_property
    def reviews(self) -> Reviews:
        return Reviews(
            self.archive,
            self.dispositions,
            self.recurrence,
            self.fixes,
            self.actions,
            self.conditions,
            self.combinations,
            self.trends,
        )

    @cached_property
    def related(self) -> RelatedPostmortems:
        return RelatedPostmortems(self.archive)

    @cached_property
    def suggestions(self) -> Suggestions:
        return Suggestions(self.archive, self.related)

    @cached_property
    def drift(self) -> Drift:
        return Drift(self.archive)

    @cached_property
    def facets(self) -> Facets:
        return Facets(self.archive, self.actions)

    @cached_property
    def not_here_yet(self) -> NotHereYet:
        return NotHereYet(self.archive)

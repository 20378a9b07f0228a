"""The pattern reviews: an agenda for each quarter that has postmortems, and the list of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from mkdocs_postmortems.analysis import Analysis, Review
from mkdocs_postmortems.pages import description
from mkdocs_postmortems.pages.page import Page

LISTED = 12
"""How many entries a list of an agenda has: it is a hand-out of two pages. The command tells the others."""

READ = 24
"""How many postmortems an agenda asks to be read."""

TOLD = 3
"""How many new conditions an agenda tells, those that have come back since before the others."""

NAMED = 40
"""How many conditions an agenda names without telling them."""

QUARTERS = 200
"""How many quarters the list of all has."""


@dataclass(frozen=True)
class Year:
    """The reviews of a year, newest first."""

    name: str
    reviews: tuple[Review, ...]

    @property
    def postmortems(self) -> int:
        return sum(len(review.postmortems) for review in self.reviews)

    @property
    def met_again(self) -> int:
        """How often a condition was, counted once a quarter in each scope."""
        return sum(len(review.returned) for review in self.reviews)

    @property
    def failed(self) -> int:
        return sum(review.failed_actions for review in self.reviews)


def pages(analysis: Analysis) -> Iterator[Page]:
    reviews = analysis.reviews.all
    listed = reviews[:QUARTERS]
    due = analysis.reviews.due
    yield Page(
        address="reviews",
        title="Pattern reviews",
        template="reviews.md.jinja",
        context={
            "archive": analysis.archive,
            "years": [
                Year(str(year), tuple(some)) for year, some in groupby(listed, lambda review: review.quarter.year)
            ],
            "most": max((len(review.returned) for review in listed), default=0),
            "stood_out": _stood_out,
            "older": len(reviews[QUARTERS:]),
            "due": analysis.reviews.of(due) if due else None,
        },
        crumbs=(("Reviews", None),),
        in_nav=True,
        description="An agenda for each quarter: what is new, what came back, and what did not hold",
    )
    for i, review in enumerate(reviews):
        earlier = reviews[i + 1] if i + 1 < len(reviews) else None
        later = reviews[i - 1] if i else None
        yield _review_page(analysis, review, earlier, later)


def _review_page(analysis: Analysis, review: Review, earlier: Review | None, later: Review | None) -> Page:
    came_back_first = sorted(review.new, key=lambda new: not new.since)
    return Page(
        address=f"reviews/{review.quarter.slug}",
        title=f"Pattern review, {review.quarter.words}",
        template="review.md.jinja",
        context={
            "archive": analysis.archive,
            "review": review,
            "due": analysis.reviews.due,
            "today": analysis.archive.settings.today,
            "told": came_back_first[:TOLD],
            "others": came_back_first[TOLD:],
            "listed": LISTED,
            "read": READ,
            "named": NAMED,
            "earlier": earlier,
            "later": later,
        },
        crumbs=(("Reviews", "reviews"), (review.quarter.slug, None)),
        description=description.of_review(review),
    )


def _stood_out(review: Review) -> tuple[str, object]:
    """What of a quarter is worth a line: a fix that did not hold, else the condition met most often before, else a near
    miss, else the new condition that came back most often since, else its first postmortem."""
    new = sorted(review.new, key=lambda one: -one.since)
    kinds = {
        "did-not-hold": review.did_not_hold,
        "met-again": review.returned,
        "near-miss": review.near_misses,
        "new": new,
        "postmortem": review.postmortems,
    }
    return next((kind, found[0]) for kind, found in kinds.items() if found)

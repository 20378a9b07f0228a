"""The pattern reviews: an agenda for each quarter that has postmortems, and the list of them."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis, Review
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.words import count

LISTED = 12
"""How many entries a list of an agenda has: it is a hand-out of two pages. The command tells the others."""

READ = 24
"""How many postmortems an agenda asks to be read."""

TOLD = 3
"""How many new conditions an agenda tells, those that have come back since before the others."""

NAMED = 40
"""How many conditions an agenda names without telling them."""

LABELS = ("Postmortems", "Near misses", "Met again", "Did not hold", "New")

QUARTERS = 200
"""How many quarters the list of all has."""


def pages(analysis: Analysis) -> Iterator[Page]:
    reviews = analysis.reviews.all
    yield Page(
        address="reviews",
        title="Pattern reviews",
        template="reviews.md.jinja",
        context={
            "archive": analysis.archive,
            "reviews": [(review, _counts(review)) for review in reviews[:QUARTERS]],
            "labels": LABELS,
            "older": len(reviews[QUARTERS:]),
            "due": analysis.reviews.due,
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
        description=f"Agenda for a pattern review of {count(len(review.postmortems), 'postmortem')}",
    )


def _counts(review: Review) -> tuple[int, ...]:
    """The numbers of a quarter, in the order of `LABELS`."""
    parts = (review.postmortems, review.near_misses, review.returned)
    return (*map(len, parts), review.failed_actions, len(review.new))

"""The action items: what is owed, by whom, where and about what, and how much of what was agreed came to pass."""

from collections.abc import Callable, Iterator

from mkdocs_postmortems.analysis import Actions, Analysis
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.page import Page

LISTED = 60
"""How many actions each list shows; the command and the calendar have all."""

GROUPS = 25
"""How many teams, services and factors each table shows."""

CALENDAR = "actions.ics"
"""Where the calendar of due dates is, from the root of the site."""


def pages(analysis: Analysis, addresses: Addresses) -> Iterator[Page]:
    actions = analysis.actions
    yield Page(
        address="actions",
        title="Actions",
        template="actions.md.jinja",
        context={
            "archive": analysis.archive,
            "actions": actions,
            "with_actions": sum(bool(p.action_items) for p in analysis.archive.postmortems),
            "columns": _columns(actions),
            "listed": LISTED,
            "groups": GROUPS,
            "calendar": addresses.to_file(CALENDAR, "actions"),
            "most_of_a_kind": max(map(len, actions.by_change.values())),
        },
        crumbs=(("Actions", None),),
        in_nav=True,
        description="Action items after incidents that are open, overdue or dropped, and how many were finished",
    )


Column = tuple[str, Callable[[Actions], int]]
"""The heading of a column of counts, and what it counts."""


def _columns(actions: Actions) -> list[Column]:
    """What the tables by team, service and factor count; what no action item is, has no column."""
    columns: list[Column] = [
        ("Open", lambda some: len(some.open)),
        ("Overdue", lambda some: len(some.overdue)),
        ("Done", lambda some: some.done),
        ("Dropped", lambda some: len(some.dropped)),
        ("Not known", lambda some: some.unknown),
    ]
    return [*(column for column in columns if column[1](actions)), ("In all", len)]

"""`postmortems actions`: what is owed, with the numbers of the site's page."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mkdocs_postmortems.analysis import ActionRegister, AgreedAction, Analysis, Share
from mkdocs_postmortems.archive import load_archive
from mkdocs_postmortems.cli.console import archive_settings, console, reading
from mkdocs_postmortems.long_lived import long_lived
from mkdocs_postmortems.model import ActionStatus
from mkdocs_postmortems.words import count, percent


@click.command()
@click.option("--open", "only_open", is_flag=True, help="Only those still to be finished.")
@click.option("--overdue", "only_overdue", is_flag=True, help="Only open ones whose due date has passed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "ics"]),
    default="table",
    show_default=True,
    help="How to print: for people, programs, spreadsheets or calendars.",
)
def actions(only_open: bool, only_overdue: bool, form: str) -> None:
    """List action items, the longest overdue first: what is open, and what became of the others.

    The exit code is 0 whatever is owed. A calendar holds open action items with a due date and no others.
    """
    root, settings = archive_settings()
    if not (root / settings.postmortems_dir).is_dir():
        raise click.UsageError(f"there is no archive here: {root / settings.postmortems_dir} does not exist")
    with long_lived():
        archive = load_archive(root, settings, progress=reading)
        register = Analysis(archive).actions
        found = register.overdue if only_overdue else register.open if only_open else register.owed_first
        _FORMS[form](found, register)
    unread = sum(loaded.item is None for loaded in archive.loaded_postmortems)
    if unread:
        console.print(f"{count(unread, 'file')} could not be read: `postmortems check` says why", soft_wrap=True)


def _print_table(found: Sequence[AgreedAction], register: ActionRegister) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("due", "state"):
        table.add_column(heading, no_wrap=True)
    table.add_column("owner", max_width=20)
    table.add_column("action", overflow="fold")
    for action in found:
        item = action.item
        late = f"\n{count(action.days_overdue, 'day')} late" if action.days_overdue else ""
        told = Text.assemble(item.action, "\n", (action.reference, "dim"))
        table.add_row(Text(f"{item.due or '-'}{late}"), item.status.label.lower(), Text(item.owner or "-"), told)
    if found:
        Console(highlight=False).print(table)
    for line in _summary(register):
        console.print(line, soft_wrap=True)


def _summary(register: ActionRegister) -> list[str]:
    completed, stronger = register.completed, register.stronger
    dropped = len(register.dropped)
    owed = (
        f"{len(register.overdue):,} overdue",
        f"{len(register.unowned):,} without an owner",
        f"{len(register.undated):,} without a due date",
    )
    doubt = "" if completed.is_telling else ": too little is known to say"
    return [
        f"{len(register.open):,} of {count(len(register), 'action item')} open: {', '.join(owed)}",
        f"completed {_share(completed)}; left out {completed.untold:,} not known, {dropped:,} dropped{doubt}",
        f"stronger {_share(stronger)}; left out {stronger.untold:,} that do not say what they change",
    ]


def _share(share: Share) -> str:
    return f"{share.part:,} of {share.whole:,}" + (f" ({percent(share.part, share.whole)})" if share.is_telling else "")


def _print_json(found: Sequence[AgreedAction], register: ActionRegister) -> None:
    click.echo(json.dumps({**_numbers(register), "actions": [_told(a) for a in found]}, indent=2, ensure_ascii=False))


def _numbers(register: ActionRegister) -> dict[str, Any]:
    """What the page says of all of them, whichever are listed."""
    completed, stronger = register.completed, register.stronger
    return {
        "as_of": register.today.isoformat(),
        "counts": {
            "all": len(register),
            **{status: register.by_status.get(status, 0) for status in ActionStatus},
            "overdue": len(register.overdue),
            "without_owner": len(register.unowned),
            "without_due_date": len(register.undated),
        },
        "completed": {"part": completed.part, "whole": completed.whole, "unknown": completed.untold},
        "stronger": {"part": stronger.part, "whole": stronger.whole, "not_said": stronger.untold},
    }


def _told(action: AgreedAction) -> dict[str, Any]:
    postmortem, item = action.postmortem, action.item
    return {
        "postmortem": postmortem.id,
        "id": item.id,
        "action": item.action,
        "status": item.status,
        "owner": item.owner,
        "priority": item.priority,
        "due": item.due and item.due.isoformat(),
        "days_overdue": action.days_overdue,
        "age": action.age if item.is_open else None,
        "changes": item.changes,
        "factors": list(action.factors),
        "because": item.because,
        "ticket": item.ticket,
        "path": postmortem.path,
    }


def _print_csv(found: Sequence[AgreedAction], register: ActionRegister) -> None:
    from mkdocs_postmortems.exports.tables import csv_text

    rows = ([told[column] for column in _COLUMNS] for told in map(_told, found))
    click.echo(csv_text(_COLUMNS, rows).encode(), nl=False)


_COLUMNS = (
    *("postmortem", "id", "action", "status", "owner", "priority", "due", "days_overdue", "age", "changes"),
    *("factors", "because", "ticket", "path"),
)


def _print_calendar(found: Sequence[AgreedAction], register: ActionRegister) -> None:
    from mkdocs_postmortems.exports.calendar import calendar  # icalendar takes longer to load than all else here

    click.echo(calendar(found, register.today), nl=False)


_FORMS: dict[str, Callable[[Sequence[AgreedAction], ActionRegister], None]] = {
    "table": _print_table,
    "json": _print_json,
    "csv": _print_csv,
    "ics": _print_calendar,
}

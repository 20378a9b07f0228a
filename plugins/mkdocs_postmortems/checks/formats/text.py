"""For people: where, what, the line itself with a caret below the place, and what to do."""

from bisect import bisect_left, bisect_right
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.formats.report import Report
from mkdocs_postmortems.checks.rule import Level

WIDTH = 120
_NARROWEST = 20
_TAB_SIZE = 4
_CUT = "…"
_INDENT = "    "
_STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.ADVICE: "bold cyan"}

SIGNS = (
    {code: 0x2400 + code for code in range(0x20)}
    | {0x7F: 0x2421}
    | dict.fromkeys([*range(0x80, 0xA0), 0x2028, 0x2029], 0xFFFD)
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)], 0xFFFD)
)
"""What would move the cursor, end the line or turn the direction of writing, and what is shown instead."""

_SIGNS_BUT_TAB = {code: sign for code, sign in SIGNS.items() if code != ord("\t")}


def render(report: Report, width: int = WIDTH) -> str:
    """The findings without colours."""
    stream = StringIO()
    print_to(Console(file=stream, width=width, color_system=None, force_terminal=False), report)
    return stream.getvalue()


def print_to(console: Console, report: Report) -> None:
    """Print the findings as wide and as coloured as the console is; only lines of files are cut, nothing is wrapped."""
    for finding in report.findings:
        line = report.source_line(finding.path, finding.line)
        console.print(_block(finding, line, console.width), soft_wrap=True)


def _block(finding: Finding, line: str | None, width: int) -> Text:
    parts = [_first_line(finding)]
    if line and line.strip():
        parts.extend(_snippet(finding, line.rstrip(), width))
    if finding.hint:
        parts.append(Text.assemble((f"{_INDENT}hint: ", "bold"), finding.hint.translate(SIGNS)))
    return Text("\n").join(parts)


def _first_line(finding: Finding) -> Text:
    return Text.assemble(
        (f"{finding.path}:{finding.line}".translate(SIGNS), "bold"),
        ": ",
        (str(finding.level), _STYLES[finding.level]),
        f": {finding.message.translate(SIGNS)} ",
        (f"({finding.id} {finding.name})", "dim"),
    )


def _snippet(finding: Finding, line: str, width: int) -> list[Text]:
    number = f"{_INDENT}{finding.line}"
    room = max(width - len(f"{number} | "), _NARROWEST)
    shown, cells_before = _window(_visible(line), len(_visible(line[: max(finding.column - 1, 0)])), room)
    return [
        Text.assemble((f"{number} | ", "dim"), shown),
        Text.assemble((f"{' ' * len(number)} | ", "dim"), " " * cells_before, ("^", _STYLES[finding.level])),
    ]


def _visible(line: str) -> str:
    return line.translate(_SIGNS_BUT_TAB).expandtabs(_TAB_SIZE)


def _window(line: str, at: int, room: int) -> tuple[str, int]:
    """The part of a line around one of its characters that fits the room, and the cells before that character."""
    if cell_len(line) < room:
        return line, cell_len(line[:at])
    room -= 2 * cell_len(_CUT)
    start = _start(line[:at], max(room - cell_len(line[at:]), room // 2))
    end = at + _end(line[at:], room - cell_len(line[start:at]))
    opening = _CUT if start > 0 else ""
    closing = _CUT if end < len(line) else ""
    return f"{opening}{line[start:end]}{closing}", cell_len(opening + line[start:at])


def _start(text: str, room: int) -> int:
    """Where the longest end of the text that fits begins."""
    return bisect_left(range(len(text)), -room, key=lambda start: -cell_len(text[start:]))


def _end(text: str, room: int) -> int:
    """Where the longest beginning of the text that fits ends."""
    return bisect_right(range(1, len(text) + 1), room, key=lambda end: cell_len(text[:end]))

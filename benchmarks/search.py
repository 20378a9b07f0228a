"""What a search costs a reader: bytes and seconds from opening a page to the first results, ours beside Material's own.

Each search is made by a browser that has seen nothing before, over a server on this machine that packs text as a web
server does. Bytes are those that the server sent, headers left out, whoever asked for them.
"""

import gzip
import json
import mimetypes
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import combinations
from pathlib import Path
from statistics import median
from threading import Thread
from time import time
from urllib.parse import quote_plus, unquote, urlsplit

import click
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLong
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from tests.browser.chromium import ARGUMENTS, chromium

from benchmarks.build import pair
from benchmarks.measure import build
from benchmarks.site import Project, freeze

PATIENCE = 120_000
"""Milliseconds after which a reader has gone."""

MOST_BYTES = 350_000
MOST_BYTES_OF_FACETS = 500_000
MOST_GROWTH = 2.0
"""The bars of DESIGN section 9 and of issue 6, at the largest archive; growth is that of seconds from the smallest."""

PACKED = ("text/", "application/json", "application/javascript", "image/svg")
_WORD = re.compile(r"\b[a-z]{5,}\b")


@dataclass(frozen=True, slots=True)
class Visit:
    """From opening a page to the first results, or to whatever else was waited for; no seconds where it never came."""

    bytes: int
    requests: int
    seconds: float | None


class Counted:
    """A site behind a web server that counts what it sends."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._sent: list[tuple[float, int]] = []

    def forget(self) -> None:
        self._sent.clear()

    def add(self, sent: int) -> None:
        self._sent.append((time(), sent))

    def until(self, moment: float) -> tuple[int, int]:
        """How many bytes were sent until then, and in how many answers."""
        sent = [n for when, n in self._sent if when <= moment]
        return sum(sent), len(sent)

    @contextmanager
    def served(self) -> Iterator[str]:
        counted = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                file = counted.file(self.path)
                if file is None:
                    self.send_error(404)
                    return
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                body, is_packed = _packed(file) if kind.startswith(PACKED) else (file.read_bytes(), False)
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if is_packed:
                    self.send_header("Content-Encoding", "gzip")
                self.end_headers()
                try:
                    self.wfile.write(body)
                except BrokenPipeError:  # the reader has gone
                    return
                counted.add(len(body))

            def log_message(self, *args: object) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = Thread(target=server.serve_forever, daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()
            thread.join()

    def file(self, path: str) -> Path | None:
        found = self._site / unquote(urlsplit(path).path).lstrip("/")
        found = found / "index.html" if found.is_dir() else found
        return found if found.is_file() else None


@cache
def _packed(file: Path) -> tuple[bytes, bool]:
    return gzip.compress(file.read_bytes(), 6), True


# ---------------------------------------------------------------------- what is searched for


def queries(archive: Path) -> dict[str, str]:
    """Two words each. The archive is made of 60 factors out of 16 words, so that a word of a factor is in a third of
    all postmortems: more than any is in a real one. The rare ones are each in one of a hundred."""
    texts = [set(_WORD.findall(file.read_text(encoding="utf-8"))) for file in sorted(archive.glob("2*/*.md"))[::10]]
    held = Counter(word for words in texts for word in words)
    seldom = [word for word, n in held.items() if 0.008 < n / len(texts) < 0.02]
    together = Counter(both for words in texts for both in combinations(sorted(words.intersection(seldom)), 2))
    return {
        "two rare words": " ".join(max(together, key=lambda pair: (together[pair], pair))),
        "two frequent words": "rollback certificate",  # together in one of fourteen postmortems
        "the two most frequent": "missing runbook",  # together in half of them
    }


# ---------------------------------------------------------------------- readers


SEEN = """
addEventListener("DOMContentLoaded", () => {
  const look = () => {
    const found = SELECTORS.every((selector) => document.querySelector(selector));
    if (found && !window.seen) window.seen = (performance.timeOrigin + performance.now()) / 1000;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
});
"""
"""The second at which everything that was waited for stood on the page."""

FIRST_RESULT = (".pm-cases .pm-title",)
ALL_TOLD = (*FIRST_RESULT, ".pm-cases:not([aria-busy])", '[data-facet="severity"] label .pm-n')
THEIR_RESULT = (".md-search-result__link",)


def at_once(page: Page, url: str, query: str) -> None:
    """By an address that holds the search, as the box on every page leads to."""
    page.goto(f"{url}search/?{query}", wait_until="commit")


def into_the_box(page: Page, url: str, words: str) -> None:
    """By typing into the box of Material."""
    page.goto(url, wait_until="domcontentloaded")
    page.wait_for_selector("[data-md-component=search-query]", state="attached")
    page.keyboard.press("/")
    page.fill("[data-md-component=search-query]", words)


def visit(
    browser: Browser,
    site: Counted,
    url: str,
    read: Callable[[Page, str, str], None],
    query: str,
    awaited: Sequence[str],
) -> Visit:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(SEEN.replace("SELECTORS", json.dumps(awaited)))
    site.forget()
    started = time()
    read(page, url, query)
    try:
        page.wait_for_function("window.seen", timeout=PATIENCE)
    except TooLong:
        found = Visit(*site.until(time()), None)
    else:
        seen = page.evaluate("window.seen")
        found = Visit(*site.until(seen), seen - started)
    context.close()
    return found


def several(rounds: int, once: Callable[[], Visit]) -> Visit:
    """The median of the seconds; bytes are the same each time but for what was still on its way."""
    visits = [once()]
    while len(visits) < rounds and visits[-1].seconds is not None:
        visits.append(once())
    if visits[-1].seconds is None:
        return visits[-1]
    return Visit(
        round(median(found.bytes for found in visits)),
        round(median(found.requests for found in visits)),
        median(found.seconds for found in visits if found.seconds is not None),
    )


# ---------------------------------------------------------------------- reporting


def measured(browser: Browser, plain: Project, own: Project, rounds: int, done: Callable[[], None]) -> dict[str, Visit]:
    asked = queries(own.folder / "postmortems")
    words = {f"ours, {name}": f"q={quote_plus(two)}" for name, two in asked.items()}
    facets = {"ours, one facet": "severity=SEV1", "ours, two facets": "severity=SEV1&service=billing-api"}
    found: dict[str, Visit] = {}

    def search(
        name: str, site: Counted, url: str, read: Callable[[Page, str, str], None], query: str, awaited: Sequence[str]
    ) -> None:
        found[name] = several(rounds, lambda: visit(browser, site, url, read, query, awaited))
        done()

    site = Counted(own.site)
    with site.served() as url:
        for name, query in words.items():
            search(name, site, url, at_once, query, FIRST_RESULT)
        for name, query in words.items():
            search(f"{name}, all ten and all counts", site, url, at_once, query, ALL_TOLD)
        for name, query in facets.items():
            search(name, site, url, at_once, query, ALL_TOLD)
    theirs = Counted(plain.site)
    with theirs.served() as url:
        for name, two in asked.items():
            search(f"Material, {name}", theirs, url, into_the_box, two, THEIR_RESULT)
    return found


def table(counts: Sequence[int], found: Sequence[dict[str, Visit]]) -> Table:
    shown = Table(title="From opening a page to the first results, nothing cached", title_justify="left")
    shown.add_column("")
    for count in counts:
        for what in ("kB", "requests", "s"):
            shown.add_column(f"{count:,}: {what}", justify="right")
    for name in found[0]:
        cells = []
        for visits in found:
            one = visits[name]
            seconds = "not in 2 min" if one.seconds is None else f"{one.seconds:.2f}"
            cells += [f"{one.bytes / 1000:,.0f}", str(one.requests), seconds]
        shown.add_row(name, *cells)
    return shown


def judged(console: Console, found: Sequence[dict[str, Visit]]) -> bool:
    small, large = found[0], found[-1]
    are_met = True
    for name in large:
        if not name.startswith("ours") or "counts" in name:
            continue
        is_of_facets = "facet" in name
        most = MOST_BYTES_OF_FACETS if is_of_facets else MOST_BYTES
        one, before = large[name], small[name]
        growth = one.seconds / before.seconds if one.seconds and before.seconds else float("inf")
        is_met = one.bytes <= most and (is_of_facets or growth <= MOST_GROWTH)
        are_met = are_met and is_met
        console.print(
            f"{'met' if is_met else 'NOT MET'}: {name}: {one.bytes / 1000:,.0f} kB of at most {most / 1000:,.0f}, "
            f"{growth:.2f} times the seconds of the smallest"
        )
    return are_met


@click.command()
@click.option("--counts", default="1000,10000", help="Sizes of the archive, smallest first.")
@click.option("--rounds", default=3, help="Visits of each kind.")
@click.option("--keep", type=click.Path(path_type=Path), help="Build here, and use what was built here before.")
def main(counts: str, rounds: int, keep: Path | None) -> None:
    """Search archives of made-up postmortems in a browser."""
    console = Console(width=140)
    sizes = sorted(int(count) for count in counts.split(","))
    program = chromium()
    if program is None:
        raise click.ClickException("no Chromium: apt install chromium")
    with tempfile.TemporaryDirectory() as scratch, Progress(console=console, transient=True) as progress:
        work = keep or Path(scratch)
        steps = progress.add_task("Building and searching", total=len(sizes) * 13)

        def done() -> None:
            progress.advance(steps)

        found = []
        with sync_playwright() as drivers:
            browser = drivers.chromium.launch(executable_path=program, args=list(ARGUMENTS))
            for count in sizes:
                projects = _built(work, count, done)
                found.append(measured(browser, *projects, rounds, done))
            browser.close()
    console.print(table(sizes, found))
    raise SystemExit(0 if judged(console, found) else 1)


def _built(work: Path, count: int, done: Callable[[], None]) -> tuple[Project, Project]:
    known = Project("plain", count, work), Project("ours", count, work)
    if all(project.site.is_dir() for project in known):
        return known
    if not (work / "code").is_dir():
        freeze(work)
    projects = pair(work, count)
    for project in projects:
        build(project, "-q")
        done()
    return projects


if __name__ == "__main__":
    main()

"""The browser of the system, and what a reader of the site does with it."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

__all__ = ["NAMES", "WIDTHS", "Page", "Reader", "chromium", "expect", "launched", "served"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTHS = {"desktop": 1440, "phone": 390}
# No sandbox, for root has none; the site is ours. No name is looked up, whatever a page asks for.
ARGUMENTS = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")


def chromium() -> str | None:
    """Where the system has it."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launched(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def served(site: Path, more_headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address at which a built site can be read."""
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(site), more_headers=more_headers or {})) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who went on before all had arrived is no error."""


class _Quiet(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, more_headers: Mapping[str, str], **named: Any) -> None:
        self._more_headers = more_headers
        super().__init__(*arguments, **named)

    def end_headers(self) -> None:
        for name, value in self._more_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


class Reader:
    """Somebody with a browser: `complaints` are what went wrong while they read, `requested` what they asked for."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.complaints: list[str] = []
        self.requested: list[str] = []
        self._browser, self.url = browser, url
        self._contexts: list[BrowserContext] = []

    def open(
        self, address: str = "", *, width: int = WIDTHS["desktop"], dark: bool = False, script: bool = True, **more: Any
    ) -> Page:
        """A page in a browser that has seen none before; `page.goto` takes addresses from the root of the site."""
        context = self._browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            **{"reduced_motion": "reduce", **more},
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        self._listen(context)
        page = context.new_page()
        page.goto(address)
        return page

    def switch_palette(self, page: Page) -> None:
        """From light to dark or back, by the button in the header."""
        shown = page.locator("body").get_attribute("data-md-color-scheme")
        page.locator("form[data-md-component=palette] label:not([hidden])").click()
        page.wait_for_function("shown => document.body.dataset.mdColorScheme !== shown", arg=shown)

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _listen(self, context: BrowserContext) -> None:
        context.on("console", lambda message: message.type == "error" and self._complain("console", message.text))
        context.on("weberror", lambda error: self._complain("script", error.error))
        context.on("requestfailed", self._failed)
        context.on("response", lambda answer: answer.status >= 400 and self._complain(answer.status, answer.url))
        context.on("request", self._requested)

    def _requested(self, request: Request) -> None:
        self.requested.append(request.url)
        if urlsplit(request.url).netloc not in ("", urlsplit(self.url).netloc):
            self._complain("another host", request.url)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # by a reader who went on
            self._complain(request.failure, request.url)

    def _complain(self, about: object, what: object) -> None:
        self.complaints.append(f"{about}: {what}")

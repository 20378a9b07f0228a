"""The index of words: Pagefind reads documents beside a build, and is waited for at its end."""

import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

BUNDLE = "search/pagefind"
IDS = "search/ids.json"
WORDS = "search/words.json"

KNOWN_WORDS = 20_000
"""How many words are kept to find what a misspelt one was meant to be, the most frequent."""

_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own boxes and lists, which our page does without."""

_ONE_THREAD = {"TOKIO_WORKER_THREADS": "1", "RAYON_NUM_THREADS": "1"}
"""Its threads are in each other's way: with one it takes as long, and a third less of the processor."""

_SIGNATURE = b"pagefind_dcd"
_WORD = re.compile(r"[^\W\d_]{4,24}")
_TAG = re.compile(r"<[^>]*>")


class IndexingError(Exception):
    """Why the words of a site cannot be searched."""


def pagefind() -> Path:
    """The program. Raises `IndexingError` where it is not installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        raise IndexingError("Pagefind is not installed: pip install 'pagefind[bin]'") from None
    program = get_executable()
    if program is None or not program.is_file():
        raise IndexingError("Pagefind has no program for this machine: pip install 'pagefind[bin]', or have it in PATH")
    return program


class Index:
    """One run of Pagefind over documents, each a page of a site: a folder of its own holds them until the end."""

    def __init__(self, language: str) -> None:
        self._program = pagefind()
        self._language = language
        self.folder = Path(tempfile.mkdtemp(prefix="postmortems-search-"))
        self._texts: list[str] = []
        self._site = self.folder
        self._run: subprocess.Popen[str] | None = None

    def add(self, destination: str, document: str) -> None:
        """A document of the page at `destination`, the path of its HTML file from the root of the site."""
        file = os.path.join(self.folder, destination)  # thousands of paths as objects would take as long as the files
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w", encoding="utf-8") as opened:
            opened.write(document)
        self._texts.append(document)

    def start(self, site: Path) -> None:
        """Begin to write the index into the folder of a site, while the caller goes on."""
        self._site = site.resolve()
        bundle = self._site / BUNDLE
        shutil.rmtree(bundle, ignore_errors=True)
        self._run = subprocess.Popen(
            [self._program, "--site", ".", "--output-path", bundle, "--force-language", self._language, "--quiet"],
            cwd=self.folder,
            env={**os.environ, **_ONE_THREAD},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )

    def finish(self, postmortems: Mapping[str, int]) -> int:
        """Wait, and write what the page of the search has to know beside the index. `postmortems` are the pages, by the
        path of their HTML file, that the table of facets has, with their place in it. Returns how many pages were
        indexed; raises `IndexingError`."""
        assert self._run is not None
        words = self._known_words()  # while Pagefind works
        said, _ = self._run.communicate()
        bundle = self._site / BUNDLE
        if self._run.returncode:
            shutil.rmtree(bundle, ignore_errors=True)
            raise IndexingError(f"Pagefind ended with {self._run.returncode}: {said.strip() or 'it said nothing'}")
        for pattern in _UNUSED:
            for file in bundle.glob(pattern):
                file.unlink()
        ids = _ids(bundle)
        by_place = [""] * len(postmortems)
        for destination, place in postmortems.items():
            by_place[place] = ids.get(destination, "")
        self._write(IDS, by_place)
        self._write(WORDS, words)
        return len(ids)

    def _write(self, path: str, value: list[str]) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        (self._site / path).write_text(text, encoding="utf-8")

    def _known_words(self) -> list[str]:
        """In the order of the alphabet, which packs best; how frequent a word is does not matter to its spelling."""
        counted = Counter(word for text in self._texts for word in set(_WORD.findall(_TAG.sub(" ", text).lower())))
        return sorted(word for word, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:KNOWN_WORDS])

    def __enter__(self) -> "Index":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what still runs, and leave nothing behind."""
        if self._run is not None and self._run.poll() is None:
            self._run.kill()
            self._run.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)


def _ids(bundle: Path) -> dict[str, str]:
    """Pagefind's name of each page, by the path of its HTML file."""
    found = {}
    for file in (bundle / "fragment").iterdir():
        told = json.loads(gzip.decompress(file.read_bytes()).removeprefix(_SIGNATURE))
        path = str(told["url"]).lstrip("/")
        found[f"{path}index.html" if not path or path.endswith("/") else path] = file.stem
    return found

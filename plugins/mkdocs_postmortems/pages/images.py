"""Pictures in prose: their place is kept free before they are there, and they are fetched when a reader comes near."""

import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import imagesize

MEASURED = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})

_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
_OWN_SIZE = re.compile(r"\s(?:width|height)\s*=")
_OWN_LOADING = re.compile(r"\sloading\s*=")
_DRAWING = re.compile(rb"<svg\b[^>]*>")
_HEAD_OF_DRAWING = 4096
_LARGEST = 65_535
"""Pixels on one side; a file that claims more is no picture to make room for."""


class Images:
    """The pictures of a site: their files, by the paths they will have from its root."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._size = cache(_size)

    def placed(self, html: str, url: str) -> str:
        """The content of the page at `url`, with the size of each picture that the site has itself. What the writer
        says of a picture stays."""
        return _IMAGE.sub(lambda match: self._placed(match.group(), url), html) if "<img" in html else html

    def _placed(self, tag: str, url: str) -> str:
        told = "" if _OWN_LOADING.search(tag) else ' loading="lazy"'
        if not _OWN_SIZE.search(tag) and (size := self._size_of(tag, url)):
            told += f' width="{size[0]}" height="{size[1]}"'
        return f"<img{told}{tag[4:]}"

    def _size_of(self, tag: str, url: str) -> tuple[int, int] | None:
        source = _SOURCE.search(tag)
        try:
            path = urlsplit(source.group(1)).path if source else ""
        except ValueError:  # no address at all
            return None
        file = self._files.get(normpath(join(dirname(unquote(url)), unquote(path)))) if path else None
        return self._size(file) if file else None


def _size(file: Path) -> tuple[int, int] | None:
    try:
        with file.open("rb") as opened:
            width, height = imagesize.get(_first_tag(opened) if file.suffix.lower() == ".svg" else opened)
    except OSError:
        return None
    return (round(width), round(height)) if 0 < width <= _LARGEST and 0 < height <= _LARGEST else None


def _first_tag(drawing: BinaryIO) -> BinaryIO:
    """That of the drawing itself: the library takes the width of whatever has one."""
    found = _DRAWING.search(drawing.read(_HEAD_OF_DRAWING))
    return BytesIO(found.group() if found else b"")

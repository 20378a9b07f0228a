"""Pictures in prose keep their place."""

import struct
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.pages.images import MEASURED, Images


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x00\x00\x00;"


def jpeg(width: int, height: int) -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x0b" + frame + b"\xff\xd9"


def webp(width: int, height: int) -> bytes:
    extended = b"\x10\x00\x00\x00" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + extended


def svg(attributes: str) -> bytes:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect width="3" height="3"/></svg>'
    return f'<?xml version="1.0"?>\n{drawing}'.encode()


class Image(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "img"
        assert len(attrs) == len(dict(attrs))
        self.attributes = dict(attrs)


def size(tmp_path: Path, name: str, content: bytes) -> tuple[str | None, str | None]:
    (tmp_path / name).write_bytes(content)
    found = Image(Images({name: tmp_path / name}).placed(f'<img src="{name}">', "")).attributes
    return found.get("width"), found.get("height")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png(640, 480)),
        ("a.gif", gif(640, 480)),
        ("a.jpg", jpeg(640, 480)),
        ("a.webp", webp(640, 480)),
        ("a.svg", svg('width="640" height="479.6px"')),
    ],
)
def test_a_picture_has_the_size_of_its_file(name: str, content: bytes, tmp_path: Path) -> None:
    assert Path(name).suffix in MEASURED
    assert size(tmp_path, name, content) == ("640", "480")


@pytest.mark.parametrize("attributes", ['viewBox="0 0 10 10"', 'width="100%" height="5em%"', 'width="10"'])
def test_a_drawing_that_does_not_say_its_size_has_none(attributes: str, tmp_path: Path) -> None:
    assert size(tmp_path, "a.svg", svg(attributes)) == (None, None)


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("", "img/a%20b.png"),
        ("guides/data/", "../../img/a%20b.png"),
        ("guides/data.html", "../img/a%20b.png?v=1#x"),
        ("gr%C3%B6n/", "../img/a%20b.png"),
    ],
)
def test_a_picture_is_found_from_where_the_page_stands(url: str, source: str, tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(png(3, 2))
    html = Images({"img/a b.png": tmp_path / "x.png"}).placed(f'<p><img alt="x" src="{source}" /></p>', url)
    assert html == f'<p><img loading="lazy" width="3" height="2" alt="x" src="{source}" /></p>'


@pytest.mark.parametrize(
    "source",
    ["https://other.example/a.png", "//other.example/a.png", "../a.png", "data:image/png;base64,x", "http://[", ""],
)
def test_of_a_picture_that_is_not_the_sites_own_nothing_is_claimed(source: str, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(3, 2))
    html = Images({"a.png": tmp_path / "a.png", ".": tmp_path}).placed(f'<img src="{source}">', "")
    assert html == f'<img loading="lazy" src="{source}">'


def test_what_the_writer_says_of_a_picture_stays(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(3, 2))
    html = '<img src="a.png" width="30" loading="eager">'
    assert Images({"a.png": tmp_path / "a.png"}).placed(html, "").count("=") == html.count("=")


def test_a_file_that_is_gone_costs_its_size_alone(tmp_path: Path) -> None:
    assert Images({"a.png": tmp_path / "a.png"}).placed('<img src="a.png">', "") == '<img loading="lazy" src="a.png">'


def test_a_size_no_screen_has_is_not_believed(tmp_path: Path) -> None:
    assert size(tmp_path, "a.png", png(2**31 - 1, 2)) == (None, None)


HEADS = [b"", png(3, 2)[:20], gif(3, 2)[:8], jpeg(3, 2)[:26], webp(3, 2)[:20], b"<svg ", b"\x00\x00\x00\x0cjP  "]


@given(head=st.sampled_from(HEADS), rest=st.binary(max_size=200), suffix=st.sampled_from(sorted(MEASURED)))
def test_no_file_breaks_a_build(
    head: bytes, rest: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / f"any{suffix}"
    file.write_bytes(head + rest)
    html = Images({"a": file}).placed('<img src="a">', "")
    assert set(Image(html).attributes) in ({"src", "loading"}, {"src", "loading", "width", "height"})

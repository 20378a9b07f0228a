"""What a clean document says does not depend on who reads it."""

from pathlib import Path

import frontmatter
import pytest

from mkdocs_postmortems.source import parse

ARCHIVE = Path(__file__).parents[2] / "postmortems"


@pytest.mark.parametrize("file", sorted(ARCHIVE.rglob("*.md")), ids=lambda file: file.stem)
def test_python_frontmatter_reads_the_same_facts_and_the_same_body(file: Path) -> None:
    source = parse(file.read_bytes(), file.name)
    post = frontmatter.loads(file.read_text(encoding="utf-8"))
    assert source.fields == post.metadata
    assert source.body_text.strip() == post.content

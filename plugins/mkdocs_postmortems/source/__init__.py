"""A Markdown file, read: front matter, headings, tables, lists and links, and the place of each."""

from mkdocs_postmortems.source.allowances import Allowance
from mkdocs_postmortems.source.defect import Defect
from mkdocs_postmortems.source.front_matter import Mark
from mkdocs_postmortems.source.markdown import (
    CODE,
    Body,
    Form,
    Heading,
    Link,
    Passage,
    Section,
    Table,
    fold_title,
    without_comments,
)
from mkdocs_postmortems.source.place import FieldPath, Place
from mkdocs_postmortems.source.reader import Source, parse, parse_yaml, read, read_yaml

__all__ = [
    "CODE",
    "Allowance",
    "Body",
    "Defect",
    "FieldPath",
    "Form",
    "Heading",
    "Link",
    "Mark",
    "Passage",
    "Place",
    "Section",
    "Source",
    "Table",
    "fold_title",
    "parse",
    "parse_yaml",
    "read",
    "read_yaml",
    "without_comments",
]

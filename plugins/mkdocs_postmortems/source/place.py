"""Where something stands."""

from dataclasses import dataclass

FieldPath = tuple[str | int, ...]
"""The way to a value in front matter: `("action_items", 0, "due")`."""


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A position in a file; line and column count from 1, columns in characters."""

    path: str
    line: int
    column: int = 1

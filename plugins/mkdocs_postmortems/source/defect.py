"""What the reader could not make sense of."""

from dataclasses import dataclass

from mkdocs_postmortems.source.place import Place


@dataclass(frozen=True, slots=True)
class Defect:
    """One flaw of a file as a file, before anything is known of what it says.

    `kind` is the name of the rule that reports it; `fatal` means that the file's facts cannot be used.
    """

    kind: str
    place: Place
    message: str
    hint: str
    fatal: bool = False

"""Changes to the files of an archive: only the lines that have to change, and all of them or none."""

from mkdocs_postmortems.edits.change import Change, EditError, write
from mkdocs_postmortems.edits.factors import Edit, merge, rename

__all__ = ["Change", "Edit", "EditError", "merge", "rename", "write"]

"""A problem at its file and line, with the rule that found it."""

from dataclasses import dataclass

from mkdocs_postmortems.checks.rule import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """What `check` and the build report. `path` is relative to the project; line and column count from 1."""

    path: str
    line: int
    column: int
    id: str
    name: str
    level: Level
    message: str
    hint: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}"
        return f"{where}: {self.level}: {self.message} ({self.id} {self.name})\n    hint: {self.hint}"

"""What a good postmortem and a good archive look like."""

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.checks.rules import RULES
from mkdocs_postmortems.checks.run import only_at, run

__all__ = ["RULES", "Citation", "Finding", "Level", "Problem", "Rule", "only_at", "run"]

"""What a good postmortem and a good archive look like."""

from mkdocs_postmortems.checks.finding import Finding
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Option, Problem, Rule
from mkdocs_postmortems.checks.rules import RULES
from mkdocs_postmortems.checks.run import only_at, run

__all__ = ["RULES", "Citation", "Filed", "Finding", "Level", "Option", "Problem", "Rule", "only_at", "run"]

"""PM308 single-factor."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Option, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(filed: Filed, *, least: int) -> Iterator[Problem]:
    count = len(filed.archive.occurrences(filed.postmortem)) + _unusable(filed.postmortem)
    if count < least and filed.postmortem.template_name != "light":
        yield Problem(
            _SAYINGS.get(count, f"only {count} contributing factors are cited"),
            "what else let it happen, spread, stay unseen, or last?",
            at=("contributing_factors",),
            at_key=True,
        )


def _unusable(postmortem: Postmortem) -> int:
    """How many citations could not be used: another rule tells of them, and they are none the less cited."""
    written = postmortem.source.fields.get("contributing_factors")
    return len(written) - len(postmortem.contributing_factors) if isinstance(written, list) else 0


_SAYINGS = {0: "no contributing factor is cited", 1: "only one contributing factor is cited"}


RULE = Rule(
    id="PM308",
    name="single-factor",
    level=Level.ADVICE,
    rationale="""
        One condition alone is rarely enough: something else let it spread, hid it, or made it last. An analysis that
        ends at the first answer has most often found the trigger. The light template is for what is told in a few
        lines, and is left alone.
    """,
    citation=Citation("R. Cook, How complex systems fail", "https://how.complexsystems.fail/"),
    bad="""
        contributing_factors:
          - {factor: monitoring-gap, layer: control-gap, how: Nothing watched the replication lag.}
    """,
    good="""
        contributing_factors:
          - {factor: monitoring-gap, layer: control-gap, how: Nothing watched the replication lag.}
          - factor: slow-recovery
            how: Replaying the log took 20 minutes.
            handed_off: {to: database-vendor}
    """,
    looks_at=Filed,
    check=check,
    options={"least": Option(2, "How many factors a postmortem should cite.")},
)

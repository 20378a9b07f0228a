"""PM309 shallow-analysis."""

from collections.abc import Iterator, Mapping

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import Layer, Postmortem
from mkdocs_postmortems.model.template import CONTROL_GAP


def check(filed: Filed) -> Iterator[Problem]:
    layers = {citation.layer for citation in filed.postmortem.contributing_factors}
    is_shallow = bool(layers) and layers <= {Layer.TRIGGER, Layer.CONTRIBUTING}
    if is_shallow and filed.is_asked_for(CONTROL_GAP) and not _misspells_a_layer(filed.postmortem):
        yield Problem(
            "no factor lies deeper than what contributed",
            "which guardrail was absent or did not hold (control-gap), and what lies underneath (system-gap)?",
            at=("contributing_factors",),
            at_key=True,
        )


def _misspells_a_layer(postmortem: Postmortem) -> bool:
    """Whether a layer is written that is none, so that nobody can tell how deep it lies."""
    written = postmortem.source.fields.get("contributing_factors")
    cited = [entry for entry in written if isinstance(entry, Mapping)] if isinstance(written, list) else []
    return any(entry.get("layer") not in (None, *Layer) for entry in cited)


RULE = Rule(
    id="PM309",
    name="shallow-analysis",
    level=Level.ADVICE,
    rationale="""
        An analysis goes down in layers: the event, what set it off, what contributed, which control did not hold, and
        the condition of the system underneath. Most of what can be changed for good lies in the last two. Templates
        that ask for no control gap are left alone.
    """,
    citation=Citation("R. Cook, How complex systems fail", "https://how.complexsystems.fail/"),
    bad="""
        contributing_factors:
          - {factor: monitoring-gap, layer: contributing, how: Nothing watched the replication lag.}
    """,
    good="""
        contributing_factors:
          - {factor: monitoring-gap, layer: control-gap, how: Nothing watched the replication lag.}
    """,
    looks_at=Filed,
    check=check,
)

"""Templates: which sections a postmortem has."""

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_postmortems.source import fold_title


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section a template asks for; any of its `aliases` will do as the heading."""

    title: str
    aliases: tuple[str, ...] = ()
    optional: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        return (self.title, *self.aliases)


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    sections: tuple[SectionSpec, ...]


SUMMARY = SectionSpec("Summary", ("Overview", "Incident summary"))
IMPACT = SectionSpec("Impact", ("User impact", "Customer impact"))
TIMELINE = SectionSpec("Timeline", ("What happened",))
DETECTION_GAP = SectionSpec("Detection gap", ("Detection",))
CONTROL_GAP = SectionSpec("Control gap", ("Controls",))
CONTRIBUTING_FACTORS = SectionSpec("Contributing factors", ("Factors",))
WENT_WELL = SectionSpec("What went well", ())
WENT_POORLY = SectionSpec("What went poorly", ("What went badly", "What didn't go well"))
LUCKY = SectionSpec("Where we got lucky", ("Luck",), optional=True)
ACTION_ITEMS = SectionSpec("Action items", ("Actions", "Follow-up actions"))
RECURRENCE = SectionSpec("How do we prevent recurrence", ("Preventing recurrence", "How we prevent recurrence"))

FULL = Template(
    "full",
    (
        SUMMARY,
        IMPACT,
        TIMELINE,
        DETECTION_GAP,
        CONTROL_GAP,
        CONTRIBUTING_FACTORS,
        WENT_WELL,
        WENT_POORLY,
        LUCKY,
        ACTION_ITEMS,
        RECURRENCE,
    ),
)
LIGHT = Template("light", (SUMMARY, CONTRIBUTING_FACTORS, RECURRENCE))
BUILT_IN: Mapping[str, Template] = {template.name: template for template in (FULL, LIGHT)}


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of a site: the built-in ones with the site's own names for sections, and the site's own."""

    by_name: Mapping[str, Template]
    sections: Mapping[str, SectionSpec]

    @classmethod
    def of(cls, defined: Mapping[str, tuple[str, ...]], aliases: Mapping[str, tuple[str, ...]]) -> "Templates":
        """`defined` maps a template's name to its section titles, `aliases` a section to other headings for it."""
        known = {spec.title: _with_aliases(spec, aliases) for spec in FULL.sections}
        by_name = {
            template.name: Template(template.name, tuple(known[spec.title] for spec in template.sections))
            for template in BUILT_IN.values()
        }
        for name, titles in defined.items():
            by_name[name] = Template(name, tuple(_spec(title, known) for title in titles))
        return cls(by_name, known)

    def spec(self, title: str) -> SectionSpec:
        """A built-in section with the site's own names for it."""
        return self.sections[title]


def _with_aliases(spec: SectionSpec, aliases: Mapping[str, tuple[str, ...]]) -> SectionSpec:
    more = next((names for title, names in aliases.items() if fold_title(title) == fold_title(spec.title)), ())
    return SectionSpec(spec.title, (*spec.aliases, *more), spec.optional)


def _spec(title: str, known: Mapping[str, SectionSpec]) -> SectionSpec:
    folded = fold_title(title)
    for spec in known.values():
        if folded in map(fold_title, spec.titles):
            return spec
    return SectionSpec(title)

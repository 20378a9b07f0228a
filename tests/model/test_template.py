"""Which sections a postmortem has, and the names a site gives them."""

import pytest

from mkdocs_postmortems.model import SectionSpec, Templates
from mkdocs_postmortems.model.template import FULL, LIGHT


def titles(templates: Templates, name: str) -> list[str]:
    return [spec.title for spec in templates.by_name[name].sections]


def test_the_full_template_asks_for_everything_and_luck_is_optional() -> None:
    assert titles(Templates.of({}, {}), "full") == [
        "Summary",
        "Impact",
        "Timeline",
        "Detection gap",
        "Control gap",
        "Contributing factors",
        "What went well",
        "What went poorly",
        "Where we got lucky",
        "Action items",
        "How do we prevent recurrence",
    ]
    assert [spec.title for spec in FULL.sections if spec.optional] == ["Where we got lucky"]


def test_the_light_template_keeps_what_changes_something() -> None:
    assert titles(Templates.of({}, {}), "light") == ["Summary", "Contributing factors", "How do we prevent recurrence"]
    assert set(LIGHT.sections) < set(FULL.sections)


@pytest.mark.parametrize("section", ["Summary", "summary", "SUMMARY:", "*Summary*"])
def test_a_site_adds_headings_of_its_own_to_a_section_in_every_template(section: str) -> None:
    templates = Templates.of({}, {section: ("Abstract", "TL;DR")})
    for name in ("full", "light"):
        spec = templates.by_name[name].sections[0]
        assert spec.title == "Summary"
        assert spec.titles == ("Summary", *FULL.sections[0].aliases, "Abstract", "TL;DR")


def test_a_template_of_the_site_takes_built_in_sections_by_any_of_their_names() -> None:
    templates = Templates.of({"security": ("overview", "Data touched", "TL;DR")}, {"Summary": ("TL;DR",)})
    first, second, third = templates.by_name["security"].sections
    assert first == third == templates.spec("Summary")
    assert second == SectionSpec("Data touched")


def test_a_template_of_the_site_may_replace_a_built_in_one() -> None:
    templates = Templates.of({"light": ("Summary",)}, {})
    assert titles(templates, "light") == ["Summary"]
    assert len(titles(templates, "full")) == 11

"""Rules that know words know those of English."""

from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.model.prompts import only_residue
from mkdocs_postmortems.source import Section


def is_answered_in_english(postmortem: Postmortem, section: Section) -> bool:
    """Whether a section holds an answer, in a language whose words can be looked for."""
    if section.is_empty or only_residue(section):
        return False
    return postmortem.lang is None or postmortem.lang.lower().startswith("en")

"""All postmortems at once: by factor, service, organization and year, with every link resolved."""

from mkdocs_postmortems.archive.archive import Archive, Occurrence
from mkdocs_postmortems.archive.groups import Grade, Group, Kind, Organization, Service, Year
from mkdocs_postmortems.archive.links import Link, Mention, Named
from mkdocs_postmortems.archive.load import load_archive
from mkdocs_postmortems.archive.slugs import slugify
from mkdocs_postmortems.archive.vocabulary import FactorVocabulary

__all__ = [
    "Archive",
    "FactorVocabulary",
    "Grade",
    "Group",
    "Kind",
    "Link",
    "Mention",
    "Named",
    "Occurrence",
    "Organization",
    "Service",
    "Year",
    "load_archive",
    "slugify",
]

"""What a postmortem is."""

from mkdocs_postmortems.model.action_item import ActionItem
from mkdocs_postmortems.model.contributing_factor import Acceptance, Citation, ContributingFactor, HandOff
from mkdocs_postmortems.model.errors import FieldError
from mkdocs_postmortems.model.load import Loaded, day_in_name, document_id, load_factor, load_postmortem
from mkdocs_postmortems.model.postmortem import Postmortem, Reference, Related
from mkdocs_postmortems.model.schema import factor_schema, postmortem_schema
from mkdocs_postmortems.model.template import SectionSpec, Template, Templates
from mkdocs_postmortems.model.timeline import Event, Timeline
from mkdocs_postmortems.model.vocabulary import (
    ActionStatus,
    Change,
    DetectedBy,
    FactorType,
    IncidentKind,
    Layer,
    Priority,
    Relation,
    ReportedStatus,
    Severity,
    Status,
)

__all__ = [
    "Acceptance",
    "ActionItem",
    "ActionStatus",
    "Change",
    "Citation",
    "ContributingFactor",
    "DetectedBy",
    "Event",
    "FactorType",
    "FieldError",
    "HandOff",
    "IncidentKind",
    "Layer",
    "Loaded",
    "Postmortem",
    "Priority",
    "Reference",
    "Related",
    "Relation",
    "ReportedStatus",
    "SectionSpec",
    "Severity",
    "Status",
    "Template",
    "Templates",
    "Timeline",
    "day_in_name",
    "document_id",
    "factor_schema",
    "load_factor",
    "load_postmortem",
    "postmortem_schema",
]

"""What was decided about each contributing factor: to change something, to live with it, or to hand it on."""

from dataclasses import dataclass

from mkdocs_postmortems.archive import Archive, Occurrence
from mkdocs_postmortems.model import Acceptance, ActionItem, HandOff, Postmortem


@dataclass(frozen=True, slots=True)
class Disposition:
    """The answer to a factor. `covered_by` is an action item of another postmortem, with the postmortem."""

    actions: tuple[ActionItem, ...] = ()
    covered_by: tuple[Postmortem, ActionItem] | None = None
    accepted: Acceptance | None = None
    handed_off: HandOff | None = None

    def __bool__(self) -> bool:
        return bool(self.actions or self.covered_by or self.accepted or self.handed_off)


class Dispositions:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, occurrence: Occurrence) -> Disposition:
        citation = occurrence.citation
        return Disposition(
            self._archive.actions_on(occurrence.postmortem).get(occurrence.factor.slug, ()),
            self.covering(citation.covered_by) if citation.covered_by else None,
            citation.accepted,
            citation.handed_off,
        )

    def covering(self, reference: str) -> tuple[Postmortem, ActionItem] | None:
        """The action item that `2025-12-05-firewall-killswitch#A1` means."""
        name, _, action_id = reference.partition("#")
        postmortem = self._archive.by_id.get(name)
        if postmortem is None:
            return None
        return next(((postmortem, item) for item in postmortem.action_items if item.id == action_id), None)

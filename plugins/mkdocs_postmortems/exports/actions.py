"""`actions.json`: every action item with its verdicts."""

from typing import ClassVar, Self

from pydantic import Field

from mkdocs_postmortems.exports.action_record import ActionRecord
from mkdocs_postmortems.exports.postmortems import PostmortemRecord, PostmortemsFile
from mkdocs_postmortems.exports.record import DataFile, Day, Record


class PostmortemName(Record):
    """The postmortem that an action item belongs to; `postmortems.json` has the rest of it."""

    id: str = Field(description="Its id.")
    title: str = Field(description="Its title.")
    date: Day = Field(description="The day the incident began.")
    url: str = Field(description="Its page.")
    organization: str | None = Field(description="Whose service it was.")
    services: tuple[str, ...] = Field(description="The services.")

    @classmethod
    def of(cls, postmortem: PostmortemRecord) -> Self:
        return cls(**{name: getattr(postmortem, name) for name in cls.model_fields})


class ListedAction(ActionRecord):
    """An action item with the postmortem it belongs to."""

    postmortem: PostmortemName = Field(description="The postmortem it was agreed in.")


class ActionsFile(DataFile):
    """Every action item, in the order of the incidents."""

    listed: ClassVar = "actions"
    row: ClassVar = ListedAction

    actions: tuple[ListedAction, ...] = Field(description="Every action item.")

    @classmethod
    def of(cls, file: PostmortemsFile) -> Self:
        """The same action items that the postmortems have."""
        named = ((PostmortemName.of(postmortem), postmortem.action_items) for postmortem in file.postmortems)
        listed = (ListedAction(**dict(action), postmortem=name) for name, actions in named for action in actions)
        return cls(as_of=file.as_of, site_name=file.site_name, site_url=file.site_url, actions=tuple(listed))

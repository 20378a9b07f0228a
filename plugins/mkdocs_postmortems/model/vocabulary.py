"""The closed lists: values a writer chooses from, each with the words a reader sees."""

from enum import StrEnum


class Vocabulary(StrEnum):
    """A closed list. The value is what stands in front matter, `label` what stands on a page."""

    @property
    def label(self) -> str:
        return self.value.replace("-", " ").capitalize()


class Severity(Vocabulary):
    """How bad an incident was, SEV1 worst."""

    SEV1 = "SEV1"
    SEV2 = "SEV2"
    SEV3 = "SEV3"
    SEV4 = "SEV4"
    SEV5 = "SEV5"

    @property
    def label(self) -> str:
        return self.value

    @property
    def rank(self) -> int:
        """1 for the worst to 5."""
        return int(self.value[-1])


class IncidentKind(Vocabulary):
    """Whether harm was done, or could have been."""

    INCIDENT = "incident"
    NEAR_MISS = "near-miss"


class Status(Vocabulary):
    """How far a postmortem is; a draft never reaches a published page."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"


class DetectedBy(Vocabulary):
    """Who or what noticed first."""

    MONITORING = "monitoring"
    PEOPLE_ON_CALL = "people-on-call"
    CUSTOMERS = "customers"
    THIRD_PARTY = "third-party"
    CHANCE = "chance"

    @property
    def words(self) -> str:
        return "by a third party" if self is DetectedBy.THIRD_PARTY else f"by {self.label.lower()}"


class Layer(Vocabulary):
    """How deep a factor lies: from what set the incident off to what the organization stands on."""

    TRIGGER = "trigger"
    CONTRIBUTING = "contributing"
    CONTROL_GAP = "control-gap"
    SYSTEM_GAP = "system-gap"

    @property
    def meaning(self) -> str:
        return _LAYER_MEANINGS[self]

    @property
    def is_gap(self) -> bool:
        """Whether it names something that was not there, rather than something that happened."""
        return self in (Layer.CONTROL_GAP, Layer.SYSTEM_GAP)


_LAYER_MEANINGS = {
    Layer.TRIGGER: "what set it off",
    Layer.CONTRIBUTING: "what let it happen, spread or last",
    Layer.CONTROL_GAP: "the guardrail missing, or present and not holding",
    Layer.SYSTEM_GAP: "the deeper condition underneath",
}


class FactorType(Vocabulary):
    """What kind of condition a contributing factor is."""

    TECHNICAL = "technical"
    INFRASTRUCTURE = "infrastructure"
    TOOLING = "tooling"
    PROCESS = "process"
    ORGANIZATIONAL = "organizational"
    DOCUMENTATION = "documentation"
    COMMUNICATION = "communication"


class Priority(Vocabulary):
    """How soon an action item is wanted, P0 first."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"

    @property
    def label(self) -> str:
        return self.value


class ActionStatus(Vocabulary):
    """`unknown` is the honest status of an action in somebody else's report; it counts in no share."""

    OPEN = "open"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    VERIFIED = "verified"
    DROPPED = "dropped"
    UNKNOWN = "unknown"

    @property
    def is_done(self) -> bool:
        return self in (ActionStatus.DONE, ActionStatus.VERIFIED)


class ReportedStatus(Vocabulary):
    """What a report by somebody else said of an action when it was published; nobody has told since."""

    PLANNED = "planned"
    IN_PROGRESS = "in-progress"


class Change(Vocabulary):
    """What kind of thing an action changes; documents and training alone are weak."""

    CONTROL = "control"
    DEFAULT = "default"
    AUTOMATION = "automation"
    INTERFACE = "interface"
    DOCUMENT = "document"
    TRAINING = "training"

    @property
    def is_stronger(self) -> bool:
        """Whether it holds when nobody remembers it: what is written down or taught is weak.

        The action hierarchy of RCA2 (VA National Center for Patient Safety) has three classes; its stronger and its
        intermediate one are one here, since a change of code may be either.
        """
        return self not in (Change.DOCUMENT, Change.TRAINING)


class Relation(Vocabulary):
    """How another postmortem is related to this one."""

    RECURRENCE = "recurrence"
    FOLLOW_UP = "follow-up"
    RELATED = "related"
    SUPERSEDES = "supersedes"
    UNRELATED = "unrelated"

    def words(self, *, is_backlink: bool) -> str:
        """What the other postmortem is to this one; the other way round where the link stands in the other."""
        return _RELATION_WORDS[self][is_backlink]


_RELATION_WORDS = {
    Relation.RECURRENCE: ("The same condition", "The same condition"),
    Relation.FOLLOW_UP: ("This one follows from it", "Follows from this one"),
    Relation.RELATED: ("Worth reading beside it", "Worth reading beside it"),
    Relation.SUPERSEDES: ("Superseded by this one", "Supersedes this one"),
    Relation.UNRELATED: ("Unrelated", "Unrelated"),
}

"""Words that fit every action item, and so say nothing about the one they stand in."""

import re

FEWEST_WORDS = 3


def is_vague(action: str) -> bool:
    """Whether an action is too short to say anything, commits to nothing, or is a general verb with general words.

    One word that is in none of the lists below, such as a number or the name of a thing, makes it specific.
    """
    words = _words(action)
    if len(words) < FEWEST_WORDS:
        return not _names_something(action)
    folded = " ".join(words)
    return bool(_NON_COMMITTAL.match(folded)) or any(
        begin and known.issuperset(folded[begin.end() :].split())
        for begin, known in ((verb.match(folded), known) for verb, known in _GENERAL_VERBS)
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def _names_something(action: str) -> bool:
    """Whether there is a number, code, a name with inner capitals, or a script in which words are not counted."""
    is_named = re.search(r"[\d`_/@#]|\w\.\w|\w[A-Z]", action) and action.casefold().strip(".") not in _PLACEHOLDERS
    return bool(is_named) or any(c.isalpha() and not c.isascii() for c in action)


_PLACEHOLDERS = ("tbd", "tba", "tbc", "todo", "n/a")

_FILLERS = """
    a an the all any some each every our their its this that these those it them they us we everything things stuff
    of for on in to from with across around within between among before after during and or as at by so when where
    whenever wherever if there can detect find notice catch identify
    more most further additional extra better best good new existing current overall general various several certain
    similar same such other different relevant related necessary needed required possible appropriate proper correct
    suitable adequate critical important key main major potential future again well soon sooner fast faster quickly
    earlier early often regularly properly thoroughly carefully closely clearly actively proactively robust proactive
    internal generally next time times also too in place need needs
"""
_PEOPLE = """
    team teams staff everyone everybody people person engineer engineers developer developers operator operators
    employee employees colleagues responders members department departments organization
"""
_ACTIVITIES = """
    monitoring monitor alerting alert alerts alarms logging logs log observability visibility telemetry metrics metric
    dashboard dashboards testing tests test coverage validation verification checks check checking safeguards safeguard
    guardrails measures mechanisms mechanism controls practices practice policy policies standards guidelines
    documentation docs document documents runbook runbooks playbook playbooks process processes procedure procedures
    workflow workflows communication communications coordination collaboration awareness knowledge training tooling
    tools automation strategy strategies approach planning plan plans
"""
_QUALITIES = """
    reliability resilience resiliency robustness stability performance scalability availability security quality
    maintainability efficiency capacity redundancy speed time response detection recovery handling management
    maintenance ownership
"""
_SYSTEMS = """
    system systems service services server servers infrastructure platform application applications app software code
    codebase database databases network networks configuration configurations config configs setting settings
    architecture design deployment deployments deploy deploys release releases rollout rollouts pipeline pipelines
    environment environments production staging operations dependencies backup backups failover review reviews data
    call automated manual
"""
_TROUBLES = """
    bug bugs issue issues problem problems error errors defect defects fault faults failure failures incident incidents
    outage outages cause causes root underlying recurrence repeat situation event events happen happens happened
    happening occur occurs occurred occurring reoccurring recurring return come comes back not does doesn't cannot
    can't will above found reported described responsible broken why how what went wrong
"""


def _known(*lists: str) -> frozenset[str]:
    return frozenset(word for text in (_FILLERS, *lists) for word in text.split())


def _one_of(phrases: str) -> str:
    """A pattern for any of them, as whole words."""
    return rf"(?:{'|'.join(phrase.strip() for phrase in phrases.split(','))})\b"


_PERHAPS = _one_of(r"think about, consider (?:\w+ing|whether|if|how|options|alternatives|other|another|more)")
_WHOEVER = _one_of(f"we, all, the, on, call, should, must, will, need, needs, to, {', '.join(_PEOPLE.split())}")
_TRY_HARDER = _one_of(
    r"be (?:\w+ )?(?:careful|cautious|vigilant|attentive|mindful|aware|diligent), (?:pay|give) (?:\w+ )?attention,"
    r"take (?:more|better|extra|greater) care, remember, don't forget, keep in mind"
)
_NON_COMMITTAL = re.compile(rf"{_PERHAPS}|(?:{_WHOEVER} )*{_TRY_HARDER}")
"""Nothing need be there once it is done."""

_BETTER = _one_of("improved?, enhance, strengthen, optimi[sz]e, refine, harden, streamline, better")
_LOOK_AT = _one_of(
    "review, revisit, rethink, audit, examine, inspect, investigate, (?:re ?)?evaluate, (?:re)?assess, analy[sz]e,"
    "explore, look into, look at, (?:double )?check, understand, discuss, research, study, work on, clean up"
)
_DO_MORE = _one_of("do, test, monitor, document, communicate, coordinate, plan") + (
    r"(?=.*\b(?:better|more|thoroughly|closely|carefully|properly|clearly)\b)"
)
_MORE = _one_of("more, increase, update, revise")
_MAKE = _one_of(
    "add, implement, introduce, create, build, develop, establish, provide, set up, write, have, invest in, document,"
    "communicate, coordinate, plan"
)
_MEND = _one_of("fix, resolve, address, correct, solve, repair, deal with")
_PREVENT = _one_of("prevent, avoid, stop, eliminate, handle, monitor")
_ENSURE = _one_of("ensure(?: that)?, make sure(?: that)?, put (?:safeguards |measures )?in place")
_TEACH = _one_of("(?:re ?)?train, educate, teach, remind, tell, inform, ask, encourage")

_BETWEEN_THINGS = frozenset(("of", "for", "on", "in", "to", "from", "with"))
"""What is new is specific by where it goes: a runbook for every alert."""

_GENERAL_VERBS = tuple(
    (re.compile(rf"(?:(?:try to|also|please|we should|we need to|we will) )*{verb}"), known)
    for verb, known in (
        *((verb, _known(_PEOPLE, _ACTIVITIES, _QUALITIES, _SYSTEMS)) for verb in (_BETTER, _LOOK_AT)),
        *((verb, _known(_PEOPLE, _ACTIVITIES, _QUALITIES, _TROUBLES)) for verb in (_BETTER, _LOOK_AT)),
        (_DO_MORE, _known(_PEOPLE, _ACTIVITIES, _SYSTEMS) | {"change", "changes"}),
        (_MORE, _known(_ACTIVITIES, _QUALITIES)),
        (_MAKE, _known(_ACTIVITIES) - _BETWEEN_THINGS),
        (_MEND, _known(_ACTIVITIES, _SYSTEMS, _TROUBLES)),
        (_PREVENT, _known(_TROUBLES)),
        (_ENSURE, _known(_PEOPLE, _QUALITIES, _TROUBLES)),
        (_TEACH, _known(_PEOPLE, _ACTIVITIES, _SYSTEMS) | {"follow", "use", "read"}),
    )
)
"""What begins an action that is vague, and the general words that leave it so. A thing and what goes wrong with it,
such as failures of backups, are specific together."""

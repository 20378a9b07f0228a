"""A small archive whose reviews can be computed by hand.

Two organizations, as of 2026-11-21; the third quarter is the last that is over.

| Day        | Id | Whose    | Cites                            | Agreed                                            |
| ---------- | -- | -------- | -------------------------------- | ------------------------------------------------- |
| 2026-01-10 | a1 | Acme     | clock-skew, stale-cache          | A1 on clock-skew, done 2026-02-01; A2 on          |
|            |    |          |                                  | stale-cache, open, due 2026-06-30; A3, unknown    |
| 2026-04-20 | a2 | Acme     | clock-skew, stale-cache, no-alert|                                                   |
| 2026-05-05 | b1 | Borealis | clock-skew                       |                                                   |
| 2026-05-06 | b2 | Borealis | no-alert                         | a near miss, noticed by chance                    |
| 2026-07-14 | a3 | Acme     | no-alert                         | accepted, to be looked at on 2026-09-15           |
| 2026-10-02 | b3 | Borealis | nothing                          | A1, open, due 2027-01-15                          |
"""

from mkdocs_postmortems.model import Postmortem
from tests.archive.builders import factor, incident

STEP = {
    "id": "A1",
    "action": "Step the clock",
    "owner": "time-team",
    "status": "done",
    "done_on": "2026-02-01",
    "factors": ["clock-skew"],
}
BOUND = {
    "id": "A2",
    "action": "Bound the cache",
    "owner": "cache-team",
    "due": "2026-06-30",
    "because": "waits for the new disks",
    "factors": ["stale-cache"],
}
ASK = {"id": "A3", "action": "Ask the vendor", "status": "unknown", "reported": "planned"}
LATER = {"id": "A1", "action": "Write it down", "due": "2027-01-15"}
ACCEPTED = {"factor": "no-alert", "accepted": {"because": "retired this year", "review_on": "2026-09-15"}}

FACTORS = (
    factor("clock-skew", ask=["Would a wrong clock show?"]),
    factor("stale-cache"),
    factor("no-alert"),
)


def postmortems() -> list[Postmortem]:
    return [
        incident("a1", "2026-01-10", "clock-skew", "stale-cache", organization="Acme", action_items=[STEP, BOUND, ASK]),
        incident("a2", "2026-04-20", "clock-skew", "stale-cache", "no-alert", organization="Acme"),
        incident("b1", "2026-05-05", "clock-skew", organization="Borealis"),
        incident(
            "b2",
            "2026-05-06",
            "no-alert",
            organization="Borealis",
            title="Nearly dark",
            kind="near-miss",
            severity=None,
            detected_by="chance",
        ),
        incident("a3", "2026-07-14", contributing_factors=[ACCEPTED], organization="Acme"),
        incident("b3", "2026-10-02", contributing_factors=[], organization="Borealis", action_items=[LATER]),
    ]

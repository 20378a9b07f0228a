"""An archive with conditions in every state, small enough to be worked out by hand.

    at Acme       slow-recovery  a1 10 Jan · a2 1 Mar · a3 1 June     a3: an action in progress, one dropped
                  stale-cache    a1 10 Jan · a3 1 June                a3: accepted until 30 June
                  clock-skew     a2 1 Mar                             accepted until 31 December
                  expired-cert   a1 10 Jan · a2 1 Mar                 a2: handed off
                  full-disk      a1 10 Jan · a2 1 Mar                 a2: covered by a1#A3, done on 10 March
    at Borealis   slow-recovery  b1 5 May                             an action verified
                  stale-cache    b1 5 May                             an action of unknown status

The day of the report is 21 November 2026, 315 days after 10 January.
"""

from typing import Any

from mkdocs_postmortems.archive import Archive
from tests.archive.builders import archive_of, incident


def action(id_: str, status: str, *factors: str, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "action": f"Do {id_}", "status": status, "factors": list(factors), **fields}


def cited(slug: str, **fields: Any) -> dict[str, Any]:
    return {"factor": slug, **fields}


def by_hand(**options: Any) -> Archive:
    return archive_of(
        incident(
            "a1",
            "2026-01-10",
            *("slow-recovery", "stale-cache", "expired-cert", "full-disk"),
            organization="Acme",
            action_items=[
                action("A1", "open", "slow-recovery", owner="storage-team", due="2026-02-01"),
                action("A2", "unknown", "stale-cache"),
                action("A3", "done", "full-disk", done_on="2026-03-10"),
            ],
        ),
        incident(
            "a2",
            "2026-03-01",
            organization="Acme",
            contributing_factors=[
                cited("slow-recovery"),
                cited("clock-skew", accepted={"because": "retired soon", "review_on": "2026-12-31"}),
                cited("expired-cert", handed_off={"to": "the vendor", "ticket": "4711"}),
                cited("full-disk", covered_by="a1#A3"),
            ],
        ),
        incident(
            "a3",
            "2026-06-01",
            organization="Acme",
            contributing_factors=[
                cited("slow-recovery"),
                cited("stale-cache", accepted={"because": "rare", "review_on": "2026-06-30"}),
            ],
            action_items=[
                action("A1", "in-progress", "slow-recovery", due="2026-12-01"),
                action("A2", "dropped", "slow-recovery", because="too dear"),
            ],
        ),
        incident(
            "b1",
            "2026-05-05",
            *("slow-recovery", "stale-cache"),
            organization="Borealis",
            action_items=[action("A1", "verified", "slow-recovery"), action("A2", "unknown", "stale-cache")],
        ),
        **options,
    )

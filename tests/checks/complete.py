"""A complete postmortem: every key of the front matter, every section of the full template, and nothing to find in it.

The mutations of `test_mutations.py` take it apart piece by piece.
"""

from typing import Any

from tests.builders import document, factor_text, postmortem_text

MAIN = "postmortems/2026/2026-03-14-stale-leader.md"

FIELDS: dict[str, Any] = {
    "id": "2026-03-14-stale-leader",
    "title": "Writes stalled while two leaders disagreed",
    "date": "2026-03-14",
    "kind": "incident",
    "severity": "SEV2",
    "status": "published",
    "template": "full",
    "lang": "en",
    "organization": "Acme",
    "services": ["storage", "search"],
    "started_at": "2026-03-14T09:12:00Z",
    "detected_at": "2026-03-14T09:20:00Z",
    "mitigated_at": "2026-03-14T09:43:00Z",
    "resolved_at": "2026-03-14T10:30:00Z",
    "detected_by": "customers",
    "trigger": "The old leader came back after a network partition.",
    "impact": ["12 percent of writes failed for 31 minutes", "3,400 orders were placed twice"],
    "contributing_factors": [
        {"factor": "monitoring-gap", "layer": "control-gap", "how": "Nothing watched the replication lag."},
        {
            "factor": "slow-recovery",
            "how": "Replaying the log took 20 minutes.",
            "handed_off": {"to": "database-vendor", "ticket": "VENDOR-81"},
        },
        {
            "factor": "split-brain",
            "layer": "trigger",
            "how": "Both leaders took writes for 31 minutes.",
            "covered_by": "2025-11-02-split-vote#A1",
        },
        {
            "factor": "alert-noise",
            "how": "The first page was one of forty that night.",
            "accepted": {"because": "the old alerts go with the old store in June", "review_on": "2027-06-30"},
        },
    ],
    "action_items": [
        {
            "action": "Page on replication lag above ten seconds",
            "id": "lag-page",
            "owner": "storage-team",
            "priority": "P1",
            "due": "2026-04-01",
            "status": "verified",
            "factors": ["monitoring-gap"],
            "changes": "control",
            "done_on": "2026-03-20",
            "verified_on": "2026-04-02",
            "evidence": "https://runbooks.example/drills/2026-04-02",
            "ticket": "STORE-12",
        },
        {
            "action": "Show the term of each replica on the status board",
            "owner": "platform-team",
            "priority": "P2",
            "due": "2026-05-01",
            "status": "dropped",
            "because": "the board is replaced, and the new one shows it",
            "factors": ["monitoring-gap"],
            "changes": "interface",
        },
        {
            "action": "Vendor reports the lag of each replica by default",
            "status": "unknown",
            "reported": "planned",
            "factors": ["monitoring-gap"],
            "changes": "default",
        },
        {
            "action": "Draw the lag of the past week beside the alert",
            "owner": "storage-team",
            "priority": "P2",
            "due": "2026-12-31",
            "status": "in-progress",
            "factors": ["monitoring-gap"],
            "changes": "interface",
        },
    ],
    "related": [
        {"postmortem": "2025-11-02-split-vote", "relation": "recurrence", "why": "The same two leaders in one term."}
    ],
    "sources": [{"title": "Status page of the day", "url": "https://status.example/incidents/4711"}],
    "authors": ["storage-team"],
    "allow": {"skipped-heading-level": "the vendor's account is quoted with its own headings"},
}

SECTIONS: dict[str, str | None] = {
    "Summary": "12 percent of writes failed for 31 minutes for all customers, because two leaders took them in turn.",
    "Impact": "12 percent of writes failed for 31 minutes, and 3,400 orders were placed twice.",
    "Timeline": (
        "| Time (UTC) | Event |\n"
        "| --- | --- |\n"
        "| 2026-03-14 09:12 | The old leader comes back. |\n"
        "| 2026-03-14 09:20 | Customers report failed orders. |\n"
        "| 2026-03-14 09:43 | The on-call engineer stops the old leader, and writes succeed. |\n"
        "| 2026-03-14 10:30 | The log is replayed. |"
    ),
    "Detection gap": "The alert on failed writes went to a channel that nobody watches at night.",
    "Control gap": "Nothing compared the term of the leader with the term of the write.",
    "Contributing factors": (
        "The return of the old leader set it off, and nothing watched the lag that showed it.\n\n"
        "#### From the vendor's account\n\nA replay has no limit of time."
    ),
    "What went well": "- The runbook for a restart was right.",
    "What went poorly": "- Finding the second leader took 20 minutes.",
    "Where we got lucky": "- No batch job ran that morning.",
    "Action items": "One alert closes the gap; the rest is the vendor's.",
    "How do we prevent recurrence": "Lag now pages the team on call (lag-page), long before two leaders can be up.",
}

OTHERS = {
    "postmortems/2025/2025-11-02-split-vote.md": postmortem_text(
        {
            "Summary": "3 percent of writes failed for 12 minutes for all customers, because a vote was split.",
            "Impact": "3 percent of writes failed for 12 minutes.",
            "Timeline": "| Time (UTC) | Event |\n| --- | --- |\n| 2025-11-02 08:00 | The vote is split. |",
            "How do we prevent recurrence": "Every replica refuses writes of an old term (A1).",
        },
        title="A split vote held writes up",
        date="2025-11-02",
        organization="Acme",
        started_at="2025-11-02T08:00:00Z",
        detected_at="2025-11-02T08:02:00Z",
        mitigated_at="2025-11-02T08:12:00Z",
        resolved_at="2025-11-02T08:12:00Z",
        contributing_factors=[
            {"factor": "split-brain", "layer": "control-gap", "how": "Two replicas led in one term."},
            {"factor": "slow-recovery", "how": "A restart took ten minutes.", "handed_off": {"to": "database-vendor"}},
        ],
        action_items=[
            {
                "action": "Refuse writes of an old term on every replica",
                "owner": "storage-team",
                "priority": "P1",
                "due": "2099-04-01",
                "factors": ["split-brain"],
                "changes": "control",
            }
        ],
    ),
    **{f"postmortems/factors/{slug}.md": factor_text(slug) for slug in ("split-brain", "alert-noise")},
}


def tree(fields: dict[str, Any] | None = None, sections: dict[str, str | None] | None = None) -> dict[str, str]:
    """The archive, with this front matter or these sections in place of the complete ones."""
    return {
        MAIN: document(FIELDS if fields is None else fields, SECTIONS if sections is None else sections),
        **OTHERS,
    }

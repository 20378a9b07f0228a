"""A small archive whose action items are counted by hand, as of 2026-11-21.

| Action item | Status | Owner | Due | Changes | Answers |
| --- | --- | --- | --- | --- | --- |
| leader#A1 | open | storage-team | 2026-03-01, 265 days ago | control | unwatched-lag |
| leader#A2 | in-progress | storage-team | 2026-11-20, yesterday | control | slow-replay |
| leader#A3 | dropped, with the reason | storage-team | - | document | - |
| leader#A4 | open | the team: nobody | 2027-01-31 | training | - |
| vote#A1 | verified | Storage Team | - | default | slow-replay |
| vote#A2 | open | - | - | interface | unwatched-lag |
| vote#A3 | done | client-team | 2026-06-01 | control | unwatched-lag, slow-replay |
| vote#A4 | unknown, planned when published | - | - | - | - |
| vote#A5 | dropped, nothing says why | client-team | 2026-06-01 | - | - |
| draft#A1 | open | draft-team | 2026-03-01 | control | unwatched-lag |

The leader failed on 2026-01-10 at the services storage and login, the vote on 2026-05-05 at storage.
"""

from mkdocs_postmortems.model import Postmortem
from tests.archive.builders import incident

LEADER: Postmortem = incident(
    "leader",
    "2026-01-10",
    "unwatched-lag",
    "slow-replay",
    title="Two leaders at once",
    services=["storage", "login"],
    action_items=[
        {
            "action": "Page on replication lag",
            "owner": "storage-team",
            "due": "2026-03-01",
            "priority": "P1",
            "changes": "control",
            "factors": ["unwatched-lag"],
            "because": "the old store reports no lag",
        },
        {
            "action": "Refuse writes of old terms",
            "owner": "storage-team",
            "due": "2026-11-20",
            "status": "in-progress",
            "changes": "control",
            "factors": ["slow-replay"],
        },
        {
            "action": "Write a second runbook",
            "owner": "storage-team",
            "status": "dropped",
            "because": "the first one will do",
            "changes": "document",
        },
        {"action": "Rehearse the runbook", "owner": "the team", "due": "2027-01-31", "changes": "training"},
    ],
)
VOTE: Postmortem = incident(
    "vote",
    "2026-05-05",
    "unwatched-lag",
    "slow-replay",
    title="A vote ended in a tie",
    services=["storage"],
    action_items=[
        {
            "action": "Run an odd number of voters",
            "owner": "Storage Team",
            "status": "verified",
            "changes": "default",
            "factors": ["slow-replay"],
        },
        {"action": "Show the term in every error", "changes": "interface", "factors": ["unwatched-lag"]},
        {
            "action": "Retry writes at most twice",
            "owner": "client-team",
            "due": "2026-06-01",
            "status": "done",
            "changes": "control",
            "factors": ["unwatched-lag", "slow-replay"],
        },
        {"action": "Ask the vendor", "status": "unknown", "reported": "planned"},
        {"action": "Cache the last term", "owner": "client-team", "due": "2026-06-01", "status": "dropped"},
    ],
)
DRAFT: Postmortem = incident(
    "draft",
    "2026-02-01",
    "unwatched-lag",
    status="draft",
    services=["storage"],
    action_items=[
        {
            "action": "Secret plan",
            "owner": "draft-team",
            "due": "2026-03-01",
            "changes": "control",
            "factors": ["unwatched-lag"],
        }
    ],
)

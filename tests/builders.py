"""Builders: the smallest call that makes the point."""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import frontmatter

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive, load_archive
from mkdocs_postmortems.model import Postmortem, load_postmortem
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import parse

FRONT_MATTER: dict[str, Any] = {
    "title": "Writes stalled while two leaders disagreed",
    "date": "2026-03-14",
    "severity": "SEV3",
    "template": "full",
    "services": ["storage"],
    "started_at": "2026-03-14T09:12:00Z",
    "detected_at": "2026-03-14T09:20:00Z",
    "mitigated_at": "2026-03-14T09:43:00Z",
    "resolved_at": "2026-03-14T10:30:00Z",
    "contributing_factors": [
        {"factor": "monitoring-gap", "layer": "control-gap", "how": "Nothing watched the replication lag."},
        {
            "factor": "slow-recovery",
            "how": "Replaying the log took 20 minutes.",
            "handed_off": {"to": "database-vendor"},
        },
    ],
    "action_items": [
        {
            "action": "Page on replication lag",
            "owner": "storage-team",
            "priority": "P1",
            "due": "2099-04-01",  # no test is so late that it is overdue, and no incident in one comes after it
            "factors": ["monitoring-gap"],
            "changes": "control",
        }
    ],
}
"""The front matter of a postmortem that passes every check."""

SECTIONS: dict[str, str] = {
    "Summary": "Writes failed for 31 minutes for all customers, because two leaders took them in turn.",
    "Impact": "12 percent of writes failed for 31 minutes.",
    "Timeline": "| Time (UTC) | Event |\n| --- | --- |\n| 2026-03-14 09:12 | The old leader comes back. |",
    "Detection gap": "The alert on failed writes went to a channel that nobody watches at night.",
    "Control gap": "Nothing compared the term of the leader with the term of the write.",
    "Contributing factors": "The return of the old leader set it off, and nothing watched the lag that showed it.",
    "What went well": "- The runbook for a restart was right.",
    "What went poorly": "- Finding the second leader took 20 minutes.",
    "Action items": "One alert closes the gap.",
    "How do we prevent recurrence": "Lag now pages the team on call (A1).",
}
"""The body of the same postmortem."""

FACTORS = ("monitoring-gap", "slow-recovery")
"""What the passing postmortem cites; every archive has them."""

MORE_FACTORS = ("alert-noise",)
"""What an archive has when it speaks of it."""


def document(fields: Mapping[str, Any], sections: Mapping[str, str | None]) -> str:
    """A Markdown file with this front matter and these sections."""
    said = {key: value for key, value in fields.items() if value is not None}
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections.items() if text is not None)
    return written(said, body)


def written(fields: Mapping[str, Any], body: str) -> str:
    """A clean document as python-frontmatter writes it."""
    return str(frontmatter.dumps(frontmatter.Post(body, **fields), sort_keys=False)) + "\n"


def postmortem_text(sections: Mapping[str, str | None] | None = None, **fields: Any) -> str:
    """The passing postmortem with these facts and sections laid over it; None takes one away."""
    return document({**FRONT_MATTER, **fields}, {**SECTIONS, **(sections or {})})


def factor_text(slug: str, **fields: Any) -> str:
    title = slug.replace("-", " ").capitalize()
    return written({"title": title, "type": "process", "definition": f"{title}.", **fields}, "Prose about it.")


def postmortem(name: str = "2026-03-14-stale-leader", **fields: Any) -> Postmortem:
    """A postmortem that never was a file."""
    text = postmortem_text(**fields)
    item = load_postmortem(parse(text.encode(), f"postmortems/2026/{name}.md")).item
    assert item is not None
    return item


Tree = Mapping[str, str | bytes]


def write_tree(root: Path, files: Tree) -> Path:
    """Write files below a folder, and the usual factors unless they bring their own."""
    slugs = (*FACTORS, *(slug for slug in MORE_FACTORS if _speaks_of(files, slug)))
    usual = {f"postmortems/factors/{slug}.md": factor_text(slug) for slug in slugs}
    for path, content in {**usual, **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
    return root


def _speaks_of(files: Tree, slug: str) -> bool:
    return any(slug.encode() in (text if isinstance(text, bytes) else text.encode()) for text in files.values())


def load(root: Path, files: Tree, *, drafts: bool = False, **settings: Any) -> Archive:
    """An archive read from a tree of files."""
    settings.setdefault("as_of", "2026-11-21")
    return load_archive(write_tree(root, files), Settings.of(settings), drafts=drafts)


def analysis(root: Path, files: Tree, **settings: Any) -> Analysis:
    """What such an archive says."""
    return Analysis(load(root, files, **settings))

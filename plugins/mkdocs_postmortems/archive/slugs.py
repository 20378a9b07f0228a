"""Names as they stand in addresses."""

from functools import cache
from hashlib import sha256
from unicodedata import category, normalize

_MOST_BYTES = 80
"""A file name may have 255, and some hosts allow fewer; what is cut off is told apart by eight digits of a hash."""


@cache
def slugify(name: str) -> str:
    """`Let's Encrypt` becomes `lets-encrypt`. Letters and marks of any script stay, and nothing that could climb out of
    a folder."""
    folded = normalize("NFKC", normalize("NFKC", name).casefold())
    folded = folded.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    kept = "".join(c if c.isalnum() or category(c).startswith("M") else " " for c in folded)
    slug = "-".join(kept.split()) or "unnamed"
    if len(slug.encode()) <= _MOST_BYTES:
        return slug
    cut = slug.encode()[: _MOST_BYTES - 9].decode(errors="ignore").rstrip("-")
    return f"{cut}-{sha256(slug.encode()).hexdigest()[:8]}"

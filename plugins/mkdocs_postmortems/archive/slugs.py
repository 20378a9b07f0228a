"""Names as they stand in addresses."""

import re
import unicodedata
from hashlib import sha256

_OTHER = re.compile(r"[^\w]+|_+")
_LONGEST = 80


def slugify(name: str) -> str:
    """`Let's Encrypt` becomes `lets-encrypt`. Letters of any script stay, no dots can climb out of a folder, and a
    name too
    long for a file system is cut and told apart by a few digits of its hash."""
    folded = (
        unicodedata.normalize("NFKC", name).casefold().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )
    slug = _OTHER.sub("-", folded).strip("-") or "unnamed"
    if len(slug) <= _LONGEST:
        return slug
    return f"{slug[: _LONGEST - 9].rstrip('-')}-{sha256(slug.encode()).hexdigest()[:8]}"

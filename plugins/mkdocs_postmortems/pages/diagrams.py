"""Diagrams in prose. A theme that meets one fetches Mermaid from another host, unless the site has a copy."""

DIAGRAM = '<pre class="mermaid">'
"""What Material looks for."""

_TEXT = '<pre class="pm-diagram">'


def as_text(html: str) -> str:
    """A page whose diagrams are shown as they were written."""
    return html.replace(DIAGRAM, _TEXT)

"""What every drawing needs. svg.py writes the elements and does not escape: texts go through `words` first."""

import svg
from markupsafe import Markup, escape


def share(value: float) -> svg.Length:
    """A place or a length in per cent, so that a drawing fills any width and its text keeps its size."""
    return svg.Length(round(value, 2), "%")


def words(text: object) -> str:
    """A text as it may stand in a drawing."""
    return str(escape(text))


def image(label: object) -> dict[str, str]:
    """The attributes of a drawing that says something, with what it says."""
    return {"role": "img", "aria-label": words(label)}


HIDDEN = {"aria-hidden": "true"}
"""The attributes of a drawing that repeats what stands beside it in words."""


def markup(element: svg.Element) -> Markup:
    return Markup(element.as_str())


def plot(elements: list[svg.Element], height: int, label: object) -> Markup:
    """A drawing as wide as the page, so many pixels high, that says what `label` says."""
    return markup(svg.SVG(xmlns=None, class_=["pm-plot"], height=height, elements=elements, extra=image(label)))

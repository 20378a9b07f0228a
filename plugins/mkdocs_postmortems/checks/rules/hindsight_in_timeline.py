"""PM225 hindsight-in-timeline."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for event in filed.timeline.events if filed.timeline else ():
        hindsight = _HINDSIGHT.search(event.text) if any(word in event.text.lower() for word in _WORDS) else None
        if hindsight:
            yield Problem(
                f'"{hindsight.group()}" tells what was learned later, among what was known then',
                'move it to a column "Learned later", and leave here what could be seen',
                line=event.line,
            )


_WORDS = ("later", "afterwards", "subsequently", "hindsight", "retrospect", "now know", "post-incident", "at the time")
_LEARNED = "learn(?:ed|t)|found(?: out)?|discovered|turn(?:s|ed) out|reali[sz]ed|determined|established|understood"
_HINDSIGHT = re.compile(
    r"\b(?:(?:we|it|they|this|that|which|was|were|is) (?:would )?(?:only )?(?:later|afterwards|subsequently) "
    rf"(?:{_LEARNED})"
    rf"|(?:{_LEARNED}) (?:only )?(?:much )?(?:later|afterwards)|(?:in|with) (?:hindsight|retrospect)|in retrospect"
    r"|we now know|(?:post-incident|later) (?:analysis|investigation) (?:showed|shows|revealed|found)"
    r"|(?:unknown|not known|unnoticed) (?:to us |to anybody |to anyone )?at the time)\b",
    re.IGNORECASE,
)


RULE = Rule(
    id="PM225",
    name="hindsight-in-timeline",
    level=Level.WARNING,
    rationale="""
        The timeline tells what could be seen at each step, so that readers understand why each step made sense. What
        was learned afterwards makes it look as if it had been there to see. It has a column of its own.
    """,
    citation=Citation("S. Dekker, The Field Guide to Understanding Human Error", "https://sidneydekker.com/books/"),
    bad="""
        ## Timeline

        | Time (UTC) | Event |
        | --- | --- |
        | 2026-03-14 09:12 | Writes fail; it later turned out that the old leader had come back. |
    """,
    good="""
        ## Timeline

        | Time (UTC) | Event | Learned later |
        | --- | --- | --- |
        | 2026-03-14 09:12 | Writes fail. | The old leader had come back. |
    """,
    looks_at=Filed,
    check=check,
)

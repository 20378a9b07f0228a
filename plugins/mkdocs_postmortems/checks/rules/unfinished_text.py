"""PM207 unfinished-text."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.checks.rules.template_residue import left_by_a_template


def check(filed: Filed) -> Iterator[Problem]:
    body = filed.postmortem.source.body
    if not any(word in body.text for word in _WORDS) or not _WORD.search(body.text):
        return
    headings = {heading.line for heading in body.headings}
    residue = [range(section.line, section.end) for section in left_by_a_template(filed)]
    for passage in body.prose:
        for i, line in enumerate(passage.text.split("\n")):
            word, number = _WORD.search(line), passage.line + i
            if word and number not in headings and not any(number in lines for lines in residue):
                yield Problem(
                    f'"{word.group()}" is left in the text',
                    "finish the sentence, or say what is not known",
                    line=number,
                )


_WORDS = ("TODO", "TBD", "TBC", "TBA", "FIXME", "XXX")
_WORD = re.compile(
    r"(?<![\w.\-/@#$\"'\N{LEFT DOUBLE QUOTATION MARK}])(?<!\b[Aa] )(?<!\b[Tt]he )(?<!\b[Tt]his )(?<!\b[Tt]hat )"
    r"(?<!\b[Oo]ld )(?<!\b[Oo]ur )"
    rf"(?:{'|'.join(_WORDS)})"
    r"(?![\w\-/@#=\"'\N{RIGHT DOUBLE QUOTATION MARK}]|\.\w| (?:lists?|comments?|items?|apps?|notes?|markers?|files?)\b)"
)
"""Such a word where it speaks for itself: a TODO in the code, the TODO list and XXX-123 are spoken of."""


RULE = Rule(
    id="PM207",
    name="unfinished-text",
    level=Level.WARNING,
    rationale="""
        A TODO in a published postmortem is a promise to readers that nobody keeps track of. While it is a draft it is
        where it belongs, and only advice.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## Impact

        12 percent of writes failed for 31 minutes. TODO: number of customers
    """,
    good="""
        ## Impact

        12 percent of writes failed for 31 minutes. How many customers that were could not be told afterwards.
    """,
    looks_at=Filed,
    check=check,
)

"""PM206 template-residue."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.model.prompts import is_placeholder, only_residue
from mkdocs_postmortems.source import FieldPath, Section


def check(filed: Filed) -> Iterator[Problem]:
    for section in left_by_a_template(filed):
        yield Problem(
            f'the section "{section.title}" holds nothing but what a template left there: "{_words_of(section)}"',
            "write the answer in its place, or say that nothing is known and why",
            line=section.line,
        )
    for at, written in _values(filed.postmortem):
        if is_placeholder(written):
            yield Problem(
                f'{at[-1] if isinstance(at[-1], str) else at[0]} is "{_short(written)}", as a template has it',
                "say what is so in its place, or leave the key out",
                at=at,
            )


def left_by_a_template(filed: Filed) -> Iterator[Section]:
    """The sections that the template asks for and nobody has written into, though something stands there."""
    for title, section in filed.sections.items():
        if section is not None and filed.answers[title] is None and not section.is_empty:
            yield section


def _words_of(section: Section) -> str:
    return _short(only_residue(section) or "")


def _values(postmortem: Postmortem) -> Iterator[tuple[FieldPath, str]]:
    """What front matter says in words."""
    for at, mark in postmortem.source.marks.items():
        if mark[4] and (at[-1] in _WORDS or at[0] in _LISTS):
            yield at, mark[4]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:57] + "..."


_WORDS = frozenset(("title", "organization", "trigger", "how", "action", "because", "evidence", "why", "to", "ticket"))
_LISTS = frozenset(("impact", "services", "authors", "allow"))
"""Keys whose values are words; those of closed lists, dates and ids are refused when they are none."""


RULE = Rule(
    id="PM206",
    name="template-residue",
    level=Level.ERROR,
    rationale="""
        A prompt or a placeholder left in place looks like an answer in a table of contents. "Nothing is known of how
        it was noticed" is an answer; TBD, a lone bullet and the question of the template are not.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## Detection gap

        TODO
    """,
    good="""
        ## Detection gap

        Nobody was told: the alert went to a channel that is not read at night.
    """,
    looks_at=Filed,
    check=check,
)

"""PM209 summary-too-long."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Option, Problem, Rule
from mkdocs_postmortems.model.template import SUMMARY
from mkdocs_postmortems.source import Section


def check(filed: Filed, *, words: int) -> Iterator[Problem]:
    section = filed.section(SUMMARY)
    if section is None or len(section.text.split()) <= words:
        return
    count = _words(section)
    if count > words:
        yield Problem(
            f"the summary is {count} words long, more than {words}",
            "say in two or three sentences what broke, who felt it and how long; the rest has sections of its own",
            line=section.line,
        )


def _words(section: Section) -> int:
    """How many words it says before a heading below it begins something else."""
    end = min((heading.line for heading in section.body.headings), default=section.end)
    return sum(len(passage.text.split()) for passage in section.body.prose if passage.line < end)


RULE = Rule(
    id="PM209",
    name="summary-too-long",
    level=Level.ADVICE,
    rationale="""
        Most readers read the summary and no further. One or two sentences carry what broke, who felt it and how long;
        the rest has sections of its own.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## Summary

        Writes failed for 31 minutes for all customers, because two leaders took them in turn.
        Writes failed for 31 minutes for all customers, because two leaders took them in turn.
        Writes failed for 31 minutes for all customers, because two leaders took them in turn.
        Writes failed for 31 minutes for all customers, because two leaders took them in turn.
        Writes failed for 31 minutes for all customers, because two leaders took them in turn.
        Writes failed for 31 minutes for all customers, because two leaders took them in turn.
        Writes failed for 31 minutes for all customers, because two leaders took them in turn.
    """,
    good="""
        ## Summary

        Writes failed for 31 minutes for all customers, because two leaders took them in turn.
    """,
    looks_at=Filed,
    check=check,
    options={"words": Option(100, "How many words a summary may have.")},
)

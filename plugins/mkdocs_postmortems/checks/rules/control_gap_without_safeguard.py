"""PM403 control-gap-without-safeguard."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.english import is_english
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.template import CONTROL_GAP


def check(filed: Filed) -> Iterator[Problem]:
    section = filed.answer(CONTROL_GAP)
    if section is None or not is_english(filed.postmortem, section.text):
        return
    if not _SAFEGUARD.search(section.text):
        yield Problem(
            f'"{section.title}" names no safeguard',
            "which limit, check, stage, switch, review or test was absent, or there and did not hold?",
            line=section.line,
        )


_SAFEGUARD = re.compile(
    r"""
    \b(?: alarm | alert | approv | audit | backup | barrier | block | bound | breaker | budget | canar | cap(?:ped|s)?\b
        | check | compar | confirm | control | cool-?down | defen[cs]e | drill | dry.run | expir | failover | fallback
        | feature.flag | fence | filter | firewall | gate | guard | interlock | isolat | limit | lint | lock | maximum
        | minimum | monitor | none\b | no\b | nobody | not\b | nothing | only | partition | permission | policy
        | prevent
        | procedure | process | protect | quota | rate | reboot | redundan | refus | rehears | reject | renew | replica
        | restrict | retr | review | rights | role | roll(?:ed)?.?back | rollout | rotat | rule | runbook | safeguard
        | safety | sandbox | schema | separat | shard | stag(?:e|ing) | stop | switch | test | threshold | throttl
        | time.?out | type | valid | verif | warn | without )
      | n't\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What holds an incident small, and words that say it was not there: one is enough, for few can be listed."""


RULE = Rule(
    id="PM403",
    name="control-gap-without-safeguard",
    level=Level.ADVICE,
    rationale="""
        The section names the guardrail that was absent, or that was there and did not hold: a limit, a stage, a
        review, a switch. A gap without a name cannot be closed.
    """,
    citation=Citation(
        "Site Reliability Engineering, ch. 15: Postmortem culture", "https://sre.google/sre-book/postmortem-culture/"
    ),
    bad="""
        ## Control gap

        We were simply unlucky this time.
    """,
    good="""
        ## Control gap

        Nothing compared the term of the leader with the term of the write, and no limit stopped the retries.
    """,
    looks_at=Filed,
    check=check,
)

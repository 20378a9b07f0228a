"""PM705 named-person."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("named-person", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" ties the harm to a name: would the account lose anything if it told the role?',
            'tell the role, such as "the on-call engineer" or "the deploying team", and what they had before them',
        )


RULE = Rule(
    id="PM705",
    name="named-person",
    level=Level.WARNING,
    rationale="""
        A name beside the harm stays there for as long as the archive does, and the next person thinks twice before they
        tell. Nothing is lost without it: anybody in that place, with that screen before them, might have done the same,
        and a role says which place it was. Asked about is a name, a handle or initials with the act that did harm. Left
        alone are roles and teams; owners, authors, reviewers and those who led the response; and everything helpful,
        for which somebody may well be thanked by name.
    """,
    citation=Citation("PagerDuty, The blameless postmortem", "https://postmortems.pagerduty.com/culture/blameless/"),
    bad="""
        ## Summary

        Tom deployed the wrong branch and broke the write path for 31 minutes.
    """,
    good="""
        ## Summary

        A deployment from the wrong branch broke the write path for 31 minutes; the deploy tool takes any branch.
    """,
    looks_at=Filed,
    check=check,
)

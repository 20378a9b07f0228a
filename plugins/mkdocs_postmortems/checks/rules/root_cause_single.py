"""PM711 root-cause-single."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("root-cause-single", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" claims one cause: what else had to be so for this to happen, spread and last?',
            "call what set it off the trigger, and list the contributing factors beside it, each a place to act",
        )


RULE = Rule(
    id="PM711",
    name="root-cause-single",
    level=Level.ADVICE,
    rationale="""
        Failures of complex systems need several conditions at once, and which of them is called the root says more
        about where the search stopped than about the system. What set it off is the trigger; what let it happen, spread
        and last are contributing factors, each of them a place to act. Left alone are causes in the plural, saying that
        there is rarely one, a cause that is still looked for, headings, and roots that are certificates or volumes. It
        is advice, since many who use the words have listed the other conditions as well.
    """,
    citation=Citation("R. Cook, How complex systems fail", "https://how.complexsystems.fail/"),
    bad="""
        ## Contributing factors

        The root cause was an expired lease.
    """,
    good="""
        ## Contributing factors

        An expired lease was the trigger. Contributing factors: nothing compares terms, and no alert is set on lag.
    """,
    looks_at=Filed,
    check=check,
)

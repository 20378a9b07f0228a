"""PM703 human-error-as-cause."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("human-error-as-cause", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" ends the account at a person: what made the slip easy, and what let it go so far?',
            "go on from there: what was easy to confuse, what did not ask, what would have stopped it",
        )


RULE = Rule(
    id="PM703",
    name="human-error-as-cause",
    level=Level.WARNING,
    rationale="""
        "Human error" is where an account begins, not where it ends: the same slip on another day, or behind another
        prompt, does nothing. What made it easy, what did not stop it and what spread it are conditions that the next
        person meets as well. What somebody did may be told as the trigger, with its conditions beside it. Left alone
        are those who call it a symptom, or a tool prone to it, and a change, a command or a
        typing error in a file with no person in the sentence.
    """,
    citation=Citation("S. Dekker, The Field Guide to Understanding Human Error", "https://sidneydekker.com/books/"),
    bad="""
        ## Contributing factors

        The outage was caused by human error during the failover.
    """,
    good="""
        ## Contributing factors

        The failover was started on production instead of staging: both consoles look alike, and neither asks.
    """,
    looks_at=Filed,
    check=check,
)

"""PM704 human-terminus."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("human-terminus", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" is the last answer, and ends at a person: what around them made that likely?',
            "ask once more, with how: how was it possible, and what would have held all the same",
        )


RULE = Rule(
    id="PM704",
    name="human-terminus",
    level=Level.WARNING,
    rationale="""
        A chain of whys stops where it is convenient, and a person is always convenient. Everybody is tired, in a hurry
        or new at some time; a system that needs them not to be will fail again. Only the last answer is looked at: "no
        one knew" half way is a fair answer when the chain goes on to the inventory that does not exist. Asking how in
        place of why leads past the person to what they had before them.
    """,
    citation=Citation(
        "J. Allspaw, The Infinite Hows",
        "https://www.kitchensoap.com/2014/11/14/the-infinite-hows-or-the-dangers-of-the-five-whys/",
    ),
    bad="""
        ## Whys

        1. Why did writes stop? The old leader came back.
        2. Why did it come back? It was restarted by hand.
        3. Why by hand? The operator was in a hurry.
    """,
    good="""
        ## Whys

        1. Why did writes stop? The old leader came back.
        2. Why did it come back? It was restarted by hand.
        3. Why by hand? The restart job needs an approval that takes an hour at night.
    """,
    looks_at=Filed,
    check=check,
)

"""PM706 who-question."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("who-question", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" has a name for an answer: what would you ask if it could have been anybody?',
            'ask what allowed it: "how was it possible", "what made it look right", "which control was missing"',
        )


RULE = Rule(
    id="PM706",
    name="who-question",
    level=Level.WARNING,
    rationale="""
        "Who did it?" closes an inquiry as soon as there is a name; "what allowed it?" opens one, and ends at something
        that can be built. Why did somebody do it is the same question in other clothes: ask how it came to look like
        the right thing. Left alone are the questions of an incident that has to be run: who is on call, who noticed it
        first, which team gets the alert; why a tool did something; and why we did not know.
    """,
    citation=Citation(
        "J. Allspaw, The Infinite Hows",
        "https://www.kitchensoap.com/2014/11/14/the-infinite-hows-or-the-dangers-of-the-five-whys/",
    ),
    bad="""
        ## Control gap

        The change went out with one approval. Who approved it without a second look?
    """,
    good="""
        ## Control gap

        What allowed the change to go out with one approval? The gate accepts that of its own author.
    """,
    looks_at=Filed,
    check=check,
)

"""PM701 counterfactual."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("counterfactual", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" tells of a world that was not: what did this one look like at the time?',
            "tell what they saw and what made it look right, and which signal would have shown the other way",
        )


RULE = Rule(
    id="PM701",
    name="counterfactual",
    level=Level.WARNING,
    rationale="""
        "They should have noticed the alert" describes a world that did not exist. In the one that did, the alert was
        one of forty, or went where nobody looks, and that can be mended. So the question goes to people who should,
        could or might have acted otherwise, in the third person and in the first. Left alone is what a machine, a
        control or a document should have done, what is required from now on, and what nobody could have known.
    """,
    citation=Citation("S. Dekker, The Field Guide to Understanding Human Error", "https://sidneydekker.com/books/"),
    bad="""
        ## Detection gap

        The on-call engineer should have noticed that replication lag was climbing.
    """,
    good="""
        ## Detection gap

        Replication lag climbed for 40 minutes on a dashboard that nobody is asked to look at; no alert is set on it.
    """,
    looks_at=Filed,
    check=check,
)

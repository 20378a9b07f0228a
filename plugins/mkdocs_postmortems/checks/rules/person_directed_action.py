"""PM707 person-directed-action."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    for saying in filed.sayings.get("person-directed-action", ()):
        yield Problem.about(
            saying,
            f'"{saying.words}" changes one person: what would change it for everybody who comes to the same place?',
            "change what made the slip easy: a default, a check, a name, an interface; then nobody has to be named",
        )


RULE = Rule(
    id="PM707",
    name="person-directed-action",
    level=Level.WARNING,
    rationale="""
        To retrain, remind or watch whoever was there makes one person careful for a while, and leaves the trap for the
        next. It also teaches everybody else to say less. A better default, a check or an interface holds for all of
        them. The question is only about particular people, by name or as the one who did it, and only in action items.
        Left alone are training, drills and reviews for everybody, rules of approval for a system, and retraining a
        model.
    """,
    citation=Citation(
        "J. Allspaw, Blameless PostMortems and a Just Culture", "https://www.etsy.com/codeascraft/blameless-postmortems"
    ),
    bad="""
        ## Action items

        - Retrain the engineer who ran the migration.
    """,
    good="""
        ## Action items

        - Have the migration tool ask for the name of the database before it runs against production.
    """,
    looks_at=Filed,
    check=check,
)

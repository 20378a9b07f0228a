"""PM801 possible-secret."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.checks.secrets import suspects
from mkdocs_postmortems.source import Source


def check(source: Source) -> Iterator[Problem]:
    for suspect in suspects(source.text):
        yield Problem(
            f"this looks like a secret ({suspect.kind})",
            "revoke it first; then take it out of the file, and out of git's history",
            place=source.place_of(suspect.offset),
        )


RULE = Rule(
    id="PM801",
    name="possible-secret",
    level=Level.ERROR,
    rationale="""
        A command or a log pasted in the heat of an incident brings its keys along, and whoever reads the page has them.
        What is in git is out already, in a draft too: only revoking it helps. The finding says what kind of secret it
        seems to be and never repeats it.

        Secrets are looked for by detect-secrets, where the extra `secrets` is installed. A line that only looks like
        one ends in `<!-- pragma: allowlist secret -->`.
    """,
    citation=Citation(
        "OWASP, Secrets management cheat sheet",
        "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    ),
    bad="""
        ## Summary

        The backup ran with the key AKIAIOSFODNN7EXAMPLE, which had expired.
    """,
    good="""
        ## Summary

        The backup ran with the key of the backup service, which had expired.
    """,
    looks_at=Source,
    check=check,
    holds_for_drafts=True,
)

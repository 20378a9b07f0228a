"""`postmortems similar`: what an archive tells of a text that need not be a postmortem yet."""

import json
from pathlib import Path
from typing import Any

import pytest

from mkdocs_postmortems.analysis.skim import most_promising
from tests.analysis.builders import DATABASE, EXPIRED_CERT, EXPIRED_TLS, FULL_DISK, WRONG_CLOCK
from tests.builders import SECTIONS, factor_text, postmortem_text
from tests.cli.builders import run, site
from tests.edits.builders import files

NOTES = f"# Shop refused\n\n{EXPIRED_TLS}\n"
CERT, DISK, CLOCK, DATABASE_ID = "2026-01-01-cert", "2026-01-02-disk", "2026-01-03-clock", "2026-01-04-database"
OPEN = {
    "action": "Watch the day of expiry",
    "owner": "gateway-team",
    "factors": ["expired-cert"],
    "status": "in-progress",
}
DONE = {
    "action": "Renew it",
    "owner": "gateway-team",
    "factors": ["expired-cert"],
    "status": "done",
    "done_on": "2026-01-02",
}


def path_of(name: str) -> str:
    return f"postmortems/2026/{name}.md"


def told(name: str, text: str, *factors: str, **fields: Any) -> dict[str, str]:
    """The file of a postmortem that says this and nothing else."""
    bare = dict.fromkeys(("services", "started_at", "detected_at", "mitigated_at", "resolved_at", "action_items"))
    said = {
        **bare,
        "title": name[11:].capitalize(),
        "date": name[:10],
        "contributing_factors": [{"factor": factor} for factor in factors],
        **fields,
    }
    return {path_of(name): postmortem_text({**dict.fromkeys(SECTIONS), "What happened": text}, **said)}


ARCHIVE = {
    **told(CERT, EXPIRED_CERT, "expired-cert", organization="Acme", action_items=[OPEN, DONE]),
    **told(DISK, FULL_DISK, "full-disk"),
    **told(CLOCK, WRONG_CLOCK),
    **told(DATABASE_ID, DATABASE),
    "postmortems/factors/expired-cert.md": factor_text("expired-cert", aliases=["lapsed-cert"]),
    "postmortems/factors/full-disk.md": factor_text("full-disk"),
}


def archive(root: Path, *more: dict[str, str], **options: Any) -> Path:
    return site(
        root, {"notes.md": NOTES, **ARCHIVE, **{path: text for one in more for path, text in one.items()}}, **options
    )


def similar(root: Path, *arguments: str) -> list[dict[str, Any]]:
    result = run(root, "similar", *arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


def found_by(root: Path, *arguments: str) -> list[str]:
    return [one["postmortem"] for one in similar(root, *arguments)]


def draft(root: Path, text: str, name: str = "notes.md") -> str:
    (root / name).write_text(text, encoding="utf-8")
    return name


# ------------------------------------------------------------------ what it tells


def test_a_draft_without_front_matter_finds_what_is_like_it_with_all_there_is_to_tell(tmp_path: Path) -> None:
    result = run(archive(tmp_path), "similar", "notes.md")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Cert  Acme, 2026-01-01",
        f"    {path_of(CERT)}",
        "    both tell how something ran out of its term",
        "    Expired cert: seen once; 1 held so far",
        "    still in progress there: A1 Watch the day of expiry",
    ]
    assert result.stderr == "1 postmortem of 4 like this one\n"


def test_as_json_each_is_told_with_all_there_is(tmp_path: Path) -> None:
    (one,) = similar(archive(tmp_path), "notes.md")
    assert one.pop("score") > 0
    assert one == {
        "postmortem": CERT,
        "title": "Cert",
        "reasons": ["both tell how something ran out of its term"],
        "date": "2026-01-01",
        "organization": "Acme",
        "path": path_of(CERT),
        "factors": [{"factor": "expired-cert", "title": "Expired cert", "history": "seen once; 1 held so far"}],
        "open_actions": [{"id": "A1", "action": "Watch the day of expiry", "status": "in-progress"}],
    }


def test_where_no_organization_is_named_none_is_told(tmp_path: Path) -> None:
    draft(archive(tmp_path), f"# Full\n\n{FULL_DISK}\n")
    assert run(tmp_path, "similar", "notes.md").stdout.splitlines()[0] == "Disk  2026-01-02"
    assert similar(tmp_path, "notes.md")[0]["organization"] is None


def test_where_nothing_is_alike_that_is_told(tmp_path: Path) -> None:
    draft(archive(tmp_path), "# Lunch\n\nThe soup was cold.\n")
    result = run(tmp_path, "similar", "notes.md")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no postmortem of 4 like this one\n")
    assert similar(tmp_path, "notes.md") == []


def test_an_archive_without_postmortems_has_nothing_alike(tmp_path: Path) -> None:
    result = run(site(tmp_path, {"notes.md": NOTES}), "similar", "notes.md")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no postmortem of 0 like this one\n")


def test_a_fix_that_did_not_hold_is_told_in_words(tmp_path: Path) -> None:
    again = told("2026-02-01-again", EXPIRED_TLS, "lapsed-cert", organization="Acme")
    found = similar(archive(tmp_path, again), "notes.md")
    assert {factor["history"] for one in found for factor in one["factors"]} == {"seen twice; 1 fix did not hold"}


def test_a_factor_is_told_once_though_two_postmortems_cite_it(tmp_path: Path) -> None:
    again = told("2026-02-01-again", EXPIRED_TLS, "expired-cert")
    result = run(archive(tmp_path, again), "similar", "notes.md")
    assert result.stderr == "2 postmortems of 5 like this one\n"
    assert result.stdout.count("Expired cert: seen") == 1


def test_no_more_than_three_factors_are_told_of_each(tmp_path: Path) -> None:
    many = told("2026-02-01-many", EXPIRED_TLS, "a-a", "b-b", "c-c", "d-d")
    by_id = {one["postmortem"]: one for one in similar(archive(tmp_path, many), "notes.md")}
    assert [factor["factor"] for factor in by_id["2026-02-01-many"]["factors"]] == ["a-a", "b-b", "c-c"]


def test_a_draft_that_cites_factors_is_told_of_those_both_cite(tmp_path: Path) -> None:
    draft(archive(tmp_path), "---\ntitle: Shop\ncontributing_factors: [{factor: lapsed-cert}, {factor: a-a}]\n---\n")
    (one,) = similar(tmp_path, "notes.md")
    assert one["postmortem"] == CERT
    assert one["reasons"] == ["both: expired cert"]
    assert [factor["factor"] for factor in one["factors"]] == ["expired-cert"]


def test_what_front_matter_states_is_compared_too(tmp_path: Path) -> None:
    draft(archive(tmp_path), f"---\ntitle: Shop\ntrigger: {json.dumps(EXPIRED_TLS)}\n---\n\nWe met.\n")
    assert found_by(tmp_path, "notes.md") == [CERT]


def test_no_more_are_told_than_are_wanted(tmp_path: Path) -> None:
    again = [told(f"2026-02-0{n}-again", EXPIRED_TLS, "expired-cert") for n in (1, 2, 3)]
    archive(tmp_path, *again)
    assert [len(found_by(tmp_path, "notes.md", "-n", str(n))) for n in (1, 2, 50)] == [1, 2, 4]


@pytest.mark.parametrize("number", ["0", "51", "-1", "many"])
def test_a_number_that_cannot_be_is_wrong_use(tmp_path: Path, number: str) -> None:
    assert run(archive(tmp_path), "similar", "notes.md", "-n", number).exit_code == 2


def test_what_an_author_set_apart_is_not_told(tmp_path: Path) -> None:
    apart = f"---\ntitle: Shop\nrelated: [{{postmortem: {CERT}, relation: unrelated}}]\n---\n"
    draft(archive(tmp_path), f"{apart}\n{EXPIRED_TLS}\n")
    assert found_by(tmp_path, "notes.md") == []


def test_drafts_of_the_archive_are_not_looked_through(tmp_path: Path) -> None:
    assert found_by(archive(tmp_path, told(CERT, EXPIRED_CERT, status="draft")), "notes.md") == []


# ------------------------------------------------------------------ where the draft lies


def test_a_draft_may_lie_anywhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    draft(elsewhere, NOTES)
    assert found_by(archive(tmp_path / "site"), str(elsewhere / "notes.md")) == [CERT]


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_postmortem_of_the_archive_does_not_find_itself(tmp_path: Path, status: str) -> None:
    again = told("2026-02-01-again", EXPIRED_TLS, "expired-cert", status=status)
    assert found_by(archive(tmp_path, again), path_of("2026-02-01-again")) == [CERT]


def test_the_command_works_from_a_folder_of_the_archive(tmp_path: Path) -> None:
    archive(tmp_path)
    assert found_by(tmp_path / "postmortems" / "2026", "../../notes.md") == [CERT]


@pytest.mark.parametrize("options", [[], ["--format", "json"]])
def test_nothing_is_written(tmp_path: Path, options: list[str]) -> None:
    before = files(archive(tmp_path))
    assert run(tmp_path, "similar", "notes.md", *options).exit_code == 0
    assert files(tmp_path) == before


# ------------------------------------------------------------------ what cannot be compared

UNREADABLE = [
    (b"\x89PNG\r\n\x1a\n\x00\x00", "is not UTF-8 (byte 0x89)"),
    (b"PK\x03\x04", "holds a control character (U+0003)"),
    (b"# T\n\n\x1b[31mred\n", "holds a control character (U+001B)"),
    (b"caf\xe9\n", "is not UTF-8 (byte 0xe9)"),
    (b"---\ntitle: A\n", "the front matter is opened with --- and never closed"),
    (b"---\ntitle: [\n---\nText\n", "the front matter is not YAML"),
    (b"---\n- a\n---\nText\n", "the front matter is not a mapping"),
]


@pytest.mark.parametrize("command", ["similar", "suggest"])
@pytest.mark.parametrize(("content", "message"), UNREADABLE, ids=[message for _, message in UNREADABLE])
def test_a_file_of_which_nothing_can_be_made_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, message: str, command: str
) -> None:
    (archive(tmp_path) / "notes.md").write_bytes(content)
    for options in ([], ["--format", "json"]):
        result = run(tmp_path, command, "notes.md", *options)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("Error: notes.md: ")
        assert message in result.stderr


@pytest.mark.parametrize("command", ["similar", "suggest"])
@pytest.mark.parametrize("file", ["no-such.md", "postmortems"])
def test_a_file_that_is_not_there_or_a_folder_is_wrong_use(tmp_path: Path, command: str, file: str) -> None:
    result = run(archive(tmp_path), command, file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert file in result.stderr


@pytest.mark.parametrize("command", ["similar", "suggest"])
@pytest.mark.parametrize(
    "text", ["", "\n\n", "---\n---\n", "# \n", "```\n", "\ufeff", "---\ntitle: 7\ndate: never\n---\n"]
)
def test_a_file_with_next_to_nothing_in_it_finds_nothing(tmp_path: Path, command: str, text: str) -> None:
    draft(archive(tmp_path), text)
    result = run(tmp_path, command, "notes.md", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_what_is_written_in_files_is_no_markup(tmp_path: Path) -> None:
    bracketed = told(CERT, EXPIRED_CERT, title="[red]Cert[/red] [/]", organization="[bold]")
    assert run(archive(tmp_path, bracketed), "similar", "notes.md").stdout.startswith(
        "[red]Cert[/red] [/]  [bold], 2026"
    )


def test_files_of_the_archive_that_cannot_be_read_do_not_keep_the_others_from_being_found(tmp_path: Path) -> None:
    archive(tmp_path)
    (tmp_path / path_of("2026-03-01-broken")).write_bytes(b"\xff\x00---")
    (tmp_path / path_of("2026-03-02-open")).write_bytes(b"---\ntitle: [\n---\n")
    assert found_by(tmp_path, "notes.md") == [CERT]


# ------------------------------------------------------------------ a large archive


def crowd(count: int, *factors: str) -> list[dict[str, str]]:
    return [
        told(f"2025-{1 + n % 12:02}-{1 + n // 12 % 28:02}-n{n}", f"{WRONG_CLOCK} Run {n}.", *factors)
        for n in range(count)
    ]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is large is small here: more than five are skimmed, and two of them read."""
    monkeypatch.setattr("mkdocs_postmortems.cli.drafts.MANY", 5)
    monkeypatch.setattr("mkdocs_postmortems.cli.drafts.PROMISING", 2)


def test_in_more_than_five_hundred_a_neighbour_is_found_and_few_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(tmp_path, *crowd(500))
    read: list[int] = []

    def watched(*arguments: Any) -> list[str]:
        found = most_promising(*arguments)
        read.append(len(found))
        return found

    monkeypatch.setattr("mkdocs_postmortems.cli.drafts.most_promising", watched)
    result = run(tmp_path, "similar", "notes.md")
    assert result.stdout.splitlines()[:2] == ["Cert  Acme, 2026-01-01", f"    {path_of(CERT)}"]
    assert result.stderr.endswith(" of 504 like this one\n")
    assert read == [80]


@pytest.mark.usefixtures("small")
def test_of_a_large_archive_the_history_counts_all_citations(tmp_path: Path) -> None:
    archive(tmp_path, *crowd(10, "expired-cert"), *crowd(20)[10:])
    assert similar(tmp_path, "notes.md", "-n", "1")[0]["factors"][0]["history"].startswith("seen 11 times")


@pytest.mark.usefixtures("small")
def test_where_too_many_cite_a_factor_it_is_told_how_many_were_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_postmortems.cli.similar.CITING", 3)
    archive(tmp_path, *crowd(10, "expired-cert"))
    (one,) = similar(tmp_path, "notes.md", "-n", "1")
    assert one["factors"][0]["history"].startswith("seen 11 times; of the 4 looked at")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("other", ["not-expired-cert", "expired-certificate", "expired-cert-2"])
def test_a_longer_name_is_not_counted_as_the_factor(tmp_path: Path, other: str) -> None:
    archive(tmp_path, *crowd(10, other))
    (one,) = similar(tmp_path, "notes.md", "-n", "1")
    assert one["factors"][0]["history"] == "seen once; 1 held so far"


@pytest.mark.usefixtures("small")
def test_other_names_are_counted_as_the_factor(tmp_path: Path) -> None:
    archive(tmp_path, *crowd(10, "lapsed-cert"))
    (one,) = similar(tmp_path, "notes.md", "-n", "1")
    assert one["factors"][0]["history"].startswith("seen 11 times")


@pytest.mark.usefixtures("small")
def test_of_a_factor_that_nobody_described_the_citations_are_counted_and_no_others(tmp_path: Path) -> None:
    undescribed = told(CERT, EXPIRED_CERT, "no-file")
    archive(tmp_path, undescribed, *crowd(7), *crowd(10, "no-file")[7:])
    (one,) = similar(tmp_path, "notes.md", "-n", "1")
    assert one["factors"][0]["history"] == "seen 4 times"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: X\n---\n\nNo expired-cert here.\n",
        "# X\n\nNo expired-cert here, nor factor: expired-cert.\n\n---\n",
        "---\ntitle: No expired-cert here\ntrigger: expired-cert\n---\n",
        "---\ntitle: X\naction_items: [{action: Y, factors: [expired-cert]}]\n---\n",
        "---\ntitle: X\ncontributing_factors: [{factor: expired-cert}]\n",
    ],
    ids=["prose", "no front matter", "a title", "an action", "front matter without an end"],
)
def test_what_is_said_in_passing_is_no_citation(tmp_path: Path, text: str) -> None:
    (one,) = similar(archive(tmp_path, {path_of(f"2025-06-0{n}-x"): text for n in range(1, 8)}), "notes.md", "-n", "1")
    assert one["factors"][0]["history"] == "seen once; 1 held so far"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "cited",
    [
        "[{factor: expired-cert}]",
        '[{"factor": "expired-cert", how: It did.}]',
        "\n  - layer: mitigating\n    factor: 'expired-cert' # again",
        "\n- how: It did.\n  factor:\n    expired-cert",
    ],
)
def test_a_citation_counts_however_it_is_written(tmp_path: Path, cited: str) -> None:
    text = f"---\ntitle: X\ncontributing_factors: {cited}\n---\n"
    (one,) = similar(archive(tmp_path, {path_of(f"2025-06-0{n}-x"): text for n in range(1, 8)}), "notes.md", "-n", "1")
    assert one["factors"][0]["history"].startswith("seen 8 times")


@pytest.mark.usefixtures("small")
def test_a_large_archive_tells_the_same_as_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(tmp_path, *crowd(10))
    (skimmed,) = similar(tmp_path, "notes.md", "-n", "1")
    monkeypatch.setattr("mkdocs_postmortems.cli.drafts.MANY", 500)
    (whole,) = similar(tmp_path, "notes.md", "-n", "1")
    assert {**skimmed, "score": 0} == {**whole, "score": 0}


@pytest.mark.usefixtures("small")
def test_files_of_a_large_archive_that_cannot_be_read_keep_nothing_from_being_found(tmp_path: Path) -> None:
    archive(tmp_path, *crowd(10))
    (tmp_path / path_of("2026-03-01-broken")).write_bytes(b"\xff\x00---" + EXPIRED_CERT.encode())
    assert found_by(tmp_path, "notes.md", "-n", "1") == [CERT]

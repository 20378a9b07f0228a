"""The archive as data: what the files say, against a hand computation; that schema, table and guide agree with them."""

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.exports.everything import Files, files
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.pages import Addresses, all_pages
from tests.archive.builders import archive_of, factor, incident
from tests.exports.builders import SITE, exported

NAMES = ("postmortems", "factors", "actions", "measures")

CERTIFICATE = factor("expired-certificate", type="process", aliases=["old-cert"], ask=["Who renews it?"])

WEB = incident(
    "2025-01-10-web",
    "2025-01-10",
    title="Shop unreachable",
    organization="Shop",
    services=["web", "Web", "pay"],
    severity="SEV1",
    authors=["jo.doe"],
    started_at="2025-01-10T09:00:00+01:00",
    detected_at="2025-01-10T09:08:00+01:00",
    resolved_at="2025-01-10T11:00:00+01:00",
    impact=["two hours without orders", "=HYPERLINK(1)"],
    contributing_factors=[{"factor": "old-cert", "layer": "control-gap", "how": "Nobody renewed it."}],
    related=[{"postmortem": "2025-06-01-login", "relation": "recurrence", "why": "again"}],
    sources=[{"title": "The note", "url": "https://shop.example/note"}],
    action_items=[
        {"action": "Renew by a job", "factors": ["old-cert"], "status": "done", "done_on": "2025-02-01"},
        {"action": "List owners", "factors": ["old-cert"], "owner": "web-team", "due": "2026-06-01"},
        {"action": "Alert 14 days before", "factors": ["expired-certificate"], "status": "done"},
        {"action": "Use a shorter chain", "factors": ["old-cert"], "status": "dropped", "because": "no use"},
        {"action": "Ask for longer terms", "factors": ["old-cert"], "status": "unknown", "reported": "planned"},
        {"action": "Thank the caller"},
    ],
)
MAIL = incident("2025-01-20-mail", "2025-01-20", "expired-certificate", organization="Shop")
LOGIN = incident(
    "2025-06-01-login",
    "2025-06-01",
    organization="Shop",
    contributing_factors=[
        {"factor": "expired-certificate", "accepted": {"because": "retired soon", "review_on": "2026-01-01"}}
    ],
    action_items=[
        {
            "action": "Refuse to start",
            "factors": ["expired-certificate"],
            "status": "verified",
            "done_on": "2025-06-20",
            "verified_on": "2025-07-01",
            "evidence": "A drill",
        }
    ],
)
BANK = incident(
    "2025-09-01-bank",
    "2025-09-01",
    organization="Bank",
    contributing_factors=[{"factor": "expired-certificate", "covered_by": "2025-06-01-login#A1"}],
)
ALMOST = incident("2026-01-05-almost", "2026-01-05", kind="near-miss", severity=None, template=None)
"""The example of the guide on recurrence, with a near miss that cites nothing."""

DRAFT = incident(
    "2026-02-02-zanzibar",
    "2026-02-02",
    "expired-certificate",
    "zanzibar-gap",
    title="Zanzibar",
    status="draft",
    organization="Shop",
    services=["zanzibar"],
    related=[{"postmortem": "2025-01-10-web", "relation": "follow-up"}],
)


@pytest.fixture(scope="module")
def shop() -> Files:
    return exported(ALMOST, WEB, MAIL, LOGIN, BANK, factors=[CERTIFICATE], as_of="2026-07-01")


def read(files: Files, name: str) -> Any:
    return json.loads(files[f"data/{name}.json"])


def table(files: Files, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files[f"data/{name}.csv"].decode(), newline="")))


def verdict(verdict: str, days: int, days_from: str, again: str | None, others: int = 0) -> dict[str, Any]:
    told = {"verdict": verdict, "days": days, "days_from": days_from, "again": again, "others": others}
    return {**told, "factor": "expired-certificate"}


# ---------------------------------------------------------------------- what they say


def test_a_file_begins_with_its_version_its_day_its_site_and_its_denominators(shop: Files) -> None:
    told = read(shop, "postmortems")
    head = {key: told[key] for key in told if key != "postmortems"}
    assert head == {
        "version": 1,
        "as_of": "2026-07-01",
        "site_name": "Archive",
        "site_url": SITE,
        "coded": 4,
        "uncoded": 1,
    }


def test_a_postmortem_is_told_with_its_facts_and_its_address(shop: Files) -> None:
    web = read(shop, "postmortems")["postmortems"][0]
    facts = {key: web[key] for key in web if key not in ("contributing_factors", "action_items")}
    assert facts == {
        "id": "2025-01-10-web",
        "title": "Shop unreachable",
        "url": f"{SITE}postmortems/2026/2025-01-10-web/",
        "path": "postmortems/2026/2025-01-10-web.md",
        "date": "2025-01-10",
        "kind": "incident",
        "severity": "SEV1",
        "status": "published",
        "template": "full",
        "lang": None,
        "organization": "Shop",
        "services": ["web", "pay"],  # the second name of one service is no second service
        "started_at": "2025-01-10T08:00:00Z",
        "detected_at": "2025-01-10T08:08:00Z",
        "mitigated_at": None,
        "resolved_at": "2025-01-10T10:00:00Z",
        "seconds_to_detect": 480,
        "seconds_to_mitigate": None,
        "seconds_to_resolve": 7200,
        "detected_by": None,
        "trigger": None,
        "impact": ["two hours without orders", "=HYPERLINK(1)"],
        "is_repeat": False,
        "related": [{"postmortem": "2025-06-01-login", "relation": "recurrence", "why": "again", "is_backlink": False}],
        "sources": [{"title": "The note", "url": "https://shop.example/note"}],
    }


def test_postmortems_stand_in_the_order_in_which_they_happened(shop: Files) -> None:
    told = read(shop, "postmortems")["postmortems"]
    assert [one["id"] for one in told] == [p.id for p in (WEB, MAIL, LOGIN, BANK, ALMOST)]
    assert [one["is_repeat"] for one in told] == [False, True, True, False, False]
    assert told[-1]["template"] == "light"


def test_a_factor_is_told_by_its_one_name_with_where_its_scope_met_it(shop: Files) -> None:
    web, mail, login, bank, _ = (one["contributing_factors"] for one in read(shop, "postmortems")["postmortems"])
    nowhere = {"count": 0, "nearest": []}
    assert web == [
        {
            "factor": "expired-certificate",
            "title": "Expired certificate",
            "layer": "control-gap",
            "how": "Nobody renewed it.",
            "actions": ["A1", "A2", "A3", "A4", "A5"],
            "covered_by": None,
            "accepted_because": None,
            "accepted_until": None,
            "handed_off_to": None,
            "handed_off_ticket": None,
            "seen_before": nowhere,
            "seen_again": {"count": 2, "nearest": ["2025-01-20-mail", "2025-06-01-login"]},
        }
    ]
    assert mail[0]["seen_before"] == {"count": 1, "nearest": ["2025-01-10-web"]}
    assert login[0]["seen_before"] == {"count": 2, "nearest": ["2025-01-20-mail", "2025-01-10-web"]}
    assert (login[0]["accepted_because"], login[0]["accepted_until"]) == ("retired soon", "2026-01-01")
    assert (bank[0]["covered_by"], bank[0]["seen_before"]) == ("2025-06-01-login#A1", nowhere)


def test_an_action_item_is_told_with_its_verdicts(shop: Files) -> None:
    actions = read(shop, "actions")["actions"]
    assert [(one["postmortem"]["id"], one["id"], one["verdicts"]) for one in actions] == [
        (
            "2025-01-10-web",
            "A1",
            [
                verdict("known-and-open", 10, "incident", "2025-01-20-mail"),
                verdict("did-not-hold", 120, "done", "2025-06-01-login"),
            ],
        ),
        ("2025-01-10-web", "A2", [verdict("known-and-open", 10, "incident", "2025-01-20-mail", 1)]),
        ("2025-01-10-web", "A3", [verdict("did-not-hold", 10, "incident", "2025-01-20-mail", 1)]),
        ("2025-01-10-web", "A4", [verdict("known-and-open", 10, "incident", "2025-01-20-mail", 1)]),
        ("2025-01-10-web", "A5", [verdict("seen-again", 10, "incident", "2025-01-20-mail", 1)]),
        ("2025-01-10-web", "A6", []),
        ("2025-06-01-login", "A1", [verdict("held-so-far", 376, "done", None)]),
    ]
    assert [one["days_overdue"] for one in actions] == [0, 30, 0, 0, 0, 0, 0]  # due on June 1, as of July 1
    assert actions[1]["postmortem"] == {
        "id": "2025-01-10-web",
        "title": "Shop unreachable",
        "date": "2025-01-10",
        "url": f"{SITE}postmortems/2026/2025-01-10-web/",
        "organization": "Shop",
        "services": ["web", "pay"],
    }
    assert {key: value for key, value in actions[4].items() if value and key not in ("postmortem", "verdicts")} == {
        "id": "A5",
        "action": "Ask for longer terms",
        "status": "unknown",
        "reported": "planned",
        "factors": ["expired-certificate"],
    }


def test_both_files_say_the_same_of_an_action_item(shop: Files) -> None:
    inside = [action for one in read(shop, "postmortems")["postmortems"] for action in one["action_items"]]
    listed = [{key: one[key] for key in one if key != "postmortem"} for one in read(shop, "actions")["actions"]]
    assert listed == inside


def test_a_factor_is_told_with_its_counts_its_verdicts_and_its_trend(shop: Files) -> None:
    told = read(shop, "factors")
    assert (told["coded"], told["uncoded"], told["recent_since"]) == (4, 1, "2025-07-01")
    (certificate,) = told["factors"]
    assert certificate == {
        "factor": "expired-certificate",
        "title": "Expired certificate",
        "url": f"{SITE}patterns/expired-certificate/",
        "feed": f"{SITE}feeds/factors/expired-certificate.xml",
        "type": "process",
        "definition": "Expired certificate.",
        "includes": [],
        "excludes": [],
        "aliases": ["old-cert"],
        "ask": ["Who renews it?"],
        "controls": [],
        "broader": None,
        "narrower": [],
        "merged_into": None,
        "deprecated": None,
        "is_described": True,
        "is_pattern": True,
        "count": 4,
        "count_with_narrower": 4,
        "near_misses": 0,
        "first": "2025-01-10",
        "last": "2025-09-01",
        "by_year": {"2025": 4},
        "by_layer": {"trigger": 0, "contributing": 3, "control-gap": 1, "system-gap": 0},
        "organizations": ["Bank", "Shop"],
        "verdicts": {"did-not-hold": 2, "known-and-open": 3, "seen-again": 1, "held-so-far": 1},
        "trend": {  # of the recent past only the bank: the near miss is not coded
            "direction": "too-few",
            "recent": 1,
            "recent_of": 1,
            "earlier": 3,
            "earlier_of": 3,
            "chance": None,
            "corrected": None,
        },
        "postmortems": ["2025-01-10-web", "2025-01-20-mail", "2025-06-01-login", "2025-09-01-bank"],
    }


def test_a_trend_is_told_with_its_chance_to_four_digits() -> None:
    """Met in 0 of 12 coded postmortems before and in 6 of 6 since: by chance once in 18564 (18 over 6)."""
    others = [incident(f"2024-01-{day:02}-x", f"2024-01-{day:02}", "dns") for day in range(1, 13)]
    recent = [incident(f"2026-01-{day:02}-y", f"2026-01-{day:02}", "expired-certificate") for day in range(1, 7)]
    told = read(exported(*others, *recent, as_of="2026-07-01"), "factors")["factors"]
    trends = {one["factor"]: one["trend"] for one in told}
    assert trends["expired-certificate"]["direction"] == "rising"
    assert trends["expired-certificate"]["chance"] == pytest.approx(1 / 18564, rel=1e-3)
    assert trends["dns"]["direction"] == "falling"
    for trend in trends.values():
        assert float(f"{trend['chance']:.4g}") == trend["chance"]


def test_factors_that_lead_elsewhere_stand_last_and_say_where(shop: Files) -> None:
    files = exported(
        MAIL,
        factors=[
            CERTIFICATE,
            factor("cert-gone", merged_into="expired-certificate"),
            factor("retired", deprecated="too wide"),
            factor("root-cert", broader="expired-certificate"),
        ],
    )
    told = read(files, "factors")["factors"]
    assert [one["factor"] for one in told] == ["expired-certificate", "root-cert", "cert-gone", "retired"]
    assert (told[0]["narrower"], told[1]["broader"]) == (["root-cert"], "expired-certificate")
    assert told[2]["merged_into"] == "expired-certificate"
    assert told[3]["deprecated"] == "too wide"
    assert [one["feed"] is None for one in told] == [False, True, True, True]
    assert not any(one["is_pattern"] for one in told)


def test_a_measure_is_told_by_period_with_its_denominator(shop: Files) -> None:
    measures = {one["measure"]: one for one in read(shop, "measures")["measures"]}
    detected = measures["time-to-detect"]
    assert (detected["unit"], detected["good"]) == ("seconds", "lower")
    assert (detected["total"]["counted"], detected["total"]["asked"]) == (1, 4)  # the web shop, of four incidents
    assert sum(detected["total"]["left_out"].values()) == 3
    assert detected["total"]["median"] is None  # one value is too few for a median
    assert [(one["period"], one["counted"]) for one in detected["quarters"]] == [
        ("2025-q1", 1),
        ("2025-q2", 0),
        ("2025-q3", 0),
    ]
    near_misses = measures["near-misses"]
    assert (near_misses["total"]["part"], near_misses["total"]["counted"]) == (1, 5)
    assert near_misses["total"]["share"] == pytest.approx(0.2)


# ---------------------------------------------------------------------- what nobody finds in them


def test_no_file_names_an_author(shop: Files) -> None:
    assert [path for path, content in shop.items() if b"jo.doe" in content] == []
    keys = {key for name in NAMES for key, _ in properties(json.loads(shop[f"data/{name}.schema.json"]))}
    assert keys & {"author", "authors"} == set()


def test_a_draft_is_nowhere_not_even_in_a_preview() -> None:
    options = {"factors": [CERTIFICATE], "llms_txt": True}
    without = exported(WEB, MAIL, **options)
    assert exported(WEB, MAIL, DRAFT, **options) == without
    assert exported(WEB, MAIL, DRAFT, drafts=True, **options) == without
    assert [path for path, content in without.items() if b"anzibar" in content] == []


def test_what_leads_to_a_draft_leads_nowhere() -> None:
    cover = incident(
        "2026-03-03-c",
        "2026-03-03",
        contributing_factors=[{"factor": "dns", "covered_by": "2026-02-02-zanzibar#A1"}],
        related=[{"postmortem": "2026-02-02-zanzibar"}],
    )
    for drafts in (False, True):
        files = exported(cover, DRAFT, drafts=drafts)
        assert [path for path, content in files.items() if b"anzibar" in content] == []


def test_an_empty_archive_has_files_with_nothing_in_them() -> None:
    files = exported()
    for name in NAMES[:3]:
        assert read(files, name)[name] == []
        assert table(files, name) == []
    assert {one["total"]["asked"] for one in read(files, "measures")["measures"]} == {0}
    for name in NAMES:
        validator(files, name).validate(read(files, name))


def test_a_preview_without_drafts_is_published_as_it_is() -> None:
    assert exported(WEB, drafts=True) == exported(WEB)


# ---------------------------------------------------------------------- how they are written


def validator(files: Files, name: str) -> Draft202012Validator:
    return Draft202012Validator(
        json.loads(files[f"data/{name}.schema.json"]), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_what_its_schema_says(name: str, shop: Files) -> None:
    of_name = validator(shop, name)
    Draft202012Validator.check_schema(of_name.schema)
    told = read(shop, name)
    of_name.validate(told)
    for key in told[name][0]:
        assert not of_name.is_valid({**told, name: [{k: v for k, v in told[name][0].items() if k != key}]})
    assert not of_name.is_valid({**told, "version": 2})


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_a_schema_is_described_and_in_the_guide(name: str, shop: Files) -> None:
    guide = (Path(__file__).parents[2] / "docs/guides/data.md").read_text(encoding="utf-8")
    schema = json.loads(shop[f"data/{name}.schema.json"])
    keys = list(properties(schema))
    assert len(keys) > 20
    assert [key for key, described in keys if not described] == []
    assert [key for key, _ in keys if f"`{key}`" not in guide] == []


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every key of a schema, at any depth, with its description."""
    for part in (schema, *schema["$defs"].values()):
        for key, said in part.get("properties", {}).items():
            yield key, said.get("description", "")


@pytest.mark.parametrize("name", NAMES)
def test_a_record_stands_on_one_line(name: str, shop: Files) -> None:
    lines = shop[f"data/{name}.json"].decode().splitlines()
    assert [json.loads(line.rstrip(",")) for line in lines[1:-1]] == read(shop, name)[name]


@pytest.mark.parametrize("name", NAMES[:3])
def test_a_table_has_a_row_for_each_record_and_the_same_facts(name: str, shop: Files) -> None:
    records, rows = read(shop, name)[name], table(shop, name)
    assert len(rows) == len(records)
    for record, row in zip(records, rows, strict=True):
        plain = {key: value for key, value in record.items() if isinstance(value, str | int) and value is not True}
        assert {key: str(value) for key, value in plain.items() if value is not False} == {
            key: row[key] for key, value in plain.items() if value is not False
        }
        assert [row[key] for key, value in record.items() if value is None] == [
            "" for value in record.values() if value is None
        ]


def test_what_a_table_cannot_nest_stands_in_one_cell(shop: Files) -> None:
    web, actions, (certificate,) = table(shop, "postmortems")[0], table(shop, "actions"), table(shop, "factors")
    assert web["contributing_factors"] == "expired-certificate"
    assert web["action_items"] == "A1 done; A2 open; A3 done; A4 dropped; A5 unknown; A6 open"
    assert (web["related"], web["sources"]) == ("2025-06-01-login", "https://shop.example/note")
    assert (web["is_repeat"], web["started_at"]) == ("false", "2025-01-10T08:00:00Z")
    assert web["impact"] == "two hours without orders; =HYPERLINK(1)"
    assert actions[0]["verdicts"] == "known-and-open 2025-01-20-mail; did-not-hold 2025-06-01-login"
    assert actions[6]["verdicts"] == "held-so-far"
    assert (actions[0]["postmortem_id"], actions[0]["postmortem_services"]) == ("2025-01-10-web", "web; pay")
    assert (certificate["by_layer"], certificate["trend_recent_of"]) == ("contributing: 3; control-gap: 1", "1")


def test_the_table_of_measures_has_a_row_for_each_period(shop: Files) -> None:
    measures, rows = read(shop, "measures")["measures"], table(shop, "measures")
    expected = [
        (one["measure"], period["period"], str(period["counted"]))
        for one in measures
        for period in ({**one["total"], "period": "all"}, *one["years"], *one["quarters"])
    ]
    assert [(row["measure"], row["period"], row["counted"]) for row in rows] == expected


hostile = st.text(
    st.one_of(
        st.sampled_from("=+-@\t\r\n'\";,<>&]\x00\x07\x1b\ufffe\ufeff\u2028\u202e\U0001f9ea"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
).filter(str.strip)


@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(title=hostile, how=hostile)
def test_whatever_is_written_comes_back_from_json_and_runs_in_no_spreadsheet(title: str, how: str) -> None:
    written = incident("2026-01-01-a", "2026-01-01", title="x", contributing_factors=[{"factor": "dns"}])
    cited = written.contributing_factors[0].model_copy(update={"how": how})
    postmortem = written.model_copy(update={"title": title, "contributing_factors": (cited,), "trigger": how})
    files = exported(postmortem)
    (told,) = read(files, "postmortems")["postmortems"]
    assert (told["title"], told["trigger"], told["contributing_factors"][0]["how"]) == (title, how, how)
    (row,) = table(files, "postmortems")
    assert row["title"].removeprefix("'") == title.removeprefix("'")
    assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_two_builds_are_the_same_byte_for_byte() -> None:
    first = exported(WEB, MAIL, LOGIN, BANK, factors=[CERTIFICATE], llms_txt=True)
    again = exported(BANK, LOGIN, MAIL, WEB, factors=[CERTIFICATE], llms_txt=True)
    assert [*first.items()] == [*again.items()]


def test_without_an_address_of_its_own_every_url_starts_at_the_root_of_the_site() -> None:
    files = exported(WEB, factors=[CERTIFICATE], site_url="")
    assert read(files, "postmortems")["site_url"] is None
    assert read(files, "postmortems")["postmortems"][0]["url"] == "postmortems/2026/2025-01-10-web/"
    assert read(files, "factors")["factors"][0]["feed"] == "feeds/factors/expired-certificate.xml"


def test_every_url_leads_to_a_page_or_a_file_that_is_there() -> None:
    analysis = Analysis(archive_of(WEB, MAIL, LOGIN, BANK, ALMOST, factors=[CERTIFICATE, factor("unused")]))
    addresses = Addresses(analysis.archive)
    found = files(Publication(analysis, addresses, name="Archive"))
    there = {*found, *(f"{page.address}/" for page in all_pages(analysis, addresses))}
    records = [record for name in NAMES[:2] for record in read(found, name)[name]]
    urls = [url for record in records for url in (record["url"], record.get("feed")) if url]
    assert len(urls) == 8  # five postmortems, two factors, and the feed of the one that was met
    assert set(urls) <= there


def test_the_addresses_are_those_of_the_pages_without_directory_urls_too() -> None:
    files = exported(WEB, use_directory_urls=False)
    assert read(files, "postmortems")["postmortems"][0]["url"] == f"{SITE}postmortems/2026/2025-01-10-web.html"


def test_a_file_is_always_named_alike() -> None:
    names = {path for path in exported() if re.match(r"data/", path)}
    assert names == {f"data/{name}{suffix}" for name in NAMES for suffix in (".json", ".schema.json", ".csv")}

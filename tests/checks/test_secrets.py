"""What is shown to detect-secrets, what it says, and what is never said."""

import base64
import json
import socket
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.checks import run, secrets
from mkdocs_postmortems.checks.secrets import DETECTORS, Suspect, available, bears_sign, suspects
from tests.builders import SECTIONS, analysis

pytest.importorskip("detect_secrets")

from detect_secrets.core.plugins import initialize  # an extra, which may not be there
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

ASCII = st.characters(min_codepoint=32, max_codepoint=126)
HEX = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
LETTERS = "Zq3vK8mXw2LpR7tYc5NbJ9sDf4Gh6TaEuQ1oVzPiMkWyHxCrBlSnUdFgAjOe0I" * 3


def token() -> str:
    parts = ({"alg": "HS256"}, {"sub": "1234567890"})
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)


# Put together here, so that nothing that looks like a secret stands in this file.
FAKES = {
    "Artifactory Credentials": "AKC" + LETTERS[:24],
    "AWS Access Key": "AKIA" + "IOSFODNN7EXAMPLE",
    "Azure Storage Account access key": "AccountKey=" + LETTERS[:86] + "==",
    "Basic Auth Credentials": "https" + "://backup:" + "Kq8zLw2m" + "@db.example.com/main",
    "Cloudant Credentials": "cloudant_password=" + HEX * 2,
    "Discord Bot Token": "M" + LETTERS[:23] + "." + LETTERS[4:10] + "." + LETTERS[:27],
    "GitHub Token": "ghp" + "_" + LETTERS[:36],
    "GitLab Token": "glpat" + "-" + LETTERS[:20],
    "IBM Cloud IAM Key": "ibm_cloud_api_key=" + LETTERS[:44],
    "IBM COS HMAC Credentials": "cos_secret_access_key=" + HEX + HEX[:16],
    "JSON Web Token": token(),
    "Mailchimp Access Key": HEX + "-us" + "12",
    "NPM tokens": "//registry.example.com/:_auth" + "Token=npm_" + LETTERS[:36],
    "OpenAI Token": "sk-" + LETTERS[:20] + "T3Blbk" + "FJ" + LETTERS[20:40],
    "Private Key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "PyPI Token": "pypi-" + "AgEIcHlwaS5vcmc" + LETTERS[:80],
    "SendGrid API Key": "SG" + "." + LETTERS[:22] + "." + LETTERS[:43],
    "Slack Token": "xoxb" + "-123456789012-" + LETTERS[:24],
    "SoftLayer Credentials": "softlayer_api_key=" + HEX * 2,
    "Square OAuth Secret": "sq0csp" + "-" + LETTERS[:43],
    "Stripe Access Key": "sk_" + "live_" + LETTERS[:24],
    "Telegram Bot Token": "110201543" + ":" + LETTERS[:35],
    "Twilio API Key": "SK" + HEX,
    "Secret Keyword": 'db_password = "' + "Kq8zLw2mXv" + '"',
}

FURTHER = {
    "a webhook": ("Slack Token", "https://hooks.slack" + ".com/services/T01ABCDEF/B01ABCDEF/" + LETTERS[:24]),
    "a secret key of AWS": ("AWS Access Key", "aws_secret_key='" + LETTERS[:40] + "'"),
    "a key of PuTTY": ("Private Key", "PuTTY-User-Key-" + "File-2: ssh-rsa"),
    "an encrypted password": ("Artifactory Credentials", "AP5" + LETTERS[:20]),
    "a login in a link": ("Cloudant Credentials", "https" + "://acme:" + HEX * 2 + "@acme.cloudant.com"),
    "a key in a link": ("SoftLayer Credentials", "https://api.softlayer.com/soap/v3/" + HEX * 2),
    "a value after a colon": ("Secret Keyword", 'client_secret: "' + "Kq8zLw2mXv" + '"'),
    "a comparison": ("Secret Keyword", '"' + "Kq8zLw2mXv" + '" == api_key'),
    "a statement": ("Secret Keyword", 'private_key "' + "Kq8zLw2mXv" + '";'),
}

PLANTED = [*FAKES.items(), *FURTHER.values()]
planted = pytest.mark.parametrize(("kind", "secret"), PLANTED, ids=[*FAKES, *FURTHER])


def kinds(text: str) -> list[str]:
    return [suspect.kind for suspect in suspects(text)]


def test_every_detector_is_known_here() -> None:
    known = {detector.__name__ for detector in get_mapping_from_secret_type_to_class().values()}
    assert known - set(DETECTORS) == {"Base64HighEntropyString", "HexHighEntropyString", "IPPublicDetector"}
    assert {initialize.from_plugin_classname(name).secret_type for name in DETECTORS} == set(FAKES)


def patterns() -> Iterator[Any]:
    for name in DETECTORS:
        for i, pattern in enumerate(getattr(initialize.from_plugin_classname(name), "denylist", ())):
            yield pytest.param(pattern, id=f"{name}-{i}")


@pytest.mark.parametrize("pattern", [*patterns()])
@settings(max_examples=40)
@given(data=st.data())
def test_whatever_a_detector_finds_bears_its_sign(pattern: Any, data: st.DataObject) -> None:
    assert bears_sign(data.draw(st.from_regex(pattern, alphabet=ASCII)))


WORDS = ["api_key", "AuthKey", "db_pass", "PASSWORD_MAIN", "passwd", "pwd", "my_secret", "contrasena", "KEYPASS"]
ASSIGNMENTS = [": {}", ":{}", " = {}", "=={}", " != {}", " => {}", "'] = {}", "()={};", " {};", "  {};"]


@given(
    st.sampled_from([*product(WORDS, ASSIGNMENTS)]), st.sampled_from("\"'`"), st.text(ASCII, min_size=2, max_size=60)
)
def test_whatever_is_given_to_a_name_bears_a_sign(assigned: tuple[str, str], quote: str, value: str) -> None:
    word, assignment = assigned
    keyword = initialize.from_plugin_classname("KeywordDetector")
    for line in (f"the {word}" + assignment.format(quote + value + quote), f"{quote}{value}{quote} == {word}"):
        if [*keyword.analyze_string(line)]:
            assert bears_sign(line)


@planted
def test_a_secret_of_each_kind_is_found_where_it_stands(kind: str, secret: str) -> None:
    before = "# Größe 漢字 🔥\n\nNobody saw that "
    found = suspects(f"{before}{secret} stood there.\n")
    assert kind in [suspect.kind for suspect in found]
    assert all(len(before) <= suspect.offset < len(before) + len(secret) for suspect in found)


@planted
def test_a_finding_never_tells_the_secret(kind: str, secret: str, tmp_path: Path) -> None:
    body = {**SECTIONS, "Summary": f"See {secret} there."}
    text = "---\ntitle: A\n---\n" + "\n\n".join(f"## {title}\n\n{words}" for title, words in body.items())
    found = [f for f in run(analysis(tmp_path, {"postmortems/2026/x.md": text})) if f.id == "PM801"]
    assert kind in str(found)
    assert not any(secret[i : i + 8] in f"{f.message} {f.hint}" for f in found for i in range(len(secret) - 7))


@pytest.mark.parametrize(
    "line",
    [
        "password: rotated every 90 days",
        'The password: "rotated every 90 days" was the rule',
        'the field `password`: "REDACTED"',
        'api_key: "<api key>"',
        'secret = "${VAULT_SECRET}"',
        'db_password="********"',
        'password: "password"',
        "postgres://user:password@db/main and https://me:<token>@example.com",
        "the fix is commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        '"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"',
        "https://example.com/2026-03-14-how-a-token-was-leaked-and-what-we-did-about-it?key=12",
        "the token 550e8400-e29b-41d4-a716-446655440000",
        "keys: pass the token to whoever knows the secret; it passes.",
        "https://example.com:8443/path@2x.png and user@example.com",
    ],
)
def test_what_is_no_secret_is_left_alone(line: str) -> None:
    assert kinds(f"{line}\n") == []


def test_a_line_may_say_that_it_only_looks_like_one() -> None:
    fake = FAKES["GitHub Token"]
    assert kinds(f"An example: {fake} <!-- pragma: allowlist secret -->\n") == []
    assert kinds(f"{fake}\n<!-- pragma: allowlist secret -->\n") == ["GitHub Token"]


def test_a_name_that_says_little_yields_to_a_kind_that_says_more() -> None:
    assert kinds(f'secret_key = "{FAKES["AWS Access Key"]}"') == ["AWS Access Key"]
    assert kinds(f'secret = "Kq8zLw2mXv" and {FAKES["AWS Access Key"]}') == ["Secret Keyword", "AWS Access Key"]


def test_every_line_is_judged() -> None:
    text = "\n\n".join(["Nothing here.", *FAKES.values(), "Nor here.", *FAKES.values()])
    assert set(kinds(text)) == set(FAKES)
    assert len({text.count("\n", 0, suspect.offset) for suspect in suspects(text)}) == 2 * len(FAKES)


def test_a_long_token_is_seen_to_its_end() -> None:
    claims = base64.urlsafe_b64encode(json.dumps({"scope": "storage:read " * 100}).encode()).decode().rstrip("=")
    line = f"Authorization: Bearer {token().partition('.')[0]}.{claims}.signature, and so on" + " and on" * 1_000
    assert suspects(line) == [Suspect(line.index("eyJ"), "JSON Web Token")]


def test_a_secret_in_an_endless_line_is_found() -> None:
    filling = "a@ 1.2.3:4 " * 50_000
    fake = FAKES["Stripe Access Key"]
    assert suspects(f"{filling}{fake} {filling}") == [Suspect(len(filling), "Stripe Access Key")]


@pytest.mark.parametrize(
    "part", ["a@", "1.", "12345678:", "://a:", "eyJ", "key", 'key="', "-us1", "A", "password`", "=" * 9]
)
def test_endless_lines_hold_nothing_by_their_length(part: str) -> None:
    assert kinds(part * (40_000 // len(part))) == []


def test_nothing_is_sent_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert set(kinds("\n".join(FAKES.values()))) == set(FAKES)


def test_without_the_extra_nothing_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert available()
    available.cache_clear()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    try:
        assert not available()
        assert suspects(FAKES["GitHub Token"]) == []
    finally:
        available.cache_clear()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= suspect.offset <= len(text) for suspect in secrets.suspects(text))

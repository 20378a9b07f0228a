"""What looks like a secret in a text: detect-secrets' judgement, where the extra `secrets` is installed.

Every detector of a kind of token is on, and the one for `password = "..."`. Off are those that measure the disorder of
quoted strings, to which any digest or commit of a report is a secret, and the one for public addresses. Nobody is asked
whether a secret still works: nothing is sent anywhere.

detect-secrets tries each pattern of each detector on each line, which takes minutes for 3,000 reports. Here it is shown
a line only when the line bears a sign of a detector: something that whatever the detector finds must hold. The tests
make what a detector finds from its own patterns. A sign begins with a plain character, which is found far faster than
anything else.
"""

import importlib.util
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

DETECTORS = (
    "ArtifactoryDetector",
    "AWSKeyDetector",
    "AzureStorageKeyDetector",
    "BasicAuthDetector",
    "CloudantDetector",
    "DiscordBotTokenDetector",
    "GitHubTokenDetector",
    "GitLabTokenDetector",
    "IbmCloudIamDetector",
    "IbmCosHmacDetector",
    "JwtTokenDetector",
    "KeywordDetector",
    "MailchimpDetector",
    "NpmDetector",
    "OpenAIDetector",
    "PrivateKeyDetector",
    "PypiTokenDetector",
    "SendGridDetector",
    "SlackDetector",
    "SoftlayerDetector",
    "SquareOAuthDetector",
    "StripeDetector",
    "TelegramBotTokenDetector",
    "TwilioKeyDetector",
)
"""Those of release 1.5 by name, so that a later release adds none whose signs are not known here."""

_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rb"A(?:(?:3T|BIA|CCA|KIA|SIA)[0-9A-Z]{16}|KC[a-zA-Z0-9]{10}|P[\dA-F][a-zA-Z0-9]{8}|C[a-z0-9]{32}|ccountKey=)",
        rb"S(?:K[a-z0-9]{32}|G\.[\w-]{22}\.)",
        rb"g(?:h[oprsu]_\w{36}|l(?:pat|dt|ft|soat|rt|cbt|imt|ptt|agent|oas)-)",
        rb"-(?:us\d|(?<=(?i:xox[abposr])-)\d)",
        rb"\.(?:[\w-]{6}\.[\w-]{27}|(?i:slack\.com/services/))",
        rb":(?://[^:/?#\[\]@!$&'()*+,;=\s]+:[^:/?#\[\]@!$&'()*+,;=\s]+@|_authToken=|(?<=\d{8}:)[\w-]{35})",
        rb"/(?i:/api.softlayer.com/soap/)",
    )
)
_BEGINNINGS = (b"GR1348941", b"eyJ", b"T3BlbkFJ", b"PRIVATE KEY", b"PuTTY-User", b"k_live_", b"pypi-AgE", b"sq0csp-")
"""Signs of tokens that look like nothing else."""

_WORDS = (b"key", b"pass", b"pw", b"secret", b"token", b"contrase")
_VALUE = re.compile(rb"[:=>]\s*[\"'`]|[\"'`];|[a-zA-Z0-9]{24}|[\w-]{44}|[\"'][\w/+]{40}")
_COMPARED = re.compile(rb"[\"'`]\s*[!=]=")
"""The sign of everything else: one of these words with a value behind it, or in a comparison before it."""

_LOWER = bytes(byte + 32 if 65 <= byte <= 90 else byte for byte in range(256))

_REACH = 2_000
"""How far before and behind a sign detect-secrets is shown a line: all of it but for lines that nobody wrote by hand,
on which its patterns would take hours."""

_KEYWORD = "Secret Keyword"
_GIVEN = (_KEYWORD, "Basic Auth Credentials")
"""Kinds that are told by where they stand, whatever they look like."""

_WITHHELD = re.compile(
    r".*redacted.*|.*\s.*|\W*(?:pass(?:word|wd)?|pwd|secret|token|key|changeme|example|placeholder|removed|hidden|masked"
    r"|none|null|true|false|string|x{3,})\W*",
    re.IGNORECASE,
)
"""What stands in the place of a password that was taken out, or is a sentence about one."""


@dataclass(frozen=True, slots=True, order=True)
class Suspect:
    """Where something looks like a secret, and of which kind; not what it is."""

    offset: int
    kind: str


@cache
def available() -> bool:
    """Whether secrets can be looked for at all."""
    return importlib.util.find_spec("detect_secrets") is not None


def suspects(text: str) -> list[Suspect]:
    """What looks like a secret, in the order it stands in a text; nothing where detect-secrets is missing."""
    if not available():
        return []
    content = text.encode(errors="replace")
    worth = [passage for passage in _passages(content) if _is_matched(content[slice(*passage)])]
    return _judged(content, worth) if worth else []


def bears_sign(line: str) -> bool:
    """Whether detect-secrets is to see a line."""
    return bool(_signs(line.encode(errors="replace")))


def _passages(content: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of the lines that bear a sign, or of what stands around the signs of an endless one."""
    done = 0
    for sign in _signs(content):
        if sign >= done:
            start, end = _around(content, sign)
            done = end if content[end : end + 1] in (b"", b"\n") else sign + _REACH // 2
            yield start, end


def _around(content: bytes, sign: int) -> tuple[int, int]:
    start, end = max(0, sign - _REACH), sign + _REACH
    line_end = content.find(b"\n", sign, end)
    return max(start, content.rfind(b"\n", start, sign) + 1), min(len(content), end if line_end < 0 else line_end)


def _signs(content: bytes) -> list[int]:
    """Where signs begin; of most texts there are none, and that is told as fast as can be."""
    found = [match.start() for shape in _SHAPES for match in shape.finditer(content)]
    found.extend(offset for beginning in _BEGINNINGS if beginning in content for offset in _all_of(beginning, content))
    folded = content.translate(_LOWER)
    for word in _WORDS:
        if word in folded:
            found.extend(offset for offset in _all_of(word, folded) if _has_value(content, offset))
    return sorted(found)


def _all_of(words: bytes, content: bytes) -> Iterator[int]:
    offset = content.find(words)
    while offset >= 0:
        yield offset
        offset = content.find(words, offset + 1)


def _has_value(content: bytes, word: int) -> bool:
    start, end = _around(content, word)
    return bool(_VALUE.search(content, word, end) or _COMPARED.search(content, start, word))


@cache
def _detectors() -> tuple[Any, ...]:
    from detect_secrets.core.plugins import initialize

    return tuple(initialize.from_plugin_classname(name) for name in DETECTORS)


def _is_matched(passage: bytes) -> bool:
    """Whether a detector finds anything, before the trouble of setting detect-secrets up to say whether it counts."""
    line = passage.decode(errors="ignore")
    return any(True for detector in _detectors() for _ in detector.analyze_string(line))


def _judged(content: bytes, passages: Iterable[tuple[int, int]]) -> list[Suspect]:
    from detect_secrets.core.scan import scan_line
    from detect_secrets.settings import transient_settings

    found: set[Suspect] = set()
    with transient_settings({"plugins_used": [{"name": name} for name in DETECTORS]}):
        for start, end in passages:
            line, first = content[start:end].decode(errors="ignore"), len(content[:start].decode(errors="ignore"))
            secrets = [(secret.type, str(secret.secret_value)) for secret in scan_line(line)]
            found.update(Suspect(first + _offset(line, *one), one[0]) for one in _told_apart(secrets))
    return sorted(found)


def _told_apart(secrets: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each once, by the kind that says most, without passwords that are none."""
    named = [value for kind, value in secrets if kind != _KEYWORD]
    for kind, value in secrets:
        is_withheld = kind in _GIVEN and _WITHHELD.fullmatch(value)
        is_named = kind == _KEYWORD and any(other in value for other in named)
        if not (is_withheld or is_named):
            yield kind, value


def _offset(line: str, kind: str, value: str) -> int:
    """Where the secret begins: some detectors tell its first letters alone, or what stands before it too."""
    before = len(value) - len(value.lstrip(' \t=:"'))
    for detector in _detectors():
        if detector.secret_type == kind:
            for pattern in getattr(detector, "denylist", ()):
                for match in pattern.finditer(line):
                    if value in match.group():
                        return int(match.start() + match.group().index(value) + before)
    return max(0, line.find(value) + before)

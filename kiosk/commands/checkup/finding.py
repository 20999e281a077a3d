"""The answer of one check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.errors import KioskError
from kiosk.sentences import SENTENCES
from kiosk.strict import msgid


@dataclass(frozen=True, slots=True)
class Finding:
    """`message` is a msgid whose holes `values` fill."""

    ok: bool
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


def good(message: str, **values: object) -> Finding:
    return Finding(True, message, values)


def bad(message: str, **values: object) -> Finding:
    return Finding(False, message, values)


def refused(error: KioskError) -> Finding:
    return Finding(False, SENTENCES.get(error.key, error.key), error.details)


NAMES: Mapping[str, str] = {
    "configuration": msgid("configuration"),
    "environment": msgid("environment"),
    "packages": msgid("package names"),
    "fonts": msgid("fonts"),
    "terminal": msgid("terminal"),
    "sqlite": msgid("SQLite"),
    "postgresql": msgid("PostgreSQL"),
    "database": msgid("database"),
    "schema": msgid("schema"),
    "keys": msgid("keys"),
    "clock": msgid("clock"),
    "audit": msgid("audit log"),
    "printer": msgid("printer"),
    "roll": msgid("ticket printer"),
    "mail": msgid("mail"),
    "space": msgid("free space"),
}
"""The checks in the order of the report; what stands in JSON is the key."""

Check = Callable[[], Finding]

"""The audit chain: each event carries the hash of the one before. (security.md F15, performance.md 7)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FORMAT = 1
GENESIS = bytes(32)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Detail = str | int | bool | None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What happened, before it has a place in the chain: ids and codes of kinds, never names."""

    action: str
    """`subject:thing:verb`, for example `request:document:judged`."""
    subject: str
    """Id of the record concerned."""
    details: Mapping[str, Detail]


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One entry of a chain."""

    chain: str
    seq: int
    at_ms: int
    """UTC milliseconds since 1970."""
    actor: str
    station: str
    action: str
    subject: str
    details: str
    """Canonical JSON."""
    prev: bytes
    hash: bytes


def canonical(details: Mapping[str, Detail]) -> str:
    """Keys sorted, NFC, integers and strings only, so that the same facts hash alike everywhere."""
    text = json.dumps(details, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def milliseconds(moment: datetime) -> int:
    """UTC milliseconds; sub-millisecond digits are cut, never rounded up."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def link(office: str, event: AuditEvent) -> bytes:
    """The 32-byte hash of an event, over its place in the chain and everything it says."""
    body = json.dumps(
        [
            FORMAT,
            office,
            event.chain,
            event.seq,
            event.at_ms,
            event.actor,
            event.station,
            event.action,
            event.subject,
            event.details,
            event.prev.hex(),
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(body.encode()).digest()


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that does not fit."""

    chain: str
    entry: int
    what: str
    """`missing`, `broken-link`, `altered`, or `cut` when the chain ends before its recorded head."""


def first_fault(
    office: str, events: Iterable[AuditEvent], heads: Mapping[str, tuple[int, bytes]]
) -> tuple[int, Fault | None]:
    """How many entries were read, and the first fault; `events` come ordered by chain and number.

    `heads` says for each chain the number and the hash of its last entry.
    """
    count, chain, seq, prev = 0, None, 0, GENESIS
    ends: dict[str, tuple[int, bytes]] = {}
    for event in events:
        if event.chain != chain:
            chain, seq, prev = event.chain, 0, GENESIS
        seq += 1
        if event.seq != seq:
            return count, Fault(event.chain, seq, "missing")
        if event.prev != prev:
            return count, Fault(event.chain, seq, "broken-link")
        if link(office, event) != event.hash:
            return count, Fault(event.chain, seq, "altered")
        count, prev = count + 1, event.hash
        ends[event.chain] = (seq, prev)
    for name, head in sorted(heads.items()):
        end = ends.get(name, (0, GENESIS))
        if end != head:
            return count, Fault(name, min(end[0], head[0]) + 1, "cut")
    for name, end in sorted(ends.items()):
        if name not in heads:
            return count, Fault(name, end[0] + 1, "cut")
    return count, None


def combined_head(heads: Mapping[str, tuple[int, bytes]]) -> str:
    """One value for all chains, sorted by name: what is printed, mailed or compared outside."""
    digest = hashlib.sha256()
    for name, (seq, value) in sorted(heads.items()):
        digest.update(f"{name}\x00{seq}\x00".encode() + value)
    return digest.hexdigest()

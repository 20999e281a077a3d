"""Whether a picture is kept as something else already: another person's, or another document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from kiosk.domain.errors import KioskError
from kiosk.domain.upload import TakenIn
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

LIKENESS_BITS = 64


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, and what it is said to be."""

    subject_id: UUID
    kind: str
    taken: TakenIn


def is_elsewhere(desk: Desk, shown: Shown) -> bool:
    """Whether the same picture is kept under another document or person already.

    Forms of one kind look alike to 64 bits, so what they point at is looked at; nobody is told whose it is.
    """
    taken = shown.taken
    digest, likenesses = hashlib.sha256(taken.content).digest(), tuple(_near(taken.likeness))

    def look(work: Work) -> tuple[bool, tuple[str, ...]]:
        if work.walks.is_elsewhere(shown.subject_id, shown.kind, digest):
            return True, ()
        return False, tuple(work.walks.alike(shown.subject_id, shown.kind, likenesses))

    certain, blobs = desk.store.read(look)
    return certain or any(_shows_the_same(desk, blob, taken) for blob in blobs)


def are_one(desk: Desk, first: TakenIn, second: TakenIn) -> bool:
    """Whether two pictures that were just taken in are the same."""
    if first.content == second.content:
        return True
    differing = int.from_bytes(first.likeness) ^ int.from_bytes(second.likeness)
    return differing.bit_count() <= 1 and desk.same_picture(first.preview, second.preview)


def _near(likeness: bytes) -> Iterator[bytes]:
    """The likeness and each that differs in one bit: what saving a picture again may do to it."""
    yield likeness
    number = int.from_bytes(likeness)
    for bit in range(LIKENESS_BITS):
        yield (number ^ 1 << bit).to_bytes(len(likeness))


def _shows_the_same(desk: Desk, blob: str, taken: TakenIn) -> bool:
    try:
        return desk.same_picture(desk.decode(desk.vault.get(blob)), taken.preview)
    except KioskError:
        # An old file that cannot be shown is no reason to turn a new one away.
        return False

"""Uploads for tests that have no time for a decoder."""

from __future__ import annotations

from kiosk.domain.quality import Quality
from kiosk.domain.scan import Page
from kiosk.domain.upload import TakenIn

PAGE = Page(2, 1, b"\xff" * 6)


def taken_in(content: bytes = b"a jpeg", *found: Quality, likeness: int = 1) -> TakenIn:
    return TakenIn(content, "JPEG", 1200, 1600, 1, frozenset(found), likeness.to_bytes(8), PAGE)


TAKEN_IN = taken_in()

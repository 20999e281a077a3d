"""Takes an upload in: decoded, judged and encoded anew in a limited child process.

Nothing of the file survives but its pixels: no metadata, no script, nothing behind its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.adapters.child import Job, ask, content, count, fill, memory, turn
from kiosk.adapters.decode_worker import MAX_BYTES, MAX_PAGES, MAX_SIDE
from kiosk.adapters.decoding import require_magic
from kiosk.domain.errors import Refused
from kiosk.domain.quality import Quality
from kiosk.domain.scan import Page
from kiosk.domain.upload import TakenIn

WALL_SECONDS = 30.0
CPU_SECONDS = 20
WORKER = Path(__file__).with_name("intake_worker.py")

LIKENESS_BYTES = 8
_FORMATS = ("JPEG", "PDF")
_SAYABLE = {quality.value: quality for quality in Quality}


@dataclass(frozen=True, slots=True)
class Intake:
    """The office's limits: bytes of a file, bytes of a page as it is kept, pages of a file."""

    largest_file: int = MAX_BYTES
    largest_page: int = 800 * 1024
    pages: int = 20

    def __call__(self, data: bytes) -> TakenIn:
        """Blocking: call it from a thread.

        Raises:
            Refused: "upload.empty", "upload.too-large" (bytes, limit), "upload.too-many-pages" (pages,
                limit), "upload.damaged" (page), and "scan.…" as `decoding.decode`.
            Unavailable: "scan.no-decoder".
        """
        if not data:
            raise Refused("upload.empty")
        limit = min(self.largest_file, MAX_BYTES)
        if len(data) > limit:
            raise Refused("upload.too-large", bytes=len(data), limit=limit)
        require_magic(data)
        with turn(), memory("upload") as upload, memory("kept") as kept, memory("preview") as preview:
            fill(upload, data)
            numbers = (min(self.pages, MAX_PAGES), self.largest_page, CPU_SECONDS)
            reply = ask(Job(WORKER, (upload, kept, preview), numbers, WALL_SECONDS))
            return _taken_in(reply, kept, preview)


def _taken_in(reply: Mapping[str, object], kept: int, preview: int) -> TakenIn:
    pages = count(reply, "pages")
    size = count(reply, "bytes")
    # What the child wrote is shown by another such child: it is kept unread, within these bounds.
    if pages > MAX_PAGES or size > MAX_BYTES * 2:
        raise Refused("scan.unreadable")
    width, height = (_side(reply, name) for name in ("width", "height"))
    return TakenIn(
        content=content(kept, size),
        format=_one_of(reply.get("format")),
        width=width,
        height=height,
        pages=pages,
        found=_found(reply.get("found")),
        likeness=_likeness(reply.get("likeness")),
        preview=_preview(reply, preview, pages),
    )


def _side(reply: Mapping[str, object], name: str) -> int:
    side = count(reply, name)
    if side > MAX_SIDE:
        raise Refused("scan.unreadable")
    return side


def _one_of(value: object) -> str:
    if not isinstance(value, str) or value not in _FORMATS:
        raise Refused("scan.unreadable")
    return value


def _found(value: object) -> frozenset[Quality]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each in _SAYABLE for each in value):
        raise Refused("scan.unreadable")
    return frozenset(_SAYABLE[each] for each in value)


def _likeness(value: object) -> bytes:
    try:
        likeness = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError:
        likeness = b""
    if len(likeness) != LIKENESS_BYTES:
        raise Refused("scan.unreadable")
    return likeness


def _preview(reply: Mapping[str, object], preview: int, pages: int) -> Page:
    width, height = (_side(reply, name) for name in ("preview_width", "preview_height"))
    return Page(width, height, content(preview, width * height * 3), pages)

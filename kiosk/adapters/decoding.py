"""Opens an upload in a fresh, limited child process, one for each page.  No decoder runs in this process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kiosk.adapters.child import Job, ask, content, count, fill, memory, turn
from kiosk.adapters.decode_worker import MAX_BYTES, MAX_PIXELS, MAX_SIDE, DecodeError, magic
from kiosk.domain.errors import Refused
from kiosk.domain.scan import Page

WALL_SECONDS = 12.0
CPU_SECONDS = 8
WORKER = Path(__file__).with_name("decode_worker.py")


def decode(data: bytes, page: int = 0) -> Page:
    """JPEG, PNG, TIFF or PDF bytes → one page of pixels.  Blocking: call it from a thread.

    Raises:
        Refused: "scan.not-an-image", "scan.too-large", "scan.too-many-pixels", "scan.encrypted",
            "scan.unreadable", "scan.too-heavy", "scan.no-such-page".
        Unavailable: "scan.no-decoder" when the child could not start or lacks its libraries.
    """
    if len(data) > MAX_BYTES:
        raise Refused("scan.too-large", bytes=len(data), limit=MAX_BYTES)
    require_magic(data)
    with turn(), memory("upload") as upload, memory("pixels") as pixels:
        fill(upload, data)
        return _page(ask(Job(WORKER, (upload, pixels), (page, CPU_SECONDS), WALL_SECONDS)), pixels)


def require_magic(data: bytes) -> None:
    """
    Raises:
        Refused: "scan.not-an-image".
    """
    try:
        magic(data[:8])
    except DecodeError as error:
        raise Refused(error.key) from None


def _page(reply: Mapping[str, object], pixels: int) -> Page:
    width, height, pages = (count(reply, name) for name in ("width", "height", "pages"))
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise Refused("scan.too-many-pixels", width=width, height=height)
    rgb = content(pixels, width * height * 3)
    return Page(width, height, rgb, pages, damaged=reply.get("damaged") is True)

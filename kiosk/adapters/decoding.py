"""Opens an upload in a fresh, limited child process, one for each page.  No decoder runs in this process."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.adapters.decode_worker import MAX_BYTES, MAX_PIXELS, MAX_SIDE, DecodeError, magic
from kiosk.domain.errors import KioskError, Refused, Unavailable
from kiosk.domain.scan import Page

WALL_SECONDS = 12.0
CPU_SECONDS = 8
REPLY_BYTES = 4096
WORKER = Path(__file__).with_name("decode_worker.py")
CANNOT_START_STATUS = 2
CRASHED_ON_THE_FILE = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE}

REFUSALS = frozenset(
    {
        "scan.not-an-image",
        "scan.too-many-pixels",
        "scan.encrypted",
        "scan.unreadable",
        "scan.too-heavy",
        "scan.no-such-page",
    }
)

DETAILS = ("width", "height", "page", "pages")

# Each child may take a gigabyte: two at once are enough for the page shown and the page fetched ahead.
_turns = threading.BoundedSemaphore(2)


def decode(data: bytes, page: int = 0) -> Page:
    """JPEG, PNG or PDF bytes → one page of pixels.  Blocking: call it from a thread.

    Raises:
        Refused: "scan.not-an-image", "scan.too-large", "scan.too-many-pixels", "scan.encrypted",
            "scan.unreadable", "scan.too-heavy", "scan.no-such-page".
        Unavailable: "scan.no-decoder" when the child could not start or lacks its libraries.
    """
    if len(data) > MAX_BYTES:
        raise Refused("scan.too-large", bytes=len(data), limit=MAX_BYTES)
    try:
        magic(data[:8])
    except DecodeError as error:
        raise Refused(error.key) from None
    with _turns, _memory("upload") as upload, _memory("pixels") as pixels, _memory("reply") as reply:
        _write(upload, data)
        status = _run(upload, pixels, reply, page)
        return _page(_reply(status, os.pread(reply, REPLY_BYTES, 0)), pixels)


@contextlib.contextmanager
def _memory(name: str) -> Iterator[int]:
    """A file that exists in memory only and ends with the block."""
    descriptor = os.memfd_create(name)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.lseek(descriptor, 0, os.SEEK_SET)


def _run(upload: int, pixels: int, reply: int, page: int) -> int:
    """Exit status of the child, negative for the signal that ended it, as subprocess has it."""
    command = [sys.executable, "-I", str(WORKER), str(upload), str(pixels), str(page), str(CPU_SECONDS)]
    try:
        child = subprocess.Popen(  # noqa: S603 - a fixed program with three numbers
            command,
            stdin=subprocess.DEVNULL,
            stdout=reply,
            stderr=subprocess.DEVNULL,
            pass_fds=(upload, pixels),
            env={},
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise Unavailable("scan.no-decoder") from error
    try:
        return child.wait(WALL_SECONDS)
    except subprocess.TimeoutExpired:
        raise Refused("scan.too-heavy") from None
    finally:
        # The whole session: a decoder that managed to start something must not leave it behind.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _reply(status: int, text: bytes) -> Mapping[str, object]:
    """The child's answer.  It has touched hostile bytes: nothing it says is believed unchecked."""
    if status < 0:
        crashed = -status in CRASHED_ON_THE_FILE
        raise Refused("scan.unreadable" if crashed else "scan.too-heavy")
    try:
        reply = json.loads(text)
    except (ValueError, RecursionError):
        reply = None
    if not isinstance(reply, dict):
        raise Unavailable("scan.no-decoder") if status == CANNOT_START_STATUS else Refused("scan.unreadable")
    if reply.get("broken") is True:
        raise Unavailable("scan.no-decoder")
    if "refused" in reply:
        raise _refusal(reply)
    return reply


def _refusal(reply: Mapping[str, object]) -> KioskError:
    key = reply["refused"]
    if not isinstance(key, str) or key not in REFUSALS:
        return Refused("scan.unreadable")
    details = {name: reply[name] for name in DETAILS if type(reply.get(name)) is int}
    return Refused(key, **details)


def _page(reply: Mapping[str, object], pixels: int) -> Page:
    width, height, pages = (_count(reply, name) for name in ("width", "height", "pages"))
    size = width * height * 3
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise Refused("scan.too-many-pixels", width=width, height=height)
    if os.fstat(pixels).st_size != size:
        raise Refused("scan.unreadable")
    rgb = os.pread(pixels, size, 0)
    if len(rgb) != size:
        raise Refused("scan.unreadable")
    return Page(width, height, rgb, pages, damaged=reply.get("damaged") is True)


def _count(reply: Mapping[str, object], name: str) -> int:
    value = reply.get(name)
    if type(value) is not int or value < 1:
        raise Refused("scan.unreadable")
    return value

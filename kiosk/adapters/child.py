"""Runs one of our workers in a fresh process and reads its answer.  No decoder runs in this process."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.errors import KioskError, Refused, Unavailable

REPLY_BYTES = 4096
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
        "upload.too-many-pages",
        "upload.damaged",
    }
)

DETAILS = ("width", "height", "page", "pages", "limit")

# Each child may take a gigabyte: two at once are enough for the page shown and the page fetched ahead.
_turns = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Job:
    """A worker's file, the descriptors it gets and the numbers behind them."""

    worker: Path
    descriptors: tuple[int, ...]
    numbers: tuple[int, ...]
    wall_seconds: float


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Held while a child and its pixels take their memory."""
    with _turns:
        yield


@contextlib.contextmanager
def memory(name: str) -> Iterator[int]:
    """A file that exists in memory only and ends with the block."""
    descriptor = os.memfd_create(name)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def fill(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.lseek(descriptor, 0, os.SEEK_SET)


def ask(job: Job) -> Mapping[str, object]:
    """The worker's answer.  It has touched hostile bytes: nothing in it may be believed unchecked.

    Raises:
        Refused: a key of `REFUSALS`; Unavailable: "scan.no-decoder".
    """
    with memory("reply") as reply:
        status = _run(job, reply)
        return _reply(status, os.pread(reply, REPLY_BYTES, 0))


def count(reply: Mapping[str, object], name: str) -> int:
    """A number of the answer, from 1.

    Raises:
        Refused: "scan.unreadable" when it is none.
    """
    value = reply.get(name)
    if type(value) is not int or value < 1:
        raise Refused("scan.unreadable")
    return value


def content(descriptor: int, size: int) -> bytes:
    """Everything the child wrote, if it is `size` bytes.

    Raises:
        Refused: "scan.unreadable".
    """
    if os.fstat(descriptor).st_size != size:
        raise Refused("scan.unreadable")
    read = os.pread(descriptor, size, 0)
    if len(read) != size:
        raise Refused("scan.unreadable")
    return read


def _run(job: Job, reply: int) -> int:
    """Exit status of the child, negative for the signal that ended it, as subprocess has it."""
    arguments = [str(number) for number in (*job.descriptors, *job.numbers)]
    try:
        child = subprocess.Popen(  # noqa: S603 - a fixed program with numbers
            [sys.executable, "-I", str(job.worker), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=reply,
            stderr=subprocess.DEVNULL,
            pass_fds=job.descriptors,
            env={},
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise Unavailable("scan.no-decoder") from error
    try:
        return child.wait(job.wall_seconds)
    except subprocess.TimeoutExpired:
        raise Refused("scan.too-heavy") from None
    finally:
        # The whole session: a decoder that managed to start something must not leave it behind.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _reply(status: int, text: bytes) -> Mapping[str, object]:
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

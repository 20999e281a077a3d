"""A document scanner through SANE's `scanimage`."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import selectors
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from kiosk.adapters.child import memory
from kiosk.domain.errors import KioskError, Refused, Unavailable

PROGRAM = "scanimage"
DPI = 300
LOOK_SECONDS = 0.2
"""How soon a wish to stop is noticed."""
SAID_BYTES = 4096

_PROGRESS = re.compile(rb"Progress: ([0-9]{1,3})")
_KEYS = (
    (b"busy", "scanner.busy"),
    (b"cover", "scanner.cover"),
    (b"jammed", "scanner.cover"),
    (b"out of documents", "scanner.no-paper"),
)

Progress = Callable[[int], None]
"""Called with the percentage that is done."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """`device` as `scanimage -L` names it; empty: there is none."""

    device: str
    seconds: int
    largest: int
    program: str = PROGRAM
    options: tuple[str, ...] = field(default=("--mode", "Color"))

    @property
    def there(self) -> bool:
        return bool(self.device)

    def scan(self, progress: Progress, stop: Event) -> bytes:
        """One page as PNG.  Blocking: call it from a thread; `stop` ends it.

        Raises:
            Unavailable: "scanner.none", "scanner.missing", "scanner.busy", "scanner.cover",
                "scanner.no-paper", "scanner.failed", "scanner.too-slow" (seconds).
            Refused: "scanner.cancelled", "upload.too-large" (bytes, limit).
        """
        if not self.device:
            raise Unavailable("scanner.none")
        with memory("scan") as page:
            said = self._run(page, progress, stop)
            size = os.fstat(page).st_size
            if size > self.largest:
                raise Refused("upload.too-large", bytes=size, limit=self.largest)
            if not size:
                raise _failure(said)
            return os.pread(page, size, 0)

    def _run(self, page: int, progress: Progress, stop: Event) -> bytes:
        """What the program said at its end, once it ended well."""
        command = [self.program, "-d", self.device, "--format=png", "-p", "--resolution", str(DPI)]
        try:
            child = subprocess.Popen(  # noqa: S603 - a program and a device of the office's own settings
                [*command, *self.options],
                stdin=subprocess.DEVNULL,
                stdout=page,
                stderr=subprocess.PIPE,
                env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
                start_new_session=True,
            )
        except OSError as error:
            raise Unavailable("scanner.missing") from error
        with contextlib.suppress(ProcessLookupError):
            # A page without end must not fill the memory.
            resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (self.largest + 1, self.largest + 1))
        try:
            said = self._listen(child, progress, stop)
            if child.wait(LOOK_SECONDS * 10) != 0:
                raise _failure(said)
            return said
        except subprocess.TimeoutExpired:
            raise Unavailable("scanner.failed") from None
        finally:
            _end(child)

    def _listen(self, child: subprocess.Popen[bytes], progress: Progress, stop: Event) -> bytes:
        assert child.stderr is not None  # noqa: S101 - it was asked for as a pipe
        until = time.monotonic() + self.seconds
        said = b""
        with selectors.DefaultSelector() as ears:
            ears.register(child.stderr, selectors.EVENT_READ)
            while True:
                if stop.is_set():
                    raise Refused("scanner.cancelled")
                if time.monotonic() > until:
                    raise Unavailable("scanner.too-slow", seconds=self.seconds)
                if not ears.select(LOOK_SECONDS):
                    continue
                piece = os.read(child.stderr.fileno(), SAID_BYTES)
                if not piece:
                    return said
                said = (said + piece)[-SAID_BYTES:]
                if done := _PROGRESS.findall(said):
                    progress(min(100, int(done[-1])))


def _failure(said: bytes) -> KioskError:
    lowered = said.lower()
    return Unavailable(next((key for words, key in _KEYS if words in lowered), "scanner.failed"))


def _end(child: subprocess.Popen[bytes]) -> None:
    """A driver that was stopped in the middle gets a moment to send the lamp home."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(2)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stderr is not None:
        child.stderr.close()

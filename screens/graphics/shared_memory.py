"""Pixels handed to the terminal through shared memory.  It removes what it has read; we the rest."""

from __future__ import annotations

import contextlib
import os
import re
import threading
import time
from pathlib import Path
from types import TracebackType

FOLDER = Path("/dev/shm")  # noqa: S108 - where shm_open keeps its objects; ours are created exclusively, mode 600
PREFIX = "mikhak-scan"
READ_AFTER_SECONDS = 2.0
NAME = re.compile(PREFIX + r"-(\d+)-[0-9a-f]+")


class Closed(Exception):
    """The viewer is gone: no picture may be left behind any more."""


class SharedMemory:
    """The objects of one viewer that may still be unread.  `create` runs in a worker thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._created: dict[str, float] = {}
        self._closed = False

    def __enter__(self) -> SharedMemory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def create(self, pixels: bytes) -> str:
        """The name the terminal opens.  Raises Closed."""
        name = f"{PREFIX}-{os.getpid()}-{os.urandom(6).hex()}"
        with self._lock:
            if self._closed:
                raise Closed
            self._created[name] = time.monotonic()
            descriptor = os.open(FOLDER / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as target:
                target.write(pixels)
        return name

    def sweep(self, older_than: float = READ_AFTER_SECONDS) -> None:
        """Removes what the terminal did not read in time: it holds a person's paper."""
        oldest = time.monotonic() - older_than
        with self._lock:
            for name in [name for name, created in self._created.items() if created <= oldest]:
                self._remove(name)

    def remove(self, name: str) -> None:
        with self._lock:
            self._remove(name)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            for name in list(self._created):
                self._remove(name)

    def _remove(self, name: str) -> None:
        (FOLDER / name).unlink(missing_ok=True)
        self._created.pop(name, None)


def sweep_the_dead() -> None:
    """Removes what a killed counter left behind.  Called once at start."""
    with contextlib.suppress(OSError):
        for path in FOLDER.glob(PREFIX + "-*"):
            match = NAME.fullmatch(path.name)
            if match and not Path("/proc", match[1]).exists():
                with contextlib.suppress(OSError):
                    path.unlink()

"""The fair queue of writers in front of an SQLite file.

`busy_timeout` lets some writers starve for seconds; a kernel file lock serves them in the order in which
they came, and keeps checkpoints and commits apart.  Source: performance.md 6, 8.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.errors import Unavailable

PATIENCE_SECONDS = 10.0


class WriteQueue:
    """One at a time: threads by a mutex, processes by `flock` on a file beside the database."""

    def __init__(self, file: Path, patience: float = PATIENCE_SECONDS) -> None:
        self._file = file
        self._patience = patience
        self._mutex = threading.Lock()
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """
        Raises:
            Unavailable: "database.locked" when the turn does not come in time.
        """
        if not self._mutex.acquire(timeout=self._patience):
            raise Unavailable("database.locked")
        try:
            self._lock()
            try:
                yield
            finally:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        finally:
            self._mutex.release()

    def close(self) -> None:
        os.close(self._descriptor)

    def _lock(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait()

    def _wait(self) -> None:
        """Stand in the kernel's line; a blocking flock has no time limit, so a thread of its own waits.

        It waits on its own open file: if this turn is given up, closing that file leaves the line.
        """
        descriptor = os.open(self._file, os.O_RDWR | os.O_CLOEXEC)
        got, given_up, deciding = threading.Event(), threading.Event(), threading.Lock()

        def stand_in_line() -> None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            with deciding:
                if given_up.is_set():
                    os.close(descriptor)
                else:
                    got.set()

        threading.Thread(target=stand_in_line, name="write-queue", daemon=True).start()
        got.wait(self._patience)
        with deciding:
            if not got.is_set():
                given_up.set()
                raise Unavailable("database.locked")
        old, self._descriptor = self._descriptor, descriptor
        os.close(old)

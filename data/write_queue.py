"""The fair queue of writers in front of an SQLite file.

`busy_timeout` lets some writers starve for seconds; this queue serves them in the order in which they came,
and keeps checkpoints and commits apart.  Source: performance.md 6, 8.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.errors import Unavailable

PATIENCE_SECONDS = 10.0


class WriteQueue:
    """One at a time: threads stand in a line, processes in the kernel's line for two locked files.

    Whoever is next holds the gate while the one before still writes.  So a process that comes back at once
    has to queue at the gate, and cannot overtake those who wait.
    """

    def __init__(self, database: Path, patience: float = PATIENCE_SECONDS) -> None:
        """`patience`: seconds until a waiting writer gives up.

        Raises:
            Unavailable: "database.unreachable" when the folder is missing or closed to us.
        """
        self._patience = patience
        self._threads = _Line()
        self._gate = _FileLock(database.with_name(database.name + ".gate"))
        self._desk = _FileLock(database.with_name(database.name + ".queue"))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """
        Raises:
            Unavailable: "database.locked" when the turn does not come in time.
        """
        deadline = time.monotonic() + self._patience
        self._threads.enter(deadline)
        try:
            self._gate.lock(deadline)
            try:
                self._desk.lock(deadline)
            finally:
                self._gate.unlock()
            try:
                yield
            finally:
                self._desk.unlock()
        finally:
            self._threads.leave()

    def close(self) -> None:
        self._gate.close()
        self._desk.close()


class _Line:
    """Threads, first come, first served."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()

    def enter(self, deadline: float) -> None:
        me = object()
        with self._changed:
            self._waiting.append(me)
            if not self._changed.wait_for(lambda: self._waiting[0] is me, deadline - time.monotonic()):
                self._waiting.remove(me)
                raise Unavailable("database.locked")

    def leave(self) -> None:
        with self._changed:
            self._waiting.popleft()
            self._changed.notify_all()


class _FileLock:
    """`flock` with a deadline; the kernel frees it when its process dies."""

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Unavailable("database.unreachable") from error

    def lock(self, deadline: float) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait(deadline)

    def unlock(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1

    def _wait(self, deadline: float) -> None:
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
        got.wait(max(0.0, deadline - time.monotonic()))
        with deciding:
            if not got.is_set():
                given_up.set()
                raise Unavailable("database.locked")
        old, self._descriptor = self._descriptor, descriptor
        os.close(old)

"""A terminal that does nothing but notice when bytes come: the least that a program can be measured with."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

QUESTION, ANSWER = b"\x1b[c", b"\x1b[?62;22c"
"""Device attributes: every terminal answers, and programs wait for it."""
PATIENCE = 30.0
NOT_INHERITED = ("TMUX", "STY", "ZELLIJ", "NO_COLOR", "SSH_CONNECTION", "PYTHONDONTWRITEBYTECODE")
"""The last: an installation comes with its byte code, and Python itself must be allowed to keep it."""


class Terminal:
    """Runs `command` from its construction on; times are seconds since then."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], size: tuple[int, int] = (120, 36)
    ) -> None:
        columns, rows = size
        variables = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        variables |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **environ}
        self._heard = b""
        self._asked = 0
        self._start = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), variables)  # noqa: S606 - a benchmark's own program
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def wait_for(self, mark: bytes) -> float:
        """When `mark` had come, since the start.

        Raises:
            TimeoutError: with the end of what came instead.
        """
        end = time.perf_counter() + PATIENCE
        while mark not in self._heard:
            left = end - time.perf_counter()
            if left <= 0 or not select.select([self._fd], [], [], left)[0]:
                raise TimeoutError(f"{mark!r} did not come, but {self._heard[-300:]!r}")
            self._heard += os.read(self._fd, 65536)
            self._answer()
        return time.perf_counter() - self._start

    def cpu(self) -> float:
        """Seconds of CPU time that the program has used, all its threads together."""
        # clock_getcpuclockid(3), which Python does not have.
        return time.clock_gettime(~self.pid << 3 | 2)

    def send(self, keys: bytes) -> None:
        os.write(self._fd, keys)

    def _answer(self) -> None:
        asked = self._heard.count(QUESTION)
        if asked > self._asked:
            self._asked = asked
            self.send(ANSWER)

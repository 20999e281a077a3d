"""Runs a whole program in a pseudo-terminal: type bytes, read the screen, wait until something is there.

    with PtyApp([sys.executable, "-m", "kiosk", "run"], size=(120, 36)) as app:
        app.wait_for("Sign in")
        app.send("9001\r")
        app.wait_for(lambda app: app.line(0).endswith("Reception"))

Waiting is reading until the condition holds; nothing sleeps.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from tests.e2e.terminal_model import TerminalModel

PATIENCE = 20.0
"""Seconds; only a failing test waits so long."""

XTERM = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "XTERM_VERSION": "XTerm(379)"}
_NOT_INHERITED = ("COLUMNS", "LINES", "NO_COLOR")

Condition = str | Callable[["PtyApp"], bool]


class PtyApp:
    """One program, its terminal and everything it wrote."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        """`size` is columns and rows; `environ` is added to the present environment."""
        self.raw = bytearray()
        self.screen = TerminalModel(*size)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._master, slave = pty.openpty()
        self._set_size(*size)
        inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        self.process = subprocess.Popen(
            command,
            env={
                **inherited,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "XTERM_VERSION": "XTerm(379)",
                **(environ or {}),
            },
            cwd=folder,
            preexec_fn=lambda: _as_at_a_terminal(slave),
        )
        os.close(slave)

    def __enter__(self) -> PtyApp:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """The window is closed."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def send(self, keys: str | bytes) -> None:
        """Type; what the program writes meanwhile is read, so that neither side can block the other."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            readable, writable, _ = select.select([self._master], [self._master], [], PATIENCE)
            if readable and not self._read_some():
                raise AssertionError(f"the program ended while keys were sent\n{self.text()}")
            if writable:
                data = data[os.write(self._master, data[:512]) :]

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(columns, rows)
        self._set_size(columns, rows)

    def line(self, number: int) -> str:
        return self.screen.lines()[number]

    def text(self) -> str:
        return "\n".join(self.screen.lines())

    def wait_for(self, condition: Condition, seconds: float = PATIENCE) -> None:
        """A text on the screen, or any condition.

        Raises:
            AssertionError: with the screen, when it does not come or the program ends.
        """
        end = time.monotonic() + seconds
        while not self._holds(condition):
            if not self._read_until(end):
                raise AssertionError(f"{condition!r} did not come; the screen:\n{self.text()}")

    def wait_beside(self, holds: Callable[[], bool], every: float = 0.05) -> None:
        """For what happens outside of the screen, while the program's output is read.

        Raises:
            AssertionError: with the screen, when it does not come or the program ends.
        """
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end or not self.alive:
                raise AssertionError(f"{holds!r} did not come; the screen:\n{self.text()}")
            self._read_until(time.monotonic() + every)

    def press_until(self, keys: str | bytes, condition: Condition, every: float = 1.5) -> None:
        """Type `keys` again and again; for a program that may be deaf for a bounded time."""
        end = time.monotonic() + PATIENCE
        while not self._holds(condition):
            if time.monotonic() > end or not self.alive:
                raise AssertionError(f"{condition!r} did not come; the screen:\n{self.text()}")
            self.send(keys)
            pause = time.monotonic() + every
            while not self._holds(condition) and self._read_until(pause):
                pass

    def wait_end(self, seconds: float = PATIENCE) -> int:
        """Read to the end; the exit code.

        Raises:
            AssertionError: with the screen, when it does not end.
        """
        end = time.monotonic() + seconds
        while self._read_until(end):
            pass
        try:
            return self.process.wait(max(1.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the program did not end; the screen:\n{self.text()}") from None

    def _holds(self, condition: Condition) -> bool:
        return condition in self.text() if isinstance(condition, str) else condition(self)

    def _read_until(self, end: float) -> bool:
        """False at the end of the time or of the program."""
        patience = max(0.0, end - time.monotonic())
        return bool(select.select([self._master], [], [], patience)[0]) and self._read_some()

    def _read_some(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says so when the program has closed its end.
            return False
        self.raw += data
        self.screen.feed(self._decode(data))
        return bool(data)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _as_at_a_terminal(slave: int) -> None:
    """What runs in the background ignores an interrupt, and so would all that it starts."""
    os.login_tty(slave)
    signal.signal(signal.SIGINT, signal.SIG_DFL)

"""Another process that writes, and takes its time."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from data.write_queue import WriteQueue

queue = WriteQueue(Path(sys.argv[1]))
with queue.turn():
    print("mine", flush=True)
    sys.stdin.readline()
print("free", flush=True)
sys.stdin.readline()
"""


class Holder:
    """Another process that takes the turn and keeps it until told otherwise."""

    def __init__(self, database: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(database)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid

    def has_the_turn(self) -> None:
        assert self._line() == "mine\n"

    def give_up_the_turn(self) -> None:
        self._tell()
        assert self._line() == "free\n"

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()

    def _tell(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

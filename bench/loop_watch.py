"""Runs `kiosk` with a stop-watch on every callback of the event loop.

python -m bench.loop_watch REPORT ARGUMENTS
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

EVERY = 0.0005
ROOT = str(Path(__file__).parents[1])
OURS = tuple(f"{ROOT}/{package}/" for package in ("kiosk", "screens", "data", "printouts"))
LEAST = 0.0002
"""Shorter callbacks are not written down."""


@dataclass(frozen=True, slots=True)
class Callback:
    """Seconds of CPU time on the loop's thread; `at` by the monotonic clock."""

    at: float
    whole: float
    ours: float
    where: str


class Watch:
    """Looks twice a millisecond; the time since the last look belongs to what is seen at work."""

    def __init__(self) -> None:
        self.callbacks: list[Callback] = []
        self._ours = 0.0
        self._seen: Counter[str] = Counter()
        self._last = 0.0

    def look(self, number: int, frame: FrameType | None) -> None:
        now = time.thread_time()
        passed, self._last = now - self._last, now
        place = _ours(frame)
        if place:
            self._ours += passed
            self._seen[place] += 1

    def run(self, callback: asyncio.Handle) -> None:
        begin = self._last = time.thread_time()
        self._ours = 0.0
        self._seen.clear()
        at = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)
        try:
            _run(callback)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        whole = time.thread_time() - begin
        if whole >= LEAST:
            where = ", ".join(place for place, _ in self._seen.most_common(2))
            self.callbacks.append(Callback(at, whole, self._ours, where))


def _ours(frame: FrameType | None) -> str:
    """The function of ours that is at work, unless it only waits for Textual; else nothing."""
    while frame is not None:
        file = frame.f_code.co_filename
        if "/textual/" in file:
            return ""
        if file.startswith(OURS):
            return f"{file.removeprefix(ROOT + '/')}:{frame.f_code.co_name}"
        frame = frame.f_back
    return ""


_run = asyncio.Handle._run


def watched() -> None:
    from kiosk.__main__ import main as kiosk

    report, sys.argv[1:] = Path(sys.argv[1]), sys.argv[2:]
    watch = Watch()
    signal.signal(signal.SIGALRM, watch.look)
    # The loop has no other place to ask.
    setattr(asyncio.Handle, "_run", lambda handle: watch.run(handle))  # noqa: B010 - mypy knows the name as final
    try:
        kiosk()
    finally:
        report.write_text(json.dumps([asdict(each) for each in watch.callbacks]), encoding="utf-8")


if __name__ == "__main__":
    watched()

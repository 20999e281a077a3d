"""The log: a file that turns over, with kinds of faults and where they happened, never what they were about.

The message of an exception quotes data as easily as a local variable does, so neither is written.
"""

from __future__ import annotations

import logging
import os
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from uuid import uuid4

LINES = "%(asctime)s %(levelname)s %(process)d %(message)s"
LARGEST = 1_000_000
KEPT = 5
DEEPEST = 8
"""Causes of causes that are followed."""

log = logging.getLogger("kiosk")

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RedactedLines(logging.Formatter):
    """Frames and types of an exception and of what is behind it."""

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the name is logging's
        return redacted(ei[1]) if ei[1] is not None else ""

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the name is logging's
        return ""


class QuietFile(RotatingFileHandler):
    """Makes its folder when the first line comes; a full disk costs the line, not the command."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
        self.setFormatter(RedactedLines(LINES))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Nothing: logging itself would print the frames on the terminal."""


def start(file: Path) -> None:
    """From here on the log is this file."""
    stop()
    log.addHandler(QuietFile(file))
    log.setLevel(logging.INFO)
    log.propagate = False


def stop() -> None:
    for handler in [each for each in log.handlers if isinstance(each, QuietFile)]:
        log.removeHandler(handler)
        handler.close()
    log.propagate = True


def report(error: BaseException) -> str:
    """Write a fault of ours down; the answer is its number, which the user is told.

    Without an office's log the number would lead nowhere, so the user's own state folder takes it.
    """
    if not any(isinstance(handler, QuietFile) for handler in log.handlers):
        start(own_file())
    number = uuid4().hex[:6]
    log.error("fault %s", number, exc_info=error)
    return number


def own_file() -> Path:
    """The log of commands that fall before they know their office."""
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(state).expanduser() / "mikhak-counter" / "kiosk.log"


def redacted(error: BaseException) -> str:
    parts: list[str] = []
    current: BaseException | None = error
    while current is not None and len(parts) < DEEPEST:
        frames = traceback.extract_tb(current.__traceback__)
        lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        parts.append("\n".join([f"{type(current).__module__}.{type(current).__qualname__}", *lines]))
        current = current.__cause__ or current.__context__
    return "\nbehind it:\n".join(parts)

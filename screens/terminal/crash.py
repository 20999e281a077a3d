"""When the app falls: the terminal is given back with one neutral line; the log gets frames and types only.

Textual's own last screen prints local variables: a one-time code, a passport number (security.md F5).  The
messages of exceptions quote data just as well, so they are left out.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import TypeVar
from uuid import uuid4

from rich.console import RenderableType
from textual.app import App

Result = TypeVar("Result")

log = logging.getLogger("kiosk")
# Without a handler of ours, logging would print the frames on the terminal.
log.addHandler(logging.NullHandler())

SORRY = (
    "برنامه ناگهان بسته شد. این شماره را به سرپرست بگویید: {number}\n"
    "The program had to stop. Please give this number to the supervisor: {number}\n"
)
_DEEPEST = 8
"""Causes of causes that are followed."""


def redacted(error: BaseException) -> str:
    """Types and frames of an exception and of its causes: no message, no local variable, no source line."""
    parts: list[str] = []
    current: BaseException | None = error
    while current is not None and len(parts) < _DEEPEST:
        parts.append(_redacted_one(current))
        current = _behind(current)
    return "\nbehind it:\n".join(parts)


def report(error: BaseException) -> str:
    """Log the fall; the answer is its number."""
    number = uuid4().hex[:6]
    log.critical("crash %s\n%s", number, redacted(error))
    return number


def sorry(number: str) -> str:
    """What the terminal shows, Persian first."""
    return SORRY.format(number=number)


class FallingApp(App[Result]):
    """An app that falls softly."""

    _crash_number: str | None = None
    _said = False

    def panic(self, *renderables: RenderableType) -> None:
        """Textual's way of showing an error at the end; what it would show may hold data."""
        self._crash_number = self._crash_number or report(sys.exc_info()[1] or RuntimeError())
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        if self._exception is None:
            # The Pilot raises it again in tests.
            self._exception = error
            self._exception_event.set()
        number = report(error)
        self._crash_number = self._crash_number or number
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.panic()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
        if self._crash_number is not None and not self.is_headless and not self._said:
            self._said = True
            _say(sorry(self._crash_number))


def catch_the_rest() -> None:
    """For what falls outside the app: the start, the end, other threads.  Call it once, first of all."""
    sys.excepthook = _fall
    threading.excepthook = _fall_in_thread


def _fall(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _say(sorry(report(error.with_traceback(trace))))


def _fall_in_thread(fall: threading.ExceptHookArgs) -> None:
    if fall.exc_value is not None:
        report(fall.exc_value)


def _say(line: str) -> None:
    if sys.__stderr__ is not None:
        sys.__stderr__.write(line)
        sys.__stderr__.flush()


def _redacted_one(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines])


def _behind(error: BaseException) -> BaseException | None:
    # A failed worker keeps what happened in an attribute of its own.
    inner = getattr(error, "error", None)
    if isinstance(inner, BaseException):
        return inner
    if isinstance(error, BaseExceptionGroup):
        return error.exceptions[0]
    return error.__cause__ or error.__context__

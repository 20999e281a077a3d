"""The driver between the terminal and the app: an allow-list on everything that comes in.

The only module that touches Textual's input internals; its tests fail loudly if they move.
"""

from __future__ import annotations

import os
import re
import select
from codecs import getincrementaldecoder
from collections.abc import Iterable
from time import monotonic

from textual import constants, events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from screens.terminal.gate import EscapePressed, Gate, Pasted, Sequence, Token, Typed, is_letter

CONTROL_LETTERS = frozenset("acekquvwxyz")
"""Quit and the edits of a field.  Not p: no command palette at a counter."""
MOVES = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown"})
EDITS = frozenset({"enter", "tab", "backspace", "delete", "escape"})
FUNCTIONS = frozenset(f"f{number}" for number in range(1, 13))

_LAST_CODE_POINT = 0x10FFFF
_LONGEST_POLL = 0.1
_READ_AT_ONCE = 4096

_KITTY_KEY = r"\x1b\[(?:[0-9]{1,7}(?:;[0-9]{0,3}(?:;[0-9]{1,7}(?::[0-9]{1,7}){0,3})?)?)?[u~ABCDEFHPQRS]"
_MOUSE = r"\x1b\[<[0-9]{1,3};[0-9]{1,5};[0-9]{1,5}[Mm]"
_SYNCHRONIZED_OUTPUT = r"\x1b\[\?2026;[1-4]\$y"
_NUMBER = r"[0-9]+"

_PLAIN_MESSAGES = (
    events.Paste,
    events.AppFocus,
    events.AppBlur,
    messages.TerminalSupportsSynchronizedOutput,
)


def admits_key(key: events.Key) -> bool:
    """True for letters and for the keys this application uses."""
    *modifiers, base = key.key.split("+")
    held = frozenset(modifiers)
    if key.character is not None and held <= {"shift"} and is_letter(key.character):
        return True
    if base in MOVES:
        return held <= {"shift", "ctrl", "alt"}
    if base in EDITS or base in FUNCTIONS:
        return held <= {"shift", "ctrl"}
    return base in CONTROL_LETTERS and "ctrl" in held and held <= {"shift", "ctrl"}


class GatedDriver(LinuxDriver):
    """Use it by `App(driver_class=GatedDriver)`.

    A report of the window's size never counts: the size is asked of the tty itself at SIGWINCH, so the
    terminal is not asked to send such reports (Textual would also switch the mouse to pixels).
    """

    def run_input_thread(self) -> None:
        """Read until the app stops or the terminal hangs up."""
        gate = Gate(constants.ESCAPE_DELAY)
        # Bytes that are no UTF-8 are dropped: one 0xFF must not end the app.
        decode = getincrementaldecoder("utf-8")("ignore").decode
        parser = XTermParser()
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _patience(gate))[0]:
                data = self._read()
                if not data:
                    self._app.call_later(self._app.exit)
                    return
                tokens = gate.feed(decode(data), monotonic())
            else:
                tokens = gate.tick(monotonic())
            for token in tokens:
                for message in translate(token, parser):
                    self.process_message(message)

    def process_message(self, message: Message) -> None:
        """The last door before the app, for `retype` as well."""
        if self._admits(message):
            super().process_message(message)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001  # A dead thread would leave a screen that hears nothing.
            self._app.call_later(self._app._handle_exception, error)

    def _query_in_band_window_resize(self) -> None:
        """Not asked; see the class."""

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _READ_AT_ONCE)
        except OSError:
            return b""  # The terminal is gone.

    def _admits(self, message: Message) -> bool:
        match message:
            case events.Key():
                return admits_key(message)
            case events.MouseEvent():
                width, height = self._get_terminal_size()
                return 0 <= message.x < width and 0 <= message.y < height
        return isinstance(message, _PLAIN_MESSAGES)


def _patience(gate: Gate) -> float:
    deadline = gate.deadline
    return _LONGEST_POLL if deadline is None else min(_LONGEST_POLL, max(0.0, deadline - monotonic()))


def translate(token: Token, parser: XTermParser) -> Iterable[Message]:
    match token:
        case EscapePressed():
            yield events.Key("escape", "\x1b")
        case Pasted(text):
            yield events.Paste(text)
        case Typed(text):
            for letter in text:
                yield from parser._sequence_to_key_events(letter)
        case Sequence(text):
            yield from _sequence_messages(text, parser)


def _sequence_messages(sequence: str, parser: XTermParser) -> Iterable[Message]:
    if sequence == "\x1b[I":
        yield events.AppFocus()
    elif sequence == "\x1b[O":
        yield events.AppBlur()
    elif re.fullmatch(_MOUSE, sequence):
        mouse = parser.parse_mouse_code(sequence)
        if mouse is not None:
            yield mouse
    elif re.fullmatch(_SYNCHRONIZED_OUTPUT, sequence):
        yield messages.TerminalSupportsSynchronizedOutput()
    elif sequence in ANSI_SEQUENCES_KEYS or _is_kitty_key(sequence):
        yield from parser._sequence_to_key_events(sequence)


def _is_kitty_key(sequence: str) -> bool:
    """Textual turns the numbers into characters and falls over one that is none."""
    return bool(re.fullmatch(_KITTY_KEY, sequence)) and all(
        int(number) <= _LAST_CODE_POINT for number in re.findall(_NUMBER, sequence)
    )

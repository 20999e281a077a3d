"""From nothing to the first usable screen, beside a minimal Textual application, in one run.

python -m bench.startup [rounds]

The applications run in a pseudo-terminal that answers like a real one.  "Takes a key" is the moment when a
key that was pressed as soon as the first frame stood has come back to the screen.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.offices import demonstration
from bench.terminal import Terminal

ROUNDS = 9
FIRST_SCREEN, DATABASE = 1.25, 3.0
"""Targets, in times of the minimal application's first frame."""

MARK, KEY = "FRAME-MARK", "ø"
EMPTY = f"""
from textual.app import App
from textual.widgets import Static
class Empty(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield Static("{MARK}")
Empty().run()
"""
CONSOLE_SCRIPT = "from kiosk.__main__ import main; main()"
"""What an installation starts; `python -m` would add the import of runpy to ours alone."""
KNOWN = {"XTERM_VERSION": "XTerm(388)"}
"""An unknown terminal is first asked how it shows Persian."""
ONE_FIELD = EMPTY.replace("Static", "Input")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds since the start of the process; `cpu` at the first frame."""

    frame: float
    cpu: float
    key: float = 0.0
    database: float = 0.0


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with demonstration() as office:
        _round(office.config)  # The first run writes the byte code.
        measured = [_round(office.config) for _ in range(rounds)]
    empty, field, ours = zip(*measured, strict=True)
    floor = _middle(each.frame for each in empty)
    _line("empty app, first frame", floor, floor)
    frame = _line("kiosk, first screen", _middle(each.frame for each in ours), floor, FIRST_SCREEN)
    _line("  both in CPU time", _middle(each.cpu for each in ours), _middle(each.cpu for each in empty))
    _line("one field, takes a key", _middle(each.key for each in field), floor)
    _line("kiosk, takes a key", _middle(each.key for each in ours), floor)
    database = _line("kiosk, database ready", _middle(each.database for each in ours), floor, DATABASE)
    sys.exit(frame > FIRST_SCREEN or database > DATABASE)


def _round(config: Path) -> tuple[Times, Times, Times]:
    return _empty(), _one_field(), _kiosk(config)


def _empty() -> Times:
    with Terminal([sys.executable, "-c", EMPTY], {}) as terminal:
        return Times(terminal.wait_for(MARK.encode()), terminal.cpu())


def _one_field() -> Times:
    with Terminal([sys.executable, "-c", ONE_FIELD], {}) as terminal:
        frame, cpu = terminal.wait_for(MARK.encode()), terminal.cpu()
        terminal.send(KEY.encode())
        return Times(frame, cpu, terminal.wait_for(KEY.encode()))


def _kiosk(config: Path) -> Times:
    command = [sys.executable, "-c", CONSOLE_SCRIPT, "--config", str(config), "--language", "en", "run"]
    with Terminal(command, KNOWN) as terminal:
        frame, cpu = terminal.wait_for(b"from your authenticator"), terminal.cpu()
        terminal.send(KEY.encode())
        key = terminal.wait_for(KEY.encode())
        return Times(frame, cpu, key, terminal.wait_for(b"supervisor-demo"))


def _middle(times: Iterable[float]) -> float:
    return statistics.median(times)


def _line(name: str, seconds: float, floor: float, target: float | None = None) -> float:
    """Print seconds beside a floor; the ratio."""
    wanted = f"   target {target:.2f}" if target else ""
    print(f"{name:24} {seconds * 1e3:7.0f} ms {seconds / floor:6.2f} ×{wanted}")
    return seconds / floor


if __name__ == "__main__":
    main()

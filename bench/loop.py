"""How long one callback of the event loop takes, through a clerk's and a supervisor's work by keys alone.

python -m bench.loop

The application runs in a pseudo-terminal.  Each callback's CPU time on the loop's thread is shared out by
looking twice a millisecond at what it is in: our code (with whatever we call outside of Textual), or
Textual's own (layout, compose, styles, painting).  Only ours has a target; Textual's is shown beside it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.loop_watch import Callback
from bench.offices import Office, demonstration
from kiosk.text.cells import visual
from tests.e2e.pty_app import PtyApp

TARGET_MS = 5.0
SIZE = (120, 36)
SHOWN = 6
WATCHED = (sys.executable, "-m", "bench.loop_watch")
Marks = list[tuple[str, float]]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, demonstration() as office:
        report = Path(folder) / "callbacks.json"
        marks = _work(office, report)
        callbacks = [Callback(**each) for each in json.loads(report.read_text(encoding="utf-8"))]
    print(f"{'step':22} {'callbacks':>9} {'ours, most':>11} {'Textual, most':>14}   where of ours")
    worst = max(_line(name, begin, end, callbacks) for name, begin, end in _steps(marks))
    print(f"longest of ours {worst:.1f} ms, target {TARGET_MS:g}")
    for each in sorted(callbacks, key=lambda each: -each.ours)[:SHOWN]:
        print(f"  {each.ours * 1e3:6.1f} ms of {each.whole * 1e3:6.1f}   {each.where}")
    sys.exit(worst > TARGET_MS)


def _steps(marks: Marks) -> list[tuple[str, float, float]]:
    return [
        (name, begin, end)
        for (name, begin), (_, end) in zip(marks, [*marks[1:], ("", time.monotonic())], strict=True)
    ]


def _line(name: str, begin: float, end: float, callbacks: list[Callback]) -> float:
    """Print one step; the milliseconds of its longest callback of ours."""
    within = [each for each in callbacks if begin <= each.at < end]
    if not within:
        return 0.0
    most = max(within, key=lambda each: each.ours)
    textual = max(each.whole - each.ours for each in within)
    ours = most.ours * 1e3
    where = most.where if ours > 1 else ""
    print(f"{name:22} {len(within):9} {ours:8.1f} ms {textual * 1e3:11.1f} ms   {where}")
    return ours


def _work(office: Office, report: Path) -> Marks:
    """Do it all; when each step began."""
    command = [*WATCHED, str(report), "--config", str(office.config), "--language", "en", "run"]
    student = office.sample("STU-02", "RECEIPTED", "ARRIVED", "NO_SHOW", "VERIFYING")
    marks: Marks = []
    with PtyApp(command, SIZE, {"TMUX": "asked nothing"}) as app:

        def step(name: str, keys: str, then: str | Callable[[PtyApp], bool]) -> None:
            marks.append((name, time.monotonic()))
            app.send(keys)
            app.wait_for(then)

        step("start", "", "clerk1-demo")
        step("choose a sign-in", "\r", lambda app: "••••" in app.text())
        step("sign in", "\r", "Reception")
        step("type a code", student["tracking_code"], "Press Enter")
        step("look up", "\r", "Requests")
        step("open the walk", "\x1b[15~", "document 1 of 3")
        step("zoom", "+++", "document 1 of 3")
        step("first verdict", "\x1b[15~", "document 2 of 3")
        step("second verdict", "\x1b[15~", "document 3 of 3")
        step("third verdict", "\x1b[15~", "Submit for approval")
        step("decide", "\x1b[15~", "verified")
        step("language", "\x1bOQ", "".join(visual("کد رهگیری", "fa")))
        step("language again", "\x1bOQ", "Tracking code")
        step("back", "\x1b", "Type, or scan")
        marks.append(("leave", time.monotonic()))
        app.send("\x11")
        app.wait_end()
    return marks


if __name__ == "__main__":
    main()

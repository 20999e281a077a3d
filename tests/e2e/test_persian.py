"""Persian in a pseudo-terminal: what is sent, what comes in, and the terminal given back."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from kiosk.text.cells import visual
from tests.e2e.pty_app import XTERM, Condition, PtyApp

APP = (sys.executable, "-m", "tests.e2e.persian_app")
BDSM_OFF, BDSM_ON = b"\x1b[8l", b"\x1b[8h"
ALTERNATE_SCREEN = b"\x1b[?1049h"
LEFT, RIGHT, F8, QUIT = "\x1b[D", "\x1b[C", "\x1b[19~", "\x11"
ROOT = Path(__file__).parents[2]
KONSOLE = {**XTERM, "XTERM_VERSION": "", "KONSOLE_VERSION": "221203"}


def seen(text: str) -> str:
    return "".join(visual(text, "fa"))


def caret_on(cell: str) -> Condition:
    """The terminal's own cursor, which follows the caret, stands there."""

    def holds(app: PtyApp) -> bool:
        column, row = app.screen.cursor
        return app.line(row)[column : column + 1] == cell

    return holds


def test_typing_in_the_middle_of_mixed_text() -> None:
    with PtyApp(APP, (60, 12)) as app:
        app.wait_for(seen("نوشته"))
        app.send("می\u200cخواهم ۱۲ AB-3")
        app.wait_for(seen("می\u200cخواهم ۱۲ AB-3"))
        for cell in ("3", "-", "B"):
            app.send(RIGHT)
            app.wait_for(caret_on(cell))
        app.send("س")
        app.wait_for(seen("می\u200cخواهم ۱۲ AسB-3"))
        app.send(LEFT)
        app.wait_for(caret_on("-"))
        app.send("\x7f")
        app.wait_for(seen("می\u200cخواهم ۱۲ Aس-3"))
        row = app.screen.cursor[1]
        column = app.line(row).index("\ufeeb")
        app.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")
        app.wait_for(caret_on("\ufeeb"))
        app.send("\x7f")
        app.wait_for(seen("می\u200cخوهم ۱۲ Aس-3"))
        app.send(QUIT)

        assert app.wait_end() == 0


def test_a_click_reaches_what_the_eye_sees_there() -> None:
    with PtyApp(APP, (60, 12)) as app:
        app.wait_for(seen("فشار دهید"))
        row = next(at for at, line in enumerate(app.screen.lines()) if seen("فشار دهید") in line)
        column = app.line(row).index(seen("فشار دهید")) + 2
        app.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")

        app.wait_for(seen("فشرده شد"))


@pytest.mark.parametrize("end", ["quit", "exception", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("environ", [XTERM, KONSOLE], ids=["xterm", "Konsole"])
def test_the_terminals_own_ordering_is_back_after_every_end(end: str, environ: dict[str, str]) -> None:
    with PtyApp(APP, (60, 12), environ) as app:
        app.wait_for(seen("نوشته"))
        assert app.raw.index(BDSM_OFF) < app.raw.index(ALTERNATE_SCREEN)
        match end:
            case "quit":
                app.send(QUIT)
            case "exception":
                app.send(F8)
            case _:
                app.process.send_signal(signal.Signals[end])
        app.wait_end()

        assert app.raw.rindex(BDSM_ON) > app.raw.rindex(b"\x1b[?1049l")
        if environ is KONSOLE:
            assert app.raw.count(b"BidiRenderingEnabled=false") == app.raw.count(b"BidiRenderingEnabled=true")


def test_an_unknown_terminal_is_asked_which_line_reads_right_and_only_once(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "kiosk", "--language", "en", "doctor", "--terminal")
    unknown = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path), "XTERM_VERSION": "", "TERM": "new"}
    with PtyApp(command, (100, 40), unknown, tmp_path) as app:
        app.wait_for("press the number of the one that reads right")
        assert seen("اگر این سطر درست خوانده می\u200cشود، کلید ۱ را بزنید.") in app.text()
        app.send("1")
        app.wait_for("Persian: visual.")
        app.wait_end()
    with PtyApp([*command[:-1]], (100, 40), unknown, tmp_path) as app:
        app.wait_for("Persian: visual.")
        app.wait_end()
    assert [path.name for path in tmp_path.iterdir()] == ["mikhak-counter"]

"""From «ثبت» on a page of the registration to the next page, painted, beside Textual's own fields.

python -m bench.wizard [rounds]

Both run in a pseudo-terminal. Each round is somebody else whose answers were all kept before, so that
nothing but F5 is pressed; the page is recorded meanwhile. The floor is an application that does nothing
but put as many labels and fields as the longest of the pages that come into the place of others.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.offices import demonstration
from kiosk import config as settings
from kiosk.adapters.mailbox import FolderMailbox
from kiosk.config import Config
from kiosk.domain import national_code
from kiosk.domain.applicant import Lobby
from kiosk.domain.registration import Registration
from kiosk.services import registration
from kiosk.services.registration import Asked
from kiosk.wiring import open_desk
from kiosk.words import Words
from tests.e2e.lobby_walk import CAN_PAINT_WHOLE, F12, Walk
from tests.e2e.pty_app import PtyApp
from tests.kiosk.domain.registering import PAGES
from tests.kiosk.services.at_the_lobby import code_in, mails
from tests.kiosk.services.office import store_of

ROUNDS = 5
TARGET_MS = 50.0
SIZE = (120, 36)
F5 = "\x1b[15~"
READING_SECONDS = 0.7
"""Nobody fills in a page in less; the next one is built meanwhile."""
PAINTED = b"\x1b[?2026l"
"""The end of a frame, from a program that was told that its terminal paints whole ones."""
MARKS = ("Country of residence", "Kind of permit", "Second phone")
"""What stands on each page but the first."""
FIELDS = 9
FLOOR = f"""
from textual.app import App
from textual.widgets import Input, Label
class Pages(App):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("f5", "turn", "Turn")]
    page = 0
    def compose(self):
        for at in range({FIELDS}):
            yield Label(f"PAGE {{self.page}} FIELD {{at}}")
            yield Input()
    async def action_turn(self):
        self.page += 1
        with self.batch_update():
            await self.recompose()
Pages().run()
"""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of each page that was turned to."""

    floor: list[float]
    wizard: list[float]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with demonstration() as office:
        times = _measured(office.config, rounds)
    floor = statistics.median(times.floor)
    print(f"{FIELDS} fields of Textual's {floor:6.1f} ms")
    worst = 0.0
    for at, mark in enumerate(MARKS):
        middle = statistics.median(times.wizard[at :: len(MARKS)])
        worst = max(worst, middle)
        print(f"{mark:22} {middle:6.1f} ms {middle / floor:5.2f} ×")
    print(f"slowest {max(times.wizard):.1f} ms; target {TARGET_MS:g} ms")
    sys.exit(worst > TARGET_MS)


def _measured(path: Path, rounds: int) -> Times:
    config = settings.load(path)
    command = [sys.executable, "-m", "kiosk", "--language", "en", "--config", str(path), "run"]
    times = Times([], [])
    with (
        PtyApp([sys.executable, "-c", FLOOR], SIZE) as bare,
        PtyApp([*command, "--station", "lobby"], SIZE) as app,
    ):
        walk = Walk(app, Words("en"), datetime.now(UTC).date())
        walk.says("I have a receipt")
        bare.wait_for("FIELD 0")
        for each in (bare, app):
            each.send(CAN_PAINT_WHOLE)
        for number in range(rounds):
            _begin(walk, config, number)
            for at, mark in enumerate(MARKS):
                time.sleep(READING_SECONDS)
                times.floor.append(_turned(bare, f"PAGE {number * len(MARKS) + at + 1} "))
                times.wizard.append(_turned(app, mark))
            app.send(F12)
            walk.says("I have a receipt")
    return times


def _turned(app: PtyApp, mark: str) -> float:
    """Milliseconds from the key to the end of the frame that has the mark."""
    before = len(app.raw)

    def painted(app: PtyApp) -> bool:
        at = app.raw.find(mark.encode(), before)
        return at >= 0 and app.raw.find(PAINTED, at) >= 0

    began = time.perf_counter()
    app.send(F5)
    app.wait_for(painted)
    return (time.perf_counter() - began) * 1e3


def _begin(walk: Walk, config: Config, number: int) -> None:
    """To the first page, all answers in their fields."""
    code, email = national_code.make(f"09328{number:04}"), f"a{number}@example.org"
    _keep_all(config, code, email)
    walk.app.send("1")
    walk.type_lines(("E-mail", email), ("National code", code))
    walk.answer_security_code()
    walk.says("F3 opens the mailbox")
    walk.type_lines(("One-time password", _mailed(walk, config, email)))
    walk.says("Given name (Persian)")


def _keep_all(config: Config, code: str, email: str) -> None:
    """Another station's work, broken off before anything was recorded."""
    desk, by = open_desk(config), Lobby("lobby-9")
    try:
        asked = Asked(code, email, "en", "register")
        registration.ask_code(desk, by, asked)
        begun = registration.enter_with_code(desk, by, asked, code_in(desk, mails(desk)[-1]))
        assert isinstance(begun, Registration)
        for name, text in _answers(email):
            registration.keep_answer(desk, by, begun.id, name, text)
    finally:
        store_of(desk).close()


def _answers(email: str) -> Iterator[tuple[str, str]]:
    for page in PAGES.values():
        yield from {**page, **({"email": email} if "email" in page else {})}.items()


def _mailed(walk: Walk, config: Config, email: str) -> str:
    """The newest code to this address, once it is there."""
    mailbox = FolderMailbox(config.mailbox_folder)

    def codes() -> list[str]:
        texts = [letter.text for letter in mailbox.letters() if letter.to == email]
        return [code for text in texts for code in re.findall(r"\b[0-9]{6}\b", text)]

    waiting: Callable[[], bool] = lambda: len(codes()) > 1  # noqa: E731
    walk.app.wait_beside(waiting)
    return codes()[0]


if __name__ == "__main__":
    main()

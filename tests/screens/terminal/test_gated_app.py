"""A real app in a real pseudo-terminal: hostile bytes come in, and it lives and answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from random import Random

import pytest

from tests.e2e.pty_app import PtyApp
from tests.screens.terminal.seals import receipt_digits

SMALL_APP = [sys.executable, "-m", "tests.screens.terminal.small_app"]
FIRST_BUTTON = "\x1b[<0;8;8{state}"
RANDOM_BYTES = 20_000


@pytest.fixture
def app() -> Iterator[PtyApp]:
    with PtyApp(SMALL_APP) as app:
        app.wait_for("size 80x24")
        yield app


def answers(app: PtyApp) -> bool:
    """It may be deaf for a second behind half a sequence; then a cursor key and a letter come through."""
    app.press_until("\x1b[1;2H\x1b[Cé", "right é.")
    return app.alive


def test_letters_and_keys_reach_the_app(app: PtyApp) -> None:
    app.send("سلام Ali")
    app.wait_for("field <سلام Ali>")
    app.send("\x7f\x7f\x7f\x1b[D\x1b[3~")
    app.wait_for("field <سلام>")


def test_bytes_that_are_no_utf8_do_not_end_the_app(app: PtyApp) -> None:
    app.send(b"a\xff\xfe\xc3(\x80b")

    app.wait_for("field <a(b>")


def test_an_open_paste_swallows_only_what_follows_at_once(app: PtyApp) -> None:
    app.send("\x1b[200~quit\r\x11")

    assert answers(app)
    assert "quit" not in app.text()


def test_a_paste_reaches_the_field_and_too_long_a_one_does_not(app: PtyApp) -> None:
    app.send("\x1b[200~" + "x" * 5000 + "\x1b[201~\x1b[200~one\x1b[201~")

    app.wait_for("field <one>")


def test_a_false_size_changes_nothing(app: PtyApp) -> None:
    app.send("\x1b[?2048;1$y\x1b[48;5;10;0;0tz")
    app.wait_for("field <z>")
    assert "size 80x24" in app.text()

    app.resize(100, 30)
    app.wait_for("size 100x30")


def test_the_mouse_presses_a_button_and_half_a_report_does_not(app: PtyApp) -> None:
    app.send("\x1b[<0;8;900M\x1b[<0;8M\x1b[M !!")
    assert answers(app)
    assert "pressed" not in app.text()

    app.send(FIRST_BUTTON.format(state="M") + FIRST_BUTTON.format(state="m"))
    app.wait_for("pressed")


def test_ctrl_p_opens_no_palette(app: PtyApp) -> None:
    app.send("\x10quit")

    app.wait_for("field <quit>")


def test_what_is_cut_stays_inside_the_app(app: PtyApp) -> None:
    app.send("secret\x1b[1;2H\x18")
    app.wait_for("field <>")
    app.send("\x16\x16")
    app.wait_for("field <secretsecret>")

    assert b"]52;" not in app.raw


def test_an_escape_sequence_cut_in_two_writes_is_no_key(app: PtyApp) -> None:
    app.send("ab\x1b")
    app.send("[D")
    app.wait_for("left.")
    app.wait_for("field <ab>")

    assert "escape" not in app.text()


def test_escape_alone_is_escape(app: PtyApp) -> None:
    app.send("\x1b")

    app.wait_for("keys escape.")


def test_a_receipt_typed_by_a_scanner_is_recognised_in_a_field(app: PtyApp) -> None:
    app.send(f"ab{receipt_digits()}\r")

    app.wait_for("scan 202 digits")
    app.wait_for("field <ab>")
    assert "submitted" not in app.text()


def test_twenty_thousand_random_bytes_leave_it_alive(app: PtyApp) -> None:
    app.send(random_bytes(Random(20), RANDOM_BYTES))  # noqa: S311

    assert answers(app)
    assert app.screen.unknown == []


def test_the_terminal_hanging_up_ends_the_app() -> None:
    app = PtyApp(SMALL_APP)
    app.wait_for("size 80x24")

    app.hang_up()

    assert app.process.wait(20) is not None


def test_quitting_gives_the_terminal_back(app: PtyApp) -> None:
    app.send("\x11")

    assert app.wait_end() == 0
    assert app.screen.modes == {"7", "25"}
    assert app.screen.unknown == []


def test_a_crash_gives_the_terminal_back_and_shows_a_number_only(app: PtyApp) -> None:
    app.send("\x1b[20~")

    assert app.wait_end() == 1
    assert app.screen.modes == {"7", "25"}
    assert "Please give this number to the supervisor: " in app.text()
    assert "این شماره را به سرپرست بگویید" in app.text()
    for word in (b"canary", b"Traceback", b"ValueError", b"passport"):
        assert word not in app.raw


def random_bytes(random: Random, size: int) -> bytes:
    """Letters, controls, sequences whole and cut, mouse, pastes and bytes that are no UTF-8; never Ctrl+Q."""
    pieces = bytearray()
    while len(pieces) < size:
        piece = random.choice(PIECES)
        if random.random() < 0.2:
            piece = piece[: random.randrange(1, len(piece) + 1)]
        pieces += piece if random.random() < 0.9 else random.randbytes(4)
    return bytes(pieces).replace(b"\x11", b"").replace(b"\x1b[113;5u", b"").replace(b"\x1b[20~", b"")


PIECES = [
    *(letter.encode() for letter in "aZ0 سَ۴\u200c\u202e\r\t\x00\x03\x10\x7f\x9b"),
    b"\x1b",
    b"\x1b[A",
    b"\x1b[1;5D",
    b"\x1bOP",
    b"\x1b[97;1;97u",
    b"\x1b[99999999;1;97u",
    b"\x1b[200~pasted\x1b[201~",
    b"\x1b[200~",
    b"\x1b[<0;8;8M",
    b"\x1b[<0;8;8m",
    b"\x1b[<65;9;9M",
    b"\x1b[<35;400;400M",
    b"\x1b[48;5;10;0;0t",
    b"\x1b[?2048;1$y",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b]52;c;eA==\x07",
    b"\x1bP>|x\x1b\\",
    b"\x1b[[A",
    b"\x1b[M !!",
    b"\xff\xfe\xc3",
]

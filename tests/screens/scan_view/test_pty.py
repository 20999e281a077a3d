"""The whole way through a real pty: question, answer, pictures, keys, end."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from screens.graphics.shared_memory import FOLDER, PREFIX
from tests.screens.scan_view.fake_terminal import (
    CELL_HEIGHT,
    CELL_WIDTH,
    COLUMNS,
    ROWS,
    SIXEL,
    TOGETHER,
    Abilities,
    FakeTerminal,
)

HOUSE = Path(__file__).parents[3]
PROGRAM = [sys.executable, "-m", "tests.screens.scan_view.counter"]
F4, F5, F6, F8, F10, ESCAPE = "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[19~", "\x1b[21~", "\x1b"
SIXEL_TERMINAL = Abilities("XTerm(379)", graphics=False, attributes="63;1;2;4;22c", colours=256)
SIDE_COLUMNS = 90


@contextmanager
def a_counter(abilities: Abilities, typed: str = "") -> Iterator[FakeTerminal]:
    environment = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(HOUSE), "PATH": ""}
    with FakeTerminal(abilities) as terminal:
        terminal.press(typed)
        terminal.start(PROGRAM, environment)
        yield terminal


def leave(terminal: FakeTerminal) -> None:
    terminal.press(F10)
    assert terminal.wait_for_end() == 0


def pictures(terminal: FakeTerminal) -> list[bytes]:
    """Every group of graphics commands that was shown at once."""
    return [group for group in TOGETHER.findall(terminal.output) if b"\x1b_G" in group]


def left_in_memory(terminal: FakeTerminal) -> list[Path]:
    assert terminal._process is not None
    return list(FOLDER.glob(f"{PREFIX}-{terminal._process.pid}-*"))


def test_a_zoom_sends_one_picture_places_it_and_deletes_the_one_before() -> None:
    with a_counter(Abilities()) as terminal:
        terminal.wait_for(lambda: len(terminal.placed) == 1)
        terminal.commands.clear()
        before = len(pictures(terminal))

        terminal.press(F4)
        terminal.wait_for(lambda: len(terminal.commands) >= 3)

        assert [command.action for command in terminal.commands] == ["t", "p", "d"]
        new, placed, old = terminal.commands
        assert new.keys["i"] == placed.keys["i"] != old.keys["i"]
        assert int(placed.keys["z"]) < -(1 << 30)
        assert (int(placed.keys["c"]), int(placed.keys["r"])) == (COLUMNS - SIDE_COLUMNS, ROWS - 1)
        assert int(new.keys["s"]) == (COLUMNS - SIDE_COLUMNS) * CELL_WIDTH
        assert int(new.keys["v"]) == (ROWS - 1) * CELL_HEIGHT
        (sent,) = pictures(terminal)[before:]
        assert len(sent) < 300
        assert len(terminal.images) == 1
        leave(terminal)


def test_a_dialog_sends_no_graphics_command() -> None:
    with a_counter(Abilities()) as terminal:
        terminal.wait_for(lambda: len(terminal.placed) == 1)
        terminal.commands.clear()

        terminal.press(F5)
        terminal.wait_for_text("A dialog is open")
        terminal.press(ESCAPE)
        terminal.wait_for_text("The dialog is closed")
        assert terminal.commands == []

        terminal.press(F4)
        terminal.wait_for(lambda: len(terminal.commands) >= 3)
        assert [command.action for command in terminal.commands] == ["t", "p", "d"]
        leave(terminal)


def test_a_dialog_is_written_over_sixel_pixels() -> None:
    with a_counter(SIXEL_TERMINAL) as terminal:
        terminal.wait_for(lambda: SIXEL.search(terminal.output) is not None)
        before = len(terminal.output)

        terminal.press(F5)
        terminal.wait_for(lambda: SIXEL.search(terminal.output, before) is not None)
        terminal.wait_for(lambda: b"A dialog is open" in SIXEL.split(terminal.output)[-1])
        leave(terminal)


def test_the_next_case_finds_no_picture_of_the_one_before() -> None:
    with a_counter(Abilities()) as terminal:
        terminal.wait_for(lambda: len(terminal.placed) == 1)

        terminal.press(F6)
        terminal.wait_for_text("Nobody is shown")

        assert terminal.images == {}
        leave(terminal)


def test_after_the_end_nothing_is_left_anywhere() -> None:
    with a_counter(Abilities()) as terminal:
        terminal.wait_for(lambda: len(terminal.placed) == 1)
        terminal.press(F4 * 5)

        leave(terminal)

        assert terminal.images == {}
        assert left_in_memory(terminal) == []
        assert not terminal.alternate
        assert b"Warning" not in terminal.output


def test_after_a_crash_nothing_is_left_either() -> None:
    with a_counter(Abilities()) as terminal:
        terminal.wait_for(lambda: len(terminal.placed) == 1)

        terminal.press(F8)
        terminal.wait_for_end()

        assert terminal.images == {}
        assert not terminal.alternate
        assert left_in_memory(terminal) == []


def test_inline_pictures_are_taken_away_as_well() -> None:
    with a_counter(Abilities(shared_memory=False)) as terminal:
        terminal.wait_for(lambda: len(terminal.placed) == 1)

        leave(terminal)

        assert terminal.images == {}


def test_sixel_pictures_are_well_formed_and_stay_inside_the_pane() -> None:
    with a_counter(SIXEL_TERMINAL) as terminal:
        terminal.wait_for(lambda: SIXEL.search(terminal.output) is not None)

        terminal.press(F4)
        terminal.wait_for(lambda: len(SIXEL.findall(terminal.output)) >= 2)

        for picture in SIXEL.findall(terminal.output):
            size = re.match(rb'\x1bP0;1;0q"1;1;(\d+);(\d+)#', picture)
            assert size is not None
            assert int(size[1]) == (COLUMNS - SIDE_COLUMNS) * CELL_WIDTH
            assert int(size[2]) <= (ROWS - 1) * CELL_HEIGHT
            bands = picture.split(b"-")
            assert len(bands) == -(-int(size[2]) // 6)
        leave(terminal)


def test_keys_typed_before_the_first_screen_arrive_in_it() -> None:
    with a_counter(Abilities(), typed="4821") as terminal:
        terminal.wait_for_text("4821")
        leave(terminal)


def test_an_old_kitty_gets_blocks_and_no_picture() -> None:
    with a_counter(Abilities(name="kitty(0.26.5)")) as terminal:
        terminal.wait_for_text("graphics.old-kitty")
        terminal.press(F4)
        leave(terminal)

        assert terminal.commands == []
        assert SIXEL.search(terminal.output) is None

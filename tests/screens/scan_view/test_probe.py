from __future__ import annotations

import os
import select
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screens.graphics import Graphics, Kind, probe, sweep_the_dead
from screens.graphics.shared_memory import FOLDER, PREFIX, Closed, SharedMemory
from tests.screens.scan_view.fake_terminal import Abilities, Ended, FakeTerminal

PLAIN = {"TERM": "xterm-256color"}


@contextmanager
def answering(terminal: FakeTerminal) -> Iterator[None]:
    """The terminal lives in a thread while the probe waits in this one."""
    over = threading.Event()

    def live() -> None:
        try:
            while not over.is_set():
                terminal._read(0.02)
        except Ended:
            return

    thread = threading.Thread(target=live)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def asked(abilities: Abilities, typed: str = "", wanted: str = "auto") -> Graphics:
    with FakeTerminal(abilities) as terminal:
        terminal.press(typed)
        with answering(terminal):
            return probe(terminal.far, terminal.far, PLAIN, 1.0, wanted)


def leftovers() -> list[Path]:
    return list(FOLDER.glob(f"{PREFIX}-{os.getpid()}-*"))


def test_a_new_kitty_shows_pictures_from_shared_memory() -> None:
    found = asked(Abilities())

    assert found == Graphics(
        Kind.KITTY, "graphics.kitty", shared_memory=True, cell=(10, 20), name="kitty(0.41.1)"
    )
    assert leftovers() == []


def test_a_kitty_far_away_gets_its_pictures_inline() -> None:
    found = asked(Abilities(shared_memory=False))

    assert found.kind is Kind.KITTY
    assert not found.shared_memory
    assert leftovers() == []


def test_over_ssh_shared_memory_is_not_even_asked_for() -> None:
    with FakeTerminal() as terminal, answering(terminal):
        found = probe(terminal.far, terminal.far, PLAIN | {"SSH_CONNECTION": "1"}, 1.0)

    assert found.kind is Kind.KITTY
    assert not found.shared_memory
    assert b"t=s" not in terminal.output


@pytest.mark.parametrize("version", ["kitty(0.26.5)", "kitty(0.27.1)"])
def test_an_old_kitty_is_left_alone_although_it_says_ok(version: str) -> None:
    found = asked(Abilities(name=version))

    assert (found.kind, found.reason) == (Kind.HALF_CELL, "graphics.old-kitty")


def test_a_terminal_with_sixel_says_how_many_colours_it_has() -> None:
    found = asked(Abilities("XTerm(379)", graphics=False, attributes="63;1;2;4;22c", colours=1024))

    assert (found.kind, found.reason, found.colours) == (Kind.SIXEL, "graphics.sixel", 1024)


def test_the_class_of_a_terminal_is_not_taken_for_sixel() -> None:
    found = asked(Abilities("old", graphics=False, attributes="4;6c"))

    assert (found.kind, found.reason) == (Kind.HALF_CELL, "graphics.none")


def test_a_silent_terminal_costs_no_more_than_the_time_given() -> None:
    started = time.monotonic()
    with FakeTerminal(Abilities(silent=True)) as terminal, answering(terminal):
        found = probe(terminal.far, terminal.far, PLAIN, 0.2)

    assert (found.kind, found.reason) == (Kind.HALF_CELL, "graphics.no-answer")
    assert 0.2 <= time.monotonic() - started < 0.7


@pytest.mark.parametrize("name", ["TMUX", "STY", "ZELLIJ"])
def test_inside_a_multiplexer_nothing_is_asked(name: str) -> None:
    with FakeTerminal() as terminal:
        found = probe(terminal.far, terminal.far, PLAIN | {name: "1"}, 1.0)
        written = select.select([terminal.near], [], [], 0)[0]

    assert (found.kind, found.reason) == (Kind.HALF_CELL, "graphics.multiplexer")
    assert found.cell == (10, 20)
    assert written == []


def test_a_plain_console_gets_half_blocks() -> None:
    with FakeTerminal() as terminal:
        found = probe(terminal.far, terminal.far, {"TERM": "linux"}, 1.0)

    assert (found.kind, found.quadrants) == (Kind.HALF_CELL, False)


def test_a_pipe_is_not_asked() -> None:
    near, far = os.pipe()

    found = probe(near, far, PLAIN, 1.0)

    os.close(near)
    os.close(far)
    assert (found.kind, found.reason) == (Kind.HALF_CELL, "graphics.no-terminal")


@pytest.mark.parametrize("kind", list(Kind))
def test_the_setting_overrides_what_was_found(kind: Kind) -> None:
    found = asked(Abilities(), wanted=kind)

    assert (found.kind, found.reason, found.shared_memory) == (kind, "graphics.chosen", True)


def test_keys_pressed_meanwhile_are_kept() -> None:
    found = asked(Abilities(), typed="4821\x1b[A")

    assert found.kind is Kind.KITTY
    assert found.typed == b"4821\x1b[A"


def test_keys_typed_to_a_silent_terminal_are_kept_and_a_cut_reply_is_not() -> None:
    found = asked(Abilities(silent=True), typed="12\x1b_Gi=31;O")

    assert found.typed == b"12"


def test_the_terminal_is_left_as_it_was() -> None:
    with FakeTerminal() as terminal, answering(terminal):
        before = termios.tcgetattr(terminal.far)
        probe(terminal.far, terminal.far, PLAIN, 1.0)

        assert termios.tcgetattr(terminal.far) == before


def test_unread_pictures_are_removed_in_time_and_none_follows_the_end() -> None:
    memory = SharedMemory()
    name = memory.create(b"pixels")

    memory.sweep()
    assert (FOLDER / name).exists()
    assert (FOLDER / name).stat().st_mode & 0o777 == 0o600
    memory.sweep(older_than=0.0)
    assert not (FOLDER / name).exists()

    memory.create(b"more")
    memory.close()
    assert leftovers() == []
    with pytest.raises(Closed):
        memory.create(b"late")
    assert leftovers() == []


def test_what_a_killed_counter_left_is_removed_and_a_living_one_keeps_its_own() -> None:
    beyond_the_last_process = 1 << 30
    dead = FOLDER / f"{PREFIX}-{beyond_the_last_process}-abcdef"
    dead.write_bytes(b"pixels")
    memory = SharedMemory()
    living = memory.create(b"pixels")

    sweep_the_dead()

    assert not dead.exists()
    assert (FOLDER / living).exists()
    memory.close()

"""A terminal of our own at the other end of a pty: answers questions, reads pictures, presses keys."""

from __future__ import annotations

import base64
import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

ROWS, COLUMNS = 50, 190
CELL_WIDTH, CELL_HEIGHT = 10, 20
PATIENCE_SECONDS = 30.0

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - where shm_open keeps its objects
GRAPHICS = re.compile(rb"\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\|\x1b\[\?1049([hl])")
TOGETHER = re.compile(rb"\x1b\[\?2026h((?:(?!\x1b\[\?2026l).)*)\x1b\[\?2026l", re.DOTALL)
SIXEL = re.compile(rb"\x1bP[\d;]*q[^\x1b]*\x1b\\")


@dataclass(slots=True)
class Abilities:
    """What this terminal answers."""

    name: str = "kitty(0.41.1)"
    graphics: bool = True
    shared_memory: bool = True
    attributes: str = "62;c"
    colours: int = 0
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """One graphics command: its keys, and what it carried."""

    keys: Mapping[str, str]
    payload: bytes

    @property
    def action(self) -> str:
        return self.keys.get("a", "more")


class Ended(Exception):
    """The program closed its side."""


@dataclass(slots=True)
class FakeTerminal:
    abilities: Abilities = field(default_factory=Abilities)
    output: bytes = b""
    commands: list[Command] = field(default_factory=list)
    images: dict[str, int] = field(default_factory=dict)
    """Images held by the terminal, with their size in bytes."""
    placed: set[str] = field(default_factory=set)
    alternate: bool = False
    """The alternate screen is shown; it has its own images, which cannot be named from the other one."""
    near: int = -1
    far: int = -1
    _answered: int = 0
    _process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> FakeTerminal:
        self.near, self.far = os.openpty()
        size = struct.pack("HHHH", ROWS, COLUMNS, COLUMNS * CELL_WIDTH, ROWS * CELL_HEIGHT)
        fcntl.ioctl(self.far, termios.TIOCSWINSZ, size)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        for descriptor in {self.near, self.far} - {-1}:
            os.close(descriptor)

    def start(self, program: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            program,
            stdin=self.far,
            stdout=self.far,
            stderr=self.far,
            env=dict(environment),
            start_new_session=True,
        )
        os.close(self.far)
        self.far = -1

    def press(self, keys: str) -> None:
        os.write(self.near, keys.encode())

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Reads and answers until it holds."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < deadline, self.output[-2000:]
            self._read(0.1)

    def wait_for_text(self, text: str) -> None:
        start = len(self.output)
        self.wait_for(lambda: text.encode() in self.output[start:])

    def wait_for_end(self) -> int:
        assert self._process is not None
        try:
            self.wait_for(lambda: False)
        except Ended:
            return self._process.wait(PATIENCE_SECONDS)
        raise AssertionError

    def _read(self, seconds: float) -> None:
        if not select.select([self.near], [], [], seconds)[0]:
            return
        try:
            piece = os.read(self.near, 1 << 16)
        except OSError:
            raise Ended from None
        if not piece:
            raise Ended
        self.output += piece
        self.answer()

    def answer(self) -> None:
        """Obeys every whole graphics command that is new, and answers the questions."""
        new = self.output[self._answered :]
        cut = max(new.rfind(b"\x1b_G"), 0) if not new.endswith(b"\\") else len(new)
        whole = new if cut == len(new) or b"\x1b\\" in new[cut:] else new[:cut]
        self._answered += len(whole)
        for match in GRAPHICS.finditer(whole):
            if match[3] is not None:
                self.alternate = match[3] == b"h"
                continue
            pairs = (pair.split("=", 1) for pair in match[1].decode().split(",") if pair)
            self._obey(Command(dict(pairs), base64.b64decode(match[2] or b"")))
        if not self.abilities.silent:
            self._reply(whole)

    def _obey(self, command: Command) -> None:
        image = command.keys.get("i", "")
        match command.action:
            case "q":
                self._judge(command)
                return
            case "t":
                self.images[image] = len(self._pixels(command))
            case "p":
                assert image in self.images
                self.placed.add(image)
            case "d" if self.alternate:
                self.images.pop(image, None)
                self.placed.discard(image)
        self.commands.append(command)

    def _judge(self, query: Command) -> None:
        shared = query.keys["t"] == "s"
        able = self.abilities.graphics and (self.abilities.shared_memory or not shared)
        if shared and able:
            assert len(self._pixels(query)) == 3
        if self.abilities.graphics and not self.abilities.silent:
            self.press(f"\x1b_Gi={query.keys['i']};{'OK' if able else 'EBADF:no'}\x1b\\")

    def _pixels(self, command: Command) -> bytes:
        """As a terminal does: what was read from shared memory is removed."""
        if command.keys.get("t") != "s":
            return command.payload
        path = SHARED_MEMORY / command.payload.decode()
        pixels = path.read_bytes()
        path.unlink()
        assert len(pixels) == int(command.keys["S"])
        return pixels

    def _reply(self, asked: bytes) -> None:
        if b"\x1b[>q" in asked:
            self.press(f"\x1bP>|{self.abilities.name}\x1b\\")
        if b"\x1b[16t" in asked:
            self.press(f"\x1b[6;{CELL_HEIGHT};{CELL_WIDTH}t")
        if b"\x1b[?1;1;0S" in asked and self.abilities.colours:
            self.press(f"\x1b[?1;0;{self.abilities.colours}S")
        if b"\x1b[c" in asked:
            self.press(f"\x1b[?{self.abilities.attributes}")

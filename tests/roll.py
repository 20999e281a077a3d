"""A thermal printer on the network: understands ESC/POS as tickets need it, answers as its sensors are."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

from PIL import Image

ONLINE, PAPER = 1, 4
_SENSOR_SET, _OFF, _NO_PAPER = 0x12, 0x08, 0x60


@dataclass
class Roll:
    """What came out, one picture a cut."""

    port: int = 0
    paper: bool = True
    closed: bool = True
    """Its cover."""
    rows_left: int = 1_000_000
    """Rows of dots until the paper ends."""
    strips: list[Image.Image] = field(default_factory=list)
    _rows: list[bytes] = field(default_factory=list)
    _width: int = 0

    def read(self, stream: _Stream) -> None:
        """One command."""
        match stream.take(1):
            case b"\x10":
                assert stream.take(1) == b"\x04"
                stream.answer(self._status(stream.take(1)[0]))
            case b"\x1d":
                self._group(stream)
            case b"\x1b":
                # Feed so many lines.
                assert stream.take(1) == b"d"
                stream.take(1)
            case other:
                raise AssertionError(f"{other!r} begins no command that a ticket needs")

    def _group(self, stream: _Stream) -> None:
        match stream.take(1):
            case b"v":
                assert stream.take(2) == b"0\x00"
                self._width = int.from_bytes(stream.take(2), "little")
                rows = int.from_bytes(stream.take(2), "little")
                printed = [stream.take(self._width) for _ in range(rows)]
                self._rows += printed[: self.rows_left]
                self.rows_left -= rows
                self.paper = self.paper and self.rows_left > 0
            case b"V":
                stream.take(1)
                self._cut()
            case other:
                raise AssertionError(f"GS {other!r} is not what a ticket needs")

    def _cut(self) -> None:
        size = (self._width * 8, len(self._rows))
        # In ESC/POS a set bit is ink.
        self.strips.append(
            Image.frombytes("1", size, bytes(255 - each for row in self._rows for each in row))
        )
        self._rows = []

    def _status(self, sensor: int) -> bytes:
        ready = self.paper and self.closed
        said = {ONLINE: 0 if ready else _OFF, PAPER: 0 if self.paper else _NO_PAPER}
        return bytes([_SENSOR_SET | said[sensor]])


@dataclass
class _Stream:
    connection: socket.socket

    def take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count:
            more = self.connection.recv(count - len(taken))
            if not more:
                raise EOFError
            taken += more
        return taken

    def answer(self, data: bytes) -> None:
        self.connection.sendall(data)


@contextmanager
def a_roll() -> Iterator[Roll]:
    """One that listens on this machine."""
    roll = Roll()
    with socket.create_server(("127.0.0.1", 0)) as server:
        roll.port = server.getsockname()[1]
        thread = Thread(target=_serve, args=(server, roll), daemon=True)
        thread.start()
        yield roll
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(server: socket.socket, roll: Roll) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            try:
                while True:
                    roll.read(_Stream(connection))
            except EOFError:
                continue

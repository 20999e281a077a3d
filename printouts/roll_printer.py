"""Tickets and strips to a network printer with a roll of 80 mm, as raster ESC/POS.

No code page of such printers has all joined Persian letters, so the page goes as a picture.
Source: printing.md 8.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kiosk.domain.errors import Unavailable

if TYPE_CHECKING:
    from escpos.printer import Dummy
    from PIL.Image import Image

PORT = 9100
PATIENCE_SECONDS = 5
DOTS = 576
"""What the print head of an 80 mm printer reaches: 72 mm at 203 dots an inch."""
_SCALE = 203 / 72
_INK = 150
"""A dot is printed where the picture is darker: thin Persian strokes stay whole."""
_PROFILE = "TM-T20II"
"""A printer of that width, whose commands others know too; without one the library talks to the screen."""
_ITS_FOLDER = "ESCPOS_CAPABILITIES_PICKLE_DIR"
_FRAGMENT = 256
"""Rows sent at once: small printers hold no more."""


@dataclass(frozen=True, slots=True)
class RollPrinter:
    """Asks for paper before and after: a ticket that came out by half was not printed."""

    host: str
    port: int = PORT

    @property
    def name(self) -> str:
        return f"roll:{self.host}"

    def send(self, pdf: bytes, title: str) -> str:
        """Print one paper and cut it; the answer is its title, since a roll has no jobs.

        Raises:
            Unavailable: "printer.no-paper", "printer.not-ready" (cover open, or switched off at its keys),
                "printer.unreachable" (details: printer).
        """
        commands = _commands(pdf)
        with self._open() as wire:
            self._require_paper(wire)
            wire.sendall(commands)
            self._require_paper(wire)
        return title

    def greet(self) -> None:
        """Ask whether it is there and has paper.  Raises: as `send`."""
        with self._open() as wire:
            self._require_paper(wire)

    @contextmanager
    def _open(self) -> Iterator[socket.socket]:
        try:
            with socket.create_connection((self.host, self.port), PATIENCE_SECONDS) as wire:
                yield wire
        except OSError as error:
            raise Unavailable("printer.unreachable", printer=self.name) from error

    def _require_paper(self, wire: socket.socket) -> None:
        from escpos.constants import (
            RT_MASK_NOPAPER,
            RT_MASK_ONLINE,
            RT_STATUS_ONLINE,
            RT_STATUS_PAPER,
        )

        if _answer(wire, RT_STATUS_PAPER) & RT_MASK_NOPAPER == RT_MASK_NOPAPER:
            raise Unavailable("printer.no-paper", printer=self.name)
        if _answer(wire, RT_STATUS_ONLINE) & RT_MASK_ONLINE:
            raise Unavailable("printer.not-ready", printer=self.name)


def _answer(wire: socket.socket, question: bytes) -> int:
    """What a sensor says, which a printer answers at once, even while it prints."""
    wire.sendall(question)
    said = wire.recv(1)
    if not said:
        raise ConnectionResetError
    return said[0]


def _commands(pdf: bytes) -> bytes:
    printer = _escpos()(profile=_PROFILE)
    for page in _pages(pdf):
        printer.image(dots(page), fragment_height=_FRAGMENT)
        printer.cut()
    commands: bytes = printer.output
    return commands


@cache
def _escpos() -> type[Dummy]:
    """The library's printer that only gathers bytes.

    Loading it, it would have whatever any library logs written across the screen, and leave a folder behind.
    """
    handlers = list(logging.root.handlers)
    from escpos import capabilities
    from escpos.printer import Dummy

    logging.root.handlers[:] = handlers
    if _ITS_FOLDER not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    library: type[Dummy] = Dummy
    return library


def dots(page: Image) -> Image:
    """The printed middle of a strip, each dot ink or paper."""
    from PIL.Image import Dither

    width, height = page.size
    left = (width - DOTS) // 2
    middle = page.convert("L").crop((left, 0, left + DOTS, height))
    return middle.point([0] * _INK + [255] * (256 - _INK)).convert("1", dither=Dither.NONE)


def _pages(pdf: bytes) -> Iterator[Image]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=_SCALE).to_pil()
    finally:
        document.close()

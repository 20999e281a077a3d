"""The seal as a QR code of vector cells: numeric mode, error level M."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_NUMBER, QRData

from kiosk.domain.errors import Refused
from printouts.page import TEXT, WHITE
from printouts.sheet import MM, Box, Sheet

MODULE = 0.55 * MM
"""Printers and scanners at the counter read 0.5 mm without fail."""
QUIET = 4
# Any mask can be read; weighing all eight would cost more than drawing the page.
_MASK = 3
_DARK = re.compile(b"\x01+")


# Digits that versions 1, 2, … hold at level M (ISO/IEC 18004).  Given the version, the encoder writes
# the bits once instead of twice.
_CAPACITY = (34, 63, 101, 149, 202, 255, 293, 365, 432, 513, 604, 691, 796, 871, 991, 1082)


@lru_cache(64)
def _grid(seal: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Modules a side, and the dark runs as row, first column, length."""
    if not (seal.isascii() and seal.isdigit()):
        raise Refused("paper.seal-not-digits")
    version = bisect_left(_CAPACITY, len(seal)) + 1
    if version > len(_CAPACITY):
        raise Refused("paper.does-not-fit", field="seal")
    code = QRCode(version, ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(QRData(seal.encode("ascii"), mode=MODE_NUMBER))
    try:
        code.make(fit=False)
    except ValueError as error:
        # The encoder cannot divide a block of nothing but zeros; no signed seal holds one.
        raise Refused("paper.seal-not-drawable") from error
    runs = [(down, *run) for down, row in enumerate(code.modules) for run in _dark_runs(row)]
    return code.modules_count, tuple(runs)


def _dark_runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    for match in _DARK.finditer(bytes(row)):
        yield match.start(), match.end() - match.start()


def side(seal: str) -> float:
    """Length of one edge in points, quiet zone included.

    Raises Refused: "paper.seal-not-digits", "paper.seal-not-drawable", "paper.does-not-fit".
    """
    return (_grid(seal)[0] + 2 * QUIET) * MODULE


def draw(sheet: Sheet, seal: str, corner: tuple[float, float]) -> None:
    """`corner`: lower left, of the quiet zone."""
    x, y = corner
    count, runs = _grid(seal)
    quiet = QUIET * MODULE
    # The quiet zone must be white, whatever lies below.
    sheet.ink(WHITE)
    sheet.fill(Box(x, y, side(seal), side(seal)))
    sheet.ink(TEXT)
    sheet.cells(runs, (x + quiet, y + quiet + count * MODULE), MODULE)

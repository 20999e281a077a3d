"""The seal as a QR code: numeric mode, error level M."""

from __future__ import annotations

from printouts.page import TEXT, WHITE
from printouts.qr_code import grid
from printouts.sheet import MM, Box, Sheet

MODULE = 0.55 * MM
"""Printers and scanners at the counter read 0.5 mm without fail."""
QUIET = 4


def side(seal: str) -> float:
    """Length of one edge in points, quiet zone included.

    Raises Refused: "paper.seal-not-digits", "paper.does-not-fit".
    """
    return (grid(seal).side + 2 * QUIET) * MODULE


def draw(sheet: Sheet, seal: str, corner: tuple[float, float]) -> None:
    """`corner`: lower left, of the quiet zone."""
    x, y = corner
    code = grid(seal)
    whole, quiet, edge = side(seal), QUIET * MODULE, code.side * MODULE
    # The quiet zone must be white, whatever lies below.
    sheet.ink(WHITE)
    sheet.fill(Box(x, y, whole, whole))
    sheet.ink(TEXT)
    sheet.cells(code.cells, code.side, Box(x + quiet, y + quiet, edge, edge))

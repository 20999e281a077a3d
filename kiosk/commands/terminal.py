"""How the terminal at hand wants Persian: known by its name, remembered, or asked of the officer."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.graphics import Graphics
    from screens.persian.dialect import Dialect

ENGLISH = "english"
"""The choice of somebody who saw no Persian line that reads right."""


def persian_here(graphics: Graphics, environ: Mapping[str, str]) -> tuple[Dialect, bool]:
    """The dialect, and whether Persian can be read in it; asks the officer where nobody knows.

    What somebody chose for a terminal counts more than its name.
    """
    from screens.persian.dialect import Told, dialect_of

    chosen = choice(graphics, environ)
    if chosen is None:
        dialect = dialect_of(Told(graphics.name, graphics.has_bdsm), environ)
        if dialect is not None:
            return dialect, True
        chosen = calibrate(graphics, environ)
    from screens.persian.calibration import dialect_chosen

    return dialect_chosen(chosen), chosen != ENGLISH


def choice(graphics: Graphics, environ: Mapping[str, str]) -> str | None:
    """What was chosen for this terminal."""
    from kiosk.adapters import terminals
    from screens.persian.dialect import Order

    chosen = terminals.remembered(terminals.identity(graphics.name, environ), environ)
    return chosen if chosen in (ENGLISH, *Order) else None


def calibrate(graphics: Graphics, environ: Mapping[str, str]) -> str:
    """Ask which line reads right and remember it; who leaves without an answer gets English this once."""
    from kiosk.adapters import terminals
    from screens.persian.calibration import CalibrationApp

    chosen = CalibrationApp().run()
    if chosen is None:
        return ENGLISH
    with contextlib.suppress(OSError):
        # A home that cannot be written to: the question comes again next time.
        terminals.remember(terminals.identity(graphics.name, environ), chosen, environ)
    return chosen

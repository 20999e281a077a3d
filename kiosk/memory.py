"""When Python looks for forgotten objects: hardly ever while the program starts, and never among what stays.

Importing makes objects that are all kept, and a collection goes through every one of them again and again: a
tenth of the time to the first screen, and later pauses of tens of milliseconds in the event loop.
"""

from __future__ import annotations

import gc

WHILE_STARTING = 200_000
"""More new objects than the first screen and the data layer make."""
AT_WORK = 5_000, 10, 10


def hasten_start() -> None:
    gc.set_threshold(WHILE_STARTING)


def settle() -> None:
    """Everything is loaded: what is there now stays, and is not looked through any more."""
    gc.freeze()
    gc.set_threshold(*AT_WORK)

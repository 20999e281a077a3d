"""Pictures in the terminal: what it can show, and the bytes that show them.  Imports no Textual."""

from screens.graphics.probe import probe
from screens.graphics.shared_memory import sweep_the_dead
from screens.graphics.terminal import Graphics, Kind

__all__ = ["Graphics", "Kind", "probe", "sweep_the_dead"]

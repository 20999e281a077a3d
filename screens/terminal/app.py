"""The base of the app: everything that comes in is gated, everything that goes out is clean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual.driver import Driver
from textual.filter import LineFilter

from screens.terminal.clean import SafeLines
from screens.terminal.crash import FallingApp
from screens.terminal.driver import GatedDriver
from screens.terminal.scanning import ScanningApp

Result = TypeVar("Result")


class TerminalApp(ScanningApp[Result], FallingApp[Result]):
    """Derive the application from it."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class or GatedDriver)
        self._safe_lines = SafeLines()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._safe_lines]

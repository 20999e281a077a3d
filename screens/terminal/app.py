"""The base of the app: everything that comes in is gated, everything that goes out is clean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel

from screens.terminal.clean import SafeLines, plain
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

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Never markup, whatever is asked: widgets ask for it by default."""
        super().notify(
            plain(message).plain, title=plain(title).plain, severity=severity, timeout=timeout, markup=False
        )

    def copy_to_clipboard(self, text: str) -> None:
        """Cut and paste stay inside the app: the terminal's clipboard would show data to the next program."""
        self._clipboard = text

    def forget_clipboard(self) -> None:
        """For the end of a session and the idle lock."""
        self._clipboard = ""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._safe_lines]

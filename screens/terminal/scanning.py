"""Scans in any focus: what a wedge scanner typed goes to the app, not into the field it fell into."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from screens.terminal.catching import ScanCatcher

Result = TypeVar("Result")


class ReceiptScanned(Message):
    """A whole seal was typed: a receipt's or a certificate's.  Its signature is not verified yet."""

    def __init__(self, digits: str) -> None:
        super().__init__()
        self.digits = digits


class ScanningApp(App[Result]):
    """Posts `ReceiptScanned` to itself; the field that had the focus is as it was before the scan."""

    async def on_event(self, event: events.Event) -> None:
        # Before the bindings: a key of a scan must not press a button or judge a document.
        if isinstance(event, events.Key) and not event.is_forwarded and self._scans.takes(event):
            return
        await super().on_event(event)

    def forget_scans(self) -> None:
        """For the end of a session: a scan half read keeps the fields that its digits fell into."""
        self.__dict__.pop("_scans", None)

    @cached_property
    def _scans(self) -> ScanCatcher:
        """Made for the first key: the first screen stands without knowing what a seal is."""
        from screens.terminal.catching import ScanCatcher

        return ScanCatcher(self)

"""A screen with a scan: PageDown and PageUp leaf through it when it has several pages."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.base import KioskScreen
from screens.widgets.scan_view.leaf import Leaf


class LeafingScreen(KioskScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before whatever has the focus: lists and the scan itself take these keys too.
        Binding("pagedown", "leaf(1)", "Page", id="scan.next-page", key_display="PgDn PgUp", priority=True),
        Binding("pageup", "leaf(-1)", "Page before", id="scan.page-before", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.leaf = Leaf()

    def say_place(self) -> None:
        """Show which scan this is, and which of its pages."""
        raise NotImplementedError

    def show_scan(self) -> object:
        """Read the page of `leaf` and show it."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A single page leaves these keys to whatever has the focus."""
        return not self.leaf.alone if action == "leaf" else super().check_action(action, parameters)

    def action_leaf(self, step: int) -> None:
        turned = self.leaf.turned(step)
        if turned != self.leaf:
            self.turn_to(turned)
            self.show_scan()

    def turn_to(self, leaf: Leaf) -> None:
        self.leaf = leaf
        self.say_place()
        self.refresh_bindings()

"""The last line of a screen: the keys that work there and what they do."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from screens.persian.stage import present_stage
from screens.terminal.clean import styled

KEY = "key"


class KeyLine(Widget):
    """All keys in one widget.

    Textual's Footer has a widget for each and makes all of them anew whenever the focus moves.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS: ClassVar[str] = """
    KeyLine {
        dock: bottom;
        height: 1;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render_lines(self, crop: Region) -> list[Strip]:
        """From the start of the screen, whatever the language of the first key's words."""
        stage = present_stage()
        if stage is None:
            return super().render_lines(crop)
        with stage.in_paragraph(int(stage.language == "fa")):
            return super().render_lines(crop)

    def render(self) -> Content:
        """Closer together where a narrow terminal could not show all of them."""
        offered = self._offered()
        for before in (" ", ""):
            line = Content.assemble(*(self._offer(active, before) for active in offered))
            if line.cell_length <= self.size.width:
                break
        return line

    def on_click(self, click: events.Click) -> None:
        key = click.style.meta.get(KEY)
        if isinstance(key, str):
            self.app.simulate_key(key)

    def _offered(self) -> list[ActiveBinding]:
        """The first key of each action."""
        by_action: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show:
                by_action.setdefault(active.binding.action, active)
        return list(by_action.values())

    def _offer(self, active: ActiveBinding, before: str) -> Content:
        binding = active.binding
        shown = self.app.get_key_display(binding)
        offer = styled((f"{before}{shown} ", "bold $footer-key-foreground"), f"{binding.description} ")
        return offer.stylize(Style.from_meta({KEY: binding.key}))

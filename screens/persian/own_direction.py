"""Widgets that read in a direction of their own, whatever the screen's."""

from __future__ import annotations

from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from kiosk.domain.bilingual import Language
from screens.persian.mirror import mirrored
from screens.persian.stage import present_stage


class OwnDirection(Widget):
    """Derive from it behind the widget's own class, whose styles count, and say how it is `drawn_as`."""

    @property
    def drawn_as(self) -> Language:
        """Persian: from right to left; English: from left to right."""
        raise NotImplementedError

    @property
    def turned(self) -> bool:
        """Whether it reads against the screen's direction: columns and arrow keys count the other way."""
        stage = present_stage()
        return stage is not None and stage.language != self.drawn_as

    def on_screen(self, offset: Offset) -> Offset:
        """A place in the content that was counted from its own start, in the screen's columns."""
        if not self.turned:
            return offset
        x, _, width, _ = self.content_region
        return Offset(x + width - 1 - (offset.x - x), offset.y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Against the screen's direction it is drawn whole and mirrored here, borders and all."""
        stage = present_stage()
        if stage is None or not self.turned:
            return super().render_lines(crop)
        width = self.region.width
        with stage.drawing_as(self.drawn_as):
            strips = super().render_lines(Region(0, crop.y, width, crop.height))
        return [mirrored(strip.adjust_cell_length(width)).crop(crop.x, crop.right) for strip in strips]


class LeftToRight(OwnDirection):
    """Codes, passport numbers, addresses of mail, QR codes, charts, scans."""

    @property
    def drawn_as(self) -> Language:
        return "en"

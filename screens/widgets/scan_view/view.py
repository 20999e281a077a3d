"""The widget that shows a scan."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.worker import Worker

from kiosk.domain.scan import Page
from screens.graphics.shared_memory import READ_AFTER_SECONDS, Closed
from screens.graphics.terminal import Graphics, Kind, cell_pixels
from screens.persian.own_direction import LeftToRight
from screens.terminal.clean import plain
from screens.widgets.scan_view.frames import Pyramid
from screens.widgets.scan_view.painters import Drawn, Job, Painter, painter
from screens.widgets.scan_view.paints import PaintWatch, covers
from screens.widgets.scan_view.viewport import Viewport

ZOOM_STEP = 1.5
ENTER_SCREEN, LEAVE_SCREEN = "\x1b[?1049h", "\x1b[?1049l"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the picture goes: cells in screen coordinates, and their size in pixels."""

    pane: Region
    pixels: tuple[int, int]


class ScanView(LeftToRight, can_focus=True):
    """Shows one page as sharply as the terminal can; zoom, pan and turn work whatever has the focus.

    Drawing happens in a thread, one frame at a time; keys that arrive meanwhile are answered by one
    frame, the latest.
    """

    DEFAULT_CSS = """
    ScanView { width: 1fr; height: 1fr; background: $surface; color: $text-muted; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", "zoom_in", "Zoom in", id="scan.zoom-in"),
        Binding("minus", "zoom_out", "Zoom out", id="scan.zoom-out"),
        Binding("f", "fit", "Whole page", id="scan.fit"),
        Binding("w", "fit_width", "Page width", id="scan.fit-width"),
        Binding("a", "actual_size", "Actual size", id="scan.actual-size", show=False),
        Binding("r", "rotate", "Turn", id="scan.rotate"),
        Binding("left", "pan(-1, 0)", "Left", id="scan.left", show=False),
        Binding("right", "pan(1, 0)", "Right", id="scan.right", show=False),
        Binding("up", "pan(0, -1)", "Up", id="scan.up", show=False),
        Binding("down", "pan(0, 1)", "Down", id="scan.down", show=False),
        Binding("pageup", "pan(0, -3)", "Page up", id="scan.page-up", show=False),
        Binding("pagedown", "pan(0, 3)", "Page down", id="scan.page-down", show=False),
    ]

    note: reactive[str] = reactive("")
    """One line below the scan, where the view is not sharp: the words for `graphics.reason`."""

    def __init__(self, graphics: Graphics, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.graphics = graphics
        self._painter: Painter = painter(graphics, self._write)
        self._pyramid: Pyramid | None = None
        self._viewport = Viewport((0, 0), (0, 0))
        self._wanted: Job | None = None
        self._withdrawn = False
        self._drawing = False
        self._place: Place | None = None
        self._paints = PaintWatch(self, self._repaint)

    # What a screen may ask for

    @property
    def viewport(self) -> Viewport:
        return self._viewport

    def show(self, page: Page | None) -> None:
        """The page whole, upright.  What was shown before leaves the terminal at once."""
        self._withdraw()
        self._pyramid = Pyramid(page) if page is not None else None
        size = (page.width, page.height) if page is not None else (0, 0)
        self._place = self._now()
        self._look(Viewport(size, self._place.pixels).fit())
        self.refresh()

    def zoom_in(self) -> None:
        self._look(self._viewport.zoom(ZOOM_STEP))

    def zoom_out(self) -> None:
        self._look(self._viewport.zoom(1 / ZOOM_STEP))

    def fit(self) -> None:
        self._look(self._viewport.fit())

    def fit_width(self) -> None:
        self._look(self._viewport.fit_width())

    def actual_size(self) -> None:
        """One pixel of the scan on one pixel of the screen."""
        self._look(self._viewport.actual_size())

    def rotate(self) -> None:
        """A quarter turn clockwise."""
        self._look(self._viewport.rotate())

    def pan(self, dx: float, dy: float) -> None:
        """By quarters of the pane, forward and down; on a mirrored screen forward is to the left."""
        self._look(self._viewport.pan(-dx if self.turned else dx, dy))

    action_zoom_in = zoom_in
    action_zoom_out = zoom_out
    action_fit = fit
    action_fit_width = fit_width
    action_actual_size = actual_size
    action_rotate = rotate
    action_pan = pan

    # Drawing

    def _look(self, viewport: Viewport) -> None:
        self._viewport = viewport
        self._request()

    def _request(self) -> None:
        if self._pyramid is None or not self._viewport.drawable or self._covered():
            return
        self._wanted = Job(self._pyramid, self._viewport, self._pane().size)
        if not self._drawing and self.is_attached:
            self._drawing = True
            _: Worker[None] = self.run_worker(self._draw, group="scan")

    async def _draw(self) -> None:
        try:
            while (job := self._wanted) is not None:
                self._wanted = None
                drawn = await asyncio.to_thread(self._painter.draw, job)
                if job.pyramid is self._pyramid and job.cells == self._pane().size and not self._covered():
                    self._present(drawn)
                else:
                    self._painter.discard(drawn)
        except Closed:
            return
        finally:
            self._drawing = False

    def _present(self, drawn: Drawn) -> None:
        self._withdrawn = False
        self._painter.present(drawn, self._on_terminal())
        match self.graphics.kind:
            case Kind.HALF_CELL:
                self.refresh()
            case Kind.SIXEL:
                self._repaint()
            case Kind.KITTY:
                self.set_timer(READ_AFTER_SECONDS * 1.1, self._painter.sweep)

    def _write(self, commands: str) -> None:
        # The same queue as Textual's own cells, so that nothing overtakes anything.
        driver = self.app._driver
        if driver is None:
            return
        if not self.app.is_running:
            # At its end Textual leaves the screen that the images belong to before widgets hear of it.
            commands = ENTER_SCREEN + commands + LEAVE_SCREEN
        driver.write(commands)

    def _withdraw(self) -> None:
        self._wanted = None
        self._withdrawn = True
        self._painter.withdraw()

    def let_through(self, strips: list[Strip], crop: Region) -> list[Strip]:
        """Lines of a screen over ours, where its cells would hide an image that lies under them."""
        hole = self._pane().intersection(crop)
        if self.graphics.kind is not Kind.KITTY or not hole:
            return strips
        start, stop = hole.x - crop.x, hole.right - crop.x
        clear = Strip([Segment(" " * hole.width, Style.null())], hole.width)
        return [
            Strip.join([strip.crop(0, start), clear, strip.crop(stop)]) if hole.contains(hole.x, y) else strip
            for y, strip in enumerate(strips, crop.y)
        ]

    # Where the pane is, and whether anything hides it

    def _pane(self) -> Region:
        """The cells for the picture, in screen coordinates."""
        if not self.is_attached or not self.display:
            return Region()
        pane = self.content_region
        if self.graphics.sharp:
            return pane.intersection(self.screen.region)
        return Region(pane.x, pane.y, pane.width, max(0, pane.height - bool(self.note)))

    def _on_terminal(self) -> Region:
        """The pane where the terminal has it: a Persian screen is mirrored on its way out."""
        pane = self._pane()
        return pane.at_offset((self.screen.size.width - pane.right, pane.y)) if self.turned else pane

    def _now(self) -> Place:
        pane = self._pane()
        width, height = self._cell()
        return Place(pane, ((pane.width - self.graphics.spare_columns) * width, pane.height * height))

    def _settle(self) -> None:
        """Draws anew if the pane moved or changed its size: a picture does not move with the cells."""
        place = self._now()
        if place != self._place:
            self._place = place
            self._look(self._viewport.resize(place.pixels))

    def _cell(self) -> tuple[int, int]:
        if self.app.is_headless or sys.__stderr__ is None:
            return self.graphics.cell
        return cell_pixels(sys.__stderr__.fileno()) or self.graphics.cell

    def _covered(self) -> bool:
        """Another full screen is shown; a dialog does not count, the page stays under it."""
        if not self.is_attached:
            return True
        stack = self.app.screen_stack
        if self.screen not in stack:
            return True
        return any(not isinstance(above, ModalScreen) for above in stack[stack.index(self.screen) + 1 :])

    # Events

    def on_mount(self) -> None:
        self.app.screen_change_signal.subscribe(self, self._screen_changed, immediate=True)
        self.app.app_resume_signal.subscribe(self, lambda _: self._request())
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._settle())
        if self.graphics.kind is Kind.SIXEL:
            self._paints.listen(self.screen)

    def on_resize(self) -> None:
        self._settle()

    def on_show(self) -> None:
        self._settle()

    def on_hide(self) -> None:
        self._place = None
        self._withdraw()

    def on_unmount(self) -> None:
        self._painter.close()

    def watch_note(self) -> None:
        self._settle()
        self.refresh()

    def _screen_changed(self, _: Screen[object]) -> None:
        if self._covered():
            self._withdraw()
            return
        if self.graphics.kind is Kind.SIXEL:
            self._paints.listen(self.app.screen)
        if self._withdrawn:
            self.call_after_refresh(self._request)

    def _repaint(self) -> None:
        """Sixel only: the cells were written anew; whatever lies over the scan comes after it."""
        if self._covered():
            return
        self._painter.repaint(self._on_terminal())
        if above := covers(self):
            self.app.screen.refresh(*above)

    # Cells

    def _note_line(self, width: int) -> Strip:
        """At the start of the line, which the scan's own direction knows nothing of."""
        note = plain(self.note).truncate(width, ellipsis=True).stylize(self.visual_style)
        blank = " " * (width - note.cell_length)
        parts = (blank, note) if self.turned else (note, blank)
        return Strip(Content.assemble(*parts).render_segments()).apply_style(self.rich_style)

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        if not self.graphics.sharp and self.note and y == self.content_size.height - 1:
            return self._note_line(width)
        strip = self._painter.strip(y)
        if strip is not None:
            return strip
        if self.graphics.kind is Kind.KITTY and self._pyramid is not None:
            # No background: the image lies under every cell that has one.
            return Strip([Segment(" " * width, Style.null())], width)
        return Strip.blank(width, self.rich_style)

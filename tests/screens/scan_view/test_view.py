from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Label, Static

from kiosk.domain.scan import Page
from screens.graphics import Graphics, Kind
from screens.graphics.retype import retype
from screens.graphics.shared_memory import FOLDER, PREFIX
from screens.widgets.scan_view import ScanView
from tests.screens.scan_view.pages import a_page

KITTY = Graphics(Kind.KITTY, shared_memory=True)
INLINE = Graphics(Kind.KITTY)
SIXEL = Graphics(Kind.SIXEL)
BLOCKS = Graphics(Kind.HALF_CELL)
EVERY_KIND = [KITTY, INLINE, SIXEL, BLOCKS]
ACTION = re.compile(r"\x1b_G(a=[a-z])[^;\x1b]*")


class Dialog(ModalScreen[None]):
    def compose(self) -> ComposeResult:
        yield Label("A dialog")


class Elsewhere(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Label("Another screen")


class Counter(App[None]):
    CSS = "#side { width: 30; } #above { height: 1; display: none; }"

    def __init__(self, graphics: Graphics) -> None:
        super().__init__()
        self.view = ScanView(graphics, id="scan")

    def compose(self) -> ComposeResult:
        yield Static("above", id="above")
        with Horizontal():
            yield self.view
            yield Input(id="side")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the view writes to the terminal."""
    texts: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda self, text: texts.append(text))
    return texts


@pytest.fixture(autouse=True)
def _nothing_stays_in_shared_memory() -> Iterator[None]:
    yield
    assert list(FOLDER.glob(f"{PREFIX}-{os.getpid()}-*")) == []


def actions(written: list[str]) -> list[str]:
    """The graphics commands since the last look."""
    found = ACTION.findall("".join(written))
    written.clear()
    return found


async def drawn(pilot: Pilot[None]) -> None:
    """All frames asked for are on the screen."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def shown(pilot: Pilot[None], view: ScanView, page: Page) -> None:
    await drawn(pilot)
    view.show(page)
    await drawn(pilot)


@pytest.mark.parametrize("graphics", EVERY_KIND)
async def test_keys_move_the_view_when_it_has_the_focus(graphics: Graphics) -> None:
    app = Counter(graphics)
    async with app.run_test(size=(100, 40)) as pilot:
        view = app.view
        await shown(pilot, view, a_page(2480, 3508))
        view.focus()
        fitted = view.viewport

        await pilot.press("w")
        assert view.viewport == fitted.fit_width()
        await pilot.press("plus", "plus", "minus")
        assert view.viewport.scale == pytest.approx(fitted.fit_width().scale * 1.5)
        before = view.viewport
        await pilot.press("right", "down")
        assert view.viewport == before.pan(1, 0).pan(0, 1)
        await pilot.press("r")
        assert view.viewport.turns == 1
        await pilot.press("a")
        assert view.viewport.scale == 1.0
        await pilot.press("f", "r", "r", "r")
        assert view.viewport == fitted
        await drawn(pilot)


@pytest.mark.parametrize("graphics", EVERY_KIND)
async def test_the_view_is_driven_from_outside_while_another_field_has_the_focus(graphics: Graphics) -> None:
    app = Counter(graphics)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())
        app.query_one(Input).focus()
        await pilot.press("1", "0", "plus", "r")

        assert app.query_one(Input).value == "10+r"
        assert app.view.viewport.turns == 0

        app.view.zoom_in()
        app.view.zoom_out()
        app.view.fit_width()
        app.view.rotate()
        app.view.pan(1, -1)
        app.view.actual_size()
        app.view.fit()
        await drawn(pilot)
        assert app.view.viewport.turns == 1


def test_digits_belong_to_the_scanner() -> None:
    bound = {key for binding in ScanView.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]  # all are Binding

    assert not bound & set("0123456789")


@pytest.mark.parametrize("graphics", EVERY_KIND)
@pytest.mark.parametrize("size", [(1, 1), (1, 15_000), (15_000, 1), (3, 2)])
async def test_odd_pages_crash_nothing(graphics: Graphics, size: tuple[int, int]) -> None:
    app = Counter(graphics)
    async with app.run_test(size=(90, 30)) as pilot:
        await shown(pilot, app.view, a_page(*size))
        app.view.focus()
        for key in ("plus", "w", "r", "minus", "down", "a", "r", "pagedown", "f"):
            await pilot.press(key)
        await drawn(pilot)

        assert app.is_running


@pytest.mark.parametrize("graphics", EVERY_KIND)
async def test_a_view_without_room_waits_for_room(graphics: Graphics) -> None:
    app = Counter(graphics)
    async with app.run_test(size=(90, 30)) as pilot:
        app.view.styles.width = 0
        await shown(pilot, app.view, a_page())
        assert app.view.size.width == 0
        app.view.zoom_in()

        app.view.styles.width = 60
        await drawn(pilot)

        assert app.view.size.width == 60
        assert app.view.viewport.drawable


@pytest.mark.parametrize("graphics", EVERY_KIND)
async def test_keys_before_any_page_do_nothing(graphics: Graphics, written: list[str]) -> None:
    app = Counter(graphics)
    async with app.run_test(size=(90, 30)) as pilot:
        app.view.focus()
        for key in ("plus", "w", "r", "down", "f"):
            await pilot.press(key)
        app.view.show(None)
        await drawn(pilot)

        assert actions(written) == []


async def test_each_key_sends_one_picture_and_takes_the_old_one_away(written: list[str]) -> None:
    app = Counter(KITTY)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())
        assert actions(written) == ["a=t", "a=p"]

        app.view.zoom_in()
        await drawn(pilot)

        assert actions(written) == ["a=t", "a=p", "a=d"]


async def test_many_keys_at_once_are_answered_by_the_last_frames_only(written: list[str]) -> None:
    app = Counter(KITTY)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page(2480, 3508))
        actions(written)

        for _ in range(30):
            app.view.pan(0, 0.1)
        await drawn(pilot)

        assert actions(written).count("a=t") <= 2


async def test_the_page_before_leaves_the_terminal_at_once(written: list[str]) -> None:
    app = Counter(KITTY)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())
        actions(written)

        app.view.show(None)
        assert actions(written) == ["a=d"]

        app.view.show(a_page())
        app.view.show(None)
        await drawn(pilot)
        assert actions(written) == []


async def test_a_dialog_sends_nothing_and_another_screen_takes_the_picture_away(written: list[str]) -> None:
    app = Counter(KITTY)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())
        actions(written)

        await app.push_screen(Dialog())
        await drawn(pilot)
        await app.pop_screen()
        await drawn(pilot)
        assert actions(written) == []

        await app.push_screen(Elsewhere())
        assert actions(written) == ["a=d"]
        app.view.zoom_in()
        await drawn(pilot)
        assert actions(written) == []

        await app.pop_screen()
        await drawn(pilot)
        assert actions(written) == ["a=t", "a=p"]


async def test_a_page_that_arrives_under_a_dialog_is_placed_under_it(written: list[str]) -> None:
    app = Counter(KITTY)
    async with app.run_test(size=(100, 40)) as pilot:
        await app.push_screen(Dialog())
        app.view.show(a_page())
        await drawn(pilot)

        assert actions(written) == ["a=t", "a=p"]


async def test_a_view_that_moved_is_placed_anew(written: list[str]) -> None:
    app = Counter(KITTY)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())
        actions(written)

        app.query_one("#above").display = True
        await drawn(pilot)

        assert "\x1b[2;1H" in "".join(written)
        assert actions(written)[-3:] == ["a=t", "a=p", "a=d"]


async def test_a_hidden_or_removed_view_leaves_nothing_behind(written: list[str]) -> None:
    app = Counter(KITTY)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())
        actions(written)

        app.view.display = False
        await drawn(pilot)
        assert actions(written) == ["a=d"]

        app.view.display = True
        await drawn(pilot)
        assert actions(written) == ["a=t", "a=p"]

        await app.view.remove()
        assert actions(written) == ["a=d"]


async def test_without_shared_memory_the_picture_goes_in_small_pieces(written: list[str]) -> None:
    app = Counter(INLINE)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())

    pieces = re.findall(r"\x1b_G([^;\x1b]*);([^\x1b]*)\x1b\\", "".join(written))
    assert len(pieces) > 1
    assert all(len(payload) <= 4096 for _, payload in pieces)
    assert [head[-3:] for head, _ in pieces] == ["m=1"] * (len(pieces) - 1) + ["m=0"]


async def test_under_the_picture_the_cells_have_no_background() -> None:
    app = Counter(KITTY)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())

        styles = [segment.style for segment in app.view.render_line(3)]

    assert all(style is not None and style.bgcolor is None for style in styles)


def sixels(written: list[str]) -> int:
    """How often the picture was sent since the last look."""
    found = sum("\x1bP" in text for text in written)
    written.clear()
    return found


async def test_sixel_pixels_stay_round_a_dialog(written: list[str]) -> None:
    app = Counter(SIXEL)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())
        written.clear()

        await app.push_screen(Dialog())
        await drawn(pilot)
        assert sixels(written)

        app.screen.query_one(Label).update("Still a dialog")
        await drawn(pilot)
        assert not sixels(written)

        app.view.zoom_in()
        await drawn(pilot)
        assert sixels(written) == 1

        await app.pop_screen()
        await drawn(pilot)
        assert sixels(written)


async def test_in_konsole_a_picture_leaves_its_last_column_free_and_the_one_before_is_deleted(
    written: list[str],
) -> None:
    app = Counter(SIXEL._replace(name="Konsole 22.12.3"))
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page())
        assert app.view.viewport.pane[0] == (100 - 30 - 1) * SIXEL.cell[0]
        written.clear()

        app.view.show(None)
        assert actions(written) == ["a=d"]


async def test_sixel_pixels_come_again_only_when_their_cells_were_written(written: list[str]) -> None:
    app = Counter(SIXEL)
    async with app.run_test(size=(100, 40)) as pilot:
        app.query_one(Input).focus()
        await shown(pilot, app.view, a_page())
        written.clear()

        await pilot.press("a", "b", "c")
        await drawn(pilot)
        assert not any("\x1bP" in text for text in written)

        app.view.refresh()
        await drawn(pilot)
        assert sum("\x1bP" in text for text in written) == 1


async def test_blocks_carry_the_colours_of_the_page_and_a_note() -> None:
    app = Counter(BLOCKS)
    async with app.run_test(size=(100, 40)) as pilot:
        await shown(pilot, app.view, a_page(400, 400))
        app.view.note = "A sharp view needs a terminal with graphics."
        await drawn(pilot)

        first = [segment.style for segment in app.view.render_line(4)]
        last = app.view.render_line(39)

    colours = {style.bgcolor.triplet for style in first if style and style.bgcolor}
    assert any(colour and colour[0] > 240 and max(colour[1:]) < 16 for colour in colours)
    assert last.text.startswith("A sharp view needs")


async def test_keys_kept_by_the_probe_are_typed_into_the_app() -> None:
    app = Counter(BLOCKS)
    async with app.run_test(size=(100, 40)) as pilot:
        app.query_one(Input).focus()

        retype(app, b"4821\x1b[<0;1;1M7")
        await pilot.pause()

        assert app.query_one(Input).value == "48217"

from __future__ import annotations

import pytest
from PIL import Image

from screens.widgets.scan_view.frames import SURROUND, Pyramid
from screens.widgets.scan_view.viewport import Viewport
from tests.screens.scan_view.pages import BLUE, GREEN, RED, WHITE, a_page

PANE = (300, 600)


def corners(picture: Image.Image) -> tuple[object, ...]:
    """Colours near the upper left, upper right, lower left and lower right."""
    right, bottom = picture.width - 12, picture.height - 12
    return tuple(picture.getpixel(place) for place in ((12, 12), (right, 12), (12, bottom), (right, bottom)))


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (0, (RED, GREEN, BLUE, WHITE)),
        (1, (BLUE, RED, WHITE, GREEN)),
        (2, (WHITE, BLUE, GREEN, RED)),
        (3, (GREEN, WHITE, RED, BLUE)),
    ],
)
def test_the_page_is_drawn_the_way_it_was_turned(turns: int, expected: tuple[object, ...]) -> None:
    view = Viewport((400, 600), (200, 300) if turns % 2 == 0 else (300, 200)).fit()
    for _ in range(turns):
        view = view.rotate()

    assert corners(Pyramid(a_page()).frame(view, view.pane)) == expected


def test_beside_the_page_lies_the_surround() -> None:
    view = Viewport((400, 600), (600, 600)).fit()

    picture = Pyramid(a_page()).frame(view, view.pane)

    assert picture.getpixel((50, 300)) == SURROUND
    assert picture.getpixel((550, 300)) == SURROUND
    assert picture.getpixel((300, 300)) == WHITE


def test_at_actual_size_every_pixel_is_the_scans_own() -> None:
    page = a_page()
    view = Viewport((400, 600), (100, 100)).actual_size().pan(-100, -100)

    picture = Pyramid(page).frame(view, view.pane)

    whole = Image.frombytes("RGB", (400, 600), page.rgb)
    assert picture.tobytes() == whole.crop((0, 0, 100, 100)).tobytes()


def test_a_shrunken_page_keeps_its_mean_brightness() -> None:
    stripes = Image.new("L", (1600, 1600))
    stripes.putdata([255 if x % 2 else 0 for _ in range(1600) for x in range(1600)])
    page = a_page(1600, 1600)
    striped = type(page)(1600, 1600, stripes.convert("RGB").tobytes())
    view = Viewport((1600, 1600), (100, 100)).fit()

    picture = Pyramid(striped).frame(view, view.pane)

    assert picture.getpixel((50, 50)) == pytest.approx((127, 127, 127), abs=2)


@pytest.mark.parametrize("size", [(1, 1), (1, 15_000), (15_000, 1), (2, 3), (3001, 7)])
@pytest.mark.parametrize("pane", [(1, 1), (300, 200), (7, 900)])
def test_odd_pages_are_drawn_at_every_zoom(size: tuple[int, int], pane: tuple[int, int]) -> None:
    pyramid = Pyramid(a_page(*size))
    view = Viewport(size, pane).fit()

    for factor in (1, 0.1, 4, 30, 1000, 0.001):
        for _ in range(4):
            view = view.zoom(factor).rotate()
            assert pyramid.frame(view, pane).size == pane


def test_cells_that_are_not_square_still_show_a_square_page() -> None:
    view = Viewport((400, 400), (400, 400)).fit()

    picture = Pyramid(a_page(400, 400)).frame(view, (40, 20))

    assert corners(picture.resize((400, 400))) == (RED, GREEN, BLUE, WHITE)

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.scan_view.viewport import LARGEST_SCALE, SMALLEST_SCALE, Mode, Viewport

PAGE, PANE = (2480, 3508), (1000, 900)
Step = Callable[[Viewport], Viewport]

STEPS: dict[str, Step] = {
    "zoom in": lambda view: view.zoom(1.5),
    "zoom out": lambda view: view.zoom(1 / 1.5),
    "fit": Viewport.fit,
    "fit width": Viewport.fit_width,
    "actual size": Viewport.actual_size,
    "rotate": Viewport.rotate,
    "left": lambda view: view.pan(-1, 0),
    "right": lambda view: view.pan(1, 0),
    "up": lambda view: view.pan(0, -1),
    "down": lambda view: view.pan(0, 1),
    "far down": lambda view: view.pan(0, 1000),
    "smaller window": lambda view: view.resize((view.pane[0] // 2, view.pane[1] // 3)),
    "larger window": lambda view: view.resize((view.pane[0] * 2 + 1, view.pane[1] + 40)),
}

sides = st.integers(1, 15_000)
panes = st.tuples(st.integers(0, 4000), st.integers(0, 3000))


def a_view() -> Viewport:
    return Viewport(PAGE, PANE).fit()


def test_the_whole_page_is_seen_at_first() -> None:
    view = a_view()

    assert view.scale == pytest.approx(900 / 3508)
    assert view.seen() == pytest.approx((0, 0, 2480, 3508))
    assert view.target(PANE) == (182, 0, 818, 900)


def test_the_page_is_as_wide_as_the_pane_and_starts_at_its_top() -> None:
    view = a_view().fit_width()

    left, top, right, bottom = view.seen()
    assert (left, top, right) == pytest.approx((0, 0, 2480))
    assert bottom < 3508
    assert view.target(PANE) == (0, 0, 1000, 900)


def test_zooming_keeps_the_middle_of_the_pane() -> None:
    view = a_view().actual_size()

    assert view.zoom(1.5).centre == pytest.approx(view.centre)
    assert view.zoom(1.5).zoom(1 / 1.5).scale == pytest.approx(1.0)


def test_zooming_stops_at_its_limits() -> None:
    view = a_view()
    for _ in range(50):
        view = view.zoom(1.5)
    assert view.scale == LARGEST_SCALE

    for _ in range(50):
        view = view.zoom(1 / 1.5)
    assert view.scale == SMALLEST_SCALE


def test_a_page_too_long_for_the_smallest_scale_can_still_be_seen_whole() -> None:
    view = Viewport((100, 15_000), (80, 60)).fit()

    assert view.scale < SMALLEST_SCALE
    assert view.seen() == pytest.approx((0, 0, 100, 15_000))


def test_one_step_moves_a_quarter_of_the_pane() -> None:
    view = a_view().actual_size()

    moved = view.pan(1, 1)

    assert moved.centre == pytest.approx((view.centre[0] + 250, view.centre[1] + 225))


def test_panning_stops_at_the_edges_of_the_page() -> None:
    view = a_view().actual_size().pan(100, 100)

    assert view.seen()[2:] == pytest.approx(PAGE)
    assert view.pan(-100, -100).seen()[:2] == pytest.approx((0, 0))


def test_a_page_seen_whole_does_not_move() -> None:
    assert a_view().pan(3, 3) == a_view()


def test_a_page_smaller_than_the_pane_stays_in_the_middle() -> None:
    view = a_view().zoom(0.5).pan(3, 3)

    assert view.centre == pytest.approx((1240, 1754))


def test_four_turns_come_back() -> None:
    view = a_view().actual_size().pan(1, -1)

    turned = view.rotate().rotate().rotate().rotate()

    assert turned == view


def test_a_turn_keeps_the_point_in_the_middle() -> None:
    view = a_view().actual_size().pan(1, -1)
    x, y = view.centre

    assert view.rotate().centre == pytest.approx((3508 - y, x))


def test_a_fitted_page_stays_fitted_in_a_window_of_another_size() -> None:
    assert a_view().resize((500, 450)).scale == pytest.approx(450 / 3508)
    assert a_view().fit_width().resize((500, 450)).scale == pytest.approx(500 / 2480)
    assert a_view().actual_size().resize((500, 450)).scale == 1.0


@given(page=st.tuples(sides, sides), pane=panes, steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_whatever_is_pressed_the_view_stays_on_the_page(
    page: tuple[int, int], pane: tuple[int, int], steps: list[str]
) -> None:
    view = Viewport(page, pane).fit()
    for step in steps:
        view = STEPS[step](view)

    assert view.scale <= LARGEST_SCALE
    if not view.drawable:
        return
    assert view.scale >= min(SMALLEST_SCALE, view.fit_scale)
    left, top, right, bottom = view.seen()
    assert 0 <= left < right <= view.turned[0]
    assert 0 <= top < bottom <= view.turned[1]
    x0, y0, x1, y1 = view.target(view.pane)
    assert 0 <= x0 < x1 <= view.pane[0]
    assert 0 <= y0 < y1 <= view.pane[1]
    unturned = view.unturned(view.seen())
    assert unturned[0] < unturned[2] <= page[0] + 1e-6
    assert unturned[1] < unturned[3] <= page[1] + 1e-6


def test_the_mode_says_what_was_asked_last() -> None:
    assert a_view().mode is Mode.FIT
    assert a_view().fit_width().pan(0, 1).mode is Mode.WIDTH
    assert a_view().zoom(2).mode is Mode.FREE

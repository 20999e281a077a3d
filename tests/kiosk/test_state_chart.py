"""The drawn states are those of the table."""

from __future__ import annotations

from kiosk.domain.course import RequestState
from kiosk.state_chart import FILE, chart


def test_the_document_is_drawn_from_the_table() -> None:
    assert FILE.read_text(encoding="utf-8") == chart(), "run: python -m kiosk.state_chart"


def test_every_state_stands_in_a_diagram_under_its_persian_name() -> None:
    drawn = chart()

    aside = {RequestState.CANCELLED, RequestState.EXPIRED, RequestState.NO_SHOW}
    assert 'state "تطبیق شد" as VERIFIED' in drawn
    assert all(f" as {state.value}\n" in drawn for state in set(RequestState) - aside)

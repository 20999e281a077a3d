"""A request as one line of the applicant's card."""

from __future__ import annotations

from typing import Any

from kiosk.domain.appointment import Appointment
from kiosk.domain.card import RequestSummary
from kiosk.domain.request import RequestState
from screens.base import KioskScreen
from screens.widgets.table import Cell, cell


def request_cells(screen: KioskScreen[Any], request: RequestSummary, made: Appointment | None) -> list[Cell]:
    """`made`: its appointment, while that stands."""
    words, office = screen.words, screen.desk.office
    service = screen.desk.catalogue.service(request.service)
    state = words.label(request.state.value)
    if request.hold and request.state is RequestState.VERIFYING:
        state = f"{state} ({request.hold.login})"
    if made is not None:
        state = words("{state}, expected {at}", state=state, at=office.local(made.starts_at))
    return [
        cell(words.pick(service.name)),
        cell(request.tracking_code),
        cell(state),
        cell(words.digits(f"{request.judged}/{request.documents}")),
        cell(words.short_day(office.local_day(request.filed_at))),
    ]

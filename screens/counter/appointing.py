"""An appointment for a request, from its card: a day, one of its free times, or none any more."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from kiosk.domain.appointment import NOTE_LIMIT, Appointment
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import RequestSummary
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.services import appointments
from kiosk.services.appointments import Wish
from kiosk.services.queueing import may_wait
from kiosk.strict import msgid
from kiosk.words import Words
from screens.base import KioskScreen
from screens.widgets.ask_form import Answers, ask_until_taken
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm

APPOINT, CALL_OFF = "appoint", "call-off"
DEEDS = frozenset({APPOINT, CALL_OFF})
_DAY, _NOTE = "day", "note"
_NAMES = {
    APPOINT: Bilingual("تعیین یا تغییر وقت مراجعه", "Give it an appointment, or another one"),
    CALL_OFF: Bilingual("لغو وقت مراجعه", "Call its appointment off"),
}
_FORM = (
    RequestField(_DAY, FieldType.DATE, Bilingual("روز مراجعه", "Day of the visit"), future=True),
    RequestField(_NOTE, FieldType.TEXT, Bilingual("یادداشت", "Note"), mandatory=False, most=NOTE_LIMIT),
)


def offered(request: RequestSummary, made: Appointment | None) -> list[Choice]:
    """What can be done about its appointment; `made`: the one that stands."""
    if not may_wait(request.state):
        return []
    return [Choice(key, name) for key, name in _NAMES.items() if made or key == APPOINT]


async def carry_out(screen: KioskScreen[Any], request: RequestSummary, what: str) -> bool:
    """Whether anything was done."""
    return await (_appoint(screen, request) if what == APPOINT else _call_off(screen, request))


async def _appoint(screen: KioskScreen[Any], request: RequestSummary) -> bool:
    async def act(said: Answers) -> Appointment | None:
        day = date.fromisoformat(said[_DAY])
        free = await screen.ask(appointments.free_on, screen.desk, screen.officer, request.id, day)
        at = await _choose(screen, free) if free else None
        if at is None:
            return None
        wish = Wish(request.id, at, said.get(_NOTE, ""))
        command = screen.desk.command(appointments.SET, screen.officer)
        return await screen.carry_out(appointments.book, screen.desk, command, wish)

    made = await ask_until_taken(screen, msgid("When is the applicant to come?"), _FORM, act)
    if made is None:
        return False
    screen.inform("The appointment is at {at}.", at=screen.desk.office.local(made.starts_at))
    return True


async def _choose(screen: KioskScreen[Any], free: tuple[datetime, ...]) -> datetime | None:
    office = screen.desk.office
    times = {str(number): at for number, at in enumerate(free)}

    def said(at: datetime) -> Bilingual:
        return Bilingual(Words("fa").time(office.local(at)), Words("en").time(office.local(at)))

    choices = [Choice(number, said(at)) for number, at in times.items()]
    chosen = await screen.app.push_screen_wait(Choose(lambda: screen.words("Free times"), choices, "0"))
    return None if chosen is None else times[chosen]


async def _call_off(screen: KioskScreen[Any], request: RequestSummary) -> bool:
    sure = Confirm(
        lambda: screen.words(
            "Call off the appointment of request {code}? The applicant is told by mail.",
            code=request.tracking_code,
        ),
        lambda: screen.words("Yes, do it"),
    )
    if not await screen.app.push_screen_wait(sure):
        return False
    command = screen.desk.command(appointments.OFF, screen.officer)
    if await screen.carry_out(appointments.call_off, screen.desk, command, request.id) is None:
        return False
    screen.inform("The appointment was called off.")
    return True

"""The acts of a supervisor at the beginning and the end of a day, by the services that the screens call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from kiosk.domain.day import OfficeDay, SampleCase, SampleVerdict
from kiosk.domain.ending import Refusal
from kiosk.domain.request import Request, RequestState
from kiosk.services import balancing, closing, ending, issuing, working_day
from kiosk.services.balancing import Point
from tests.kiosk.services.finishing import HERE, approve, verified
from tests.kiosk.services.office import Counter, Wish, filed
from tests.kiosk.services.walking import sent

S = RequestState
FINE = (SampleVerdict.FINE, "")


def opened(office: Counter) -> object:
    return working_day.open_day(office.desk, office.desk.command("day:record:opened", office.supervisor))


def end_intake(office: Counter, day: date | None = None) -> object:
    command = office.desk.command("day:intake:ended", office.supervisor)
    return closing.end_intake(office.desk, command, day or office.desk.today()).tickets


def drawn(office: Counter, day: date | None = None) -> tuple[SampleCase, ...]:
    command = office.desk.command("day:sample:drawn", office.supervisor)
    return closing.draw_sample(office.desk, command, day or office.desk.today())


def look_at(
    office: Counter, case: SampleCase, found: tuple[SampleVerdict, str] = FINE, day: date | None = None
) -> object:
    command = office.desk.command("day:sample:looked-at", office.supervisor)
    return closing.look_at(office.desk, command, (day or office.desk.today(), case.request_id), found)


def close(office: Counter, day: date | None = None) -> OfficeDay:
    command = office.desk.command("day:record:closed", office.supervisor)
    return closing.close(office.desk, command, day or office.desk.today())


def refused(office: Counter, number: int) -> Request:
    """A request whose work is finished."""
    request = filed(office.desk, number, Wish(state=S.SUSPENDED, documents=(), grounded=False))
    return refuse(office, request.id)


def refuse(office: Counter, request_id: UUID) -> Request:
    command = office.desk.command("request:record:refused", office.supervisor)
    return ending.refuse(office.desk, command, request_id, (Refusal.FORGED, "as seen"))


def closed(office: Counter, sample: Sequence[SampleCase]) -> OfficeDay:
    for case in sample:
        look_at(office, case)
    return close(office)


def open_points(office: Counter, day: date | None = None) -> tuple[Point, ...]:
    return balancing.balance(office.desk, office.supervisor, day).blocking


def issued(office: Counter, number: int) -> Request:
    """A certificate that came out of the printer."""
    request = approve(office, verified(office, HERE, number))
    issuing.issue(office.desk, office.desk.command("certificate:record:issued", office.clerk), request.id)
    sent(office, request.id)
    return request

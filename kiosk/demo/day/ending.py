"""The closing of a simulated day: what waits is re-booked, a sample looked at again, the day closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from kiosk.demo.day.casework import is_overlooked
from kiosk.demo.day.flooring import Visitor
from kiosk.domain.command import OfficerCommand
from kiosk.domain.day import SampleCase, SampleVerdict
from kiosk.domain.errors import Refused
from kiosk.domain.roles import Officer
from kiosk.services import closing
from kiosk.services.desk import Desk

_FINDING = "مدرک با تصویر نمی‌خواند"


@dataclass(frozen=True, slots=True)
class Closed:
    """How the day was closed."""

    sample: int
    """Cases that were looked at again."""
    findings: int
    """Planted flaws that were found by this."""
    is_true: bool
    """It was closed, and the sample is the one that was committed to in the morning."""
    why: str = ""
    """The key of what kept it from being closed."""


def close_day(desk: Desk, supervisor: Officer, visitors: Mapping[UUID, Visitor]) -> Closed:
    """A day that cannot be closed is a score, and no fault of the program's."""
    try:
        return _close(desk, supervisor, visitors)
    except Refused as refused:
        return Closed(0, 0, is_true=False, why=refused.key)


def _close(desk: Desk, supervisor: Officer, visitors: Mapping[UUID, Visitor]) -> Closed:
    """Whoever looks again at a case of the sample does it well: a flaw that was overlooked is found."""

    def by(verb: str) -> OfficerCommand:
        return desk.command(f"day:{verb}", supervisor)

    day = desk.today()
    closing.end_intake(desk, by("intake:ended"), day)
    sample = closing.draw_sample(desk, by("sample:drawn"), day)
    findings = 0
    for case in sample:
        flawed = _is_flawed(desk, case, visitors)
        findings += flawed
        found = (SampleVerdict.FINDING, _FINDING) if flawed else (SampleVerdict.FINE, "")
        closing.look_at(desk, by("sample:looked-at"), (day, case.request_id), found)
    closing.close(desk, by("record:closed"), day)
    return Closed(len(sample), findings, closing.is_true_sample(desk, day))


def _is_flawed(desk: Desk, case: SampleCase, visitors: Mapping[UUID, Visitor]) -> bool:
    visitor = visitors.get(case.request_id)
    if visitor is None:
        return False
    return is_overlooked(desk.store.read(lambda work: work.walks.slots(case.request_id)), visitor)

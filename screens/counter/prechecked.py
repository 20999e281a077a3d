"""What the reception sees of a request before it gives a ticket, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.appointment import Punctuality
from kiosk.services.desk import Desk
from kiosk.services.precheck import PreCheck
from kiosk.words import Words


def check_lines(words: Words, desk: Desk, check: PreCheck) -> Iterator[str]:
    """The appointment first, then what is missing, then the right to return."""
    yield _appointment(words, desk, check)
    if check.missing:
        yield words("Documents that nobody has handed in: {count}", count=check.missing)
    if check.walk_in_until is not None:
        if desk.today() <= check.walk_in_until:
            yield words("May return without an appointment until {day}.", day=check.walk_in_until)
        else:
            yield words("The right to return without an appointment ended on {day}.", day=check.walk_in_until)


def _appointment(words: Words, desk: Desk, check: PreCheck) -> str:
    if check.appointment is None:
        return words("No appointment: waits as a walk-in.")
    local = desk.office.local(check.appointment.starts_at)
    minutes = abs(int((desk.now() - check.appointment.starts_at).total_seconds()) // 60)
    time = words.time(local)
    match check.today:
        case Punctuality.EARLY:
            return words(
                "Appointment today at {time}, {minutes} minutes from now.", time=time, minutes=minutes
            )
        case Punctuality.IN_TIME:
            return words("Appointment today at {time}: in time.", time=time)
        case Punctuality.LATE:
            return words(
                "Appointment today at {time}, {minutes} minutes ago: too late, waits as a walk-in.",
                time=time,
                minutes=minutes,
            )
    if local.date() < desk.today():
        return words("Did not come for the appointment of {at}: waits as a walk-in.", at=local)
    return words("The appointment is at {at}, not today: waits as a walk-in.", at=local)

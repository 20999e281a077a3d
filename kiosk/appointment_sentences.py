"""What can be wrong with appointments, with a list of them, and with hours."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

APPOINTMENT_SENTENCES: Mapping[str, str] = {
    "hours.unreadable": msgid("“{hours}” cannot be read as hours of opening."),
    "hours.order": msgid("“{hours}” must go forward in time."),
    "queue.closed-today": msgid("The office is closed today ({why}). A ticket needs a reason."),
    "queue.not-today": msgid("These services have no hours today. A ticket needs a reason."),
    "queue.intake-closed": msgid("Tickets are given at {hours} today. At another time one needs a reason."),
    "appointment.none": msgid("There is no appointment to change."),
    "appointment.same": msgid("That is the appointment that stands already: {at}."),
    "appointment.past": msgid("{at} is over. Choose a time that lies ahead."),
    "appointment.past-day": msgid("{day} is over. Choose a day that lies ahead."),
    "appointment.far": msgid("{day} lies too far ahead; look at the year."),
    "appointment.closed": msgid("The office is closed on {day} ({why})."),
    "appointment.no-hours": msgid("These services have no hours on {day}."),
    "appointment.hours": msgid("{at} is outside the hours of that day, which are {hours}."),
    "appointment.full": msgid("{at} is taken: the office expects {count} at a time, and no more."),
    "appointment.day-full": msgid("No time is free on {day}."),
    "appointment.none-free": msgid("No free time was found in the coming weeks."),
}

APPOINTMENT_LABELS: Mapping[str, str] = {
    "BOOKED": msgid("expected"),
    "KEPT": msgid("came"),
    "by-officer": msgid("an officer"),
    "by-list": msgid("the portal’s list"),
    "by-closing": msgid("the closing of a day"),
    "appointment-set": msgid("appointment"),
    "appointment-off": msgid("appointment cancelled"),
    "appointment-anew": msgid("a new appointment after the closing"),
    "paper-uncollected": msgid("reminder to collect"),
}

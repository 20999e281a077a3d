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
    # a list from outside
    "list.missing": msgid("There is no file {file}."),
    "list.closed": msgid("The file {file} cannot be read."),
    "list.too-large": msgid("The list is larger than {limit} MB."),
    "list.too-long": msgid("The list has more than {limit} appointments; divide it."),
    "list.empty": msgid("The list is empty."),
    "list.encoding": msgid("The list is not in UTF-8; save it as UTF-8."),
    "list.headings": msgid("The first line must name the columns; these are needed: {headings}."),
    "list.damaged": msgid("The table is damaged at line {line}: a quotation mark is not closed."),
    "list.calendar": msgid("The calendar is damaged: it cannot be read to its end."),
    "list.unreadable": msgid("This line cannot be read."),
    "list.no-code": msgid("There is no tracking code and no national code."),
    "list.start": msgid("“{start}” is not a day and a time, such as {example}."),
    "list.no-time": msgid("There is no time of the day."),
    "list.zone": msgid("The time zone “{zone}” is not known, so the time is not."),
    "list.no-such-time": msgid("{start} does not exist: the clock is put forward over it."),
    "list.minutes": msgid("“{minutes}” is not a number of minutes from 1 to {most}."),
    "list.recurring": msgid("An appointment that repeats itself is not taken; list each."),
    "list.doubled": msgid("The list has this request twice; the first time, {at}, counts."),
    "list.service": msgid("There is no service or group “{service}”."),
    "list.other-service": msgid("The request is not for “{service}”."),
    "list.no-request": msgid("This person has no open request of that kind."),
    "list.several": msgid("This person has {count} open requests; name the tracking code or the service."),
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

"""What can be wrong in the waiting room."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

QUEUE_SENTENCES: Mapping[str, str] = {
    "queue.ticket-code": msgid("This is no ticket. A ticket has a letter and three digits."),
    "queue.unknown": msgid("There is no ticket {ticket} today."),
    "queue.other-office": msgid("This ticket belongs to office {office}. Please send the applicant there."),
    "queue.other-day": msgid("This ticket was for {day}. Give the applicant a new one for today."),
    "queue.served": msgid("Ticket {ticket} has been served already."),
    "queue.missed": msgid("Ticket {ticket} was called and nobody came. Give the applicant a new one."),
    "queue.rebooked": msgid("Ticket {ticket} is no longer valid. Give the applicant a new one."),
    "queue.has-ticket": msgid("This request is waiting already, with ticket {ticket}."),
    "queue.no-request": msgid("A ticket needs at least one request."),
    "queue.request-over": msgid("Request {code} needs no ticket: it is “{state}”."),
    "queue.intake-ended": msgid("No more tickets are given today. Please come on {day}."),
    "queue.appointment-day": msgid("The appointment is on {day}. Today the applicant waits as a walk-in."),
    "queue.priority-by-officer": msgid("Only an officer can call somebody before others."),
    "queue.nobody-waits": msgid("Nobody is waiting for this counter."),
    "queue.still-here": msgid("Finish ticket {ticket} first: it is at this counter."),
    "queue.elsewhere": msgid("Ticket {ticket} is not at this counter."),
    "queue.transition": msgid("Ticket {ticket} is “{current}” and cannot become “{to}”."),
    "queue.not-called": msgid("Only who was called and has not come yet can be called again."),
    "queue.not-parked": msgid("Ticket {ticket} was not set aside."),
    "queue.grace": msgid("The applicant has a little time to come: wait {seconds} more seconds."),
    "queue.promise": msgid("The time promised must lie ahead."),
    "queue.held": msgid("Ticket {ticket} is at a counter. Take it back into the line first."),
    "queue.not-held": msgid("Ticket {ticket} is at no counter."),
    "queue.same-priority": msgid("Ticket {ticket} has this priority already."),
    "filter.key": msgid("A filter is kept on one of the keys 1 to 9."),
    "queue.same-group": msgid("Ticket {ticket} waits for this group already."),
}

QUEUE_LABELS: Mapping[str, str] = {
    "WAITING": msgid("in the line"),
    "CALLED": msgid("called"),
    "SERVING": msgid("at the counter"),
    "PARKED": msgid("set aside"),
    "DONE": msgid("served"),
    "REBOOKED": msgid("to come again"),
    "no-priority": msgid("no priority"),
    "elderly": msgid("elderly"),
    "disabled": msgid("disabled"),
    "pregnant": msgid("pregnant"),
    "infant": msgid("with an infant"),
    "travel-48h": msgid("travelling within 48 hours"),
    "collection": msgid("collection"),
    "note": msgid("note"),
    "ticket": msgid("ticket"),
    "display": msgid("call display"),
}

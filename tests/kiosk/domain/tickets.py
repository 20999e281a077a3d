"""Tickets for tests: what a test does not mention is of no matter to it."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st

from kiosk.domain.queue import Hold, Precedence, Priority, Ticket, TicketState
from kiosk.domain.ticket_number import TicketNumber
from tests import makers
from tests.makers import NOON, STAFF, TODAY

MINUTE = timedelta(minutes=1)


def a_ticket(
    number: int = 1,
    *,
    counts_from: datetime = NOON,
    priority: Priority = Priority.NONE,
    state: TicketState = TicketState.WAITING,
) -> Ticket:
    reason = "" if priority is Priority.NONE else "as the supervisor saw"
    return Ticket(
        id=makers.an_id(number, 6),
        office_day=TODAY,
        number=TicketNumber("A", number),
        group="student",
        requests=(makers.request_id(number),),
        taken_at=counts_from,
        counts_from=counts_from,
        precedence=Precedence(priority, reason, STAFF.clerk.id if reason else None),
        state=state,
        hold=None if state is TicketState.WAITING else Hold(STAFF.clerk.id, "counter-1", NOON),
        first_called_at=None if state is TicketState.WAITING else NOON,
    )


@st.composite
def lines(draw: st.DrawFn, most: int = 25) -> list[Ticket]:
    """A waiting room: arrivals and appointments from an hour before noon to an hour after."""
    drawn = draw(st.lists(st.tuples(st.integers(-60, 60), st.sampled_from(Priority)), max_size=most))
    return [
        a_ticket(number, counts_from=NOON + minutes * MINUTE, priority=priority)
        for number, (minutes, priority) in enumerate(drawn, 1)
    ]

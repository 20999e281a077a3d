"""Several counters, each a process, call at once: every ticket once, and none is lost."""

from __future__ import annotations

from kiosk.domain.queue import TicketState
from kiosk.services import queueing
from kiosk.services.auditing import verify_audit
from tests.databases import Database
from tests.kiosk.services import office
from tests.kiosk.services.callers import call_together, desk_on, fill_the_room
from tests.kiosk.services.office import CODE, NOW, Place

TICKETS = 200
COUNTERS = 4


def test_four_counters_call_every_ticket_once(place: Place, database: Database) -> None:
    fill_the_room(place, database, TICKETS)

    called = [each.number for each in call_together(place, database, COUNTERS)]

    assert sorted(called) == [f"A{number:03d}" for number in range(1, TICKETS + 1)]
    desk = desk_on(place, database)
    assert {ticket.state for ticket in queueing.tickets(desk, NOW.date())} == {TicketState.DONE}
    seen = verify_audit(desk.store, CODE)
    assert (seen.fault, seen.entries >= 3 * TICKETS) == (None, True)
    office.store_of(desk).close()

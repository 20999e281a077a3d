"""A counter of a simulated day: it calls, waits, serves, is interrupted, and once in a while dies."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.demo.day.casework import Casework
from kiosk.demo.day.flooring import Floor, Visitor
from kiosk.demo.day.founding import HALL
from kiosk.demo.hall import MINUTE, length
from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import NotFound
from kiosk.domain.queue import COLLECTION, Ticket
from kiosk.domain.roles import Officer
from kiosk.services import calling

WALK_UP = timedelta(seconds=25)
ALIVE = 8 * MINUTE
"""How often a counter says that it still has its ticket."""
FETCHING = 15 * MINUTE
BROKEN_FOR = 25 * MINUTE
_MOMENT = timedelta(seconds=1)
_REASON = "حال متقاضی خوب نبود"
_NOTE = "مدارک دیده شد"


class Counter:
    """`fails`: when it dies with the ticket that it then has; None: never."""

    def __init__(self, floor: Floor, officer: Officer, casework: Casework, fails: datetime | None) -> None:
        self._floor = floor
        self._officer = officer
        self._casework = casework
        self._fails = fails
        self._rests: datetime | None = None
        self._away = True
        self._busy = False

    def open_at(self, moment: datetime, rests: datetime) -> None:
        """Come to work, and rest once a while later."""
        self._rests = rests
        self._floor.idle.append(self.look)
        self._floor.agenda.at(moment, self._back)

    def look(self) -> None:
        """Call whoever is next; nothing happens while somebody is here, or nobody waits."""
        if self._away or self._busy:
            return
        try:
            ticket = self._called()
        except NotFound:
            return
        self._busy = True
        if self._floor.visitors[ticket.id].leaves:
            self._wait_for(ticket)
        else:
            self._floor.agenda.after(WALK_UP, lambda: self._begin(ticket))

    def _called(self) -> Ticket:
        desk = self._floor.desk
        if self._floor.urgent:
            command = self._command("called-out-of-order")
            return calling.serve_out_of_order(desk, command, self._floor.urgent.pop(0), _REASON)
        return calling.call_next(desk, self._command("called"))

    def _wait_for(self, ticket: Ticket) -> None:
        desk, grace = self._floor.desk, self._floor.desk.office.queue.grace

        def recall() -> None:
            calling.recall(desk, self._command("recalled"), ticket.id)
            self._floor.agenda.after(grace + _MOMENT, miss)

        def miss() -> None:
            calling.no_show(desk, self._command("missed"), ticket.id)
            self._free()

        self._floor.agenda.after(grace / 2, recall)

    def _begin(self, ticket: Ticket) -> None:
        floor, visitor = self._floor, self._floor.visitors[ticket.id]
        calling.begin(floor.desk, self._command("begun"), ticket.id)
        again = ticket.id in floor.interrupted
        if self._fails is not None and floor.agenda.now >= self._fails:
            self._die(visitor)
        elif visitor.strays and not again:
            floor.agenda.after(2 * MINUTE, lambda: self._send_on(ticket))
        elif visitor.fetches and not again:
            floor.agenda.after(3 * MINUTE, lambda: self._set_aside(ticket, visitor))
        else:
            self._serve(ticket, visitor)

    def _serve(self, ticket: Ticket, visitor: Visitor) -> None:
        """Work as long as such a visit takes, and say in between that the counter is alive."""
        floor = self._floor
        ends = floor.agenda.now + length(HALL[ticket.group], floor.draw)
        said = floor.agenda.now + ALIVE
        while said < ends:
            floor.agenda.at(said, lambda: self._keep(ticket))
            said += ALIVE

        def end() -> None:
            self._casework.settle(self._officer, visitor)
            calling.done(floor.desk, self._command("done"), ticket.id)
            self._free()

        floor.agenda.at(ends, end)

    def _send_on(self, ticket: Ticket) -> None:
        """To the group whose counters serve it; this office's counters serve all, so it is called anew."""
        self._floor.interrupted.add(ticket.id)
        other = next(group for group in HALL if group not in (ticket.group, COLLECTION))
        calling.redirect(self._floor.desk, self._command("redirected"), ticket.id, (other, _NOTE))
        self._free()

    def _set_aside(self, ticket: Ticket, visitor: Visitor) -> None:
        floor = self._floor
        floor.interrupted.add(ticket.id)
        self._casework.look_at(self._officer, visitor)
        promised = floor.agenda.now + FETCHING
        calling.park(floor.desk, self._command("parked"), ticket.id, promised)
        floor.agenda.at(promised + _MOMENT, floor.wake)
        self._free()

    def _die(self, visitor: Visitor) -> None:
        """Nothing more is heard of it: another counter gets the ticket when the lease is over."""
        floor = self._floor
        self._fails, self._away, self._busy = None, True, False
        self._casework.look_at(self._officer, visitor)
        floor.agenda.after(floor.desk.office.queue.lease + _MOMENT, floor.wake)
        floor.agenda.after(BROKEN_FOR, self._back)

    def _keep(self, ticket: Ticket) -> None:
        calling.keep(self._floor.desk, self._officer, ticket.id)

    def _free(self) -> None:
        self._busy = False
        agenda, draw = self._floor.agenda, self._floor.draw
        if self._rests is not None and agenda.now >= self._rests:
            self._rests, self._away = None, True
            agenda.after(draw.uniform(8, 20) * MINUTE, self._back)
        else:
            self._away = True
            agenda.after(draw.expovariate(3) * MINUTE, self._back)
        self._floor.wake()

    def _back(self) -> None:
        self._away = False
        self.look()

    def _command(self, verb: str) -> OfficerCommand:
        return self._floor.desk.command(f"queue:ticket:{verb}", self._officer)

"""Who comes on a simulated day, when, and how they take their tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from kiosk.demo.day.flooring import Floor, Visitor
from kiosk.demo.day.founding import Brought, DayWish
from kiosk.demo.hall import APPOINTMENT, INTAKE, MINUTE, MISSES, PRIORITY, arrival
from kiosk.domain.applicant import Lobby
from kiosk.domain.queue import Priority
from kiosk.services import own_ticket, queueing, reception
from kiosk.services.desk import Desk
from kiosk.services.own_ticket import OwnTicket
from kiosk.services.queueing import Arrival
from kiosk.services.receipts import receipt_seal

BY_RECEIPT, SHOWN_AGAIN, URGENT, FETCHING, STRAYING = 0.3, 0.25, 0.02, 0.05, 0.04
LOBBIES = (Lobby("lobby-1"), Lobby("lobby-2"))
REASONS = {
    Priority.ELDERLY: "سن متقاضی",
    Priority.DISABLED: "کارت معلولیت دیده شد",
    Priority.PREGNANT: "اظهار متقاضی",
    Priority.INFANT: "نوزاد همراه",
    Priority.TRAVEL_48H: "بلیت پرواز فردا دیده شد",
}
FIRST_LOOK = timedelta(seconds=1)


def visitors(desk: Desk, wish: DayWish, brought: tuple[Brought, ...]) -> Iterator[Visitor]:
    draw = wish.draw("visitors")
    for each in brought:
        yield _visitor(desk, each, wish, draw)


def _visitor(desk: Desk, brought: Brought, wish: DayWish, draw: Random) -> Visitor:
    comes = wish.opens + arrival(draw)
    priority = draw.choice(list(REASONS)) if draw.random() < PRIORITY else Priority.NONE
    shift = draw.uniform(-3, 12) * MINUTE
    booked = (comes + shift).replace(second=0, microsecond=0) if draw.random() < APPOINTMENT else None
    by_receipt = draw.random() < BY_RECEIPT and priority is Priority.NONE and booked is None
    return Visitor(
        comes=comes,
        request=brought.request,
        receipt=receipt_seal(desk, brought.request),
        flaw=brought.planned.flaw,
        collects=brought.is_ready,
        at_lobby=by_receipt,
        shows_again=by_receipt and draw.random() < SHOWN_AGAIN,
        appointment=booked,
        priority=priority,
        urgent=draw.random() < URGENT,
        leaves=draw.random() < MISSES,
        fetches=draw.random() < FETCHING and not brought.is_ready,
        strays=draw.random() < STRAYING,
    )


@dataclass(frozen=True, slots=True)
class Entrance:
    """The reception and the two lobby screens."""

    floor: Floor
    wish: DayWish

    def expect(self, visitor: Visitor) -> None:
        self.floor.agenda.at(visitor.comes, lambda: self._enter(visitor))

    def expect_again(self, visitor: Visitor) -> None:
        """Whose paper is ready comes back for it the same morning, if there is time."""
        now = self.floor.agenda.now
        if now < self.wish.opens + INTAKE * MINUTE:
            pause = self.floor.draw.uniform(5, 25) * MINUTE
            self.expect(Visitor(now + pause, visitor.request, visitor.receipt, collects=True, at_lobby=True))

    def _enter(self, visitor: Visitor) -> None:
        if visitor.at_lobby:
            taken = self._by_receipt(visitor, LOBBIES[0])
            self.floor.came(visitor, taken.ticket)
            if visitor.shows_again:
                self.floor.agenda.after(FIRST_LOOK, lambda: self._show_again(visitor, taken))
        else:
            self._at_the_reception(visitor)

    def _at_the_reception(self, visitor: Visitor) -> None:
        desk, officer = self.floor.desk, self.floor.officers.reception
        found = reception.find(desk, officer, visitor.receipt)
        arrival_told = Arrival(
            (found.request_id or visitor.request.id,),
            visitor.appointment,
            visitor.priority,
            REASONS.get(visitor.priority, ""),
        )
        command = desk.command("queue:ticket:taken", officer)
        self.floor.came(visitor, queueing.take_ticket(desk, command, arrival_told))

    def _by_receipt(self, visitor: Visitor, lobby: Lobby) -> OwnTicket:
        desk = self.floor.desk
        return own_ticket.take(desk, desk.command("queue:ticket:taken", lobby), visitor.receipt)

    def _show_again(self, visitor: Visitor, taken: OwnTicket) -> None:
        """The photograph of the receipt, at another screen: it must be the same ticket."""
        shown = self._by_receipt(visitor, LOBBIES[1])
        self.floor.second_tickets += shown.ticket.id != taken.ticket.id

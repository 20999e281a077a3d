"""Today's tickets of a counter, of a group, or all: what the board's lines are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from kiosk.domain.queue import Priority, TicketState
from kiosk.domain.roles import Officer
from kiosk.domain.waiting import waited
from kiosk.services import supervising
from kiosk.services.desk import Desk
from kiosk.services.supervising import Place, TicketLine
from kiosk.strict import msgid
from kiosk.words import Words
from screens.supervisor.board_lines import group_said, service_said
from screens.supervisor.listing import LATE, Listing
from screens.widgets.spans import minutes
from screens.widgets.table import Cell, cell


class TicketsScreen(Listing[TicketLine]):
    """At the counters first, then as they will be called, then set aside and over; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "open", "Open", id="tickets.open"),
    ]
    nothing = msgid("There is no ticket here today.")
    columns = (
        msgid("Ticket"),
        msgid("State"),
        msgid("Taken"),
        msgid("Waiting time"),
        msgid("Appointment"),
        msgid("Priority"),
        msgid("Service"),
    )
    elastic = 6

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    @property
    def service(self) -> Callable[[Desk, Officer], tuple[TicketLine, ...]]:
        return partial(_listed, self._place)

    def titled(self) -> str:
        words, place = self.words, self._place
        if place.station:
            return words("Tickets: {place}", place=words.station(place.station))
        if place.group:
            return words("Tickets: {place}", place=group_said(self.desk, words, place.group))
        return words("All tickets of today")

    @on(DataTable.RowSelected, "#waiting")
    def action_open(self) -> None:
        line = self.marked
        if line is not None:
            from screens.supervisor.ticket import TicketFileScreen

            self.app.push_screen(TicketFileScreen(line.ticket.id))

    def identity(self, line: TicketLine) -> object:
        return line.ticket.id

    def cells(self, line: TicketLine) -> list[Cell]:
        words, ticket = self.words, line.ticket
        local = self.desk.office.local
        priority = ticket.precedence.priority
        return [
            cell(str(ticket.number), "bold"),
            cell(words.label(ticket.state.value)),
            cell(words.time(local(ticket.taken_at))),
            cell(self._waited(line)),
            cell(words.time(local(ticket.appointment)) if ticket.appointment else ""),
            cell("" if priority is Priority.NONE else "▲ " + words.label(priority.value), LATE),
            cell(words.series(service_said(self.desk, words, each) for each in line.services)),
        ]

    def detail(self, line: TicketLine) -> list[str]:
        return ticket_detail(self.words, self.desk, line)

    def searched(self, line: TicketLine) -> Sequence[str]:
        return (*line.services, line.ticket.precedence.reason, line.ticket.note, line.decided_by)

    def _waited(self, line: TicketLine) -> str:
        ticket, now = line.ticket, self.desk.now()
        if ticket.state is TicketState.WAITING:
            return minutes(self.words, max(now - ticket.waits_from, timedelta(0)))
        time = waited(ticket)
        return "" if time is None else minutes(self.words, time)


def ticket_detail(words: Words, desk: Desk, line: TicketLine) -> list[str]:
    """What a table has no room for: on what a priority rests, why it was called early, what was done."""
    ticket = line.ticket
    said = []
    if line.decided_by:
        said.append(
            words(
                "Priority: {priority} ({reason}), granted by {login}",
                priority=ticket.precedence.priority,
                reason=ticket.precedence.reason,
                login=line.decided_by,
            )
        )
    if ticket.back_at is not None and ticket.state is TicketState.PARKED:
        promised = words.time(desk.office.local(ticket.back_at))
        said.append(words("Comes back at {time}", time=promised))
    if ticket.out_of_turn:
        said.append(words("Called before its turn: {reason}", reason=ticket.out_of_turn))
    if ticket.note:
        said.append(words("Done so far: {note}", note=ticket.note))
    return said


def _listed(place: Place, desk: Desk, officer: Officer) -> tuple[TicketLine, ...]:
    return supervising.tickets(desk, officer, place)

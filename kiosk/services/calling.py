"""What counters do with tickets, from the call to the end.  Source: domain.md 4.1, 4.2.

Each is one transaction with its line in the audit log.  A counter that has a ticket says so from time to time
(`keep`); when nothing is heard of it for the lease, the ticket comes back at the place it had.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from kiosk.domain import queue
from kiosk.domain.audit import Detail
from kiosk.domain.command import Command, OfficerCommand
from kiosk.domain.course import RequestState
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.line import Call, lanes, run_after
from kiosk.domain.queue import AT_COUNTER, COLLECTION, Hold, Ticket
from kiosk.domain.reason import entry, required_reason
from kiosk.domain.roles import Action, Actor, Officer, require, require_disinterested
from kiosk.services.desk import Desk
from kiosk.services.moving import move
from kiosk.services.ports import Work
from kiosk.services.working_day import require_day_open, require_open

NOTE_LIMIT = 300


def call_next(desk: Desk, command: OfficerCommand) -> Ticket:
    """The ticket whose turn it is among the groups that this counter serves.

    Raises:
        NotFound: "queue.nobody-waits".
        Refused: "queue.still-here" (details: ticket) while the counter has one, "role.not-allowed".
    """
    require(command.by, Action.CALL)

    def act(work: Work) -> Ticket:
        if not work.commands.first_time(command):
            return _mine(work, command)
        run = _take_place(desk, work, command)
        groups = desk.office.queue.served_at(command.by.station, desk.catalogue.groups)
        call = Call(desk.office.local_day(command.at), groups, lanes(run), command.at)
        ticket = work.queue.claim(call)
        if ticket is None:
            raise NotFound("queue.nobody-waits")
        if run_after(run, ticket.lane) != run:
            work.queue.count_call(command.by.station, run_after(run, ticket.lane))
        return _called(desk, work, command, ticket)

    return desk.store.write(act)


def serve_out_of_order(desk: Desk, command: OfficerCommand, ticket_id: UUID, reason: str) -> Ticket:
    """Call this ticket before its turn, or one that was set aside; the reason is in the daily report.

    Raises:
        Refused: "reason.required", "queue.still-here", "queue.other-day", "queue.transition", "role.…".
        Conflict: "queue.served", "queue.missed", "queue.rebooked", "record.changed".
        NotFound: "queue.unknown".
    """
    require(command.by, Action.CALL)
    reason = required_reason(reason)

    def act(work: Work) -> Ticket:
        if not work.commands.first_time(command):
            return _mine(work, command)
        _take_place(desk, work, command)
        ticket = work.queue.get(ticket_id)
        _require_today(desk, command, ticket)
        for request_id in ticket.requests:
            request = work.requests.get(request_id)
            require_disinterested(command.by, request.subject_id, request.filer_id)
        return _called(desk, work, command, replace(ticket, out_of_turn=reason), out_of_turn=reason)

    return desk.store.write(act)


def recall(desk: Desk, command: OfficerCommand, ticket_id: UUID) -> Ticket:
    """Call once more.  Raises: "queue.not-called", and what `begin` raises."""
    return _step(
        desk, command, ticket_id, lambda ticket: queue.recalled(ticket, command.at, _lease(desk, command))
    )


def begin(desk: Desk, command: OfficerCommand, ticket_id: UUID) -> Ticket:
    """Whoever was called stands at the counter.

    Raises:
        Refused: "queue.transition", "role.not-allowed".
        Conflict: "queue.elsewhere", "queue.served", "queue.missed", "queue.rebooked", "record.changed".
        NotFound: "queue.unknown".
    """
    return _step(
        desk, command, ticket_id, lambda ticket: queue.begun(ticket, command.at, _lease(desk, command))
    )


def done(desk: Desk, command: OfficerCommand, ticket_id: UUID) -> Ticket:
    """The visit is over.  Raises: what `begin` raises."""
    return _step(desk, command, ticket_id, lambda ticket: queue.done(ticket, command.at))


def no_show(desk: Desk, command: OfficerCommand, ticket_id: UUID) -> Ticket:
    """Nobody came within the grace: the place is free, the requests stay valid.

    Raises:
        Refused: "queue.grace" (details: seconds), and what `begin` raises.
    """

    def act(work: Work, ticket: Ticket) -> Ticket:
        missed = queue.missed(ticket, command.at, desk.office.queue.grace)
        for request_id in ticket.requests:
            request = work.requests.get(request_id)
            if request.state is RequestState.ARRIVED:
                move(desk, work, command, (request, RequestState.NO_SHOW))
        return missed

    return _acted(desk, command, ticket_id, act)


def park(desk: Desk, command: OfficerCommand, ticket_id: UUID, promised: datetime) -> Ticket:
    """Set aside until the time promised, when it comes back into the line by itself.

    Raises:
        Refused: "queue.promise", and what `begin` raises.
    """

    def act(work: Work, ticket: Ticket) -> Ticket:
        _let_go_of_walks(work, command, ticket)
        return queue.parked(ticket, promised, command.at)

    return _acted(desk, command, ticket_id, act)


def unpark(desk: Desk, command: OfficerCommand, ticket_id: UUID) -> Ticket:
    """Back into the line before the time promised, at the place it had.

    Raises:
        Refused: "queue.other-day", "queue.not-parked", "role.not-allowed".
        Conflict: "queue.served", "queue.missed", "queue.rebooked", "record.changed".
    """

    def act(_work: Work, ticket: Ticket) -> Ticket:
        _require_today(desk, command, ticket)
        return queue.unparked(ticket)

    return _acted(desk, command, ticket_id, act)


def redirect(desk: Desk, command: OfficerCommand, ticket_id: UUID, to: tuple[str, str]) -> Ticket:
    """`to`: the other group, and a note of what was done so far; number, place and verdicts stay.

    Raises:
        Refused: "queue.same-group", "text.…", and what `begin` raises.
        NotFound: "catalogue.no-such-group".
    """
    group, note = to[0], entry(to[1], "note", NOTE_LIMIT)
    if group != COLLECTION:
        desk.catalogue.group(group)

    def act(work: Work, ticket: Ticket) -> Ticket:
        _let_go_of_walks(work, command, ticket)
        return queue.redirected(ticket, group, note)

    return _acted(desk, command, ticket_id, act, group=group)


def hand_back(desk: Desk, command: OfficerCommand, ticket_id: UUID) -> Ticket:
    """Back into the line, at the place it had: its officer leaves.  Raises: what `begin` raises."""

    def act(work: Work, ticket: Ticket) -> Ticket:
        _let_go_of_walks(work, command, ticket)
        return queue.returned(ticket)

    return _acted(desk, command, ticket_id, act)


def keep(desk: Desk, officer: Officer, ticket_id: UUID) -> Ticket:
    """The counter is alive: its lease begins anew.  Not in the audit log, since it decides nothing.

    Raises:
        Conflict: "queue.elsewhere", "record.changed"; Refused: "role.not-allowed".
    """
    require(officer, Action.CALL)
    command = desk.command("queue:ticket:kept", officer)

    def act(work: Work) -> Ticket:
        ticket = work.queue.get(ticket_id)
        _require_here(command, ticket)
        if ticket.state not in AT_COUNTER:
            raise Conflict("queue.elsewhere", ticket=str(ticket.number))
        return work.queue.save(replace(ticket, back_at=_lease(desk, command)))

    return desk.store.write(act)


def give_back(desk: Desk, by: Actor) -> int:
    """Return what silent counters hold, and what was promised for now, to the line; how many."""
    command = desk.command("queue:ticket:given-back", by)
    return desk.store.write(lambda work: _give_back(desk, work, command))


def _step(desk: Desk, command: OfficerCommand, ticket_id: UUID, rule: Callable[[Ticket], Ticket]) -> Ticket:
    return _acted(desk, command, ticket_id, lambda _work, ticket: rule(ticket))


def _acted(
    desk: Desk,
    command: OfficerCommand,
    ticket_id: UUID,
    act: Callable[[Work, Ticket], Ticket],
    **details: Detail,
) -> Ticket:
    """One step of a ticket at this counter, or of one that is at none, with its line in the audit log."""
    require(command.by, Action.CALL)

    def within(work: Work) -> Ticket:
        ticket = work.queue.get(ticket_id)
        if not work.commands.first_time(command):
            return ticket
        require_day_open(work, ticket.office_day)
        _require_here(command, ticket)
        saved = work.queue.save(act(work, ticket))
        desk.note(work, command, ticket.id, ticket=str(ticket.number), **details)
        return saved

    return desk.store.write(within)


def _called(desk: Desk, work: Work, command: OfficerCommand, ticket: Ticket, **details: Detail) -> Ticket:
    hold = Hold(command.by.id, command.by.station, command.at)
    saved = work.queue.save(queue.called(ticket, hold, _lease(desk, command)))
    desk.note(work, command, ticket.id, ticket=str(ticket.number), lane=ticket.lane.value, **details)
    return saved


def _take_place(desk: Desk, work: Work, command: OfficerCommand) -> int:
    """Lock this counter and see that it is free; its priority calls in a row."""
    require_open(desk, work, command.at)
    run = work.queue.run_at(command.by, command.at)
    _give_back(desk, work, command)
    here = work.queue.at_counter(command.by.station)
    if here is not None:
        raise Refused("queue.still-here", ticket=str(here.number))
    return run


def _give_back(desk: Desk, work: Work, command: Command[Actor]) -> int:
    back = work.queue.coming_back(command.at)
    for ticket in back:
        work.queue.save(queue.returned(ticket))
        desk.note(
            work,
            replace(command, name="queue:ticket:given-back"),
            ticket.id,
            ticket=str(ticket.number),
            state=ticket.state.value,
        )
    return len(back)


def _mine(work: Work, command: OfficerCommand) -> Ticket:
    """What a call whose answer was lost had called."""
    ticket = work.queue.at_counter(command.by.station)
    if ticket is None:
        raise NotFound("queue.nobody-waits")
    return ticket


def _require_today(desk: Desk, command: OfficerCommand, ticket: Ticket) -> None:
    if ticket.office_day != desk.office.local_day(command.at):
        raise Refused("queue.other-day", day=ticket.office_day)


def _require_here(command: OfficerCommand, ticket: Ticket) -> None:
    hold = ticket.hold
    if ticket.state not in AT_COUNTER or hold is None:
        return
    if command.by.id != hold.officer_id and command.by.station != hold.station:
        raise Conflict("queue.elsewhere", ticket=str(ticket.number))


def _lease(desk: Desk, command: OfficerCommand) -> datetime:
    return command.at + desk.office.queue.lease


def _let_go_of_walks(work: Work, command: OfficerCommand, ticket: Ticket) -> None:
    """Verdicts stay; the next counter need not wait for this clerk's lease."""
    for request_id in ticket.requests:
        request = work.requests.get(request_id)
        if request.hold is not None and request.hold.officer_id == command.by.id:
            work.requests.hold(request, None)

"""The shift hand-over sheet: what one officer, or the whole office, passes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from kiosk.domain import day_words as say
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.command import OfficerCommand
from kiosk.domain.day_paper import Column, ShiftPaper, Table
from kiosk.domain.made import KINDS_OF_BLANKS
from kiosk.domain.originals import is_shown
from kiosk.domain.paper import Row
from kiosk.domain.queue import COLLECTION, Ticket, TicketState
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.rules.finding import listed
from kiosk.domain.serials import written
from kiosk.services.day_report import clock, code, number, prose
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


def own_sheet(desk: Desk, officer: Officer) -> bytes:
    """What is in the officer's own hands: tickets, walks, originals and numbered forms.

    Raises:
        Refused: "role.not-allowed", "paper.…".
    """
    require(officer, Action.USE_BLANKS)
    return _drawn(desk, desk.command("shift:sheet:printed", officer), (officer.id,))


def office_sheet(desk: Desk, officer: Officer) -> bytes:
    """What is in anybody's hands.

    Raises:
        Refused: "role.not-allowed", "paper.…".
    """
    require(officer, Action.CLOSE_DAY)
    everybody = desk.store.read(lambda work: tuple(work.day_figures.logins()))
    return _drawn(desk, desk.command("shift:office:printed", officer), everybody)


def _drawn(desk: Desk, command: OfficerCommand, hands: Sequence[UUID]) -> bytes:
    def act(work: Work) -> ShiftPaper:
        paper = _paper(desk, work, command, hands)
        desk.note(work, command, command.by.id, lines=sum(len(table.rows) for table in paper.tables))
        return paper

    return desk.renderer.shift_sheet(desk.store.write(act))


def _paper(desk: Desk, work: Work, command: OfficerCommand, hands: Sequence[UUID]) -> ShiftPaper:
    by = command.by.name
    logins = work.day_figures.logins()
    named = {each: logins[each] for each in hands}
    return ShiftPaper(
        letterhead=desk.office.letterhead,
        made_at=desk.office.local(command.at),
        facts=(Row(say.SHIFT_OFFICER, Bilingual(by.fa, by.en)),),
        tables=(
            Table(
                say.OPEN_TICKETS,
                _columns((say.TICKET, 2), (say.GROUP, 4), (say.STATE_NOW, 3), (say.NOTE, 6), (say.BY, 3)),
                tuple(_tickets(desk, work, command, named)),
                say.NONE,
            ),
            Table(
                say.IN_WORK,
                _columns((say.CODE, 4), (say.SERVICE, 6), (say.BY, 3)),
                tuple(_walks(desk, work, named)),
                say.NONE,
            ),
            Table(
                say.CUSTODY,
                _columns((say.CODE, 4), (say.DOCUMENT, 8), (say.COUNT, 2), (say.BY, 3)),
                tuple(_originals(desk, work, named)),
                say.NONE,
            ),
            Table(
                say.IN_HAND,
                _columns((say.BLANK, 4), (say.COUNT, 2), (say.SERIALS, 8), (say.BY, 3)),
                tuple(_blanks(work, named)),
                say.NONE,
            ),
        ),
    )


def _columns(*columns: tuple[Bilingual, float]) -> tuple[Column, ...]:
    return tuple(Column(head, share) for head, share in columns)


def _tickets(
    desk: Desk, work: Work, command: OfficerCommand, named: dict[UUID, str]
) -> Iterator[tuple[Bilingual, ...]]:
    """What the hands have called, serve or set aside."""
    for ticket in work.queue.of_day(desk.office.local_day(command.at)):
        hold = ticket.hold
        if ticket.is_active and hold is not None and hold.officer_id in named:
            yield (
                code(str(ticket.number)),
                _group(desk, ticket),
                _state(desk, ticket),
                prose(ticket.note),
                code(named[hold.officer_id]),
            )


def _group(desk: Desk, ticket: Ticket) -> Bilingual:
    return say.COLLECT if ticket.group == COLLECTION else desk.catalogue.group(ticket.group).name


def _state(desk: Desk, ticket: Ticket) -> Bilingual:
    state = say.TICKETS[ticket.state]
    if ticket.state is not TicketState.PARKED or ticket.back_at is None:
        return state
    back = clock(desk.office.local(ticket.back_at))
    return Bilingual(f"{state.fa} ({back.fa})", f"{state.en} ({back.en})")


def _walks(desk: Desk, work: Work, named: dict[UUID, str]) -> Iterator[tuple[Bilingual, ...]]:
    for officer_id, login in named.items():
        for request in work.requests.held_by(officer_id):
            yield code(request.tracking_code), desk.catalogue.service(request.service).name, code(login)


def _originals(desk: Desk, work: Work, named: dict[UUID, str]) -> Iterator[tuple[Bilingual, ...]]:
    """Kept for the centre, or still on the desk: their holder is always one named person."""
    for each in work.originals.lying():
        if each.holder.officer_id in named:
            shown = [
                desk.catalogue.document(slot.kind).name
                for slot in work.walks.slots(each.request_id)
                if slot.verdict is not None and is_shown(slot, slot.verdict)
            ]
            yield code(each.tracking_code), listed(shown), number(len(shown)), code(each.holder.login)


def _blanks(work: Work, named: dict[UUID, str]) -> Iterator[tuple[Bilingual, ...]]:
    for officer_id, login in named.items():
        held: dict[str, list[str]] = {}
        for kind, serial in work.stock.held_by(officer_id):
            held.setdefault(kind, []).append(serial)
        for kind, serials in held.items():
            name = KINDS_OF_BLANKS[kind].name
            yield name, number(len(serials)), code(written(serials)), code(login)

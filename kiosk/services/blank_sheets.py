"""Certificates that are printed upon numbered forms: which form lies in the printer, and what became of it.

An office that never received forms of a kind keeps no book of it, and writes the serial on the file copy by
hand.  Source: domain.md 4.2, 5.2, 5.3 (LSP-01), printing.md 8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain.catalogue import Output
from kiosk.domain.certificate import Issued, PrintAttempt, Sheet
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import USUAL
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, may, require
from kiosk.domain.serials import run
from kiosk.domain.stock import KINDS, Entry, Move, Place, Signed
from kiosk.services.composing import compose_anew
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.stock_keeping import usable, use


@dataclass(frozen=True, slots=True)
class Needed:
    """The numbered form that the next print of a certificate needs."""

    kind: str = ""
    """Empty where it is printed on plain paper."""
    serial: str = ""
    """The one that comes next."""


def needed(desk: Desk, officer: Officer, request_id: UUID) -> Needed:
    """What should lie in the printer before a request's certificate is printed.

    Raises:
        Refused: "stock.none-in-hand" (details: name), "role.not-allowed".
        NotFound: "request.unknown".
    """
    require(officer, Action.PRINT)

    def act(work: Work) -> Needed:
        request = work.requests.get(request_id)
        kind = kind_for(desk, work, request)
        attempt = _newest_attempt(work, request_id)
        if not kind or (attempt is not None and attempt.duplicate):
            return Needed()
        unused = attempt.unused if attempt else None
        return Needed(kind, unused.serial if unused else _next(work, officer, kind))

    return desk.store.read(act)


def kind_for(desk: Desk, work: Work, request: Request) -> str:
    """The kind of form that a request's certificate is printed upon; empty for plain paper."""
    service = desk.catalogue.service(request.service)
    on_a_form = (
        service.certificate is not None
        and (request.course or USUAL).output is Output.CERTIFICATE
        and desk.catalogue.certificate(service.certificate).overlay is not None
    )
    return service.blank if on_a_form and service.blank and work.stock.is_kept(service.blank) else ""


def chosen(desk: Desk, work: Work, by: Officer, what: tuple[Request, str]) -> str:
    """Kind and serial of the form that the officer may use now; empty for plain paper.

    Arguments:
        what: the request; the serial as it was typed, empty for the next one in hand.

    Raises:
        Refused: "stock.none-in-hand" (details: name), and what `kiosk.services.stock_keeping.use` raises.
    """
    request, typed = what
    kind = kind_for(desk, work, request)
    if not kind:
        return ""
    serial = run(typed).first if typed.strip() else _next(work, by, kind)
    usable(work, by, kind, serial)
    return f"{kind}:{serial}"


def next_sheet(
    desk: Desk, work: Work, command: OfficerCommand, what: tuple[Issued, PrintAttempt, str]
) -> Issued:
    """The certificate as its next print shows it: on the form that still lies there, or on another one.

    One that was put into the printer and not used goes back into the officer's hand.

    Arguments:
        what: the certificate, its last attempt, the serial as it was typed.

    Raises:
        Refused: "paper.facts-changed", and what `chosen` raises.
    """
    issued, attempt, typed = what
    if issued.duplicate:
        return issued
    lies_there = attempt.unused
    if lies_there and (not typed.strip() or run(typed).first == lies_there.serial):
        return issued
    request = work.requests.get(issued.request_id)
    blank = chosen(desk, work, command.by, (request, typed))
    if lies_there:
        _move(desk, work, command, (lies_there, Place.HAND, Signed(command.by), ""))
    if not blank:
        return replace(issued, blank="")
    use(desk, work, command, (blank, str(issued.number)))
    return compose_anew(desk, work, request, replace(issued, blank=blank))


def spoil(desk: Desk, work: Work, command: OfficerCommand, what: tuple[Sheet, Signed, str]) -> None:
    """The form that a certificate was printed upon is kept for destruction.

    Arguments:
        what: the form, who says so and who confirms it, why.
    """
    sheet, signed, reason = what
    _move(desk, work, command, (sheet, Place.SPOILED, signed, reason))


def _move(desk: Desk, work: Work, command: OfficerCommand, what: tuple[Sheet, Place, Signed, str]) -> None:
    """Take a used form to its new place."""
    sheet, to, signed, reason = what
    day = desk.office.local_day(command.at)
    move = Move(sheet.blank.partition(":")[0], run(sheet.serial), Place.USED, to, day, command.at)
    holder_id = command.by.id if to is Place.HAND else None
    work.stock.record(desk.new_key(), Entry(move, signed, holder_id, reason=reason))


def _next(work: Work, by: Officer, kind: str) -> str:
    """
    Raises:
        Refused: "stock.none-in-hand" (details: name).
    """
    serial = next(_at_hand(work, by, kind), None)
    if serial is None:
        raise Refused("stock.none-in-hand", name=KINDS[kind].name)
    return serial


def _at_hand(work: Work, by: Officer, kind: str) -> Iterator[str]:
    """Forms in the officer's hand; then, for who keeps the stock, those in it."""
    yield from (serial for each, serial in work.stock.held_by(by.id) if each == kind)
    if may(by, Action.KEEP_BLANKS):
        yield from (blank.serial for blank in work.stock.in_places(kind, [Place.STOCK]))


def _newest_attempt(work: Work, request_id: UUID) -> PrintAttempt | None:
    try:
        return work.certificates.attempts(work.certificates.of_request(request_id).id)[-1]
    except NotFound:
        return None

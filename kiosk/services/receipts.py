"""The applicant's receipt with its sealed QR.  Source: domain.md 1.4, 5.3."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.national_code import mask
from kiosk.domain.paper import ReceiptPaper
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.seal import ReceiptSeal
from kiosk.domain.verification import Slot
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


@dataclass(frozen=True, slots=True)
class Receipt:
    pdf: bytes
    paper: ReceiptPaper


def receipt_seal(desk: Desk, request: Request) -> str:
    """The digits of a request's receipt; the same for every reprint."""
    return desk.seals.seal(
        ReceiptSeal(
            office=desk.office.number,
            tracking_code=request.tracking_code,
            issued_on=desk.office.local_day(request.filed_at),
            expires_on=None,
        )
    )


def sealed_code(desk: Desk, digits: str) -> str:
    """The tracking code of a genuine receipt of ours.

    Raises:
        Refused: what is wrong with the seal, "seal.foreign", "seal.forged", "receipt.wrong-kind".
    """
    sealed = desk.seals.check(digits)
    if not isinstance(sealed.seal, ReceiptSeal):
        raise Refused("receipt.wrong-kind")
    if sealed.seal.office != desk.office.number:
        # Genuine, since that office's key is in the list, and yet nothing of it is here.
        raise Refused("seal.foreign", office=str(sealed.seal.office))
    return sealed.seal.tracking_code


def reprint_receipt(desk: Desk, officer: Officer, request_id: UUID) -> Receipt:
    """The receipt again, marked as a duplicate, free of charge (domain.md 4.2).

    Raises:
        Refused: "receipt.not-yet" before the request has one.
    """
    require(officer, Action.REPRINT_RECEIPT)
    command = desk.command("request:receipt:reprinted", officer)

    def act(work: Work) -> ReceiptPaper:
        request = work.requests.get(request_id)
        if request.state is RequestState.INITIAL:
            raise Refused("receipt.not-yet")
        desk.note(work, command, request_id)
        return replace(receipt_paper(desk, work, request), duplicate=True)

    paper = desk.store.write(act)
    return Receipt(desk.renderer.receipt(paper), paper)


def receipt_paper(desk: Desk, work: Work, request: Request) -> ReceiptPaper:
    """What stands on a request's receipt, as its documents are now."""
    person = work.people.file(request.subject_id).person
    # What may be due is asked for once it was brought.
    asked = [slot for slot in work.walks.slots(request.id) if slot.mandatory or slot.scan]

    def names(chosen: list[Slot]) -> tuple[Bilingual, ...]:
        return tuple(desk.catalogue.document(slot.kind).name for slot in chosen)

    return ReceiptPaper(
        letterhead=desk.office.letterhead,
        tracking_code=request.tracking_code,
        seal=receipt_seal(desk, request),
        service=desk.catalogue.service(request.service).name,
        name=Bilingual(person.full_name_fa, person.full_name_lat),
        masked_national_code=mask(person.national_code),
        filed_at=desk.office.local(request.filed_at),
        uploaded=names([slot for slot in asked if slot.scan]),
        expected=len(asked),
        bring=names([slot for slot in asked if slot.original_required]),
        hours=desk.office.hours,
    )

"""The papers round an output: stamp sheet, and the slips of what is kept and of what was handed over.

Source: domain.md 5.3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import USUAL, RequestState
from kiosk.domain.errors import Refused
from kiosk.domain.form import RequestField
from kiosk.domain.hand_over import FORM, Capacity, HandedOver, HandOver
from kiosk.domain.made import BOOKLET_FORM, STAMP_FORM, Made
from kiosk.domain.national_code import mask
from kiosk.domain.output_paper import CustodySlipPaper, HandOverSlipPaper, Kept, StampSheetPaper
from kiosk.domain.paper import Row
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.domain.stated import answers_of, rows, stated
from kiosk.domain.verification import Slot, Verdict
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.receipts import receipt_seal
from kiosk.services.request_papers import NATIONAL_CODE, printable_photo
from kiosk.text.bidi import isolate_ltr
from kiosk.text.digits import to_persian

Paper = TypeVar("Paper")

_S = RequestState
NAME = Bilingual("نام و نام خانوادگی", "Full name")
REGISTER_NO = Bilingual("شماره ثبت", "Register number")
BOOKLET = Bilingual("سند تازه", "New booklet")
FORMER = Bilingual("سند پیشین", "Former booklet")
DUPLICATE = Bilingual("المثنی شماره", "Duplicate no.")
CONSIGNMENT = Bilingual("مرسوله پستی", "postal consignment")
_HOLDER = frozenset({"father", "birth_date", "passport_no", "passport_expiry"})
"""Questions of the registration: whose document is stamped, and which."""
_STAMPED = frozenset({_S.APPROVED, _S.STAMPED, _S.RETURNED})
AT_THE_OFFICE = frozenset({_S.VERIFIED, _S.SENT, _S.REPLY_OK, _S.REPLY_NO, _S.APPROVED, _S.PRINTED, _S.QC_OK})
_NUMBERED = frozenset({_S.PRINTED, _S.STAMPED})
"""The steps whose history line bears the number of what was made."""


def is_stamped(request: Request) -> bool:
    """Whether it ends in a stamp, and may be stamped or was."""
    return (request.course or USUAL).output is Output.STAMP and request.state in _STAMPED


def keeps_originals(request: Request) -> bool:
    """What the centre has to see stays here until it has answered and the output is given."""
    return (request.course or USUAL).path is StatusPath.CENTRE and request.state in AT_THE_OFFICE


def originals_kept(desk: Desk, work: Work, request: Request) -> tuple[Kept, ...]:
    """Those of a request that stay at the office; none of most."""
    return _kept(desk, work.walks.slots(request.id)) if keeps_originals(request) else ()


def stamp_sheet(desk: Desk, officer: Officer, request_id: UUID) -> bytes:
    """What to stamp, for the officer who does it, and afterwards what was stamped.

    Raises:
        Refused: "slip.no-stamp" (details: state), "role.…", "paper.…".
        NotFound: "request.unknown".
    """
    require(officer, Action.MAKE_OUTPUT)
    command = desk.command("output:stamp-sheet:printed", officer)

    def facts(work: Work, request: Request) -> StampSheetPaper:
        if not is_stamped(request):
            raise Refused("slip.no-stamp", state=request.state)
        return _stamp_sheet(desk, work, request)

    return desk.renderer.stamp_sheet(_noted(desk, command, request_id, facts))


def custody_slip(desk: Desk, officer: Officer, request_id: UUID) -> bytes:
    """The receipt for the originals that were seen and stay until the centre has answered.

    Raises:
        Refused: "slip.nothing-kept" (details: state), "role.…", "paper.…".
        NotFound: "request.unknown".
    """
    require(officer, Action.REPRINT_RECEIPT)
    command = desk.command("request:custody:printed", officer)

    def facts(work: Work, request: Request) -> CustodySlipPaper:
        kept = originals_kept(desk, work, request)
        if not kept:
            raise Refused("slip.nothing-kept", state=request.state)
        name, masked = _person(work, request)
        return CustodySlipPaper(
            letterhead=desk.office.letterhead,
            tracking_code=request.tracking_code,
            service=desk.catalogue.service(request.service).name,
            name=name,
            masked_national_code=masked,
            made_at=desk.office.local(command.at),
            kept=kept,
            clerk=officer.login,
        )

    return desk.renderer.custody_slip(_noted(desk, command, request_id, facts))


def hand_over_slip(desk: Desk, officer: Officer, request_id: UUID) -> bytes:
    """Who took what away, the last time that something of this request was handed over.

    Raises:
        Refused: "slip.not-handed-over" (details: state), "role.…", "paper.…".
        NotFound: "request.unknown".
    """
    require(officer, Action.HAND_OVER)
    command = desk.command("request:hand-over:printed", officer)

    def facts(work: Work, request: Request) -> HandOverSlipPaper:
        given = work.hand_overs.of_request(request.id)
        if not given:
            raise Refused("slip.not-handed-over", state=request.state)
        return _hand_over_slip(desk, work, request, given[-1])

    return desk.renderer.hand_over_slip(_noted(desk, command, request_id, facts))


def number_given(work: Work, request: Request, at: datetime) -> str:
    """Under which number it went out, even if that is void by now; empty where nothing tells."""
    history = work.requests.history(request.id)
    made = [each.reason for each in history if each.after in _NUMBERED and each.at <= at]
    if made:
        return made[-1]
    in_force = work.outputs.in_force(request.id)
    return str(in_force.number) if in_force and in_force.made_at <= at else ""


def identity_shown(desk: Desk, said: HandOver) -> Bilingual:
    """The kind of paper that was shown; by post there is the consignment in its place."""
    if said.capacity is Capacity.POST:
        return CONSIGNMENT
    if kind := desk.catalogue.documents.get(said.identity_paper):
        return kind.name
    return stated(_asked(FORM, "identity_paper"), said.identity_paper)


def _noted(
    desk: Desk, command: OfficerCommand, request_id: UUID, facts: Callable[[Work, Request], Paper]
) -> Paper:
    """The facts of a paper, and the audit line of its print, in one transaction."""

    def act(work: Work) -> Paper:
        request = work.requests.get(request_id)
        require_disinterested(command.by, request.subject_id, request.filer_id)
        paper = facts(work, request)
        desk.note(work, command, request_id)
        return paper

    return desk.store.write(act)


def _person(work: Work, request: Request) -> tuple[Bilingual, str]:
    """Name, and the national code but for its end."""
    person = work.people.file(request.subject_id).person
    return Bilingual(person.full_name_fa, person.full_name_lat), mask(person.national_code)


def _stamp_sheet(desk: Desk, work: Work, request: Request) -> StampSheetPaper:
    file, made = work.people.file(request.subject_id), work.outputs.in_force(request.id)
    service = desk.catalogue.service(request.service)
    return StampSheetPaper(
        letterhead=desk.office.letterhead,
        tracking_code=request.tracking_code,
        seal=receipt_seal(desk, request),
        service=service.name,
        made_at=desk.office.local(desk.now()),
        holder=tuple(_holder(desk, file)),
        stamp=(*rows(service.fields, request.fields, desk.today()), *_stamped(desk, made)),
        noted=() if made else tuple(each.label for each in STAMP_FORM),
        approved_by=work.accounts.get(work.certificates.approver(request.id)).name,
        photo=printable_photo(desk, file, work.walks.slots(request.id)),
    )


def _holder(desk: Desk, file: PersonFile) -> Iterator[Row]:
    person = file.person
    yield Row(NAME, Bilingual(person.full_name_fa, person.full_name_lat))
    yield Row(NATIONAL_CODE, Bilingual(person.national_code, person.national_code))
    fields = [each for page in desk.catalogue.registration for each in page.fields if each.id in _HOLDER]
    yield from rows(fields, answers_of(file), desk.today())


def _stamped(desk: Desk, made: Made | None) -> Iterator[Row]:
    if made is not None:
        yield _numbered(str(made.number))
        yield from rows(STAMP_FORM, made.facts, desk.today())


def _kept(desk: Desk, slots: tuple[Slot, ...]) -> tuple[Kept, ...]:
    """The originals that were compared and found right; they go back with the output."""
    kinds = [
        desk.catalogue.document(slot.kind)
        for slot in slots
        if slot.original_required and slot.verdict is Verdict.MATCH
    ]
    return tuple(Kept(kind.name, kind.pages) for kind in kinds)


def _hand_over_slip(desk: Desk, work: Work, request: Request, given: HandedOver) -> HandOverSlipPaper:
    said = given.said
    name, masked = _person(work, request)
    return HandOverSlipPaper(
        letterhead=desk.office.letterhead,
        tracking_code=request.tracking_code,
        service=desk.catalogue.service(request.service).name,
        name=name,
        masked_national_code=masked,
        handed_at=desk.office.local(given.at),
        items=tuple(_items(work, request, given)),
        recipient=said.recipient,
        capacity=stated(_asked(FORM, "capacity"), said.capacity.value),
        identity=identity_shown(desk, said),
        identity_no=said.identity_no,
        clerk=given.login,
        proxy_paper=said.proxy_paper,
    )


def _items(work: Work, request: Request, given: HandedOver) -> Iterator[Row]:
    if number := number_given(work, request, given.at):
        yield _numbered(number)
    if given.said.duplicate:
        no = str(given.said.duplicate)
        yield Row(DUPLICATE, Bilingual(to_persian(no), no))
    made = work.outputs.in_force(request.id)
    if made is not None and made.blank is not None and made.made_at <= given.at:
        kind, _, serial = made.blank.partition(":")
        name = stated(_asked(BOOKLET_FORM, "kind"), kind)
        yield Row(BOOKLET, Bilingual(f"{name.fa} {isolate_ltr(serial)}", f"{name.en} {serial}"))
        yield Row(FORMER, stated(_asked(BOOKLET_FORM, "old"), made.facts.get("old_returned", "")))


def _numbered(number: str) -> Row:
    return Row(REGISTER_NO, Bilingual(isolate_ltr(to_persian(number)), number))


def _asked(form: Iterable[RequestField], name: str) -> RequestField:
    return next(each for each in form if each.id == name)

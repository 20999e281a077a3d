"""Filing a request: wish, answers, initial registration, documents, receipt, form; in this order only.

Source: domain.md 1.4 (S39 to S44), 2.0, 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from kiosk.domain import tracking
from kiosk.domain.answers import FormRefused, check_all
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.command import Command
from kiosk.domain.conditions import Facts, slots_for
from kiosk.domain.draft import LEGACY_CODE, PURPOSE, Draft, DraftState, Wish, fields_of
from kiosk.domain.errors import NotFound, Refused, Unavailable
from kiosk.domain.request import Channel, Request, RequestState, StateChange
from kiosk.domain.roles import Actor, Officer
from kiosk.domain.verification import Slot
from kiosk.services.desk import Desk
from kiosk.services.drafting import (
    ANSWER_LIMIT,
    drafts,
    drop,
    keep_answer,
    own_draft,
    require_offered,
    start,
    take_up,
)
from kiosk.services.following import agreed_before, noted, why_tied
from kiosk.services.mailing import tell_state
from kiosk.services.own_requests import own_request
from kiosk.services.ports import Work
from kiosk.services.receipts import Receipt, receipt_paper
from kiosk.services.request_papers import leaflet, preview_paper, request_form

__all__ = [
    "change",
    "documents",
    "drafts",
    "drop",
    "issue_receipt",
    "keep_answer",
    "leaflet",
    "preview_paper",
    "register",
    "request_form",
    "start",
    "stated",
    "take_up",
]

_CODES_TRIED = 8


def register(desk: Desk, by: Actor, draft_id: UUID, answers: Mapping[str, str]) -> Request:
    """«ثبت اولیه»: the request gets its tracking code and its documents' places, and can still be changed.

    What was typed is kept, whatever is wrong with it.

    Raises:
        FormRefused: every answer that is missing or wrong.
        Refused: "filing.once-only", "filing.not-offered", "role.…".
        NotFound: "draft.unknown"; Conflict: "draft.closed" when it was filed or dropped meanwhile.
    """
    command = desk.command("request:record:registered", by)

    def act(work: Work) -> Request | FormRefused:
        draft = own_draft(work, by, draft_id)
        require_offered(desk, work, by, draft.wish)
        draft = replace(draft, answers=_typed(desk, draft, answers), changed_at=command.at)
        try:
            good = _checked(desk, draft.wish.service, draft.answers)
        except FormRefused as refused:
            work.drafts.save(draft)
            return refused
        request = _filed(desk, work, command, (draft.wish, good))
        work.drafts.save(replace(draft, state=DraftState.FILED, request_id=request.id))
        more = noted(request)
        desk.note(work, command, request.id, service=request.service, draft=str(draft.id), **more)
        return request

    answer = desk.store.write(act)
    if isinstance(answer, FormRefused):
        raise answer
    return answer


def stated(desk: Desk, by: Actor, request_id: UUID) -> dict[str, str]:
    """What a request says in all its fields, to be changed.

    Raises:
        Refused: "request.not-initial" (details: state), "role.…"; NotFound: "request.unknown".
    """
    return desk.store.read(lambda work: _stated(_initial(own_request(work, by, request_id))))


def change(desk: Desk, by: Actor, request_id: UUID, answers: Mapping[str, str]) -> Request:
    """Answer again while nothing but the initial registration has happened; the documents follow the answers.

    Raises:
        FormRefused: every answer that is missing or wrong.
        Refused: "request.not-initial" (details: state), "role.…".
        NotFound: "request.unknown"; Conflict: "record.changed".
    """
    command = desk.command("request:record:changed", by)

    def act(work: Work) -> Request:
        request = _initial(own_request(work, by, request_id))
        before = _stated(request)
        good = _checked(desk, request.service, {**before, **answers})
        changed = work.requests.restate(_answered(request, good))
        _settle_documents(desk, work, changed)
        names = sorted(name for name, value in good.items() if before.get(name, "") != value)
        desk.note(work, command, request_id, fields=" ".join(names))
        return changed

    return desk.store.write(act)


def documents(desk: Desk, by: Actor, request_id: UUID) -> tuple[Slot, ...]:
    """The documents that the request asks for, in order, with their present scans.

    Raises:
        NotFound: "request.unknown"; Refused: "role.…".
    """

    def act(work: Work) -> tuple[Slot, ...]:
        return work.walks.slots(own_request(work, by, request_id).id)

    return desk.store.read(act)


def issue_receipt(desk: Desk, by: Actor, request_id: UUID) -> Receipt:
    """«رسید درخواست»: from here on only a clerk can change anything.  A second one is a duplicate.

    Raises:
        Refused: "request.documents-missing" (details: documents), "role.…", or what cannot be printed.
        NotFound: "request.unknown"; Conflict: "record.changed".
    """
    command = desk.command("request:receipt:issued", by)

    def look(work: Work) -> tuple[Request, Receipt]:
        request = own_request(work, by, request_id)
        paper = receipt_paper(desk, work, request)
        if request.state is not RequestState.INITIAL:
            return request, Receipt(b"", replace(paper, duplicate=True))
        _require_documents(desk, work.walks.slots(request_id))
        return request, Receipt(b"", paper)

    # What cannot be printed must not become a request without a receipt, so it is drawn first.
    request, receipt = desk.store.read(look)
    drawn = replace(receipt, pdf=desk.renderer.receipt(receipt.paper))

    def act(work: Work) -> None:
        if request.state is RequestState.INITIAL:
            move = StateChange(command.at, by.login, request.state, RequestState.RECEIPTED, "")
            moved = work.requests.move(request, move, None)
            tell_state(desk, work, moved, moved.state)
        desk.note(work, command, request_id, duplicate=receipt.paper.duplicate)

    desk.store.write(act)
    return drawn


def _typed(desk: Desk, draft: Draft, answers: Mapping[str, str]) -> dict[str, str]:
    """What was kept and what is typed now, of the fields that the form has."""
    known = {field.id for field in fields_of(desk.catalogue.service(draft.wish.service))}
    typed = {name: text[:ANSWER_LIMIT] for name, text in answers.items() if name in known}
    return {**draft.answers, **typed}


def _checked(desk: Desk, service: str, answers: Mapping[str, str]) -> dict[str, str]:
    return check_all(fields_of(desk.catalogue.service(service)), answers, desk.today())


def _filed(desk: Desk, work: Work, command: Command[Actor], filed: tuple[Wish, dict[str, str]]) -> Request:
    wish, good = filed
    earlier = agreed_before(desk, work, wish.service, wish.subject_id)
    request = Request(
        id=command.key,
        subject_id=wish.subject_id,
        filer_id=wish.filer_id,
        service=wish.service,
        tracking_code=_free_code(desk, work),
        state=RequestState.INITIAL,
        filed_at=command.at,
        version=1,
        basis=wish.basis,
        channel=Channel.ASSISTED if isinstance(command.by, Officer) else Channel.PORTAL,
        follows=earlier.id if earlier else None,
    )
    request = _answered(request, good)
    work.requests.add(request, desk.office.local_day(command.at))
    why = why_tied(earlier)
    initial = StateChange(command.at, command.by.login, RequestState.INITIAL, RequestState.INITIAL, why)
    work.requests.record(request.id, initial)
    _settle_documents(desk, work, request)
    return request


def _answered(request: Request, good: Mapping[str, str]) -> Request:
    """The common answers go where every request has them."""
    common = {PURPOSE.id, LEGACY_CODE.id}
    return replace(
        request,
        purpose=good.get(PURPOSE.id, ""),
        legacy_code=tracking.legacy(good.get(LEGACY_CODE.id, "")),
        fields={name: value for name, value in good.items() if name not in common},
    )


def _stated(request: Request) -> dict[str, str]:
    return {**request.fields, PURPOSE.id: request.purpose, LEGACY_CODE.id: request.legacy_code}


def _free_code(desk: Desk, work: Work) -> str:
    """A tracking code that no request has; of 2⁵⁵ codes one that is taken is unlikely, not impossible."""
    for _ in range(_CODES_TRIED):
        code = tracking.make(desk.random_bits)
        try:
            work.requests.by_tracking_code(code)
        except NotFound:
            return code
    raise Unavailable("tracking-code.none-free")


def _settle_documents(desk: Desk, work: Work, request: Request) -> None:
    """The places of the documents, as the answers ask for them now; none with its scan is ever lost."""
    file = work.people.file(request.subject_id)
    facts = Facts(file, request.basis, request.fields, desk.today())
    wanted = {s.kind: s for s in slots_for(desk.catalogue, desk.catalogue.service(request.service), facts)}
    present = {slot.kind: slot for slot in work.walks.slots(request.id)}
    for slot in present.values():
        due = slot.kind in wanted and wanted[slot.kind].mandatory
        if due is not slot.mandatory:
            work.walks.require(request.id, replace(slot, mandatory=due))
    new = [slot for kind, slot in wanted.items() if kind not in present]
    for line, slot in enumerate(new, len(present) + 1):
        work.walks.add_slot(request.id, replace(slot, line=line))


def _initial(request: Request) -> Request:
    if request.state is not RequestState.INITIAL:
        raise Refused("request.not-initial", state=request.state)
    return request


def _require_documents(desk: Desk, slots: tuple[Slot, ...]) -> None:
    missing = [desk.catalogue.document(slot.kind).name for slot in slots if slot.mandatory and not slot.scan]
    if missing:
        names = Bilingual("، ".join(name.fa for name in missing), ", ".join(name.en for name in missing))
        raise Refused("request.documents-missing", documents=names)

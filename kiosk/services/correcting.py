"""Correct with a reason: what an applicant can no longer change.  Source: domain.md 4.2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.card import PersonFile
from kiosk.domain.command import OfficerCommand
from kiosk.domain.correctable import (
    ANSWERS_OPEN,
    DECIDED,
    PURPOSE,
    Datum,
    as_asked,
    changed_file,
    corrected,
    person_fields,
    person_values,
    request_fields,
    request_values,
    rests_on,
    said,
)
from kiosk.domain.correction import Correction
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.mail import Mail, MailKind
from kiosk.domain.national_code import mask
from kiosk.domain.paper import CorrectedField, CorrectionPaper
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.domain.verification import NOTE_LIMIT
from kiosk.services import mailing
from kiosk.services.account_address import replace_address
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was corrected, for the applicant to sign, drawn."""

    pdf: bytes
    paper: CorrectionPaper


def offered(desk: Desk, officer: Officer, person_id: UUID, request_id: UUID | None) -> tuple[Datum, ...]:
    """What may be corrected of a person and, with `request_id`, of one of the person's requests.

    Raises:
        Refused: "role.own-file", "role.not-allowed"; NotFound: "person.unknown", "request.unknown".
    """
    require(officer, Action.CORRECT)
    command = desk.command("person:correction:opened", officer)

    def act(work: Work) -> tuple[Datum, ...]:
        file, request = _subject(work, officer, person_id, request_id)
        desk.note(work, command, person_id, request=str(request_id) if request_id else "")
        return (*_of_request(desk, officer, request), *_of_person(desk, work, file))

    return desk.store.write(act)


def correct(desk: Desk, officer: Officer, wish: Correction) -> Sheet:
    """Put another value in the place of one, keep the old one with the reason, and tell the person.

    The sheet is drawn first: what cannot be printed could not be signed, and is not stored.

    Raises:
        Refused: what is wrong with the value, "correction.same", "correction.not-asked",
            "correction.reason-required", "verdict.note-too-long", "correction.request-decided",
            "correction.request-closed", "role.own-file", "role.not-allowed", "paper.…".
        Conflict: "record.changed", "walk.held"; NotFound: "correction.no-such-field".
    """
    require(officer, Action.CORRECT)
    wish = replace(wish, reason=_reason(wish.reason))
    subject = "request:answer:corrected" if wish.request_id else "person:datum:corrected"
    command = desk.command(subject, officer)
    change = desk.store.read(lambda work: _change(desk, work, officer, wish))
    paper = _paper(desk, command, change)
    pdf = desk.renderer.correction(paper)

    def act(work: Work) -> None:
        # Looked at anew: it may have changed while the sheet was drawn.
        now = _change(desk, work, officer, wish)
        if now.request is None:
            work.people.change(now.file, changed_file(now.file, wish.field, now.after), command.at)
        else:
            fields = {name: text for name, text in now.values.items() if name != PURPOSE.id}
            work.requests.correct(now.request, now.values[PURPOSE.id], fields)
        work.corrections.add(command.key, replace(wish, after=now.after), officer, command.at)
        desk.note(work, command, wish.request_id or wish.person_id, field=wish.field)
        if now.is_address:
            _leave_former_address(desk, work, command, now)
        _tell(desk, work, command, now)

    desk.store.write(act)
    return Sheet(pdf, paper)


@dataclass(frozen=True, slots=True)
class _Change:
    """One correction, checked against what is stored."""

    wish: Correction
    file: PersonFile
    request: Request | None
    field: RequestField
    values: Mapping[str, str]
    """All values, the new one among them."""

    @property
    def after(self) -> str:
        return self.values[self.field.id]

    @property
    def is_address(self) -> bool:
        """Whether mails, and the codes of an account, go elsewhere from now on."""
        return self.request is None and self.field.type is FieldType.EMAIL

    @property
    def language(self) -> Language:
        return "en" if self.file.contact and self.file.contact.language == "en" else "fa"


def _change(desk: Desk, work: Work, officer: Officer, wish: Correction) -> _Change:
    file, request = _subject(work, officer, wish.person_id, wish.request_id)
    offered = _of_request(desk, officer, request) if request else _of_person(desk, work, file)
    data = {datum.field.id: datum for datum in offered}
    datum = data.get(wish.field)
    if datum is None:
        raise NotFound("correction.no-such-field")
    if datum.why_not is not None:
        raise datum.why_not
    if datum.value != wish.before:
        raise Conflict("record.changed")
    values = corrected(
        datum.field,
        [each.field for each in data.values()],
        {name: each.value for name, each in data.items()},
        (wish.after, desk.office.local_day(desk.now())),
    )
    return _Change(wish, file, request, datum.field, values)


def _subject(
    work: Work, officer: Officer, person_id: UUID, request_id: UUID | None
) -> tuple[PersonFile, Request | None]:
    require_disinterested(officer, person_id)
    file = work.people.file(person_id)
    if request_id is None:
        return file, None
    request = work.requests.get(request_id)
    require_disinterested(officer, request.filer_id)
    if request.subject_id != person_id:
        # Listed on this card because this person filed it for another one.
        return file, None
    return file, request


def _of_person(desk: Desk, work: Work, file: PersonFile) -> tuple[Datum, ...]:
    values = person_values(file)
    resting, today = _resting_on(work, file.person.id), desk.office.local_day(desk.now())
    return tuple(
        Datum(
            as_asked(field, values, today),
            values[field.id],
            why_not=resting if rests_on(field) else None,
        )
        for field in person_fields(desk.catalogue)
        if field.id in values
    )


def _resting_on(work: Work, person_id: UUID) -> Refused | None:
    """Why the person's data may not change now: somebody has verified them for a certificate to come."""
    for summary in work.people.card(person_id).requests:
        if summary.state in DECIDED and work.requests.get(summary.id).subject_id == person_id:
            return Refused("correction.request-decided", code=summary.tracking_code, state=summary.state)
    return None


def _of_request(desk: Desk, officer: Officer, request: Request | None) -> tuple[Datum, ...]:
    if request is None:
        return ()
    service = desk.catalogue.service(request.service)
    values = request_values(request, service)
    why_not = _closed(desk, officer, request)
    return tuple(
        Datum(field, values[field.id], of_request=True, why_not=why_not) for field in request_fields(service)
    )


def _closed(desk: Desk, officer: Officer, request: Request) -> Refused | Conflict | None:
    if request.state not in ANSWERS_OPEN:
        return Refused("correction.request-closed", state=request.state)
    hold = request.hold
    if hold and hold.blocks(officer.id, desk.now()):
        until = desk.office.local(hold.until)
        return Conflict("walk.held", holder=hold.login, station=hold.station, until=until)
    return None


def _reason(text: str) -> str:
    reason = text.strip()
    if not reason:
        raise Refused("correction.reason-required")
    if len(reason) > NOTE_LIMIT:
        raise Refused("verdict.note-too-long", limit=NOTE_LIMIT)
    return reason


def _paper(desk: Desk, command: OfficerCommand, change: _Change) -> CorrectionPaper:
    person, request = change.file.person, change.request
    service = desk.catalogue.service(request.service).name if request else None
    line = CorrectedField(
        change.field.label, said(change.field, change.wish.before), said(change.field, change.after)
    )
    return CorrectionPaper(
        letterhead=desk.office.letterhead,
        name=Bilingual(person.full_name_fa, person.full_name_lat),
        masked_national_code=mask(person.national_code),
        made_at=desk.office.local(command.at),
        fields=(line,),
        reason=change.wish.reason,
        clerk=command.by.login,
        tracking_code=request.tracking_code if request else "",
        service=service,
    )


def _tell(desk: Desk, work: Work, command: OfficerCommand, change: _Change) -> None:
    contact = change.file.contact
    address = change.after if change.is_address else contact.email if contact else ""
    if not address:
        return
    values = {"field": change.field.label[change.language]}
    if change.request is not None:
        values["service"] = desk.catalogue.service(change.request.service).name[change.language]
        values["tracking_code"] = change.request.tracking_code
    mail = Mail(MailKind.CORRECTED, address, change.language, change.wish.person_id, values)
    mailing.queue(desk, work, mail, f"correction:{command.key}")


def _leave_former_address(desk: Desk, work: Work, command: OfficerCommand, change: _Change) -> None:
    """Whoever reads the mails of a former address may know nothing of it."""
    made = replace(change.wish, after=change.after)
    for address in sorted(replace_address(desk, work, command, made)):
        mail = Mail(MailKind.ADDRESS_REPLACED, address, change.language, made.person_id)
        mailing.queue(desk, work, mail, f"replaced:{command.key}:{address}")

"""The papers of an applicant beside the receipt: request form, preview of the registration, leaflet.

Source: domain.md S32, S38, S44, 5.3.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from kiosk.domain.answers import age_on
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import Service, Wanted
from kiosk.domain.draft import LEGACY_CODE, PURPOSE, fields_of
from kiosk.domain.errors import Refused
from kiosk.domain.guardian import OF_AGE
from kiosk.domain.national_code import mask
from kiosk.domain.paper import (
    Consent,
    LeafletDocument,
    LeafletField,
    LeafletPaper,
    PreviewPaper,
    RequestFormPaper,
    Row,
    Section,
)
from kiosk.domain.registration import Registration
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Actor
from kiosk.domain.stated import answers_of, rows
from kiosk.domain.verification import Slot
from kiosk.services.applicant_accounts import require_front
from kiosk.services.desk import Desk
from kiosk.services.own_requests import own_request
from kiosk.services.ports import Work
from kiosk.services.receipts import receipt_seal
from kiosk.services.registration_steps import complete, mine

REQUEST = Bilingual("اطلاعات درخواست", "The request")
FILED_BY = Bilingual("ثبت‌کننده", "Filed by")
NATIONAL_CODE = Bilingual("کد ملی", "National code")
_JPEG = b"\xff\xd8\xff"
_PHOTO_BYTES = 2_000_000
_PORTRAIT = "portrait"
_CONSENTS = {"guardian-consent": Consent.GUARDIAN, "spouse-consent": Consent.SPOUSE}
"""Documents of the catalogue → what may be signed on the form at once."""


def request_form(desk: Desk, by: Actor, request_id: UUID) -> bytes:
    """The form that the applicant brings and signs; there is none before the receipt.

    Raises:
        Refused: "receipt.not-yet", "role.…", or what cannot be printed.
        NotFound: "request.unknown".
    """
    command = desk.command("request:form:printed", by)

    def act(work: Work) -> RequestFormPaper:
        request = own_request(work, by, request_id)
        if request.state is RequestState.INITIAL:
            raise Refused("receipt.not-yet")
        desk.note(work, command, request_id)
        return _form(desk, work, request)

    return desk.renderer.request_form(desk.store.write(act))


def preview_paper(desk: Desk, by: Actor, registration_id: UUID) -> bytes:
    """Everything entered in a registration, for the applicant to check.

    Raises:
        Refused: "registration.pages-missing", "role.not-allowed", or what cannot be printed.
        NotFound: "registration.unknown"; Conflict: "registration.elsewhere", "registration.done".
    """
    require_front(by)
    command = desk.command("registration:preview:printed", by)

    def act(work: Work) -> Registration:
        registration = mine(work, by, registration_id)
        complete(desk, registration)
        desk.note(work, command, registration_id)
        return registration

    registration = desk.store.write(act)
    paper = PreviewPaper(
        letterhead=desk.office.letterhead,
        masked_national_code=mask(registration.national_code),
        made_at=desk.office.local(desk.now()),
        sections=tuple(
            Section(page.name, rows(page.fields, registration.answers, desk.today()))
            for page in desk.catalogue.registration
        ),
    )
    return desk.renderer.preview(paper)


def leaflet(desk: Desk, service_code: str) -> bytes:
    """What to know and to bring for one service.

    Raises:
        NotFound: "catalogue.no-such-service".
    """
    service = desk.catalogue.service(service_code)
    paper = LeafletPaper(
        letterhead=desk.office.letterhead,
        code=service.code,
        service=service.name,
        who=service.who,
        made_at=desk.office.local(desk.now()),
        documents=tuple(_wanted(desk, wanted) for wanted in service.documents),
        fields=tuple(LeafletField(each.label, each.mandatory, each.help) for each in fields_of(service)),
        rules=tuple(desk.catalogue.rule(name).text for name in service.rules),
        hours=desk.office.hours,
    )
    return desk.renderer.leaflet(paper)


def _wanted(desk: Desk, wanted: Wanted) -> LeafletDocument:
    kind = desk.catalogue.document(wanted.kind)
    when = desk.catalogue.rule(wanted.when).text if wanted.when else None
    return LeafletDocument(kind.name, kind.original, when)


def _form(desk: Desk, work: Work, request: Request) -> RequestFormPaper:
    file = work.people.file(request.subject_id)
    slots = work.walks.slots(request.id)
    service = desk.catalogue.service(request.service)
    return RequestFormPaper(
        letterhead=desk.office.letterhead,
        tracking_code=request.tracking_code,
        seal=receipt_seal(desk, request),
        service=service.name,
        filed_at=desk.office.local(request.filed_at),
        made_at=desk.office.local(desk.now()),
        sections=(_request_section(desk, work, request, service), *_person_sections(desk, file)),
        originals=tuple(
            desk.catalogue.document(slot.kind).name
            for slot in slots
            if slot.original_required and (slot.mandatory or slot.scan)
        ),
        consents=_consents(desk, file, slots),
        photo=printable_photo(desk, file, slots),
    )


def _request_section(desk: Desk, work: Work, request: Request, service: Service) -> Section:
    common = {PURPOSE.id: request.purpose, LEGACY_CODE.id: request.legacy_code}
    said = rows(fields_of(service), {**request.fields, **common}, desk.today())
    if request.filer_id == request.subject_id:
        return Section(REQUEST, said)
    filer = work.people.file(request.filer_id).person
    return Section(REQUEST, (Row(FILED_BY, Bilingual(filer.full_name_fa, filer.full_name_lat)), *said))


def _person_sections(desk: Desk, file: PersonFile) -> list[Section]:
    answers = answers_of(file)
    code = Row(NATIONAL_CODE, Bilingual(file.person.national_code, file.person.national_code))
    sections = [
        Section(page.name, rows(page.fields, answers, desk.today())) for page in desk.catalogue.registration
    ]
    if sections:
        sections[0] = replace(sections[0], rows=(code, *sections[0].rows))
    return sections


def _consents(desk: Desk, file: PersonFile, slots: tuple[Slot, ...]) -> tuple[Consent, ...]:
    found = {_CONSENTS[slot.kind] for slot in slots if slot.kind in _CONSENTS}
    if age_on(file.person.birth_date, desk.today()) < OF_AGE:
        found.add(Consent.GUARDIAN)
    if not file.person.reads_persian:
        found.add(Consent.READER)
    return tuple(consent for consent in Consent if consent in found)


def printable_photo(desk: Desk, file: PersonFile, slots: tuple[Slot, ...]) -> bytes | None:
    """The portrait of this request, or the one on file; what no form can show leaves the box empty."""
    blobs = [slot.scan.blob for slot in slots if slot.kind == _PORTRAIT and slot.scan]
    blob = blobs[0] if blobs else file.photo_blob
    photo = desk.vault.get(blob) if blob else b""
    return photo if photo.startswith(_JPEG) and len(photo) <= _PHOTO_BYTES else None

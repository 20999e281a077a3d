"""Any service of the catalogue, from what somebody answers to its end, by the services that screens call."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.domain import national_code
from kiosk.domain.answers import years
from kiosk.domain.applicant import Applicant
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import Catalogue, Output, Service, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.draft import Wish
from kiosk.domain.fee import FeeSlip
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.guardian import OF_AGE, Guardianship
from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.inquiry import Answer
from kiosk.domain.made import BookletMade, Origin, StampMade
from kiosk.domain.person import MilitaryStatus, Person, Sex
from kiosk.domain.request import Request, RequestState
from kiosk.domain.rules.deciding import courses
from kiosk.domain.upload import TakenIn, Upload
from kiosk.domain.verification import Outcome
from kiosk.services import filing, outputs, ruling, uploads, verification
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.receipts import Receipt
from tests import makers
from tests.kiosk.services.applying import an_applicant
from tests.kiosk.services.finishing import approve, given, on_paper, reply, send
from tests.kiosk.services.office import GROUNDS, Counter, request_of
from tests.kiosk.services.uploading import taken_in
from tests.kiosk.services.walking import walked
from tests.printouts.papers import a_photo

S = RequestState
TODAY = makers.TODAY
PICTURE = a_photo((60, 80))
MOTHER = 500
"""Numbers of people from here on are the children's mothers."""

SAID = {
    "abroad_since": "2015-03-21",
    "start_date": "2025-10-01",
    "marriage_date": "2005-03-21",
    "previous_passport_expiry": "2026-12-20",
    "previous_passport_no": "K12345678",
}
"""Where not any answer will do."""

BLANKS = {"LSP": "laissez-passer", "CIV": "birth-booklet"}
"""The secure stock of a group of services that is no passport."""

TYPICAL: Mapping[FieldType, str] = {
    FieldType.TEXT: "نمونه",
    FieldType.LONG_TEXT: "نمونه\nسطر دوم",
    FieldType.PERSIAN_NAME: "بهرام نمونه‌ای",
    FieldType.DIGITS: "1234",
}


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody comes for; `number` tells people apart."""

    service: Service
    course: Course
    number: int

    def __str__(self) -> str:
        return f"{self.service.code}-{self.course.path}-{self.course.output}"


def errands(catalogue: Catalogue) -> Iterator[Errand]:
    """Every service on every course that it may take."""
    every = [(service, course) for service in catalogue.services.values() for course in courses(service)]
    for number, (service, course) in enumerate(every, 1):
        yield Errand(service, course, number)


# What is answered


def answers(catalogue: Catalogue, service: Service) -> dict[str, str]:
    """What the sample of its certificate says; of the rest what a fitting applicant would say."""
    kind = catalogue.certificates.get(service.certificate or "")
    sample = kind.sample_facts if kind else {}
    return {
        field.id: _from_sample(field, sample) or SAID.get(field.id) or _typical(field, number)
        for number, field in enumerate(service.fields)
    }


def _from_sample(field: RequestField, sample: Mapping[str, Bilingual]) -> str:
    """As it would be typed; a Persian and a Latin spelling are one fact on paper."""
    stem, _, script = field.id.rpartition("_")
    value = sample.get(f"request.{field.id}") or sample.get(f"request.{stem}")
    if value is None:
        return ""
    return value.en if field.in_latin or script == "lat" else value.fa


def _typical(field: RequestField, number: int) -> str:
    if field.ages is not None:
        return (TODAY - timedelta(days=366 * (years(field.ages)[0] + 1))).isoformat()
    match field.type:
        case FieldType.DATE:
            return (TODAY + timedelta(days=-40 if field.past else 10)).isoformat()
        case FieldType.CHOICE:
            return field.choices[0].id
        case FieldType.NUMBER:
            return str(field.least or 0)
        case FieldType.NATIONAL_CODE:
            return national_code.make(f"{900_000_000 + number}")
    return "Sample 12" if field.in_latin else TYPICAL[field.type]


# Who comes, and what they bring


def enter(desk: Desk, errand: Errand) -> Applicant:
    """Put somebody whom the service is for into the register, with what it rests on.

    Returns:
        Who files it: the person, or the mother of a child.
    """
    person = _fitting(errand)
    mother = makers.a_person(MOTHER + errand.number)
    is_child = person.birth_date.year > TODAY.year - OF_AGE

    def act(work: Work) -> None:
        work.people.add(_file(person, errand), desk.now())
        for before in _grounds(errand):
            work.requests.add(before, desk.office.local_day(before.filed_at))
        if is_child:
            work.people.add(replace(makers.a_file(mother), photo_blob=None), desk.now())
            link = Guardianship(person.id, mother.id, "guardian", "حکم ۱۲")
            work.registrations.add_guardian(link, desk.now())

    desk.store.write(act)
    return an_applicant(desk, mother if is_child else person)


def _fitting(errand: Errand) -> Person:
    service = errand.service
    ages = years(service.ages or "28..28")
    age = 28 if 28 in ages else ages[len(ages) // 2]
    person = replace(makers.a_person(errand.number), birth_date=date(TODAY.year - age, 3, 21))
    if service.sex is Sex.MALE:
        return replace(person, sex=Sex.MALE, military_status=MilitaryStatus.CONSCRIPT, name_fa="آرش")
    return person


def _file(person: Person, errand: Errand) -> PersonFile:
    home = makers.a_residence()
    if "residence-abroad" in errand.service.rules:
        home = replace(home, in_passport=home.country)
    return replace(makers.a_file(person), residence=home, photo_blob=None)


def _grounds(errand: Errand) -> Iterator[Request]:
    """A conscript's first stamp goes by the centre, so whoever gets one here has had one before."""
    ground = GROUNDS.get(errand.service.code)
    if errand.course.path is StatusPath.STAMP and "conscript-inquiry" in errand.service.rules:
        ground = (errand.service.code, S.RETURNED)
    if ground:
        service, state = ground
        number, subject = 5_000 + errand.number, makers.person_id(errand.number)
        request = makers.a_request(number, subject=subject, state=state, service=service)
        yield replace(request, fields={}, legacy_code="", filed_at=request.filed_at - timedelta(days=400))


# From the form to the walk


def filed(counter: Counter, errand: Errand) -> tuple[Request, Receipt]:
    """Answered, registered, its documents brought, its receipt issued."""
    by = enter(counter.desk, errand)
    subject = makers.person_id(errand.number)
    draft = filing.start(counter.desk, by, Wish(errand.service.code, subject, by.person_id))
    said = answers(counter.desk.catalogue, errand.service)
    request = filing.register(counter.desk, by, draft.id, said)
    for slot in filing.documents(counter.desk, by, request.id):
        if slot.mandatory:
            content = PICTURE + f"{errand.number} {slot.kind}".encode()
            desk = replace(counter.desk, take_in=as_it_is)
            uploads.attach(desk, by, request.id, slot.line, Upload(content, "portal"))
    receipt = filing.issue_receipt(counter.desk, by, request.id)
    return request_of(counter.desk, request.id), receipt


def as_it_is(data: bytes) -> TakenIn:
    """Without the decoder; each picture looks like no other."""
    return taken_in(data, likeness=int.from_bytes(hashlib.sha256(data).digest()[:8]))


def verified(counter: Counter, request: Request, course: Course) -> tuple[Request, list[str]]:
    """Walked with every document as it should be, and decided.

    Returns:
        The request, and the rules that only a supervisor could let pass.
    """
    desk, clerk = counter.desk, counter.clerk
    walked(desk, clerk, request.id)
    slip = FeeSlip(f"{request.id.int & 0xFFFFFF}", TODAY, 4_000, "EUR", "Sample Bank")
    if desk.store.read(lambda work: any(slot.kind == "fee-slip" for slot in work.walks.slots(request.id))):
        ruling.record_fee(desk, desk.command("request:fee:recorded", clerk), request.id, slip)
    passed = [flag.rule.id for flag in ruling.flags(desk, clerk, request.id) if flag.blocks]
    for rule in passed:
        command = desk.command("request:rule:overridden", counter.supervisor)
        ruling.override(desk, command, request.id, rule, "نمونه است")
    command = desk.command("request:walk:decided", clerk)
    assert verification.decide(desk, command, request.id, course) is Outcome.COMPLETE
    return request_of(desk, request.id), passed


# From the decision to the end


def approved(counter: Counter, request: Request) -> Request:
    """By a second person, after the centre where the course goes there."""
    if course_of(request).path is StatusPath.CENTRE:
        send(counter, request, addressee=counter.desk.catalogue.service(request.service).addressee)
        reply(counter, request, Answer.OK)
    return approve(counter, request)


def made(counter: Counter, request: Request) -> Request:
    """What the course ends in, made and looked at; what the centre or the system made is there already."""
    desk, clerk = counter.desk, counter.clerk
    match course_of(request).output:
        case Output.CERTIFICATE:
            on_paper(counter, request)
        case Output.BOOKLET:
            stock = BLANKS.get(request.service[:3], "passport")
            booklet = BookletMade(f"{stock}:K{request.id.int & 0xFFFFFF:08d}", Origin.HERE, old_returned=True)
            outputs.fill_booklet(desk, desk.command("output:booklet:filled", clerk), request.id, booklet)
            outputs.booklet_is_good(desk, desk.command("output:booklet:good", clerk), request.id)
        case Output.STAMP:
            outputs.stamp(desk, desk.command("output:stamp:made", clerk), request.id, StampMade("7"))
        case Output.VIRTUAL if request.state is S.APPROVED:
            outputs.confirm(desk, desk.command("output:confirmation:made", clerk), request.id)
    return request_of(desk, request.id)


def ended(counter: Counter, request: Request) -> Request:
    """Handed over to whoever may have it, or told where nothing is carried away."""
    if request.state is S.CONFIRMED:
        command = counter.desk.command("request:notice:given", counter.clerk)
        return outputs.notify(counter.desk, command, request.id)
    if request.filer_id == request.subject_id:
        return given(counter, request)
    guardian = counter.desk.store.read(lambda work: work.people.file(request.filer_id)).person
    shown = HandOver(Capacity.GUARDIAN, identity_paper="passport", identity_no=guardian.passport_no or "")
    return given(counter, request, shown)


def course_of(request: Request) -> Course:
    assert request.course is not None
    return request.course

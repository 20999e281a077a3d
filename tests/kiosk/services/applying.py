"""Applicants of a made office, and what they file, on either database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import insert

from data.tables import Guardianship
from kiosk.domain.applicant import Applicant
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.draft import Wish
from kiosk.domain.person import Person
from kiosk.domain.request import Request
from kiosk.domain.roles import Actor
from kiosk.services import filing
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from tests import makers
from tests.kiosk.services import office
from tests.kiosk.services.office import ANSWERS

SERVICE = "STU-02"
GOOD = ANSWERS[SERVICE]


@dataclass(frozen=True, slots=True)
class Family:
    """A mother, her child, and a stranger."""

    mother: Applicant
    child: UUID
    stranger: Applicant


def an_applicant(desk: Desk, person: Person) -> Applicant:
    return Applicant(
        account_id=makers.an_id(int(person.id) & 0xFFFF, 7),
        person_id=person.id,
        name=Bilingual(person.full_name_fa, person.full_name_lat),
        station=desk.office.station,
        signed_in_at=desk.now(),
    )


def settle(desk: Desk) -> Family:
    mother = makers.a_person(1)
    child = replace(
        makers.a_person(2, names=("نیکا", "کریمی", "NIKA", "KARIMI")), birth_date=date(2015, 5, 1)
    )
    stranger = makers.a_person(3, names=("آرش", "مرادی", "ARASH", "MORADI"))

    def act(work: Work) -> None:
        for person in (mother, child, stranger):
            work.people.add(replace(makers.a_file(person), photo_blob=None), desk.now())

    desk.store.write(act)
    row = {"office": desk.office.code, "minor_id": child.id, "guardian_id": mother.id, "basis": "guardian"}
    with office.store_of(desk).engine.begin() as connection:
        connection.execute(insert(Guardianship).values(**row, paper="حکم ۱۲", recorded_at=desk.now()))
    return Family(an_applicant(desk, mother), child.id, an_applicant(desk, stranger))


def own(applicant: Applicant, service: str = SERVICE) -> Wish:
    return Wish(service, applicant.person_id, applicant.person_id)


def registered(desk: Desk, by: Actor, wish: Wish, answers: dict[str, str] | None = None) -> Request:
    draft = filing.start(desk, by, wish)
    return filing.register(desk, by, draft.id, GOOD if answers is None else answers)


def scan_all(desk: Desk, request: Request) -> None:
    """A scan for each document that must be there."""
    slots = desk.store.read(lambda work: work.walks.slots(request.id))

    def act(work: Work) -> None:
        for slot in slots:
            if slot.mandatory and slot.scan is None:
                work.walks.add_scan(request.id, slot.line, makers.a_scan(), makers.SCAN_FACTS)

    desk.store.write(act)

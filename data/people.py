"""People, their present circumstances, and the applicant card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, or_, select

from data.requests import history_of, summaries_of
from data.table_access import TableAccess, Values
from data.tables import Contact as ContactRow
from data.tables import Permit as PermitRow
from data.tables import Person as PersonRow
from data.tables import Residence as ResidenceRow
from kiosk.domain.card import ApplicantCard, Match, PersonFile
from kiosk.domain.errors import NotFound
from kiosk.domain.person import (
    Contact,
    Marital,
    MilitaryStatus,
    Permit,
    PermitKind,
    Person,
    Residence,
    Sex,
)
from kiosk.text.fold import search_key

MATCH_LIMIT = 20
"""Source: security.md threat 7."""

_PERSON = (
    PersonRow.id, PersonRow.national_code, PersonRow.name_fa, PersonRow.surname_fa, PersonRow.name_lat,
    PersonRow.surname_lat, PersonRow.father, PersonRow.mother, PersonRow.booklet_no,
    PersonRow.booklet_series, PersonRow.booklet_serial, PersonRow.place_issue, PersonRow.birth_place,
    PersonRow.birth_date, PersonRow.sex, PersonRow.marital, PersonRow.military_status,
    PersonRow.passport_no, PersonRow.passport_expiry, PersonRow.nationality_other,
    PersonRow.reads_persian, PersonRow.special_needs,
)  # fmt: skip
_RESIDENCE = (
    ResidenceRow.country, ResidenceRow.city, ResidenceRow.line1, ResidenceRow.line2, ResidenceRow.postal,
    ResidenceRow.address_iran, ResidenceRow.postal_iran, ResidenceRow.in_passport,
    ResidenceRow.abroad_since,
)  # fmt: skip
_PERMIT = (
    PermitRow.kind, PermitRow.number, PermitRow.issuer, PermitRow.valid_from, PermitRow.valid_to,
)  # fmt: skip
_CONTACT = (
    ContactRow.email, ContactRow.phone, ContactRow.phone_second, ContactRow.contact_in_iran,
    ContactRow.language,
)  # fmt: skip


def _present(table: Any) -> Any:
    """The join to the newest row of a person's residences, permits or contacts."""
    newest = (
        select(func.max(table.no))
        .where(table.office == PersonRow.office, table.person_id == PersonRow.id)
        .correlate(PersonRow)
        .scalar_subquery()
    )
    return and_(table.office == PersonRow.office, table.person_id == PersonRow.id, table.no == newest)


_FILE = (
    select(*_PERSON, PersonRow.photo_blob, *_RESIDENCE, *_PERMIT, *_CONTACT)
    .outerjoin(ResidenceRow, _present(ResidenceRow))
    .outerjoin(PermitRow, _present(PermitRow))
    .outerjoin(ContactRow, _present(ContactRow))
    .where(PersonRow.office == bindparam("office"))
)
_FILE_BY_ID = _FILE.where(PersonRow.id == bindparam("id"))
_FILE_BY_CODE = _FILE.where(PersonRow.national_code == bindparam("code"))


class People(TableAccess):
    def add(self, file: PersonFile, at: datetime) -> None:
        """Record a person with residence, permit and contact.

        Raises:
            IntegrityError, seen outside as Conflict: the national code is recorded already.
        """
        person = file.person
        self._insert(PersonRow, {**_person_values(person), "photo_blob": file.photo_blob, "created_at": at})
        key = {"person_id": person.id, "no": 1, "recorded_at": at}
        if file.residence:
            self._insert(ResidenceRow, key | _slots(file.residence))
        if file.permit:
            self._insert(PermitRow, key | _slots(file.permit))
        if file.contact:
            self._insert(ContactRow, key | _slots(file.contact))

    def file(self, person_id: UUID) -> PersonFile:
        """
        Raises:
            NotFound: "person.unknown".
        """
        row = self._connection.execute(_FILE_BY_ID, {"office": self._office, "id": person_id}).first()
        if row is None:
            raise NotFound("person.unknown")
        return _file(tuple(row))

    def card(self, person_id: UUID) -> ApplicantCard:
        """
        Raises:
            NotFound: "person.unknown".
        """
        return self._card(self.file(person_id))

    def card_by_national_code(self, code: str) -> ApplicantCard | None:
        """The card behind a national code, in as few queries as its rows need."""
        row = self._connection.execute(_FILE_BY_CODE, {"office": self._office, "code": code}).first()
        return None if row is None else self._card(_file(tuple(row)))

    def by_passport(self, passport_no: str) -> Sequence[Match]:
        return self._matches(PersonRow.passport_no == passport_no)

    def by_name(self, name: str) -> Sequence[Match]:
        """People whose folded full name contains `name`, at most 20; `%` and `_` are letters."""
        key = search_key(name)
        return self._matches(
            or_(
                PersonRow.name_key_fa.contains(key, autoescape=True),
                PersonRow.name_key_lat.contains(key, autoescape=True),
            )
        )

    def _matches(self, condition: Any) -> Sequence[Match]:
        rows = self._connection.execute(
            select(
                PersonRow.id, PersonRow.name_fa, PersonRow.surname_fa, PersonRow.name_lat,
                PersonRow.surname_lat, PersonRow.national_code, PersonRow.birth_date,
            )
            .where(PersonRow.office == self._office, condition)
            .order_by(PersonRow.name_key_fa, PersonRow.id)
            .limit(MATCH_LIMIT)
        )  # fmt: skip
        return [
            Match(
                row.id,
                f"{row.name_fa} {row.surname_fa}",
                f"{row.name_lat} {row.surname_lat}",
                row.national_code,
                row.birth_date.year,
            )
            for row in rows
        ]

    def _card(self, file: PersonFile) -> ApplicantCard:
        where = {"office": self._office, "person": file.person.id}
        return ApplicantCard(
            file,
            summaries_of(self._connection, where),
            history_of(self._connection, where),
        )


def _slots(record: object) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).__slots__}  # type: ignore[attr-defined]  # frozen dataclasses with slots only


def _person_values(person: Person) -> dict[str, Any]:
    return {
        **_slots(person),
        "name_key_fa": search_key(person.full_name_fa),
        "name_key_lat": search_key(person.full_name_lat),
    }


def _file(values: Values) -> PersonFile:
    after_person = len(_PERSON)
    after_photo = after_person + 1
    after_residence = after_photo + len(_RESIDENCE)
    after_permit = after_residence + len(_PERMIT)
    return PersonFile(
        person=_person(values[:after_person]),
        residence=_residence(values[after_photo:after_residence]),
        permit=_permit(values[after_residence:after_permit]),
        contact=_contact(values[after_permit:]),
        photo_blob=values[after_person],
    )


def _person(values: Values) -> Person:
    sex, marital, military = values[14:17]
    coded = (Sex(sex), Marital(marital), None if military is None else MilitaryStatus(military))
    ordered: Values = (*values[:14], *coded, *values[17:])
    return Person(*ordered)


def _residence(values: Values) -> Residence | None:
    return None if values[0] is None else Residence(*values)


def _permit(values: Values) -> Permit | None:
    return None if values[0] is None else Permit(PermitKind(values[0]), *values[1:])


def _contact(values: Values) -> Contact | None:
    return None if values[0] is None else Contact(*values)

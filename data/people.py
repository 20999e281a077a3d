"""People, their present circumstances, and the applicant card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, and_, bindparam, func, select, update

from data.corrections import corrections_of
from data.hand_sheets import sheet_lines_of
from data.name_index import name_values
from data.name_search import people_named
from data.prepared import Prepared
from data.summaries import history_of, summaries_of
from data.table_access import TableAccess, Values
from data.tables import Contact as ContactRow
from data.tables import Permit as PermitRow
from data.tables import Person as PersonRow
from data.tables import PersonName as NameRow
from data.tables import Residence as ResidenceRow
from kiosk.domain.card import MATCH_LIMIT, ApplicantCard, Match, PersonFile
from kiosk.domain.errors import NotFound
from kiosk.domain.name_search import Closeness
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
    select(*_PERSON, PersonRow.photo_blob, PersonRow.version, *_RESIDENCE, *_PERMIT, *_CONTACT)
    .outerjoin(ResidenceRow, _present(ResidenceRow))
    .outerjoin(PermitRow, _present(PermitRow))
    .outerjoin(ContactRow, _present(ContactRow))
    .where(PersonRow.office == bindparam("office"))
)
FILE_BY_ID = Prepared(_FILE.where(PersonRow.id == bindparam("id")))
FILE_BY_CODE = Prepared(_FILE.where(PersonRow.national_code == bindparam("code")))

_MATCHES = (
    select(
        PersonRow.id, PersonRow.name_fa, PersonRow.surname_fa, PersonRow.name_lat,
        PersonRow.surname_lat, PersonRow.national_code, PersonRow.birth_date,
    )
    .where(PersonRow.office == bindparam("office"))
    .order_by(PersonRow.id)
    .limit(MATCH_LIMIT)
)  # fmt: skip
MATCHES_BY_ID = _MATCHES.where(PersonRow.id.in_(bindparam("ids", expanding=True)))
MATCHES_BY_PASSPORT = _MATCHES.where(PersonRow.passport_no == bindparam("passport"))


class People(TableAccess):
    def add(self, file: PersonFile, at: datetime) -> None:
        """Record a person with residence, permit and contact.

        Raises:
            IntegrityError, seen outside as Conflict: the national code is recorded already.
        """
        person = file.person
        self._insert(PersonRow, {**_slots(person), "photo_blob": file.photo_blob, "created_at": at})
        self._insert(NameRow, {"person_id": person.id, **_name(person)})
        key = {"person_id": person.id, "no": 1, "recorded_at": at}
        if file.residence:
            self._insert(ResidenceRow, key | _slots(file.residence))
        if file.permit:
            self._insert(PermitRow, key | _slots(file.permit))
        if file.contact:
            self._insert(ContactRow, key | _slots(file.contact))

    def change(self, before: PersonFile, after: PersonFile, at: datetime) -> None:
        """Store what differs: the person in place, residence, permit and contact as their next rows.

        Raises:
            Conflict: "record.changed" when somebody else changed any part of it first.
        """
        self._swap(
            update(PersonRow)
            .where(
                PersonRow.office == self._office,
                PersonRow.id == before.person.id,
                PersonRow.version == before.version,
            )
            .values(**_slots(after.person), version=before.version + 1)
            .returning(PersonRow.id)
        )
        if _name(after.person) != _name(before.person):
            self._rename(after.person)
        for table, old, new in (
            (ResidenceRow, before.residence, after.residence),
            (PermitRow, before.permit, after.permit),
            (ContactRow, before.contact, after.contact),
        ):
            if new is not None and new != old:
                self._add_next(table, after.person.id, {**_slots(new), "recorded_at": at})

    def file(self, person_id: UUID) -> PersonFile:
        """
        Raises:
            NotFound: "person.unknown".
        """
        rows = FILE_BY_ID.rows(self._connection, {"office": self._office, "id": person_id})
        if not rows:
            raise NotFound("person.unknown")
        return _file(rows[0])

    def card(self, person_id: UUID) -> ApplicantCard:
        """
        Raises:
            NotFound: "person.unknown".
        """
        return self._card(self.file(person_id))

    def card_by_national_code(self, code: str) -> ApplicantCard | None:
        """The card behind a national code, in as few queries as its rows need."""
        rows = FILE_BY_CODE.rows(self._connection, {"office": self._office, "code": code})
        return self._card(_file(rows[0])) if rows else None

    def by_passport(self, passport_no: str) -> Sequence[Match]:
        return self._matches(MATCHES_BY_PASSPORT, passport=passport_no)

    def by_name(self, name: str) -> Sequence[Match]:
        """People whose names are like `name`, the nearest first, at most 20; `%` and `_` are letters."""
        found = dict(people_named(self._connection, self._office, name, MATCH_LIMIT))
        matches = {match.person_id: match for match in self._matches(MATCHES_BY_ID, ids=list(found))}
        return [
            replace(matches[person], by_sound=closeness is Closeness.SOUND)
            for person, closeness in found.items()
        ]

    def _rename(self, person: Person) -> None:
        """What the person is found by follows the names."""
        self._connection.execute(
            update(NameRow)
            .where(NameRow.office == self._office, NameRow.person_id == person.id)
            .values(**_name(person))
        )

    def _add_next(
        self, table: type[ResidenceRow | PermitRow | ContactRow], person_id: UUID, values: Mapping[str, Any]
    ) -> None:
        last = select(func.max(table.no)).where(table.office == self._office, table.person_id == person_id)
        no = (self._connection.scalar(last) or 0) + 1
        self._insert(table, {"person_id": person_id, "no": no, **values})

    def _matches(self, statement: Executable, **values: object) -> Sequence[Match]:
        rows = self._connection.execute(statement, {"office": self._office, **values})
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
            corrections_of(self._connection, where),
            sheet_lines_of(self._connection, where),
        )


def _slots(record: object) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).__slots__}  # type: ignore[attr-defined]  # frozen dataclasses with slots only


def _name(person: Person) -> Mapping[str, Any]:
    return name_values((person.name_fa, person.surname_fa), (person.name_lat, person.surname_lat))


def _file(values: Values) -> PersonFile:
    return PersonFile(
        person=_person(values[_TO_PERSON]),
        residence=_residence(values[_TO_RESIDENCE]),
        permit=_permit(values[_TO_PERMIT]),
        contact=_contact(values[_TO_CONTACT]),
        photo_blob=values[_TO_PHOTO],
        version=values[_TO_PHOTO + 1],
    )


_TO_PHOTO = len(_PERSON)
_TO_PERSON = slice(_TO_PHOTO)
_TO_RESIDENCE = slice(_TO_PHOTO + 2, _TO_PHOTO + 2 + len(_RESIDENCE))
_TO_PERMIT = slice(_TO_RESIDENCE.stop, _TO_RESIDENCE.stop + len(_PERMIT))
_TO_CONTACT = slice(_TO_PERMIT.stop, None)

# Looking a value up takes a quarter of the time of calling its class.
_SEXES = {sex.value: sex for sex in Sex}
_MARITALS = {marital.value: marital for marital in Marital}
_MILITARY: dict[str | None, MilitaryStatus | None] = {
    None: None,
    **{status.value: status for status in MilitaryStatus},
}
_PERMIT_KINDS = {kind.value: kind for kind in PermitKind}


def _person(values: Values) -> Person:
    sex, marital, military = values[14:17]
    ordered: Values = (
        *values[:14], _SEXES[sex], _MARITALS[marital], _MILITARY[military], *values[17:],
    )  # fmt: skip
    return Person(*ordered)


def _residence(values: Values) -> Residence | None:
    return None if values[0] is None else Residence(*values)


def _permit(values: Values) -> Permit | None:
    return None if values[0] is None else Permit(_PERMIT_KINDS[values[0]], *values[1:])


def _contact(values: Values) -> Contact | None:
    return None if values[0] is None else Contact(*values)

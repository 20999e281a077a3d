"""What an applicant stated, in words of both languages, as papers and screens show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kiosk.domain.answers import asked
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.countries import COUNTRIES
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.paper import Row
from kiosk.domain.registration import YES
from kiosk.domain.typed_day import kept_day
from kiosk.domain.wording import said_date

NO = "no"


def stated(field: RequestField, value: str) -> Bilingual:
    """The answer as it is said; what was typed wrong stands as it was typed."""
    match field.type:
        case FieldType.CHOICE:
            names = {choice.id: choice.name for choice in field.choices}
            return names.get(value, Bilingual(value, value))
        case FieldType.COUNTRY:
            return COUNTRIES.get(value, Bilingual(value, value))
        case FieldType.DATE if day := kept_day(value):
            return said_date(day)
    return Bilingual(value, value)


def rows(fields: Iterable[RequestField], answers: Mapping[str, str], today: date) -> tuple[Row, ...]:
    """A row for each field that is asked and was answered."""
    return tuple(
        Row(field.label, stated(field, answers[field.id]))
        for field in fields
        if answers.get(field.id, "").strip() and asked(field, answers, today)
    )


def answers_of(file: PersonFile) -> dict[str, str]:
    """A person as the answers of the registration: the reverse of `kiosk.domain.registration.person_file`."""
    person, residence, permit, contact = file.person, file.residence, file.permit, file.contact
    answers = _texts(person, "") | _texts(residence, "") | _texts(contact, "") | _texts(permit, "permit_")
    renamed = {"permit_valid_from": "permit_from", "permit_valid_to": "permit_to"}
    answers["reads_persian"] = YES if person.reads_persian else NO
    return {renamed.get(name, name): value for name, value in answers.items()}


def _texts(record: object, prefix: str) -> dict[str, str]:
    """The fields of a record that have a value; days as ISO text, coded values by their codes."""
    if record is None:
        return {}
    values = {name: getattr(record, name) for name in type(record).__slots__}  # type: ignore[attr-defined]  # frozen dataclasses with slots only
    return {
        f"{prefix}{name}": value.isoformat() if isinstance(value, date) else str(value)
        for name, value in values.items()
        if value not in (None, "")
    }

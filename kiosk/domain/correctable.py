"""What a clerk may correct, and what becomes of it.  Source: domain.md 4.2.

A national code is not among it: with another code it is another person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from kiosk.domain import countries
from kiosk.domain.answers import asked, check
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import Catalogue, Service
from kiosk.domain.course import CLERK_WALKABLE
from kiosk.domain.errors import KioskError, Refused
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.person import Contact, Marital, MilitaryStatus, Permit, PermitKind, Person, Residence, Sex
from kiosk.domain.registration import YES
from kiosk.domain.request import Request, RequestState
from kiosk.domain.typed_day import kept_day
from kiosk.domain.wording import said_date
from kiosk.text.digits import to_persian

NO = "no"
PURPOSE = RequestField("purpose", FieldType.TEXT, Bilingual("کاربرد", "Purpose"), mandatory=False)
"""What every request may say beside the answers that its service asks."""

ANSWERS_OPEN = CLERK_WALKABLE | {RequestState.RETURNED_FOR_CORRECTION}
"""After it was sent, and before somebody decided on it."""

DECIDED = frozenset({RequestState.VERIFIED, RequestState.APPROVED})
"""Until its paper is made, a request rests on the person as verified."""


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing that may be corrected."""

    field: RequestField
    value: str
    """As it is stored."""
    of_request: bool = False
    why_not: KioskError | None = None
    """What stands in the way now."""


def person_fields(catalogue: Catalogue) -> tuple[RequestField, ...]:
    """The fields of the registration that a person is made of."""
    asked_for = (field for page in catalogue.registration for field in page.fields)
    return tuple(field for field in asked_for if field.id in _PLACES)


def rests_on(field: RequestField) -> bool:
    """Whether a certificate rests on this datum of a person: how somebody is reached is no such thing."""
    return _PLACES[field.id][0] != "contact"


def request_fields(service: Service) -> tuple[RequestField, ...]:
    return (PURPOSE, *service.fields)


def person_values(file: PersonFile) -> dict[str, str]:
    """Field → value as stored; nothing of an address, a permit or a contact that was never recorded."""
    records = {field: (getattr(file, area), name) for field, (area, name) in _PLACES.items()}
    return {
        field: _written(getattr(record, name))
        for field, (record, name) in records.items()
        if record is not None
    }


def request_values(request: Request, service: Service) -> dict[str, str]:
    fields = {field.id: request.fields.get(field.id, "") for field in service.fields}
    return {PURPOSE.id: request.purpose, **fields}


def corrected(
    field: RequestField, fields: Iterable[RequestField], values: Mapping[str, str], typed: tuple[str, date]
) -> dict[str, str]:
    """All values with this one in the place of the present one; `typed`: the text, and today.

    Raises:
        Refused: what is wrong with the text, "correction.same" (field), "day.before-other" (field, day),
            "correction.not-asked" (field) for what the other values rule out.
    """
    text, today = typed
    after = check(as_asked(field, values, today), text, today)
    if after and not asked(field, values, today):
        raise Refused("correction.not-asked", field=field.label)
    if after == values[field.id]:
        raise Refused("correction.same", field=field.label)
    new = {**values, field.id: after}
    for each in fields:
        begin, end = new.get(each.after or "", ""), new.get(each.id, "")
        if begin and end and field.id in (each.id, each.after) and end < begin:
            raise Refused("day.before-other", field=each.label, day=date.fromisoformat(begin))
    return new


def changed_file(file: PersonFile, field: str, value: str) -> PersonFile:
    """The file with a stored value in that field."""
    area, name = _PLACES[field]
    record = replace(getattr(file, area), **{name: _READ.get(field, str)(value)})
    changed: PersonFile = replace(file, **{area: record})
    return changed


def said(field: RequestField | None, value: str) -> Bilingual:
    """A stored value as it is read."""
    if field is None:
        return Bilingual(value, value)
    if field.type is FieldType.CHOICE:
        names = {choice.id: choice.name for choice in field.choices}
        return names.get(value, Bilingual(value, value))
    if field.type is FieldType.COUNTRY and value:
        return countries.COUNTRIES.get(value, Bilingual(value, value))
    day = kept_day(value) if field.type is FieldType.DATE else None
    if day is not None:
        return said_date(day)
    return Bilingual(value if field.in_latin else to_persian(value), value)


def as_asked(field: RequestField, values: Mapping[str, str], today: date) -> RequestField:
    """What nobody would be asked, as the other values stand, may be left empty."""
    if asked(field, values, today):
        return field
    return replace(field, mandatory=False)


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
    return str(value)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_READ: Mapping[str, Callable[[str], object]] = {
    "sex": Sex,
    "marital": Marital,
    "military_status": lambda text: MilitaryStatus(text) if text else None,
    "permit_kind": PermitKind,
    "reads_persian": lambda text: text == YES,
    **dict.fromkeys(("birth_date", "passport_expiry", "abroad_since", "permit_from", "permit_to"), _day),
}
"""How a stored value becomes what the record holds, where that is no text."""

_OWN = frozenset({"id", "national_code"})
_PERMIT = {"valid_from": "permit_from", "valid_to": "permit_to"}
_PLACES: Mapping[str, tuple[str, str]] = {
    **{name: ("person", name) for name in Person.__slots__ if name not in _OWN},
    **{name: ("residence", name) for name in Residence.__slots__},
    **{_PERMIT.get(name, f"permit_{name}"): ("permit", name) for name in Permit.__slots__},
    **{name: ("contact", name) for name in Contact.__slots__},
}
"""Field of the registration → the record it belongs to, and its name there."""

"""Facts in words: what a document must agree with, and what a certificate says.

A fact has a name of area and datum, such as `person.national_code` or `request.start_date`.  A pair
of facts in both scripts has a third name without the script: `person.full_name` is `full_name_fa` in
Persian and `full_name_lat` in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from re import compile as compile_pattern

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import gregorian_month_name, month_name, to_jalali
from kiosk.domain.card import PersonFile
from kiosk.domain.catalogue import DocumentField, DocumentKind, Service
from kiosk.domain.countries import COUNTRIES
from kiosk.domain.errors import Refused
from kiosk.domain.form import FieldType, RequestField
from kiosk.domain.office import Office
from kiosk.domain.request import Request
from kiosk.text.digits import to_persian


class Script(Enum):
    """In which languages a fact can be said, and how."""

    PERSIAN = "Persian only"
    NUMBER = "ASCII digits, in Persian the Persian ones"
    LATIN = "one Latin text for both"
    DATE = "Jalali in Persian, Gregorian in English"
    BOTH = "a text for each"


_P, _N, _L, _D = Script.PERSIAN, Script.NUMBER, Script.LATIN, Script.DATE

FACTS: Mapping[str, Script] = {
    "person.national_code": _N,
    "person.name_fa": _P,
    "person.surname_fa": _P,
    "person.full_name_fa": _P,
    "person.name_lat": _L,
    "person.surname_lat": _L,
    "person.full_name_lat": _L,
    "person.father": _P,
    "person.mother": _P,
    "person.booklet_no": _N,
    "person.booklet_series": _P,
    "person.booklet_serial": _N,
    "person.place_issue": _P,
    "person.birth_place": _P,
    "person.birth_date": _D,
    "person.sex": Script.BOTH,
    "person.passport_no": _L,
    "person.passport_expiry": _D,
    "permit.number": _L,
    "permit.issuer": _L,
    "permit.valid_from": _D,
    "permit.valid_to": _D,
    "residence.country": Script.BOTH,
    "residence.address": _L,
    "residence.city": _L,
    "residence.postal": _L,
    "residence.address_iran": _P,
    "residence.postal_iran": _N,
    "residence.in_passport": Script.BOTH,
    "residence.abroad_since": _D,
    "contact.email": _L,
    "contact.phone": _L,
}
"""What is known of the subject of every request."""

PAPER_FACTS: Mapping[str, Script] = {
    "office.name": Script.BOTH,
    "office.city": Script.BOTH,
    "request.tracking_code": _L,
    "request.filed_on": _D,
    "certificate.number": _L,
    "certificate.issued_on": _D,
    "certificate.expires_on": _D,
    "certificate.signer": Script.BOTH,
    "inquiry.sent_no": _L,
    "inquiry.sent_on": _D,
    "inquiry.reply_no": _L,
    "inquiry.reply_on": _D,
}
"""What is known besides, when a paper is made."""

SEXES = {"F": Bilingual("زن", "female"), "M": Bilingual("مرد", "male")}

_LATIN_LETTER = compile_pattern("[A-Za-z]")

RESERVED = frozenset({"tracking_code", "filed_on"})
"""Names that a service's own field may not take."""


def request_scripts(service: Service) -> dict[str, Script]:
    """How the fields of a service can be said."""
    scripts = {f"request.{field.id}": _field_script(field) for field in service.fields}
    return scripts | dict.fromkeys(_paired(scripts), Script.BOTH)


def request_labels(service: Service) -> dict[str, Bilingual]:
    """What the fields of a service are called; a pair is called as its Persian half."""
    labels = {f"request.{field.id}": field.label for field in service.fields}
    return labels | {name: labels[f"{name}_fa"] for name in _paired(labels)}


def fact_scripts(service: Service) -> dict[str, Script]:
    """Every fact that a certificate of the service may name."""
    pairs = dict.fromkeys(_paired(FACTS), Script.BOTH)
    return {**FACTS, **pairs, **PAPER_FACTS, **request_scripts(service)}


def expected(
    kind: DocumentKind, subject: PersonFile, service: Service, fields: Mapping[str, str]
) -> dict[str, str]:
    """Field of the document → the value it must show; a field of which nothing is known is left out.

    Dates are ISO text, for the reader to write in the document's calendar.
    """
    values = {each.id: _expected(each, subject, service, fields) for each in kind.fields}
    return {name: value for name, value in values.items() if value}


def dates(kind: DocumentKind, service: Service) -> frozenset[str]:
    """The fields of the document that hold a day."""
    scripts = {**FACTS, **request_scripts(service)}
    return frozenset(
        each.id for each in kind.fields if each.date or scripts.get(each.source or "") is Script.DATE
    )


def _expected(each: DocumentField, subject: PersonFile, service: Service, fields: Mapping[str, str]) -> str:
    if each.source is None:
        return ""
    area, _, datum = each.source.partition(".")
    if area != "request":
        return _known(each.source, subject)
    chosen = _chosen(service, datum, fields.get(datum, ""))
    return fields.get(datum, "") if chosen is None else chosen["en" if each.latin else "fa"]


def request_facts(subject: PersonFile, service: Service, fields: Mapping[str, str]) -> dict[str, Bilingual]:
    """What a certificate can say of the applicant and the request's fields; unknown facts are left out.

    Raises:
        Refused: "certificate.not-a-date" (details: field, value) for an answer that must be a day.
    """
    facts = {name: _named(name, _known(name, subject), script) for name, script in FACTS.items()}
    for field in service.fields:
        value = fields.get(field.id, "")
        facts[f"request.{field.id}"] = _chosen(service, field.id, value) or _answer(field, value)
    for name in _paired(facts):
        facts[name] = Bilingual(facts[f"{name}_fa"].fa, facts[f"{name}_lat"].en)
    return {name: value for name, value in facts.items() if value.fa or value.en}


def stored_facts(fields: Mapping[str, str]) -> dict[str, str]:
    """The answers as they are stored, by the names of their facts."""
    return {f"request.{name}": value for name, value in fields.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """An inquiry about the request, and its reply."""

    sent_no: str
    sent_on: date
    reply_no: str
    reply_on: date


@dataclass(frozen=True, slots=True)
class Issue:
    """The issuing of one certificate, in the office's own days."""

    number: str
    issued_on: date
    expires_on: date | None
    signer: Bilingual | None = None
    asked: Asked | None = None


def paper_facts(office: Office, request: Request, issue: Issue) -> dict[str, Bilingual]:
    """What a certificate can say of the office, of the request's receipt and of itself."""
    facts = {
        "office.name": office.name,
        "office.city": office.city,
        "request.tracking_code": _said(request.tracking_code, _L),
        "request.filed_on": said_date(office.local_day(request.filed_at)),
        "certificate.number": _said(issue.number, _L),
        "certificate.issued_on": said_date(issue.issued_on),
    }
    if issue.expires_on is not None:
        facts["certificate.expires_on"] = said_date(issue.expires_on)
    if issue.signer is not None:
        facts["certificate.signer"] = issue.signer
    return facts | (_inquiry_facts(issue.asked) if issue.asked else {})


def _inquiry_facts(asked: Asked) -> dict[str, Bilingual]:
    facts = {
        "inquiry.sent_no": _said(asked.sent_no, _L),
        "inquiry.sent_on": said_date(asked.sent_on),
        "inquiry.reply_no": _said(asked.reply_no, _L),
        "inquiry.reply_on": said_date(asked.reply_on),
    }
    return {name: value for name, value in facts.items() if value.en}


def signer(name: Bilingual) -> Bilingual:
    """An officer's name with the title that papers bear."""
    return Bilingual(f"{name.fa}، مسئول بخش کنسولی", f"{name.en}, Head of the Consular Section")


def said_date(day: date) -> Bilingual:
    """`۳ آذر ۱۴۰۵` and `24 November 2026`."""
    year, month, of_month = to_jalali(day)
    return Bilingual(
        to_persian(f"{of_month} {month_name(month).fa} {year}"),
        f"{day.day} {gregorian_month_name(day.month).en} {day.year}",
    )


def _known(name: str, subject: PersonFile) -> str:
    area, _, datum = name.partition(".")
    record: object = getattr(subject, area)
    value: object = None if record is None else getattr(record, datum)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _chosen(service: Service, field_id: str, value: str) -> Bilingual | None:
    field = service.field(field_id)
    if field is None or field.type is not FieldType.CHOICE:
        return None
    return next((choice.name for choice in field.choices if choice.id == value), None)


def _field_script(field: RequestField) -> Script:
    return _BY_TYPE.get(field.type, _L if field.in_latin else _P)


_BY_TYPE = {
    FieldType.DATE: _D,
    FieldType.CHOICE: Script.BOTH,
    FieldType.NUMBER: _N,
    FieldType.DIGITS: _N,
    FieldType.NATIONAL_CODE: _N,
    FieldType.POSTAL_IRAN: _N,
}


def _answer(field: RequestField, value: str) -> Bilingual:
    try:
        return _said(value, _field_script(field))
    except ValueError as error:
        raise Refused("certificate.not-a-date", field=field.label, value=value) from error


def _named(fact: str, text: str, script: Script) -> Bilingual:
    """A coded value by its name."""
    if script is Script.BOTH and text:
        return (SEXES if fact == "person.sex" else COUNTRIES).get(text, Bilingual(text, text))
    return _said(text, script)


def _said(text: str, script: Script) -> Bilingual:
    if script is _D and text:
        return said_date(date.fromisoformat(text))
    if script is _P:
        # A code with Latin letters keeps the digits it is typed with.
        return Bilingual(text if _LATIN_LETTER.search(text) else to_persian(text), "")
    return Bilingual(text if script is _L else to_persian(text), text)


def _paired(names: Mapping[str, object]) -> list[str]:
    stems = [name.removesuffix("_fa") for name in names if name.endswith("_fa")]
    return [stem for stem in stems if f"{stem}_lat" in names]

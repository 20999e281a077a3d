"""What a `request.json` of the online portal may say.  The JSON Schema comes from these classes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated, Literal
from uuid import UUID

from kiosk.domain import national_code, tracking
from kiosk.domain.card import PersonFile
from kiosk.domain.email import clean_email
from kiosk.domain.errors import KioskError
from kiosk.domain.names import clean_name
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
from kiosk.sentences import SENTENCES
from kiosk.strict import Says, Wrong, msgid
from kiosk.text.digits import to_ascii
from kiosk.text.fold import forbidden, normalise

LONGEST = 200


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A check, and as much of it as JSON Schema can say."""

    check: Callable[[str], str]
    schema: Mapping[str, object] = field(default_factory=dict)

    def __call__(self, value: str) -> str:
        try:
            return self.check(value)
        except KioskError as error:
            raise Wrong(SENTENCES[error.key], None, **error.details) from None


def _text(value: str, *, least: int = 0, most: int = LONGEST) -> str:
    if bad := forbidden(value):
        raise Wrong(msgid("contains a forbidden invisible character ({code})"), code=f"U+{ord(bad[0]):04X}")
    text = normalise(value)
    if not least <= len(text) <= most:
        raise Wrong(msgid("must have {least} to {most} characters"), least=least, most=most)
    return text


def _day(value: str) -> str:
    try:
        return date.fromisoformat(to_ascii(value)).isoformat()
    except ValueError:
        raise Wrong(msgid("must be a day such as {day}"), day="2026-11-24") from None


def _moment(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError
        return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        wrong = msgid("must be a time with its zone, such as {time}")
        raise Wrong(wrong, time="2026-11-24T10:30:00Z") from None


def _like(pattern: str, message: str) -> Rule:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        value = to_ascii(value).strip()
        if not compiled.fullmatch(value):
            raise Wrong(message)
        return value

    return Rule(check, {"pattern": f"^(?:{pattern})$"})


_ANY = Rule(_text, {"maxLength": LONGEST})
_FILLED = Rule(partial(_text, least=1), {"minLength": 1, "maxLength": LONGEST})
_DAY = Rule(_day, {"format": "date"})
_MOMENT = Rule(_moment, {"format": "date-time"})
_COUNTRY = _like(r"[A-Z]{2}", msgid("must be two capital letters, such as DE"))
_PASSPORT = _like(r"[A-Z][0-9]{8}", msgid("must be one letter and 8 digits"))
_EMAIL = Rule(clean_email, {"format": "email"})
_PHONE = _like(r"\+?[0-9][0-9 -]{5,19}", msgid("must be a telephone number"))
_NAME_FA = Rule(partial(clean_name, field="name_fa"), {"minLength": 1})
_SURNAME_FA = Rule(partial(clean_name, field="surname_fa"), {"minLength": 1})
_NAME_LAT = Rule(partial(clean_name, field="name_lat"), {"minLength": 1})
_SURNAME_LAT = Rule(partial(clean_name, field="surname_lat"), {"minLength": 1})
_FILE = _like(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", msgid("must be the name of a file beside it"))
_CODE = Rule(national_code.parse, {"pattern": "^[0-9]{10}$"})
_TRACKING = Rule(tracking.parse, {"pattern": f"^[{tracking.ALPHABET}]{{{tracking.LENGTH}}}$"})


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as in birth booklet and passport."""

    national_code: Annotated[str, _CODE]
    name_fa: Annotated[str, _NAME_FA]
    surname_fa: Annotated[str, _SURNAME_FA]
    name_lat: Annotated[str, _NAME_LAT]
    surname_lat: Annotated[str, _SURNAME_LAT]
    father: Annotated[str, _NAME_FA]
    mother: Annotated[str, _NAME_FA]
    booklet_no: Annotated[str, _FILLED]
    birth_place: Annotated[str, _FILLED]
    place_issue: Annotated[str, _FILLED]
    birth_date: Annotated[str, _DAY]
    sex: Sex
    marital: Marital
    booklet_series: Annotated[str, _ANY] = ""
    booklet_serial: Annotated[str, _ANY] = ""
    military_status: MilitaryStatus | None = None
    passport_no: Annotated[str | None, _PASSPORT] = None
    passport_expiry: Annotated[str | None, _DAY] = None
    nationality_other: Annotated[str, _ANY] = ""
    reads_persian: bool = True
    special_needs: Annotated[str, _ANY] = ""

    def person(self, person_id: UUID) -> Person:
        said = {name: getattr(self, name) for name in self.__slots__}
        expiry = self.passport_expiry
        return Person(
            **said
            | {
                "id": person_id,
                "birth_date": date.fromisoformat(self.birth_date),
                "passport_no": self.passport_no or "",
                "passport_expiry": date.fromisoformat(expiry) if expiry else None,
            }
        )


@dataclass(frozen=True, slots=True)
class ResidenceEntry:
    """Where the person lives abroad, and the address in Iran."""

    country: Annotated[str, _COUNTRY]
    city: Annotated[str, _FILLED]
    line1: Annotated[str, _FILLED]
    postal: Annotated[str, _FILLED]
    in_passport: Annotated[str, _COUNTRY]
    line2: Annotated[str, _ANY] = ""
    address_iran: Annotated[str, _ANY] = ""
    postal_iran: Annotated[str, _ANY] = ""
    abroad_since: Annotated[str | None, _DAY] = None

    def residence(self) -> Residence:
        said = {name: getattr(self, name) for name in self.__slots__}
        since = self.abroad_since
        return Residence(**said | {"abroad_since": date.fromisoformat(since) if since else None})


@dataclass(frozen=True, slots=True)
class PermitEntry:
    """The residence permit of the host country; for `citizen` and `none` the kind alone."""

    kind: PermitKind
    number: Annotated[str, _ANY] = ""
    issuer: Annotated[str, _ANY] = ""
    valid_from: Annotated[str | None, _DAY] = None
    valid_to: Annotated[str | None, _DAY] = None

    def permit(self) -> Permit:
        if not self.kind.is_paper:
            return Permit(self.kind)
        first, last = (day and date.fromisoformat(day) for day in (self.valid_from, self.valid_to))
        return Permit(self.kind, self.number, self.issuer, first or None, last or None)

    def missing(self) -> Iterator[str]:
        """The names of what a permit of this kind must say and does not."""
        if self.kind.is_paper:
            said = {name: getattr(self, name) for name in self.__slots__}
            yield from (name.replace("_", "-") for name, value in said.items() if not value)


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """How the person is reached."""

    email: Annotated[str, _EMAIL]
    phone: Annotated[str, _PHONE]
    phone_second: Annotated[str, _ANY] = ""
    contact_in_iran: Annotated[str, _ANY] = ""
    language: Literal["fa", "en"] = "fa"

    def contact(self) -> Contact:
        return Contact(self.email, self.phone, self.phone_second, self.contact_in_iran, self.language)


@dataclass(frozen=True, slots=True)
class ApplicantEntry:
    """A person with everything the portal asked for."""

    person: PersonEntry
    residence: ResidenceEntry
    contact: ContactEntry
    permit: PermitEntry | None = None

    def file(self, person_id: UUID, photo_blob: str | None) -> PersonFile:
        return PersonFile(
            self.person.person(person_id),
            self.residence.residence(),
            self.permit.permit() if self.permit else None,
            self.contact.contact(),
            photo_blob,
        )


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One scan, as a file beside the request."""

    kind: Annotated[str, _FILLED, Says("A kind that the service asks for, as kiosk catalogue names it.")]
    file: Annotated[str, _FILE, Says("The name of a JPEG, PNG, TIFF or PDF in the same folder.")]


@dataclass(frozen=True, slots=True)
class PortalRequest:
    """A request as the online portal hands it over."""

    tracking_code: Annotated[str, _TRACKING]
    service: Annotated[str, _FILLED, Says("The code of a service, as kiosk catalogue names it.")]
    filed_at: Annotated[str, _MOMENT]
    subject: Annotated[ApplicantEntry, Says("Whom the request is about.")]
    documents: tuple[DocumentEntry, ...]
    answers: Annotated[Mapping[str, str], Says("What the form of the service asks for, by field.")]
    filer: Annotated[ApplicantEntry | None, Says("Who filed it, if it was somebody else.")] = None
    basis: Annotated[
        Literal["self", "child", "spouse", "guardian", "proxy"], Says("By what right it was filed.")
    ] = "self"
    purpose: Annotated[str, _ANY] = ""
    legacy_code: Annotated[str, _ANY] = ""

"""A registration, page by page, and the person that it becomes.  Source: domain.md 1.3, S24 to S34."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from kiosk.domain.answers import age_on
from kiosk.domain.card import PersonFile
from kiosk.domain.email import clean_email
from kiosk.domain.errors import KioskError, NotFound, Refused
from kiosk.domain.form import FormPage
from kiosk.domain.guardian import OF_AGE
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
from kiosk.domain.typed_day import kept, kept_day

YES = "yes"
NEEDED = frozenset(
    {
        *(
            "name_fa",
            "surname_fa",
            "name_lat",
            "surname_lat",
            "father",
            "mother",
            "birth_date",
            "birth_place",
        ),
        *("booklet_no", "booklet_series", "booklet_serial", "place_issue", "sex", "marital"),
        *("military_status", "passport_no", "passport_expiry", "nationality_other", "reads_persian"),
        *("special_needs", "country", "city", "line1", "line2", "postal", "address_iran", "postal_iran"),
        *("in_passport", "abroad_since", "permit_kind", "permit_number", "permit_issuer", "permit_from"),
        *("permit_to", "phone", "phone_second", "email", "contact_in_iran", "language"),
    }
)
"""The fields that a person is made of: the pages must ask for each."""


class RegistrationState(StrEnum):
    OPEN = "open"
    ACTIVE = "active"
    CLOSED = "closed"
    """Ended without a new person, since the office knew them already."""


@dataclass(frozen=True, slots=True)
class Registration:
    id: UUID
    national_code: str
    email: str
    """Confirmed by a code; a child's is the guardian's."""
    language: str
    station: str
    """Where it goes on now."""
    guardian_id: UUID | None = None
    basis: str = ""
    """In which capacity the guardian acts, and on which paper."""
    paper: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Field → text, as typed or, once its page was recorded, as it is stored."""
    recorded: frozenset[str] = frozenset()
    state: RegistrationState = RegistrationState.OPEN
    version: int = 1

    def progress(self, pages: Sequence[FormPage]) -> tuple[int, int]:
        """Pages recorded, and pages there are."""
        return sum(page.id in self.recorded for page in pages), len(pages)


def page_of(pages: Sequence[FormPage], page_id: str) -> FormPage:
    """Raises NotFound("form.no-such-page")."""
    for page in pages:
        if page.id == page_id:
            return page
    raise NotFound("form.no-such-page", page=page_id)


def own_problems(
    registration: Registration, page: FormPage, typed: Mapping[str, str], today: date
) -> Iterator[tuple[str, KioskError]]:
    """What is wrong with a page in this registration only; what is wrong in any is for `check_all` to say."""
    asked = {field.id: field.label for field in page.fields}
    if "email" in asked and _other_address(typed.get("email", ""), registration.email):
        yield "email", Refused("email.not-confirmed", field=asked["email"], email=registration.email)
    born = kept_day(kept(typed.get("birth_date", "")))
    if "birth_date" in asked and registration.guardian_id and born and age_on(born, today) >= OF_AGE:
        yield "birth_date", Refused("child.of-age", field=asked["birth_date"], years=OF_AGE)


def _other_address(typed: str, confirmed: str) -> bool:
    try:
        return clean_email(typed) != confirmed
    except Refused:
        return False


def person_file(registration: Registration, answers: Mapping[str, str], person_id: UUID) -> PersonFile:
    """`answers` as `kiosk.domain.answers.check_all` returned them, of all pages."""
    return PersonFile(
        _person(registration, answers, person_id),
        _residence(answers),
        _permit(answers),
        _contact(answers),
        None,
    )


def _person(registration: Registration, answers: Mapping[str, str], person_id: UUID) -> Person:
    military = answers.get("military_status")
    return Person(
        id=person_id,
        national_code=registration.national_code,
        name_fa=answers["name_fa"],
        surname_fa=answers["surname_fa"],
        name_lat=answers["name_lat"],
        surname_lat=answers["surname_lat"],
        father=answers["father"],
        mother=answers["mother"],
        booklet_no=answers["booklet_no"],
        booklet_series=answers["booklet_series"],
        booklet_serial=answers["booklet_serial"],
        place_issue=answers["place_issue"],
        birth_place=answers["birth_place"],
        birth_date=date.fromisoformat(answers["birth_date"]),
        sex=Sex(answers["sex"]),
        marital=Marital(answers["marital"]),
        military_status=MilitaryStatus(military) if military else None,
        passport_no=answers["passport_no"],
        passport_expiry=_day(answers, "passport_expiry"),
        nationality_other=answers["nationality_other"],
        reads_persian=answers["reads_persian"] == YES,
        special_needs=answers["special_needs"],
    )


def _residence(answers: Mapping[str, str]) -> Residence:
    return Residence(
        country=answers["country"],
        city=answers["city"],
        line1=answers["line1"],
        line2=answers["line2"],
        postal=answers["postal"],
        address_iran=answers["address_iran"],
        postal_iran=answers["postal_iran"],
        in_passport=answers["in_passport"],
        abroad_since=_day(answers, "abroad_since"),
    )


def _permit(answers: Mapping[str, str]) -> Permit:
    return Permit(
        PermitKind(answers["permit_kind"]),
        answers.get("permit_number", ""),
        answers.get("permit_issuer", ""),
        _day(answers, "permit_from"),
        _day(answers, "permit_to"),
    )


def _contact(answers: Mapping[str, str]) -> Contact:
    return Contact(
        email=answers["email"],
        phone=answers["phone"],
        phone_second=answers["phone_second"],
        contact_in_iran=answers["contact_in_iran"],
        language=answers["language"],
    )


def _day(answers: Mapping[str, str], name: str) -> date | None:
    text = answers.get(name)
    return date.fromisoformat(text) if text else None

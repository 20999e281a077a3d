"""People as the registers know them.  Source: domain.md 3.2 and 3.3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Sex(StrEnum):
    FEMALE = "F"
    MALE = "M"


class Marital(StrEnum):
    SINGLE = "single"
    MARRIED = "married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class MilitaryStatus(StrEnum):
    """Asked from men of 18 to 50 only."""

    SERVED = "served"
    EXEMPT = "exempt"
    CONSCRIPT = "conscript"
    STUDENT = "student"
    ABSENT = "absent"


class PermitKind(StrEnum):
    STUDY_VISA = "study-visa"
    STUDY = "study"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    WORK = "work"
    REFUGEE = "refugee"
    CITIZEN = "citizen"
    TOURIST = "tourist"
    NONE = "none"

    @property
    def is_paper(self) -> bool:
        """Whether there is something to be shown, with a number and days."""
        return self not in (PermitKind.CITIZEN, PermitKind.NONE)


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant's identity as in the birth booklet and the passport."""

    id: UUID
    national_code: str
    name_fa: str
    surname_fa: str
    name_lat: str
    surname_lat: str
    father: str
    mother: str
    booklet_no: str
    booklet_series: str
    booklet_serial: str
    place_issue: str
    birth_place: str
    birth_date: date
    sex: Sex
    marital: Marital
    military_status: MilitaryStatus | None = None
    passport_no: str = ""
    passport_expiry: date | None = None
    nationality_other: str = ""
    reads_persian: bool = True
    special_needs: str = ""

    @property
    def full_name_fa(self) -> str:
        return f"{self.name_fa} {self.surname_fa}"

    @property
    def full_name_lat(self) -> str:
        return f"{self.name_lat} {self.surname_lat}"


@dataclass(frozen=True, slots=True)
class Residence:
    """Where the person lives abroad, and the address in Iran."""

    country: str
    """ISO 3166 alpha-2."""
    city: str
    line1: str
    line2: str
    postal: str
    address_iran: str
    postal_iran: str
    in_passport: str
    """The residence entry of the passport: `IR` or another ISO country (rule R6)."""
    abroad_since: date | None = None


@dataclass(frozen=True, slots=True)
class Permit:
    """The residence permit of the host country; of a citizen, or of somebody without one, the kind alone."""

    kind: PermitKind
    number: str = ""
    issuer: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    email: str
    phone: str
    phone_second: str = ""
    contact_in_iran: str = ""
    language: str = "fa"

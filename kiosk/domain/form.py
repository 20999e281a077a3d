"""What a form asks: its fields, and the pages of the registration."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.bilingual import Bilingual


class FieldType(StrEnum):
    """What is typed into a field; `kiosk.domain.answers` has a rule for each."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    """Several lines."""
    PERSIAN_NAME = "persian-name"
    LATIN_NAME = "latin-name"
    DATE = "date"
    CHOICE = "choice"
    NUMBER = "number"
    DIGITS = "digits"
    """A number that is no quantity: leading zeros count."""
    NATIONAL_CODE = "national-code"
    PASSPORT = "passport"
    BOOKLET_SERIES = "booklet-series"
    EMAIL = "email"
    PHONE = "phone"
    POSTAL_IRAN = "postal-iran"
    COUNTRY = "country"


_IN_LATIN = frozenset({FieldType.LATIN_NAME, FieldType.PASSPORT, FieldType.EMAIL, FieldType.PHONE})


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class RequestField:
    """One thing that the applicant states.

    Dates are stored as ISO text, choices by id, countries by two letters, all else as it is written.
    """

    id: str
    type: FieldType
    label: Bilingual
    help: Bilingual | None = None
    mandatory: bool = True
    latin: bool = False
    choices: tuple[Choice, ...] = ()
    least: int | None = None
    """Fewest letters; of a number, the least one."""
    most: int | None = None
    """Most letters; of a number, the greatest one."""
    past: bool = False
    """A day that is not later than today."""
    future: bool = False
    """A day that is not earlier than today."""
    after: str | None = None
    """The field whose day this one must not precede."""
    ages: str | None = None
    """Of a birth date: the full years it must make today, such as `0..14`."""
    when: str | None = None
    """Asked only then: see `kiosk.domain.answers.asked`."""

    @property
    def in_latin(self) -> bool:
        """Whether it is typed and shown from left to right."""
        return self.latin or self.type in _IN_LATIN


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of the registration, recorded as a whole."""

    id: str
    name: Bilingual
    fields: tuple[RequestField, ...]

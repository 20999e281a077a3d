"""Who acts for a child, and what shows that they may.  Source: domain.md 2.0 (R1), 3.2."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.person import Person

OF_AGE = 18
"""Years."""

BASIS = RequestField(
    "basis",
    FieldType.CHOICE,
    Bilingual("سمت", "In which capacity"),
    choices=(
        Choice("father", Bilingual("پدر", "father")),
        Choice("paternal-grandfather", Bilingual("جد پدری", "paternal grandfather")),
        Choice("guardian", Bilingual("قیم", "appointed guardian")),
        Choice("proxy", Bilingual("وکیل رسمی پدر", "the father's official proxy")),
    ),
)
PAPER = RequestField(
    "paper",
    FieldType.TEXT,
    Bilingual("مدرک سمت", "The paper that shows it"),
    help=Bilingual(
        "مانند شناسنامه کودک یا قیم‌نامه، با شماره.", "Such as the child's birth booklet, with its number."
    ),
    most=120,
)
FORM = (BASIS, PAPER)


_BOOKLET = (
    *("name_fa", "surname_fa", "father", "mother", "birth_date"),
    *("booklet_no", "booklet_series", "booklet_serial"),
)


def as_in_booklet(known: Person, said: Person) -> bool:
    """Whether somebody has the child's birth booklet before them, as far as words can show it."""
    return all(getattr(known, name) == getattr(said, name) for name in _BOOKLET)


@dataclass(frozen=True, slots=True)
class Guardianship:
    minor_id: UUID
    guardian_id: UUID
    basis: str
    paper: str

"""What comes of a request beside a certificate: booklets, stamps, files, confirmations.

Source: domain.md 2.0 (output classes, R10), 2.3, 3.5.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import Output
from kiosk.domain.errors import Refused
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.numbering import CertificateNumber
from kiosk.domain.reason import required_entry
from kiosk.text.digits import to_ascii

MOST_USES = 99
MOST_COMPANIONS = 20
_BLANK = re.compile(r"[a-z][a-z-]{1,15}:[A-Z0-9-]{4,20}")


class Origin(StrEnum):
    """Where a booklet was filled in."""

    HERE = "here"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class StampMade:
    """A stamp as it stands in the passport; one without days has neither `since` nor `until`."""

    page: str
    since: date | None = None
    until: date | None = None
    uses: int = 1
    companions: int = 0

    def facts(self) -> dict[str, str]:
        """
        Raises:
            Refused: "text.empty" (details: field), "output.days" , "output.uses" (most),
                "output.companions" (most).
        """
        page = required_entry(to_ascii(self.page), "page", 20)
        if (self.since is None) is not (self.until is None) or (
            self.since and self.until and self.until < self.since
        ):
            raise Refused("output.days")
        if not 1 <= self.uses <= MOST_USES:
            raise Refused("output.uses", most=MOST_USES)
        if not 0 <= self.companions <= MOST_COMPANIONS:
            raise Refused("output.companions", most=MOST_COMPANIONS)
        days = (
            {"since": self.since.isoformat(), "until": self.until.isoformat()}
            if self.since and self.until
            else {}
        )
        return {"page": page, **days, "uses": str(self.uses), "companions": str(self.companions)}


@dataclass(frozen=True, slots=True)
class BookletMade:
    """A booklet of secure stock that was filled in."""

    blank: str
    """Kind and serial, such as `passport:K12345678`."""
    came_from: Origin
    old_returned: bool
    """Whether the former booklet was cancelled and given back or kept."""

    def tidied(self) -> str:
        """The blank in its stored spelling.

        Raises:
            Refused: "output.blank" (details: example).
        """
        kind, colon, serial = to_ascii(self.blank).strip().partition(":")
        blank = f"{kind.strip().lower()}{colon}{serial.strip().upper()}"
        if not _BLANK.fullmatch(blank):
            raise Refused("output.blank", example="passport:K12345678")
        return blank

    def facts(self) -> dict[str, str]:
        return {"came_from": self.came_from.value, "old_returned": "yes" if self.old_returned else "no"}


@dataclass(frozen=True, slots=True)
class Made:
    """One line of the register."""

    id: UUID
    request_id: UUID
    number: CertificateNumber
    kind: Output
    blank: str | None
    local_day: date
    made_by: UUID
    made_at: datetime
    facts: Mapping[str, str] = field(default_factory=dict)
    void_reason: str | None = None
    version: int = 1


STAMP_FORM: Sequence[RequestField] = (
    RequestField(
        "page",
        FieldType.DIGITS,
        Bilingual("صفحه گذرنامه", "Page of the passport"),
        help=Bilingual("صفحه‌ای که مهر بر آن خورد.", "The page that bears the stamp."),
        most=3,
    ),
    RequestField("since", FieldType.DATE, Bilingual("معتبر از", "Valid from"), mandatory=False),
    RequestField(
        "until", FieldType.DATE, Bilingual("معتبر تا", "Valid until"), after="since", when="since=*"
    ),
    RequestField("uses", FieldType.NUMBER, Bilingual("شمار سفر", "Journeys"), least=1, most=MOST_USES),
    RequestField(
        "companions", FieldType.NUMBER, Bilingual("شمار همراهان", "Companions"), least=0, most=MOST_COMPANIONS
    ),
)
"""What is written down of a stamp."""

KINDS_OF_BLANKS: Mapping[str, Choice] = {
    each.id: each
    for each in (
        Choice("passport", Bilingual("گذرنامه", "passport")),
        Choice("birth-booklet", Bilingual("شناسنامه", "birth booklet")),
        Choice("laissez-passer", Bilingual("برگ عبور", "laissez-passer")),
    )
}
"""The kinds of numbered forms, by the code that a booklet's line in the register begins with."""

BOOKLET_FORM: Sequence[RequestField] = (
    RequestField(
        "kind",
        FieldType.CHOICE,
        Bilingual("نوع سند سفید", "Kind of blank"),
        choices=tuple(KINDS_OF_BLANKS.values()),
    ),
    RequestField(
        "serial",
        FieldType.TEXT,
        Bilingual("سریال", "Serial"),
        help=Bilingual("همان‌گونه که بر سند چاپ شده است.", "As printed on the blank."),
        latin=True,
        least=4,
        most=20,
    ),
    RequestField(
        "origin",
        FieldType.CHOICE,
        Bilingual("محل صدور", "Filled in"),
        choices=(
            Choice("here", Bilingual("در همین نمایندگی", "at this office")),
            Choice("centre", Bilingual("در مرکز", "at the centre")),
        ),
    ),
    RequestField(
        "old",
        FieldType.CHOICE,
        Bilingual("سند پیشین", "The former booklet"),
        choices=(
            Choice("yes", Bilingual("باطل و پس داده شد", "was cancelled and given back")),
            Choice("no", Bilingual("در کار نیست", "there is none")),
        ),
    ),
)
"""What is written down of a booklet."""

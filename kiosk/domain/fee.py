"""The bank slip that was seen, or why no fee is due.  No money passes the counter.  Source: domain.md 2.6."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.text.digits import to_ascii
from kiosk.text.fold import forbidden, normalise

LIMIT = 64
REASON_LIMIT = 300
MOST_CENTS = 10_000_000
"""In hundredths of the currency's unit: no consular fee comes near a hundred thousand."""

NUMBER = Bilingual("شماره فیش", "Slip no.")
BANK = Bilingual("بانک", "Bank")
PAID_ON = Bilingual("تاریخ پرداخت", "Date paid")
AMOUNT = Bilingual("مبلغ", "Amount")
REASON = Bilingual("دلیل معافیت", "Reason of the exemption")


@dataclass(frozen=True, slots=True)
class FeeSlip:
    number: str
    paid_on: date
    amount_cents: int
    currency: str
    """ISO 4217, three capital letters."""
    bank: str


@dataclass(frozen=True, slots=True)
class Exempt:
    reason: str


@dataclass(frozen=True, slots=True)
class Fee:
    """How the fee of a request was settled."""

    paid: FeeSlip | Exempt
    login: str
    at: datetime


def checked(paid: FeeSlip | Exempt, today: date) -> FeeSlip | Exempt:
    """In the spelling that is stored: one slip is written in one way, so that it pays once.

    Raises:
        Refused: "text.empty", "text.too-long", "text.forbidden-character", "day.not-yet", "number.range",
            "fee.currency".
    """
    if isinstance(paid, Exempt):
        return Exempt(_line(paid.reason, REASON, REASON_LIMIT))
    if paid.paid_on > today:
        raise Refused("day.not-yet", field=PAID_ON)
    if not 0 < paid.amount_cents <= MOST_CENTS:
        raise Refused("number.range", field=AMOUNT, least=1, most=MOST_CENTS // 100)
    currency = paid.currency.strip().upper()
    if not re.fullmatch("[A-Z]{3}", currency):
        raise Refused("fee.currency")
    number = re.sub(r"[\s\u200c./-]", "", _line(paid.number, NUMBER, LIMIT))
    if not number:
        raise Refused("text.empty", field=NUMBER)
    bank = _line(paid.bank, BANK, LIMIT).upper()
    return replace(paid, number=number.upper(), currency=currency, bank=bank)


def _line(text: str, label: Bilingual, limit: int) -> str:
    if bad := forbidden(text):
        raise Refused("text.forbidden-character", field=label, code=f"U+{ord(bad[0]):04X}")
    line = normalise(to_ascii(text))
    if not line:
        raise Refused("text.empty", field=label)
    if len(line) > limit:
        raise Refused("text.too-long", field=label, limit=limit)
    return line


PAID, EXEMPT = "paid", "exempt"
SETTLED = "settled"
FORM: Sequence[RequestField] = (
    RequestField(
        SETTLED,
        FieldType.CHOICE,
        Bilingual("تعرفه", "The fee"),
        choices=(
            Choice(PAID, Bilingual("پرداخت شده است", "has been paid")),
            Choice(EXEMPT, Bilingual("معاف است", "is not due")),
        ),
    ),
    RequestField("number", FieldType.TEXT, NUMBER, latin=True, when=f"{SETTLED}={PAID}", most=40),
    RequestField("paid_on", FieldType.DATE, PAID_ON, past=True, when=f"{SETTLED}={PAID}"),
    RequestField(
        "amount",
        FieldType.NUMBER,
        AMOUNT,
        help=Bilingual("واحدهای کامل؛ صدم‌ها جداگانه.", "Whole units; hundredths stand apart."),
        most=99_999,
        when=f"{SETTLED}={PAID}",
    ),
    RequestField(
        "cents",
        FieldType.NUMBER,
        Bilingual("صدم‌ها", "Hundredths"),
        mandatory=False,
        most=99,
        when=f"{SETTLED}={PAID}",
    ),
    RequestField(
        "currency",
        FieldType.TEXT,
        Bilingual("ارز", "Currency"),
        help=Bilingual("سه حرف، مانند EUR.", "Three letters, such as EUR."),
        latin=True,
        least=3,
        most=3,
        when=f"{SETTLED}={PAID}",
    ),
    RequestField("bank", FieldType.TEXT, BANK, when=f"{SETTLED}={PAID}", most=40),
    RequestField("reason", FieldType.TEXT, REASON, when=f"{SETTLED}={EXEMPT}", most=200),
)
"""What is written down of a fee."""


def paid(said: Mapping[str, str]) -> FeeSlip | Exempt:
    """The answers of `FORM`."""
    if said[SETTLED] == EXEMPT:
        return Exempt(said["reason"])
    cents = int(said["amount"]) * 100 + int(said.get("cents") or 0)
    return FeeSlip(said["number"], date.fromisoformat(said["paid_on"]), cents, said["currency"], said["bank"])

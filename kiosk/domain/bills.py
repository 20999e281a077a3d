"""Medical bills as they are typed: one a line, `date; kind; amount currency`.  Source: domain.md 2.5, 2.7.

Travel, food and lodging are not accepted; they stand apart and count in no total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Refused
from kiosk.domain.typed_day import read_day
from kiosk.text.digits import to_ascii, to_persian
from kiosk.text.fold import search_key

MOST = 200
"""Lines."""


class BillKind(StrEnum):
    TREATMENT = "treatment"
    HOSPITAL = "hospital"
    MEDICINE = "medicine"
    TEST = "test"
    TRAVEL = "travel"
    FOOD = "food"
    LODGING = "lodging"
    OTHER = "other"


KINDS: Mapping[BillKind, Bilingual] = {
    BillKind.TREATMENT: Bilingual("درمان", "treatment"),
    BillKind.HOSPITAL: Bilingual("بیمارستان", "hospital"),
    BillKind.MEDICINE: Bilingual("دارو", "medicine"),
    BillKind.TEST: Bilingual("آزمایش", "test"),
    BillKind.TRAVEL: Bilingual("سفر", "travel"),
    BillKind.FOOD: Bilingual("خوراک", "food"),
    BillKind.LODGING: Bilingual("اقامت", "lodging"),
    BillKind.OTHER: Bilingual("سایر", "other"),
}
EXCLUDED = frozenset({BillKind.TRAVEL, BillKind.FOOD, BillKind.LODGING})

_ALSO: Mapping[BillKind, tuple[str, ...]] = {
    BillKind.TREATMENT: ("جراحی", "پزشک", "surgery", "doctor"),
    BillKind.HOSPITAL: ("بستری", "clinic"),
    BillKind.MEDICINE: ("drugs", "pharmacy"),
    BillKind.TEST: ("تصویربرداری", "tests", "laboratory", "imaging"),
    BillKind.TRAVEL: ("بلیت", "رفت‌وآمد", "تاکسی", "ticket", "transport", "taxi", "flight"),
    BillKind.FOOD: ("غذا", "meal", "meals", "restaurant"),
    BillKind.LODGING: ("هتل", "hotel", "accommodation", "rent"),
}
_BY_NAME = {
    search_key(name): kind
    for kind, names in KINDS.items()
    for name in (kind.value, names.fa, names.en, *_ALSO.get(kind, ()))
}

_AMOUNT = re.compile(r"(\d{1,3}(?:([.,٬' ])\d{3})(?:\2\d{3})*|\d{1,9})(?:[.,٫](\d{1,2}))?")
_MONEY = re.compile(r"(?P<amount>[\d.,٫٬' ]+?) *(?P<currency>[A-Za-z]{3})")


@dataclass(frozen=True, slots=True)
class Bill:
    day: date
    kind: BillKind
    amount: int
    """In hundredths of the currency's unit."""
    currency: str
    """ISO 4217, three capital letters."""

    @property
    def accepted(self) -> bool:
        return self.kind not in EXCLUDED


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The bills that are accepted and those that stand apart, each with its sums by currency."""

    accepted: tuple[Bill, ...]
    excluded: tuple[Bill, ...]

    @property
    def totals(self) -> Mapping[str, int]:
        return sums(self.accepted)

    @property
    def left_out(self) -> Mapping[str, int]:
        return sums(self.excluded)


def parse(text: str) -> tuple[Bill, ...]:
    """
    Raises:
        Refused: "bills.line" (details: line) for one that does not read `date; kind; amount currency`,
            "bills.kind" (line, kinds), "bills.none", "bills.too-many" (most), or what is wrong with a day.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused("bills.none")
    if len(lines) > MOST:
        raise Refused("bills.too-many", most=MOST)
    return tuple(_bill(number, line) for number, line in enumerate(lines, 1))


def reckon(bills: Iterable[Bill]) -> Reckoned:
    every = tuple(bills)
    return Reckoned(
        tuple(bill for bill in every if bill.accepted), tuple(bill for bill in every if not bill.accepted)
    )


def sums(bills: Iterable[Bill]) -> Mapping[str, int]:
    """Currency → hundredths of its unit, in the order of the currencies' letters."""
    totals: dict[str, int] = {}
    for bill in bills:
        totals[bill.currency] = totals.get(bill.currency, 0) + bill.amount
    return dict(sorted(totals.items()))


def amounts(totals: Mapping[str, int]) -> Bilingual:
    """`1,200.50 EUR` for each currency, as both languages write it."""
    english = ", ".join(f"{amount(cents)} {currency}" for currency, cents in totals.items())
    persian = "، ".join(f"{_persian(cents)} {currency}" for currency, cents in totals.items())
    return Bilingual(persian, english)


def amount(cents: int) -> str:
    units, rest = divmod(cents, 100)
    return f"{units:,}.{rest:02d}" if rest else f"{units:,}"


def _persian(cents: int) -> str:
    return to_persian(amount(cents)).replace(",", "٬").replace(".", "٫")


def _bill(number: int, line: str) -> Bill:
    parts = [part.strip() for part in re.split("[;؛]", line)]
    if len(parts) != 3:
        raise Refused("bills.line", line=number)
    day, kind, money = parts
    known = _BY_NAME.get(search_key(kind))
    if known is None:
        raise Refused("bills.kind", line=number, kinds=_kinds())
    cents, currency = _money(number, money)
    return Bill(read_day(day).day, known, cents, currency)


def _money(number: int, text: str) -> tuple[int, str]:
    read = _MONEY.fullmatch(to_ascii(text))
    whole = _AMOUNT.fullmatch(read["amount"]) if read else None
    if read is None or whole is None:
        raise Refused("bills.line", line=number)
    units = int(re.sub(r"\D", "", whole[1]))
    cents = units * 100 + int((whole[3] or "").ljust(2, "0"))
    if cents == 0:
        raise Refused("bills.line", line=number)
    return cents, read["currency"].upper()


def _kinds() -> Bilingual:
    return Bilingual(
        "، ".join(name.fa for name in KINDS.values()), ", ".join(name.en for name in KINDS.values())
    )

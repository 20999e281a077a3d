"""Medical bills as a certificate lists them: accepted ones with their totals, the others apart.

Source: domain.md 2.5 (travel, food and lodging are not accepted), 5.3.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import jalali_text
from kiosk.domain.errors import Refused
from kiosk.domain.paper import Bill, BillList
from kiosk.domain.typed_day import read_day
from kiosk.text.digits import to_ascii, to_persian
from kiosk.text.fold import search_key

_KINDS = (
    Bilingual("درمان", "treatment"),
    Bilingual("بیمارستان", "hospital"),
    Bilingual("دارو", "medicine"),
    Bilingual("آزمایش", "test"),
    Bilingual("سایر", "other"),
)
_EXCLUDED = (Bilingual("سفر", "travel"), Bilingual("خوراک", "food"), Bilingual("اقامت", "lodging"))
_BY_NAME = {search_key(name): kind for kind in (*_KINDS, *_EXCLUDED) for name in (kind.fa, kind.en)}
_MONEY = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,2}))? *([A-Za-z]{3})")


class _Read(NamedTuple):
    day: date
    kind: Bilingual
    amount: int
    """In hundredths of the currency's unit."""
    currency: str

    @property
    def accepted(self) -> bool:
        return self.kind not in _EXCLUDED


def bill_list(text: str) -> BillList:
    """Lines of `date; kind; amount currency`.

    Raises:
        Refused: "bills.line" (details: line) for one that cannot be read, or what is wrong with a day.
    """
    bills = [_read(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    accepted = [bill for bill in bills if bill.accepted]
    sums: dict[str, int] = {}
    for bill in accepted:
        sums[bill.currency] = sums.get(bill.currency, 0) + bill.amount
    return BillList(
        accepted=tuple(map(_said, accepted)),
        totals=tuple(_money(amount, currency) for currency, amount in sorted(sums.items())),
        excluded=tuple(_said(bill) for bill in bills if not bill.accepted),
    )


def _money(amount: int, currency: str) -> Bilingual:
    """`۱٬۲۵۰٫۵۰ EUR` and `1,250.50 EUR`."""
    written = f"{amount // 100:,}.{amount % 100:02}"
    persian = to_persian(written.replace(",", "٬").replace(".", "٫"))
    return Bilingual(f"{persian} {currency}", f"{written} {currency}")


def _said(bill: _Read) -> Bill:
    on = Bilingual(to_persian(jalali_text(bill.day)), bill.day.isoformat())
    return Bill(on, bill.kind, _money(bill.amount, bill.currency))


def _read(number: int, line: str) -> _Read:
    cells = [cell.strip() for cell in re.split("[;؛]", line)]
    money = _MONEY.fullmatch(to_ascii(cells[-1]).replace("٬", "").replace(",", "").replace("٫", "."))
    kind = _BY_NAME.get(search_key(cells[1])) if len(cells) == 3 else None
    if kind is None or money is None:
        raise Refused("bills.line", line=number)
    whole, part, currency = money.groups()
    cents = int(whole) * 100 + int((part or "").ljust(2, "0"))
    return _Read(read_day(cells[0]).day, kind, cents, currency.upper())

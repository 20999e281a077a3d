"""Medical bills as a certificate lists them: accepted ones with their totals, the others apart.

Source: domain.md 2.5 (travel, food and lodging are not accepted), 5.3.
"""

from __future__ import annotations

from kiosk.domain import bills
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import jalali_text
from kiosk.domain.paper import Bill, BillList
from kiosk.text.digits import to_persian


def bill_list(text: str) -> BillList:
    """Lines of `date; kind; amount currency`; nothing is listed of no text.

    Raises:
        Refused: as `kiosk.domain.bills.parse`.
    """
    if not text.strip():
        return BillList((), (), ())
    reckoned = bills.reckon(bills.parse(text))
    return BillList(
        accepted=tuple(map(_said, reckoned.accepted)),
        totals=tuple(_money(amount, currency) for currency, amount in reckoned.totals.items()),
        excluded=tuple(map(_said, reckoned.excluded)),
    )


def _money(amount: int, currency: str) -> Bilingual:
    """`۱٬۲۵۰٫۵۰ EUR` and `1,250.50 EUR`."""
    written = f"{amount // 100:,}.{amount % 100:02}"
    persian = to_persian(written.replace(",", "٬").replace(".", "٫"))
    return Bilingual(f"{persian} {currency}", f"{written} {currency}")


def _said(bill: bills.Bill) -> Bill:
    on = Bilingual(to_persian(jalali_text(bill.day)), bill.day.isoformat())
    return Bill(on, bills.KINDS[bill.kind], _money(bill.amount, bill.currency))

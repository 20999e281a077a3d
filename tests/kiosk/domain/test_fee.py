"""What is written down of a fee."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.domain.answers import FormRefused, check_all
from kiosk.domain.fee import EXEMPT, FORM, PAID, SETTLED, Exempt, FeeSlip, paid
from tests.makers import TODAY

SLIP = {"number": "4711", "paid_on": "2026-11-20", "amount": "۴۰", "currency": "EUR", "bank": "Sample Bank"}


@pytest.mark.parametrize(
    ("cents", "hundredths"), [({}, 4_000), ({"cents": "5"}, 4_005), ({"cents": "50"}, 4_050)]
)
def test_a_slip_is_read_to_the_hundredth(cents: dict[str, str], hundredths: int) -> None:
    said = check_all(FORM, {SETTLED: PAID, **SLIP, **cents}, TODAY)

    assert paid(said) == FeeSlip("4711", date(2026, 11, 20), hundredths, "EUR", "Sample Bank")


def test_who_is_exempt_says_why_and_nothing_of_a_slip() -> None:
    assert paid(check_all(FORM, {SETTLED: EXEMPT, "reason": "a student"}, TODAY)) == Exempt("a student")


@pytest.mark.parametrize(
    "wrong", [{"number": ""}, {"cents": "100"}, {"currency": "EURO"}, {"paid_on": "2030-01-01"}]
)
def test_a_slip_that_cannot_be_is_refused_by_its_field(wrong: dict[str, str]) -> None:
    with pytest.raises(FormRefused) as refused:
        check_all(FORM, {SETTLED: PAID, **SLIP, **wrong}, TODAY)

    assert set(refused.value.problems) == set(wrong)

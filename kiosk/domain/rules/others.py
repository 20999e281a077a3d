"""Rules of criminal-record letters, medical papers and fees.  Source: domain.md 2.1, 2.5 to 2.7."""

from __future__ import annotations

from datetime import timedelta

from kiosk.domain import bills
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.draft import OVER
from kiosk.domain.errors import Refused
from kiosk.domain.request import RequestState
from kiosk.domain.rule import Weight
from kiosk.domain.rules.case import OUT, Case
from kiosk.domain.rules.days import add_months
from kiosk.domain.rules.finding import ASK, MET, NOT_APPLICABLE, Finding, broken, said
from kiosk.domain.verification import Verdict

RECORD, INTERIM = "PCC-01", "PCC-02"
LETTER_DAYS = 30


def open_request(case: Case) -> Finding:
    """One that is in progress here is known; one filed elsewhere is for the clerk to find by its code."""
    records = case.of_service(RECORD)
    if any(each.state not in OVER and each.state is not RequestState.INITIAL for each in records):
        return MET
    return ASK


def interim_month(case: Case) -> Finding:
    """A letter is valid for a month, and within a month the certificate itself should be here."""
    for each in case.of_service(INTERIM):
        if each.state in OUT and each.day + timedelta(days=LETTER_DAYS) >= case.today:
            return broken(
                said("گواهی {day} هنوز معتبر است", "the letter of {day} is still valid", day=each.day)
            )
    received = case.day("received_on")
    if received is not None and add_months(received, 1) < case.today:
        return broken(
            said("درخواست در {day} دریافت شده است", "the request was received on {day}", day=received)
        )
    return MET


def excluded_bills(case: Case) -> Finding:
    """What is not accepted stands apart and counts in no total; something must be left to confirm."""
    try:
        reckoned = bills.reckon(bills.parse(case.answers.get("bills", "")))
    except Refused:
        return ASK
    if not reckoned.accepted:
        return broken(Bilingual("هیچ صورت‌حساب پذیرفتنی نمانده است", "no bill is left that is accepted"))
    if reckoned.excluded:
        return broken(
            said(
                "{count} صورت‌حساب پذیرفته نمی‌شود: {left}؛ جمع پذیرفته: {total}",
                "{count} bills are not accepted: {left}; accepted in all: {total}",
                count=len(reckoned.excluded),
                left=bills.amounts(reckoned.left_out),
                total=bills.amounts(reckoned.totals),
            ),
            Weight.ADVISES,
        )
    return MET


def fee_due(case: Case) -> Finding:
    """A slip that was seen has to be written down, or it could pay twice."""
    if case.fee_seen:
        return MET
    if case.price is not None:
        return broken(
            said(
                "تعرفه {amount} {currency} ثبت نشده است",
                "the fee of {amount} {currency} is not written down",
                amount=case.price.said_amount,
                currency=case.price.currency,
            )
        )
    if case.slot("fee-slip") is None:
        return NOT_APPLICABLE
    if case.said_of("fee-slip") is Verdict.MATCH:
        return broken(Bilingual("شماره فیش هنوز ثبت نشده است", "the slip is not written down yet"))
    return NOT_APPLICABLE

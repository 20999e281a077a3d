"""Seals and keys for tests, drawn by Hypothesis."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from kiosk.domain import tracking
from kiosk.domain.seal import (
    DOCUMENT_LETTERS,
    EPOCH,
    NAME_LETTERS,
    NO_DATE,
    CertificateSeal,
    ReceiptSeal,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./"

days = st.integers(0, NO_DATE - 1).map(lambda number: EPOCH + timedelta(days=number))
offices = st.integers(1, 0xFFFF)
codes = st.integers(0, 2**tracking.RANDOM_BITS - 1).map(lambda bits: tracking.make(lambda _: bits))


def words(letters: int) -> st.SearchStrategy[str]:
    """Text that the seal keeps as it is: the filler may stand inside, not at the end."""
    return st.text(LETTERS + "<", max_size=letters).map(lambda text: text.rstrip("<"))


receipts = st.builds(
    ReceiptSeal, office=offices, tracking_code=codes, issued_on=days, expires_on=st.none() | days
)
certificates = st.builds(
    CertificateSeal,
    office=offices,
    jalali_year=st.integers(0, 0xFFFF),
    service=words(6),
    serial=st.integers(0, 2**32 - 1),
    issued_on=days,
    expires_on=st.none() | days,
    digest=st.binary(min_size=16, max_size=16),
    name=words(NAME_LETTERS),
    document=words(DOCUMENT_LETTERS),
    duplicate=st.sampled_from((0, 0, 1, 2, 99)),
)
seals = receipts | certificates


def a_receipt(office: int = 723) -> ReceiptSeal:
    return ReceiptSeal(office, "7K4MQ2XP9TRA", date(2026, 11, 20), None)


def a_certificate(office: int = 723) -> CertificateSeal:
    return CertificateSeal(
        office=office,
        jalali_year=1405,
        service="STU-02",
        serial=123,
        issued_on=date(2026, 11, 24),
        expires_on=date(2027, 5, 24),
        digest=bytes(range(16)),
        name="KARIMI<<SARA",
        document="K00000001",
    )

"""Invented seals as a scanner types them; the signatures are made up, nobody verifies them here."""

from __future__ import annotations

from datetime import date
from hashlib import sha512

from kiosk.domain import tracking
from kiosk.domain.seal import CertificateSeal, ReceiptSeal, SealKind, body, to_digits

KEY_ID = b"\x01\x02\x03\x04"


TRACKING_CODE = tracking.make(lambda bits: 0x5A17C3D2E4B6F % (1 << bits))


def receipt_digits(seed: int = 1, tracking_code: str = TRACKING_CODE) -> str:
    seal = ReceiptSeal(
        office=7, tracking_code=tracking_code, issued_on=date(2025, 3, 21), expires_on=date(2025, 9, 21)
    )
    return to_digits(SealKind.RECEIPT, body(seal, KEY_ID), _signature(seed))


def certificate_digits() -> str:
    seal = CertificateSeal(
        office=7,
        jalali_year=1404,
        service="STU-02",
        serial=12,
        issued_on=date(2025, 3, 21),
        expires_on=None,
        digest=bytes(16),
        name="NEMUNEI<<SARA",
        document="K12345678",
    )
    return to_digits(SealKind.CERTIFICATE, body(seal, KEY_ID), _signature(2))


def _signature(seed: int) -> bytes:
    return sha512(str(seed).encode()).digest()

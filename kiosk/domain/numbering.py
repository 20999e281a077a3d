"""Certificate numbers, gapless per office, Jalali year and service.  Source: domain.md 3.6."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.domain.errors import Refused

_PATTERN = re.compile(r"([1-9][0-9]{0,4})/([0-9]{4})/([A-Z]{3}-[0-9]{2})/((?!0+$)[0-9]{6}|[1-9][0-9]{6,})")
"""One text for each number: no second spelling by leading zeros, and none numbered nought."""


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """Written `723/1405/STU-02/000123`."""

    office: str
    jalali_year: int
    service: str
    serial: int

    def __str__(self) -> str:
        return f"{self.office}/{self.jalali_year:04d}/{self.service}/{self.serial:06d}"


def parse_number(text: str) -> CertificateNumber:
    """
    Raises:
        Refused: "certificate.number".
    """
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise Refused("certificate.number")
    office, year, service, serial = match.groups()
    return CertificateNumber(office, int(year), service, int(serial))

"""Whom a service is for, as far as the register tells.  Source: domain.md 2.1."""

from __future__ import annotations

from datetime import date

from kiosk.domain.answers import age_on, years
from kiosk.domain.catalogue import Service
from kiosk.domain.errors import Refused
from kiosk.domain.person import Sex


def require_offered(service: Service, today: date) -> None:
    """
    Raises:
        Refused: "filing.not-offered" for good, "filing.not-today" before or after its days.
    """
    if service.retired:
        raise Refused("filing.not-offered", service=service.name)
    if not service.offered_on(today):
        raise Refused("filing.not-today", service=service.name)


def require_eligible(service: Service, birth: date, sex: Sex, today: date) -> None:
    """
    Raises:
        Refused: "filing.age" (details: service, age, least, most), "filing.men-only", "filing.women-only".
    """
    if service.sex is not None and sex is not service.sex:
        key = "filing.men-only" if service.sex is Sex.MALE else "filing.women-only"
        raise Refused(key, service=service.name)
    if service.ages is not None and (age := age_on(birth, today)) not in (fitting := years(service.ages)):
        raise Refused("filing.age", service=service.name, age=age, least=fitting[0], most=fitting[-1])

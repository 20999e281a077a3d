"""Tells a clerk, before a case is taken, that few of the forms are left that it needs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kiosk.domain.stock import KINDS
from kiosk.services import stock
from screens.base import KioskScreen


async def tell_shortage(screen: KioskScreen[Any], request_id: UUID) -> None:
    """Source: domain.md 7, two months without blank passports."""
    short = await screen.ask(stock.shortage, screen.desk, screen.officer, request_id)
    if short is not None:
        screen.warn(
            screen.words(
                "Blanks of the kind “{name}” left at this office: {count}. Tell the applicant first.",
                name=screen.words.pick(KINDS[short.kind].name),
                count=short.left,
            )
        )

"""What F10 on the card offers for a request beside its next step."""

from __future__ import annotations

from typing import Any

from kiosk.domain.appointment import Appointment
from kiosk.domain.card import RequestSummary
from kiosk.domain.ending import Ending
from kiosk.domain.verification import Hands
from screens.base import KioskScreen
from screens.counter import appointing, originals
from screens.counter.endings import end


async def more(
    screen: KioskScreen[Any], request: RequestSummary, made: Appointment | None, hands: Hands | None
) -> bool:
    """Whether anything was done.  `made`: its appointment; `hands`: who has its originals."""
    beside = [*appointing.offered(request, made), *originals.offered(screen, hands)]
    done = await end(screen, request.id, beside)
    if done in appointing.DEEDS:
        return await appointing.carry_out(screen, request, done)
    if done in originals.DEEDS:
        return await originals.carry_out(screen, request.id, done)
    if done is not None and done is not Ending.LINK:
        await originals.ask_where(screen, request.id, originals.GIVEN_BACK)
    return done is not None

"""A letter to the centre, printed as it was stored."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kiosk.services import centre
from screens.base import KioskScreen
from screens.papers import save_paper


async def print_letter(screen: KioskScreen[Any], letter_id: UUID) -> None:
    opened = await screen.ask(centre.open_letter, screen.desk, screen.officer, letter_id)
    if opened is not None:
        letter = opened.letter
        await save_paper(screen, opened.pdf, f"letter-{letter.jalali_year}-{letter.serial:06d}")

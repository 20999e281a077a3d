"""The numbered form that a certificate is printed upon: what is in the printer, and when it is spoiled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from kiosk.domain.certificate import Sheet
from kiosk.domain.roles import Officer
from kiosk.domain.stock_forms import IN_THE_PRINTER
from kiosk.services import blank_sheets, printing
from kiosk.services.issuing import CertificateOnPaper
from screens.base import KioskScreen
from screens.counter.second import confirmed
from screens.widgets.ask_form import AskForm

Print = Callable[[str], Awaitable[CertificateOnPaper | None]]


async def on_a_sheet(screen: KioskScreen[Any], request_id: UUID, act: Print) -> CertificateOnPaper | None:
    """What `act` makes of the serial in the printer, empty for plain paper; None: the officer went back.

    The next form in hand is proposed; where `act` refuses, the serial comes back as it was typed.
    """
    needed = await screen.ask(blank_sheets.needed, screen.desk, screen.officer, request_id)
    if needed is None:
        return None
    if not needed.kind:
        return await act("")
    typed = {IN_THE_PRINTER.id: needed.serial}
    while True:
        asking = AskForm(
            lambda: screen.words("Which blank lies in the printer?"),
            (IN_THE_PRINTER,),
            screen.desk.today(),
            typed,
        )
        said = await screen.app.push_screen_wait(asking)
        if said is None:
            return None
        taken = await act(said[IN_THE_PRINTER.id])
        if taken is not None:
            return taken
        typed = said


async def spoil_sheet(
    screen: KioskScreen[Any], request_id: UUID, sheet: Sheet, reason: str
) -> CertificateOnPaper | None:
    """Kept for destruction, once a second person has signed."""
    command = screen.desk.command("certificate:paper:spoiled", screen.officer)

    def question() -> str:
        return screen.words(
            "Blank {serial}: spoiled, kept for destruction. This cannot be undone.",
            serial=screen.words.code(sheet.serial),
        )

    def act(second: Officer) -> CertificateOnPaper:
        return printing.blank_is_spoiled(screen.desk, command, request_id, (reason, second))

    return await confirmed(screen, question, act)

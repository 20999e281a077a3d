"""Entering a sheet that was written by hand: asked until it is taken or given up."""

from __future__ import annotations

from typing import Any

from kiosk.domain.command import OfficerCommand
from kiosk.domain.hand_sheet import HandSheet, Serial
from kiosk.domain.sheet_form import NUMBER, entry_form
from kiosk.services import hand_sheets, sheet_entry
from kiosk.services.desk import Desk
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.widgets.ask_form import Answers, AskForm, ask_until_taken


async def ask_and_enter(screen: KioskScreen[Any]) -> bool:
    """Which sheet, and what it says.  False: the officer went back."""

    async def act(said: Answers) -> HandSheet | None:
        return await screen.ask(hand_sheets.sheet, screen.desk, screen.officer, said["number"])

    sheet = await ask_until_taken(screen, msgid("Which sheet is entered?"), NUMBER, act)
    return sheet is not None and await _entered(screen, sheet)


async def enter(screen: KioskScreen[Any], typed: str) -> bool:
    """The same for a sheet whose number was scanned or typed."""
    sheet = await screen.ask(hand_sheets.sheet, screen.desk, screen.officer, typed)
    return sheet is not None and await _entered(screen, sheet)


async def _entered(screen: KioskScreen[Any], sheet: HandSheet) -> bool:
    """The form comes back as it was typed until it is taken."""
    writers = await screen.ask(hand_sheets.writers, screen.desk, screen.officer)
    if writers is None:
        return False
    serial = str(Serial(screen.desk.office.code, sheet.no))

    def title() -> str:
        return screen.words("What does sheet {serial} say?", serial=screen.words.code(serial))

    typed = {"written_by": screen.officer.login}
    while True:
        asking = AskForm(title, entry_form(writers), screen.desk.today(), typed)
        said = await screen.app.push_screen_wait(asking)
        if said is None:
            return False
        typed = said
        command = screen.desk.command("sheet:record:entered", screen.officer)
        if await screen.carry_out(_enter, screen.desk, command, sheet.no, said) is not None:
            screen.inform(
                "Sheet {serial} is entered. A supervisor compares it with the paper and confirms it.",
                serial=screen.words.code(serial),
            )
            return True


def _enter(desk: Desk, command: OfficerCommand, no: int, answers: Answers) -> HandSheet:
    return sheet_entry.enter(desk, command, no, sheet_entry.said(answers))

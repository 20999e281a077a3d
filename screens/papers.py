"""Slips and receipts to the station's printer; certificates go through their own screen."""

from __future__ import annotations

from typing import Any

from screens.base import KioskScreen


async def save_paper(screen: KioskScreen[Any], pdf: bytes, title: str) -> None:
    """Hand a paper to the printer and say where it went."""
    job = await screen.ask(screen.desk.printer.send, pdf, title)
    if job is not None:
        screen.inform("Sent to {printer}: {job}", printer=screen.desk.printer.name, job=job)


async def print_for_applicant(screen: KioskScreen[Any], pdf: bytes, title: str, paper: str) -> None:
    """The same for somebody whom printers and jobs do not concern.  `paper`: its name, translated."""
    if await screen.ask(screen.desk.printer.send, pdf, title) is not None:
        screen.inform("“{paper}” is being printed. Take it from the printer.", paper=paper)

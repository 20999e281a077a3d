"""Slips and receipts to the station's printer; certificates go through their own screen."""

from __future__ import annotations

from typing import Any

from screens.base import KioskScreen


async def save_paper(screen: KioskScreen[Any], pdf: bytes, title: str) -> None:
    """Hand a paper to the printer and say where it went; to an applicant a path says nothing."""
    job = await screen.ask(screen.desk.printer.send, pdf, title)
    if job is None:
        return
    if screen.app.officer is None:
        screen.inform("Sent to the printer: {paper}", paper=screen.words.code(title))
    else:
        screen.inform("Sent to {printer}: {job}", printer=screen.desk.printer.name, job=job)

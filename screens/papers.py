"""Slips and receipts to the station's printers; certificates go through their own screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screens.base import KioskScreen

if TYPE_CHECKING:
    from kiosk.services.tools import Printer


async def save_paper(
    screen: KioskScreen[Any], pdf: bytes, title: str, printer: Printer | None = None
) -> None:
    """Hand a paper to a printer, the usual one unless another is named, and say where it went."""
    printer = printer or screen.desk.printer
    job = await screen.ask(printer.send, pdf, title)
    if job is not None:
        screen.inform("Sent to {printer}: {job}", printer=printer.name, job=job)


async def save_receipt(screen: KioskScreen[Any], pdf: bytes, tracking_code: str) -> None:
    """Hand a receipt to what receipts are printed on."""
    await save_paper(screen, pdf, f"receipt-{tracking_code}", screen.desk.receipt_printer)


async def save_ticket(screen: KioskScreen[Any], pdf: bytes, number: str) -> None:
    """Hand a ticket to what tickets are printed on."""
    await save_paper(screen, pdf, f"ticket-{number}", screen.desk.ticket_printer)


async def print_for_applicant(
    screen: KioskScreen[Any], pdf: bytes, names: tuple[str, str], printer: Printer | None = None
) -> bool:
    """The same for somebody whom printers and jobs do not concern; whether it was sent.

    `names`: the paper's title for the printer, and its name for the applicant, translated.
    """
    title, paper = names
    if await screen.ask((printer or screen.desk.printer).send, pdf, title) is None:
        return False
    screen.inform("“{paper}” is being printed. Take it from the printer.", paper=paper)
    return True

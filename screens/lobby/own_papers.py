"""What an applicant takes along: the receipt and the form, and both again.  Source: domain.md S43, S44."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kiosk.services import filing
from screens.lobby.base import LobbyScreen
from screens.papers import print_for_applicant


async def print_receipt(screen: LobbyScreen[Any], request_id: UUID) -> str | None:
    """The tracking code, once there is a receipt, printed or not; a second one is marked as a duplicate."""
    receipt = await screen.carry_out(filing.issue_receipt, screen.desk, screen.by, request_id)
    if receipt is None:
        return None
    code = receipt.paper.tracking_code
    names = f"receipt-{code}", screen.words("Receipt")
    await print_for_applicant(screen, receipt.pdf, names, screen.desk.receipt_printer)
    return code


async def print_form(screen: LobbyScreen[Any], request_id: UUID, tracking_code: str) -> None:
    form = await screen.carry_out(filing.request_form, screen.desk, screen.by, request_id)
    if form is not None:
        await print_for_applicant(screen, form, (f"form-{tracking_code}", screen.words("Request form")))

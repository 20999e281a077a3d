"""The delivery register of a day, printed from the supervisor's screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import FieldType, RequestField
from kiosk.services import delivery_papers
from screens.base import KioskScreen
from screens.papers import save_paper
from screens.widgets.ask_form import AskForm

_FORM: Sequence[RequestField] = (
    RequestField("day", FieldType.DATE, Bilingual("روز تحویل", "Day of the hand-overs"), past=True),
)


async def save_register(screen: KioskScreen[Any]) -> None:
    """Ask for the day, which is today unless one says otherwise, and print what was handed over on it."""
    today = screen.desk.today()
    asking = AskForm(
        lambda: screen.words("Print the delivery register"), _FORM, today, {"day": today.isoformat()}
    )
    said = await screen.app.push_screen_wait(asking)
    if said is None:
        return
    day = date.fromisoformat(said["day"])
    pdf = await screen.ask(delivery_papers.register_page, screen.desk, screen.officer, day)
    if pdf is not None:
        await save_paper(screen, pdf, f"register-{day.isoformat()}")

"""A supervisor says no to a request: for a coded reason, in words, and once more asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.ending import Refusal
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.reason import LIMIT
from kiosk.domain.request import Request
from kiosk.services import ending
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.widgets.ask_form import Answers, ask_until_taken
from screens.widgets.dialogs import Confirm

_CODES: Mapping[Refusal, Bilingual] = {
    Refusal.FORGED: Bilingual("مدارک جعلی", "forged documents"),
    Refusal.NOT_ENTITLED: Bilingual("نداشتن شرایط", "not entitled"),
    Refusal.CENTRE_SAID_NO: Bilingual("مخالفت مرکز", "the centre said no"),
    Refusal.NO_CAPACITY: Bilingual("نبود اهلیت", "no capacity"),
    Refusal.UNDER_PRESSURE: Bilingual("اجبار", "under pressure"),
    Refusal.OTHER: Bilingual("دلیل دیگر", "another reason"),
}
_FORM = (
    RequestField(
        "code",
        FieldType.CHOICE,
        Bilingual("علت رد", "Why it is refused"),
        choices=tuple(Choice(code.value, name) for code, name in _CODES.items()),
    ),
    RequestField("words", FieldType.LONG_TEXT, Bilingual("توضیح", "In words"), most=LIMIT),
)


async def refuse(screen: KioskScreen[Any], request: Request) -> bool:
    """Whether it was refused; the applicant's letter names no reason."""

    async def act(said: Answers) -> Request | None:
        if not await _is_sure(screen, request):
            return None
        reason = (Refusal(said["code"]), said["words"])
        command = screen.desk.command("request:record:refused", screen.officer)
        return await screen.carry_out(ending.refuse, screen.desk, command, request.id, reason)

    return await ask_until_taken(screen, msgid("Refuse the request"), _FORM, act) is not None


async def _is_sure(screen: KioskScreen[Any], request: Request) -> bool:
    confirm = Confirm(
        lambda: screen.words(
            "Refuse request {code}? This cannot be undone. The applicant is told by e-mail, not why.",
            code=request.tracking_code,
        ),
        lambda: screen.words("Refuse"),
    )
    return await screen.app.push_screen_wait(confirm) is True

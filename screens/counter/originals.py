"""Where the originals on the counter are: asked when a walk is taken over and when it is decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice
from kiosk.domain.originals import Lying
from kiosk.domain.verification import Hands, Holder
from kiosk.services import originals
from screens.base import KioskScreen
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm

CAME_OVER, GIVEN_BACK, STAY = "originals-came-over", "originals-given-back", "originals-stay"
DEEDS = frozenset({CAME_OVER, GIVEN_BACK})
_SHOWN = 4
"""So many requests are named at sign-out."""
_NAMES = {
    CAME_OVER: Bilingual("اصل مدارک را از همکار تحویل گرفتم", "The originals came over to me"),
    GIVEN_BACK: Bilingual("اصل مدارک به متقاضی بازگردانده شد", "The originals were given back"),
}
_LEFT = Choice(STAY, Bilingual("هنوز نزد همکار است", "No, the colleague still has them"))
_HERE = Choice(STAY, Bilingual("تا زمان تحویل نزد من می‌ماند", "They stay with me until the hand-over"))


def offered(screen: KioskScreen[Any], hands: Hands | None) -> list[Choice]:
    """What can be said of a request's originals while somebody here has them."""
    holder = hands.originals if hands else None
    if holder is None:
        return []
    mine = holder.officer_id == screen.officer.id
    return [_choice(deed) for deed in _NAMES if not (mine and deed == CAME_OVER)]


async def carry_out(screen: KioskScreen[Any], request_id: UUID, deed: str) -> bool:
    """Whether it was done."""
    if deed == CAME_OVER:
        return await _take_over(screen, request_id) is not None
    command = screen.desk.command("request:originals:given-back", screen.officer)
    return await screen.carry_out(originals.give_back, screen.desk, command, request_id) is not None


async def ask_came_over(screen: KioskScreen[Any], request_id: UUID, holder: Holder) -> Holder:
    """Who has them now; without an answer it is whoever had them."""
    said = await screen.app.push_screen_wait(
        Choose(
            lambda: screen.words("{login} has the originals. Did they come over to you?", login=holder.login),
            [_choice(CAME_OVER), _LEFT],
            CAME_OVER,
        )
    )
    taken = await _take_over(screen, request_id) if said == CAME_OVER else None
    return taken or holder


async def ask_where(screen: KioskScreen[Any], request_id: UUID, likely: str) -> None:
    """Once a walk is over and they are still on the desk; `likely`: the answer that Enter gives."""
    if not await screen.ask(originals.on_desk, screen.desk, screen.officer, request_id):
        return
    choices = [_choice(GIVEN_BACK), _HERE]
    question = Choose(lambda: screen.words("Where are the originals now?"), choices, likely)
    if await screen.app.push_screen_wait(question) == GIVEN_BACK:
        await carry_out(screen, request_id, GIVEN_BACK)


async def may_leave(screen: KioskScreen[Any], lying: Sequence[Lying]) -> bool:
    """Whether the officer signs out although originals still lie here."""

    def said() -> str:
        codes = [screen.words.code(each.tracking_code) for each in lying[:_SHOWN]]
        more = ["…"] if len(lying) > _SHOWN else []
        return screen.words(
            "Originals of these requests are still with you: {codes}. Give them back, or pass them on.",
            codes=screen.words.series([*codes, *more]),
        )

    leave = Confirm(said, lambda: screen.words("Sign out all the same"))
    return not lying or await screen.app.push_screen_wait(leave) is True


async def _take_over(screen: KioskScreen[Any], request_id: UUID) -> Holder | None:
    command = screen.desk.command("request:originals:taken-over", screen.officer)
    return await screen.carry_out(originals.take_over, screen.desk, command, request_id)


def _choice(deed: str) -> Choice:
    return Choice(deed, _NAMES[deed])

"""What is asked where a stamp, a booklet or a confirmation is made, and where something is handed over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from uuid import UUID

from kiosk.domain import hand_over
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice
from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.made import BOOKLET_FORM, STAMP_FORM, BookletMade, Origin, StampMade
from kiosk.services import handing_over, outputs
from kiosk.services.counter_steps import Step
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.widgets.ask_form import Answers, ask_until_taken
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm

TOLD, GIVEN = "told", "given"
_FILE = (
    Choice(GIVEN, Bilingual("آنچه مرکز فرستاد تحویل شود", "hand over what the centre sent")),
    Choice(TOLD, Bilingual("تنها پاسخ مرکز اعلام شود", "tell the centre's answer alone")),
)


async def take(screen: KioskScreen[None], step: Step, request_id: UUID) -> bool:
    """Carry the step out; False where the officer went back."""
    return await _STEPS[step](screen, request_id)


async def _stamp(screen: KioskScreen[None], request_id: UUID) -> bool:
    async def act(said: Answers) -> object:
        since, until = (
            date.fromisoformat(said[name]) if said.get(name) else None for name in ("since", "until")
        )
        made = StampMade(said["page"], since, until, int(said["uses"]), int(said["companions"]))
        command = screen.desk.command("output:stamp:made", screen.officer)
        return await screen.carry_out(outputs.stamp, screen.desk, command, request_id, made)

    return await ask_until_taken(screen, msgid("Write down the stamp"), STAMP_FORM, act) is not None


async def _booklet(screen: KioskScreen[None], request_id: UUID) -> bool:
    async def act(said: Answers) -> object:
        made = BookletMade(f"{said['kind']}:{said['serial']}", Origin(said["origin"]), said["old"] == "yes")
        command = screen.desk.command("output:booklet:filled", screen.officer)
        return await screen.carry_out(outputs.fill_booklet, screen.desk, command, request_id, made)

    question = msgid("Write down the blank that was used")
    return await ask_until_taken(screen, question, BOOKLET_FORM, act) is not None


async def _look(screen: KioskScreen[None], request_id: UUID) -> bool:
    if not await _agreed(
        screen, msgid("Was every word of the booklet compared and is it right?"), msgid("It is right")
    ):
        return False
    command = screen.desk.command("output:booklet:good", screen.officer)
    return await screen.carry_out(outputs.booklet_is_good, screen.desk, command, request_id) is not None


async def _confirm(screen: KioskScreen[None], request_id: UUID) -> bool:
    if not await _agreed(screen, msgid("Has it been confirmed in the system?"), msgid("It is confirmed")):
        return False
    command = screen.desk.command("output:confirmation:made", screen.officer)
    return await screen.carry_out(outputs.confirm, screen.desk, command, request_id) is not None


async def _notify(screen: KioskScreen[None], request_id: UUID) -> bool:
    if not await _agreed(
        screen, msgid("The applicant is told by e-mail, and the request is done."), msgid("Tell")
    ):
        return False
    command = screen.desk.command("request:notice:given", screen.officer)
    return await screen.carry_out(outputs.notify, screen.desk, command, request_id) is not None


async def _hand_over(screen: KioskScreen[None], request_id: UUID) -> bool:
    async def act(said: Answers) -> object:
        given = HandOver(
            Capacity(said["capacity"]),
            *(said.get(name, "") for name in ("recipient", "identity_paper", "identity_no", "proxy_paper")),
        )
        command = screen.desk.command("request:output:handed-over", screen.officer)
        return await screen.carry_out(handing_over.hand_over, screen.desk, command, request_id, given)

    return await ask_until_taken(screen, msgid("Hand over"), hand_over.FORM, act) is not None


async def _file(screen: KioskScreen[None], request_id: UUID) -> bool:
    chosen = await screen.app.push_screen_wait(
        Choose(lambda: screen.words("What did the centre send?"), _FILE, GIVEN)
    )
    if chosen is None:
        return False
    return await (_hand_over if chosen == GIVEN else _notify)(screen, request_id)


_STEPS: Mapping[Step, Callable[[KioskScreen[None], UUID], Awaitable[bool]]] = {
    Step.STAMP: _stamp,
    Step.BOOKLET: _booklet,
    Step.LOOK_AT_BOOKLET: _look,
    Step.CONFIRM: _confirm,
    Step.NOTIFY: _notify,
    Step.HAND_OVER: _hand_over,
    Step.HAND_OVER_OR_NOTIFY: _file,
}


async def _agreed(screen: KioskScreen[None], question: str, yes: str) -> bool:
    confirm = Confirm(lambda: screen.words(question), lambda: screen.words(yes))
    return await screen.app.push_screen_wait(confirm) is True

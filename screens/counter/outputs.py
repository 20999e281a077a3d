"""What is asked where a stamp, a booklet or a confirmation is made, and where something is handed over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.made import MOST_COMPANIONS, MOST_USES, BookletMade, Origin, StampMade
from kiosk.services import handing_over, outputs
from kiosk.services.next_step import Step
from kiosk.strict import msgid
from screens.base import KioskScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm

STAMP_FORM: Sequence[RequestField] = (
    RequestField(
        "page",
        FieldType.DIGITS,
        Bilingual("صفحه گذرنامه", "Page of the passport"),
        help=Bilingual("صفحه‌ای که مهر بر آن خورد.", "The page that bears the stamp."),
        most=3,
    ),
    RequestField("since", FieldType.DATE, Bilingual("معتبر از", "Valid from"), mandatory=False),
    RequestField(
        "until", FieldType.DATE, Bilingual("معتبر تا", "Valid until"), after="since", when="since=*"
    ),
    RequestField("uses", FieldType.NUMBER, Bilingual("شمار سفر", "Journeys"), least=1, most=MOST_USES),
    RequestField(
        "companions", FieldType.NUMBER, Bilingual("شمار همراهان", "Companions"), least=0, most=MOST_COMPANIONS
    ),
)
BOOKLET_FORM: Sequence[RequestField] = (
    RequestField(
        "kind",
        FieldType.CHOICE,
        Bilingual("نوع سند سفید", "Kind of blank"),
        choices=(
            Choice("passport", Bilingual("گذرنامه", "passport")),
            Choice("birth-booklet", Bilingual("شناسنامه", "birth booklet")),
            Choice("laissez-passer", Bilingual("برگ عبور", "laissez-passer")),
        ),
    ),
    RequestField(
        "serial",
        FieldType.TEXT,
        Bilingual("سریال", "Serial"),
        help=Bilingual("همان‌گونه که بر سند چاپ شده است.", "As printed on the blank."),
        latin=True,
        least=4,
        most=20,
    ),
    RequestField(
        "origin",
        FieldType.CHOICE,
        Bilingual("محل صدور", "Filled in"),
        choices=(
            Choice("here", Bilingual("در همین نمایندگی", "at this office")),
            Choice("centre", Bilingual("در مرکز", "at the centre")),
        ),
    ),
    RequestField(
        "old",
        FieldType.CHOICE,
        Bilingual("سند پیشین", "The former booklet"),
        choices=(
            Choice("yes", Bilingual("باطل و پس داده شد", "was cancelled and given back")),
            Choice("no", Bilingual("در کار نیست", "there is none")),
        ),
    ),
)
HAND_OVER_FORM: Sequence[RequestField] = (
    RequestField(
        "capacity",
        FieldType.CHOICE,
        Bilingual("گیرنده", "Who takes it"),
        choices=(
            Choice("self", Bilingual("خود متقاضی", "the applicant")),
            Choice("guardian", Bilingual("ولی یا قیم", "the guardian")),
            Choice("proxy", Bilingual("وکیل یا نماینده", "a proxy")),
            Choice("post", Bilingual("پست", "the post")),
        ),
    ),
    RequestField(
        "recipient",
        FieldType.TEXT,
        Bilingual("نام گیرنده", "Recipient's name"),
        when="capacity=proxy",
        most=120,
    ),
    RequestField(
        "identity_paper",
        FieldType.CHOICE,
        Bilingual("مدرک هویتی دیده‌شده", "Identity paper seen"),
        choices=(
            Choice("national-card", Bilingual("کارت ملی", "national card")),
            Choice("passport", Bilingual("گذرنامه", "passport")),
            Choice("birth-booklet", Bilingual("شناسنامه", "birth booklet")),
        ),
        when="capacity!=post",
    ),
    RequestField(
        "identity_no",
        FieldType.TEXT,
        Bilingual("شماره مدرک یا مرسوله", "Its number, or the consignment's"),
        latin=True,
        most=40,
    ),
    RequestField(
        "proxy_paper",
        FieldType.TEXT,
        Bilingual("وکالت‌نامه و شماره آن", "The proxy's paper and its number"),
        when="capacity=proxy",
        most=120,
    ),
)
TOLD, GIVEN = "told", "given"
_FILE = (
    Choice(GIVEN, Bilingual("آنچه مرکز فرستاد تحویل شود", "hand over what the centre sent")),
    Choice(TOLD, Bilingual("تنها پاسخ مرکز اعلام شود", "tell the centre's answer alone")),
)


async def take(screen: KioskScreen[None], step: Step, request_id: UUID) -> bool:
    """Carry the step out; False where the officer went back or it was refused."""
    return await _STEPS[step](screen, request_id)


async def _stamp(screen: KioskScreen[None], request_id: UUID) -> bool:
    said = await _asked(screen, msgid("Write down the stamp"), STAMP_FORM)
    if said is None:
        return False
    since, until = (date.fromisoformat(said[name]) if said.get(name) else None for name in ("since", "until"))
    made = StampMade(said["page"], since, until, int(said["uses"]), int(said["companions"]))
    command = screen.desk.command("output:stamp:made", screen.officer)
    return await screen.carry_out(outputs.stamp, screen.desk, command, request_id, made) is not None


async def _booklet(screen: KioskScreen[None], request_id: UUID) -> bool:
    said = await _asked(screen, msgid("Write down the blank that was used"), BOOKLET_FORM)
    if said is None:
        return False
    made = BookletMade(f"{said['kind']}:{said['serial']}", Origin(said["origin"]), said["old"] == "yes")
    command = screen.desk.command("output:booklet:filled", screen.officer)
    return await screen.carry_out(outputs.fill_booklet, screen.desk, command, request_id, made) is not None


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
    said = await _asked(screen, msgid("Hand over"), HAND_OVER_FORM)
    if said is None:
        return False
    given = HandOver(
        Capacity(said["capacity"]),
        *(said.get(name, "") for name in ("recipient", "identity_paper", "identity_no", "proxy_paper")),
    )
    command = screen.desk.command("request:output:handed-over", screen.officer)
    return await screen.carry_out(handing_over.hand_over, screen.desk, command, request_id, given) is not None


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


async def _asked(
    screen: KioskScreen[None], question: str, fields: Sequence[RequestField]
) -> dict[str, str] | None:
    return await screen.app.push_screen_wait(
        AskForm(lambda: screen.words(question), fields, screen.desk.today())
    )


async def _agreed(screen: KioskScreen[None], question: str, yes: str) -> bool:
    confirm = Confirm(lambda: screen.words(question), lambda: screen.words(yes))
    return await screen.app.push_screen_wait(confirm) is True

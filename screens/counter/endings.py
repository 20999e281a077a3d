"""What can be done to a request beside taking it along: chosen, given a reason, asked once more, done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import RequestSummary
from kiosk.domain.ending import CODE, EARLIER, REASON, Ending, Refusal, link_form, refusal_form
from kiosk.domain.form import Choice, RequestField
from kiosk.domain.request import Request
from kiosk.services import ending, stock
from kiosk.services.ending import OpenEndings
from kiosk.strict import msgid
from kiosk.words import Words
from screens.base import KioskScreen
from screens.widgets.ask_form import Answers, ask_until_taken
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm


@dataclass(frozen=True, slots=True)
class _Deed:
    name: Bilingual
    question: str
    """A msgid: the head of its form."""
    command: str
    service: Callable[..., Request]


_DEEDS: Mapping[Ending, _Deed] = {
    Ending.RETURN: _Deed(
        Bilingual("عودت برای اصلاح", "Return it for correction"),
        msgid("What must the applicant put right?"),
        "request:record:returned",
        ending.return_for_correction,
    ),
    Ending.REFUSE: _Deed(
        Bilingual("رد درخواست", "Refuse it"),
        msgid("Why is it refused?"),
        "request:record:refused",
        ending.refuse,
    ),
    Ending.CANCEL: _Deed(
        Bilingual("لغو درخواست", "Cancel it"),
        msgid("Why is it cancelled?"),
        "request:record:cancelled",
        ending.cancel,
    ),
    Ending.LINK: _Deed(
        Bilingual("پیوند به درخواست دیگر همین شخص", "Tie it to another request of this person"),
        msgid("To which request does it belong?"),
        "request:record:linked",
        ending.link,
    ),
    Ending.VOID: _Deed(
        Bilingual("ابطال آنچه صادر شده است", "Declare void what was issued"),
        msgid("Why is it void?"),
        "request:output:voided",
        ending.void,
    ),
    Ending.REOPEN: _Deed(
        Bilingual("بازگشایی تطبیق", "Open its verification again"),
        msgid("Why is its verification opened again?"),
        "request:walk:reopened",
        ending.reopen,
    ),
}

_FINAL = frozenset({Ending.CANCEL, Ending.REFUSE, Ending.VOID})
"""What nobody can undo is asked once more."""


async def end(screen: KioskScreen[Any], request_id: UUID, beside: Sequence[Choice] = ()) -> str | None:
    """What the officer chose and the service did, or which of those `beside`; None: nothing was done."""
    found = await screen.ask(ending.open_endings, screen.desk, screen.officer, request_id)
    if found is None:
        return None
    choices = [Choice(kind.value, deed.name) for kind, deed in _DEEDS.items() if kind in found.kinds]
    choices += beside
    if not choices:
        screen.inform("Nothing else can be done with this request now.")
        return None
    said = await screen.app.push_screen_wait(
        Choose(
            lambda: screen.words("Request {code}: what is to be done?", code=found.request.tracking_code),
            choices,
            "",
        )
    )
    if said is None:
        return None
    if said in [choice.id for choice in beside]:
        return said
    kind = Ending(said)
    return kind if await _carry_out(screen, kind, found) else None


async def _carry_out(screen: KioskScreen[Any], kind: Ending, found: OpenEndings) -> bool:
    deed = _DEEDS[kind]

    async def act(said: Answers) -> Request | None:
        if kind in _FINAL and not await _is_sure(screen, kind, found.request.tracking_code):
            return None
        command = screen.desk.command(deed.command, screen.officer)
        return await screen.carry_out(
            deed.service, screen.desk, command, found.request.id, *_details(kind, said)
        )

    if await ask_until_taken(screen, deed.question, _form(screen, kind, found), act) is None:
        return False
    screen.inform("Done.")
    if kind is Ending.VOID:
        await _tell_what_is_out(screen, found.request.id)
    return True


async def _tell_what_is_out(screen: KioskScreen[Any], request_id: UUID) -> None:
    """A void paper on a numbered form is to be brought back."""
    serials = await screen.ask(stock.still_out, screen.desk, screen.officer, request_id)
    if serials:
        screen.inform(
            "Blank {serials} is void with it. Once it is brought back: Blanks, then More.",
            serials=screen.words.code(serials),
        )


def _form(screen: KioskScreen[Any], kind: Ending, found: OpenEndings) -> tuple[RequestField, ...]:
    match kind:
        case Ending.REFUSE:
            return refusal_form(found.codes)
        case Ending.LINK:
            return link_form([Choice(str(each.id), _name(screen, each)) for each in found.others])
    return (REASON,)


def _details(kind: Ending, said: Answers) -> tuple[object, ...]:
    """What the service wants to know beside the request."""
    match kind:
        case Ending.REFUSE:
            return ((Refusal(said[CODE]), said[REASON.id]),)
        case Ending.LINK:
            return UUID(said[EARLIER]), said[REASON.id]
    return (said[REASON.id],)


async def _is_sure(screen: KioskScreen[Any], kind: Ending, code: str) -> bool:
    confirm = Confirm(lambda: _warning(screen.words, kind, code), lambda: screen.words("Yes, do it"))
    return await screen.app.push_screen_wait(confirm) is True


def _warning(words: Words, kind: Ending, code: str) -> str:
    match kind:
        case Ending.REFUSE:
            return words(
                "Refuse request {code}? That cannot be undone. The applicant's e-mail names no reason.",
                code=code,
            )
        case Ending.VOID:
            return words(
                "Declare void what was issued for request {code}? Its number stays used and its seal says "
                "“void” from now on. That cannot be undone.",
                code=code,
            )
    return words(
        "Cancel request {code}? That cannot be undone: the applicant would have to file a new one.", code=code
    )


def _name(screen: KioskScreen[Any], request: RequestSummary) -> Bilingual:
    """A request of the person, in one line."""
    service = screen.desk.catalogue.service(request.service)
    day = screen.desk.office.local_day(request.filed_at)

    def in_words(words: Words) -> str:
        parts = (
            words.code(request.tracking_code),
            words.pick(service.name),
            words.label(request.state.value),
            words.short_day(day),
        )
        return " · ".join(parts)

    return Bilingual(in_words(Words("fa")), in_words(Words("en")))

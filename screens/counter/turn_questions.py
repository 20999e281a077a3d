"""What is asked when a ticket leaves the counter before its visit is over."""

from __future__ import annotations

from datetime import timedelta

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.queue import Ticket
from kiosk.services import calling
from kiosk.services.calling import NOTE_LIMIT
from kiosk.services.outlooks import group_name
from kiosk.strict import msgid
from kiosk.words import Words
from screens.base import KioskScreen
from screens.widgets.ask_form import Answers, ask_until_taken
from screens.widgets.choice_field import Choose

PROMISES = (10, 15, 20, 30, 45, 60, 90, 120)
"""Minutes."""
_USUAL = "15"
_PROMISED = msgid("in {count} minutes, at {time}")
GROUP, NOTE = "group", "note"


async def ask_promise(screen: KioskScreen[None], ticket: Ticket) -> Ticket | None:
    """None: the officer went back, or was told why not."""
    begun = screen.desk.now()
    chosen = await screen.app.push_screen_wait(
        Choose(lambda: screen.words("When does the ticket come back?"), _promises(screen), _USUAL)
    )
    if chosen is None:
        return None
    promised = begun + timedelta(minutes=int(chosen))
    command = screen.desk.command("queue:ticket:parked", screen.officer)
    return await screen.carry_out(calling.park, screen.desk, command, ticket.id, promised)


def _promises(screen: KioskScreen[None]) -> list[Choice]:
    now = screen.desk.office.local(screen.desk.now())

    def said(count: int, language: Language) -> str:
        words = Words(language)
        return words(_PROMISED, count=count, time=words.time(now + timedelta(minutes=count)))

    return [Choice(str(each), Bilingual(said(each, "fa"), said(each, "en"))) for each in PROMISES]


async def ask_other_group(screen: KioskScreen[None], ticket: Ticket) -> Ticket | None:
    """As `ask_promise`: where to, and what was done here."""

    async def act(said: Answers) -> Ticket | None:
        command = screen.desk.command("queue:ticket:redirected", screen.officer)
        to = (said[GROUP], said.get(NOTE, ""))
        return await screen.carry_out(calling.redirect, screen.desk, command, ticket.id, to)

    return await ask_until_taken(screen, msgid("Send to other counters"), _form(screen, ticket), act)


def _form(screen: KioskScreen[None], ticket: Ticket) -> tuple[RequestField, ...]:
    desk = screen.desk
    groups = (each for each in desk.office.queue.groups(desk.catalogue.groups) if each != ticket.group)
    choices = tuple(Choice(each, group_name(desk, each)) for each in groups)
    done = Bilingual("آنچه تا اینجا انجام شد", "What was done so far")
    return (
        RequestField(GROUP, FieldType.CHOICE, Bilingual("گروه", "Group"), choices=choices),
        RequestField(NOTE, FieldType.TEXT, done, mandatory=False, most=NOTE_LIMIT),
    )

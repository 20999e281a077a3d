"""What is asked when a supervisor directs a ticket."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.queue import Priority, Ticket
from kiosk.services import supervising
from kiosk.services.calling import NOTE_LIMIT
from kiosk.services.outlooks import group_name
from kiosk.strict import msgid
from kiosk.words import Words
from screens.base import KioskScreen
from screens.widgets.ask_form import Answers, ask_until_taken

_REASON = RequestField("reason", FieldType.TEXT, Bilingual("دلیل", "Reason"), most=120)


async def ask_group(screen: KioskScreen[None], ticket: Ticket) -> Ticket | None:
    """None: the officer went back."""
    desk = screen.desk
    groups = (each for each in desk.office.queue.groups(desk.catalogue.groups) if each != ticket.group)
    choices = tuple(Choice(each, group_name(desk, each)) for each in groups)
    note = Bilingual("یادداشت برای باجه", "Note for the counter")
    form = (
        RequestField("group", FieldType.CHOICE, Bilingual("گروه", "Group"), choices=choices),
        RequestField("note", FieldType.TEXT, note, mandatory=False, most=NOTE_LIMIT),
    )

    async def act(said: Answers) -> Ticket | None:
        command = desk.command("queue:ticket:reassigned", screen.officer)
        to = (said["group"], said.get("note", ""))
        return await screen.carry_out(supervising.reassign, desk, command, ticket.id, to)

    return await ask_until_taken(screen, msgid("Send to other counters"), form, act)


async def ask_why_back(screen: KioskScreen[None], ticket: Ticket) -> Ticket | None:
    """As `ask_group`."""

    async def act(said: Answers) -> Ticket | None:
        command = screen.desk.command("queue:ticket:taken-back", screen.officer)
        reason = said["reason"]
        return await screen.carry_out(supervising.take_back, screen.desk, command, ticket.id, reason)

    return await ask_until_taken(screen, msgid("Take the ticket back from its counter"), (_REASON,), act)


async def ask_priority(screen: KioskScreen[None], ticket: Ticket) -> Ticket | None:
    """As `ask_group`."""
    choices = tuple(_choice(each) for each in Priority if each is not ticket.precedence.priority)
    form = (
        RequestField("priority", FieldType.CHOICE, Bilingual("اولویت", "Priority"), choices=choices),
        _REASON,
    )

    async def act(said: Answers) -> Ticket | None:
        command = screen.desk.command("queue:ticket:prioritised", screen.officer)
        granted = (Priority(said["priority"]), said["reason"])
        return await screen.carry_out(supervising.prioritise, screen.desk, command, ticket.id, granted)

    return await ask_until_taken(screen, msgid("Another priority for this ticket"), form, act)


def _choice(priority: Priority) -> Choice:
    persian, english = Words("fa").label(priority.value), Words("en").label(priority.value)
    return Choice(priority.value, Bilingual(persian, english))

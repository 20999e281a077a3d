"""What a ticket may expect, in words: the same at the reception and in the lobby."""

from __future__ import annotations

from typing import Any

from textual.content import Content

from kiosk.domain.queue import Ticket
from kiosk.services import outlooks
from kiosk.services.outlooks import Outlook, group_name
from screens.base import KioskScreen
from screens.terminal.clean import plain


async def foretell(screen: KioskScreen[Any], ticket: Ticket) -> Outlook | None:
    """What the days before have taught of such a ticket.  None: the user was told why not."""
    said = await screen.ask(outlooks.outlook, screen.desk, ticket, screen.app.lessons)
    if said is not None:
        screen.app.lessons = said.lessons
    return said


def in_words(screen: KioskScreen[Any], said: Outlook) -> Content:
    """Three lines: the service, the people before, the wait."""
    group = screen.words.pick(group_name(screen.desk, said.ticket.group))
    ahead = screen.say("People before this one: {count}", count=said.ahead)
    least, most = said.minutes
    wait = (
        screen.say("Most people wait {least} to {most} minutes.", least=least, most=most)
        if said.interval.seen
        else screen.say("The wait is {least} to {most} minutes, by a mere guess.", least=least, most=most)
    )
    return Content("\n").join([plain(group).stylize("bold"), ahead, wait])

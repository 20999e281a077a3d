"""Reminders of what is ready and was not collected, by mail, every so many days.  Source: domain.md 6."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from kiosk.domain.bilingual import Language
from kiosk.domain.command import Command
from kiosk.domain.ending import OfficeClock
from kiosk.domain.hand_over import AFTER, collectable
from kiosk.domain.mail import Mail, MailKind
from kiosk.domain.request import Request
from kiosk.domain.roles import Actor
from kiosk.domain.wording import said_date
from kiosk.services import mailing
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

NAME = "request:ready:reminded"
AT_ONCE = 2_000
"""Requests of a state that are looked at in one transaction; what is left waits for the next day."""


def begin_day(desk: Desk) -> int:
    """Once in each of the office's days, whichever station is first, remind whom it is time to; how many."""
    if not desk.office.lives.remind:
        return 0
    day = f"{NAME} {desk.office.code} {desk.today().isoformat()}"
    command: Command[Actor] = desk.command(NAME, OfficeClock(desk.office.station), uuid5(NAMESPACE_OID, day))
    if desk.store.read(lambda work: work.commands.known(command.key)):
        return 0

    def act(work: Work) -> int:
        return _remind(desk, work, command) if work.commands.first_time(command) else 0

    return desk.store.write(act)


def reminded(desk: Desk, work: Work, waiting: Iterable[tuple[UUID, datetime]]) -> Mapping[UUID, datetime]:
    """When the last reminder was written; `waiting`: each request, and since when it is ready."""
    names: dict[str, UUID] = {}
    for request_id, since in waiting:
        last = _round(desk, since)
        # Today's round may be still to come.
        names |= {_name(request_id, since, each): request_id for each in (last - 1, last) if each > 0}
    found = work.outbox.queued(tuple(names)) if names else {}
    return {names[name]: found[name] for name in sorted(found, key=lambda each: found[each])}


def _remind(desk: Desk, work: Work, command: Command[Actor]) -> int:
    told = 0
    for state in AFTER:
        for request in work.requests.in_state(state, AT_ONCE):
            if collectable(request.state, request.course):
                since = work.requests.history(request.id)[-1].at
                told += _tell(desk, work, command, (request, since))
    return told


def _tell(desk: Desk, work: Work, command: Command[Actor], ready: tuple[Request, datetime]) -> bool:
    request, since = ready
    number = _round(desk, since)
    contact = work.people.file(request.filer_id).contact if number else None
    name = _name(request.id, since, number)
    if contact is None or not contact.email or work.outbox.queued([name]):
        return False
    language: Language = "en" if contact.language == "en" else "fa"
    values = {
        "service": desk.catalogue.service(request.service).name[language],
        "tracking_code": request.tracking_code,
        "ready_since": said_date(desk.office.local_day(since))[language],
    }
    mail = Mail(MailKind.REMINDER, contact.email, language, request.filer_id, values)
    mailing.queue(desk, work, mail, name)
    desk.note(work, command, request.id, number=number)
    return True


def _round(desk: Desk, since: datetime) -> int:
    """How many reminders are due by now."""
    remind = desk.office.lives.remind
    return (desk.now() - since) // timedelta(days=remind) if remind else 0


def _name(request_id: UUID, since: datetime, number: int) -> str:
    """Of what was made anew, the reminders begin anew."""
    return f"{request_id}:uncollected:{round(since.timestamp())}:{number}"

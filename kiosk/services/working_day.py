"""The day that everybody works on: opened by a supervisor, or by itself at the first ticket.

An office that never opens a day works as before: only a day that is being closed, or was, takes nothing more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from kiosk.domain.command import Command, OfficerCommand
from kiosk.domain.day import SEED_BYTES, OfficeDay, commitment_of, require_working
from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.roles import Action, Actor, Officer, require
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

OPENED = "day:record:opened"


def open_day(desk: Desk, command: OfficerCommand) -> OfficeDay:
    """Open today; the hash of the seed of its sample is written down.

    Raises:
        Conflict: "day.is-open" (details: day, by) when it was opened already, whoever did.
        Refused: "role.not-allowed".
    """
    require(command.by, Action.CLOSE_DAY)
    today = desk.office.local_day(command.at)

    def act(work: Work) -> OfficeDay:
        if not work.commands.first_time(command):
            return opened(desk, work, command)
        found = work.days.get(today)
        if found is not None:
            raise Conflict("day.is-open", day=today, by=found.opened_by)
        return _begin(desk, work, command, command.by.login)

    return desk.store.write(act)


def today(desk: Desk, officer: Officer) -> OfficeDay | None:
    """Today as it stands; None while nobody opened it and no ticket was given.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    return desk.store.read(lambda work: work.days.get(desk.today()))


def left_open(desk: Desk, officer: Officer) -> date | None:
    """The oldest day before today that was worked on and never closed.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    return desk.store.read(lambda work: work.days.left_open(desk.today()))


def opened(desk: Desk, work: Work, command: Command[Actor]) -> OfficeDay:
    """The day of the command, opened by the office itself if nobody did; nobody closes it meanwhile."""
    found = work.days.keep(desk.office.local_day(command.at))
    return found or _begin(desk, work, replace(command, name=OPENED), "")


def in_hand(desk: Desk, work: Work, command: Command[Actor], day: date) -> OfficeDay:
    """A day, on which nobody else works before this transaction has ended: what changes the day itself takes
    it whole at once, since two that share it first would wait for each other.  Only today can be new.

    Raises:
        Refused: "day.not-open".
    """
    found = work.days.lock(day)
    if found is None and day == desk.office.local_day(command.at):
        found = _made(desk, work, replace(command, name=OPENED), "") or work.days.lock(day)
    if found is None:
        raise Refused("day.not-open")
    return found


def require_open(desk: Desk, work: Work, at: datetime) -> None:
    """What an officer does at this moment belongs to a day that may still change.

    Raises:
        Refused: "day.closing", "day.closed" (details: day).
    """
    require_day_open(work, desk.office.local_day(at))


def require_day_open(work: Work, day: date) -> None:
    """Raises: what `require_open` raises."""
    require_working(work.days.keep(day))


def _begin(desk: Desk, work: Work, command: Command[Actor], by: str) -> OfficeDay:
    made = _made(desk, work, command, by) or work.days.keep(desk.office.local_day(command.at))
    if made is None:
        raise Refused("day.not-open")
    return made


def _made(desk: Desk, work: Work, command: Command[Actor], by: str) -> OfficeDay | None:
    """The day, begun now; None where another station began it at this moment."""
    seed = desk.random_bytes(SEED_BYTES)
    day = OfficeDay(
        day=desk.office.local_day(command.at),
        opened_at=command.at,
        opened_by=by,
        commitment=commitment_of(seed),
        locked_seed=desk.credentials.lock_away(seed.hex()),
    )
    if not work.days.begin(day):
        return None
    desk.note(work, command, day.day.isoformat(), commitment=day.commitment.hex())
    return day

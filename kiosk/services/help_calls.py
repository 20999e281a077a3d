"""The lobby's call for a clerk, heard at the counters.  Source: domain.md 4.2."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kiosk.domain.bilingual import Language
from kiosk.domain.help_call import RINGS_FOR, HelpCall
from kiosk.domain.roles import Action, Actor, Officer, require
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


def call(desk: Desk, lobby: Actor, language: Language) -> HelpCall:
    """Ask for a clerk; a station that already asks does not ask twice."""
    command = desk.command("lobby:help:called", lobby)

    def act(work: Work) -> HelpCall:
        for ringing in work.help_calls.open_since(command.at - RINGS_FOR):
            if ringing.station == lobby.station:
                return ringing
        made = HelpCall(command.key, lobby.station, language, command.at)
        work.help_calls.add(made)
        desk.note(work, command, made.id, language=language)
        return made

    return desk.store.write(act)


def waiting(desk: Desk) -> Sequence[HelpCall]:
    """Calls that nobody has answered, the oldest first; cheap, since every counter asks each second."""
    since = desk.now() - RINGS_FOR
    return desk.store.read(lambda work: work.help_calls.open_since(since))


def answer(desk: Desk, officer: Officer, call_id: UUID) -> str:
    """Take a call on: it rings nowhere any more.  The station that called.

    Raises:
        Conflict: "help.answered"; NotFound: "help.unknown"; Refused: "role.not-allowed".
    """
    require(officer, Action.ANSWER_CALL)
    command = desk.command("lobby:help:answered", officer)

    def act(work: Work) -> str:
        station = work.help_calls.answer(call_id, officer, command.at)
        desk.note(work, command, call_id)
        return station

    return desk.store.write(act)

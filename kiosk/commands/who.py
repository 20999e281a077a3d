"""Who asks and why: nobody reads personal data, or changes accounts, from the command line unnamed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.commands.asking import Asking
from kiosk.commands.errand import Errand
from kiosk.commands.faults import required, wrong_use
from kiosk.domain.errors import Refused
from kiosk.domain.roles import Officer, Role
from kiosk.services import signin
from kiosk.services.desk import Desk
from kiosk.strict import msgid
from kiosk.text.fold import forbidden, normalise

if TYPE_CHECKING:
    from kiosk.config import Config

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Asker:
    """`--as` and `--reason`."""

    login: str
    reason: str


def asker(by: str | None, reason: str | None, **other: object | None) -> Asker:
    """
    Raises:
        WrongUse: all that is missing, `other` arguments included, or a reason that says nothing.
    """
    required(**other, as_=by, reason=reason)
    said = normalise(reason or "")
    if not said:
        raise wrong_use("--reason", msgid("is empty"))
    if forbidden(said) or len(said) > LONGEST_REASON:
        raise wrong_use(
            "--reason", msgid("must be plain text of at most {limit} letters"), limit=LONGEST_REASON
        )
    return Asker(by or "", said)


@contextmanager
def opened(config: Config) -> Iterator[Desk]:
    """The desk of the office, closed at the end."""
    from data.store import Store
    from kiosk.wiring import open_desk

    desk = open_desk(config)
    try:
        yield desk
    finally:
        if isinstance(desk.store, Store):
            desk.store.close()


@contextmanager
def signed_in(errand: Errand, who: Asker) -> Iterator[tuple[Desk, Officer]]:
    """The desk and the officer at it, signed out at the end.

    Raises:
        Refused: "sign-in.…".
    """
    with opened(errand.config()) as desk:
        asking = Asking(errand.voice)
        password = asking.hidden(msgid("Password"))
        code = asking.hidden(msgid("One-time code"))
        officer = signin.sign_in(desk, who.login, password, code)
        try:
            yield desk, officer
        finally:
            signin.sign_out(desk, officer)


@contextmanager
def supervising(errand: Errand, who: Asker, what: str) -> Iterator[tuple[Desk, Officer]]:
    """Likewise for a supervisor who looks after accounts; `what` and the reason stand in the audit log.

    Raises:
        Refused: "role.not-allowed".
    """
    with signed_in(errand, who) as (desk, officer):
        if officer.role is not Role.SUPERVISOR:
            raise Refused("role.not-allowed", action="staff", role=officer.role.value)
        command = desk.command(what, officer)
        desk.store.write(lambda work: desk.note(work, command, officer.id, reason=who.reason))
        yield desk, officer

"""Applicants' accounts, within the transactions of whoever opens or enters one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.domain.applicant import AccountState, Applicant, ApplicantAccount, Known
from kiosk.domain.errors import Refused
from kiosk.domain.roles import Action, Actor, Officer, require
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


@dataclass(frozen=True, slots=True)
class Address:
    """Where mails go, and in which language."""

    email: str
    language: str


def require_front(by: Actor) -> None:
    """Whoever stands at the lobby screen, or an officer who helps.

    Raises:
        Refused: "role.not-allowed".
    """
    if isinstance(by, Officer):
        require(by, Action.ASSIST)


def with_account(desk: Desk, work: Work, by: Actor, known: Known, address: Address) -> Known:
    """The person with the account they have, or else with a new one.

    Raises:
        Refused: "account.closed".
    """
    if known.account is not None:
        active(known.account)
        return known
    command = desk.command("applicant:account:opened", by)
    account = ApplicantAccount(desk.new_key(), known.person_id, address.email, address.language)
    work.applicants.add(account, command.at, by.login)
    desk.note(work, command, known.person_id)
    return replace(known, account=account)


def active(account: ApplicantAccount | None) -> ApplicantAccount:
    """Raises Refused: "account.none", "account.closed"."""
    if account is None:
        raise Refused("account.none")
    if account.state is not AccountState.ACTIVE:
        raise Refused("account.closed")
    return account


def signed_in(desk: Desk, work: Work, by: Actor, known: Known) -> Applicant:
    """Begin a session; it is written down.

    Raises:
        Refused: "account.none", "account.closed".
    """
    account = active(known.account)
    command = desk.command("applicant:session:began", by)
    desk.note(work, command, known.person_id)
    return Applicant(account.id, known.person_id, known.name, by.station, command.at)

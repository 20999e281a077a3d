"""Somebody comes to another's counter, and does or confirms one thing there.  Source: domain.md 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from kiosk.domain.roles import Officer
from kiosk.domain.rules.finding import Flag
from kiosk.services import ruling, signin
from kiosk.services.desk import Desk

Answer = TypeVar("Answer")


def confirmed(desk: Desk, proof: tuple[str, str, str], act: Callable[[Officer], Answer]) -> Answer:
    """Do something that a second person confirms, whose login, password and one-time code these are.

    Signed in for this and nothing else; both ends stand in the audit log.

    Raises:
        Refused: as `kiosk.services.signin.sign_in`, and what `act` raises.
    """
    second = signin.sign_in(desk, *proof)
    try:
        return act(second)
    finally:
        signin.sign_out(desk, second)


def override(
    desk: Desk, proof: tuple[str, str, str], request_id: UUID, rule: str, reason: str
) -> tuple[Flag, ...]:
    """Let a request pass a rule as the supervisor whose login, password and one-time code these are.

    Raises:
        Refused: as `confirmed` and `kiosk.services.ruling.override`.
    """

    def act(supervisor: Officer) -> tuple[Flag, ...]:
        command = desk.command("request:rule:overridden", supervisor)
        return ruling.override(desk, command, request_id, rule, reason)

    return confirmed(desk, proof, act)

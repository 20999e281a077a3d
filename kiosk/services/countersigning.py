"""A supervisor comes to the clerk's counter and does one thing there.  Source: domain.md 4.1, 4.2."""

from __future__ import annotations

from uuid import UUID

from kiosk.domain.rules.finding import Flag
from kiosk.services import ruling, signin
from kiosk.services.desk import Desk


def override(
    desk: Desk, proof: tuple[str, str, str], request_id: UUID, rule: str, reason: str
) -> tuple[Flag, ...]:
    """Let a request pass a rule as the supervisor whose login, password and one-time code these are.

    Signed in for this and nothing else; both ends stand in the audit log.

    Raises:
        Refused: as `kiosk.services.signin.sign_in` and `kiosk.services.ruling.override`.
    """
    supervisor = signin.sign_in(desk, *proof)
    try:
        command = desk.command("request:rule:overridden", supervisor)
        return ruling.override(desk, command, request_id, rule, reason)
    finally:
        signin.sign_out(desk, supervisor)

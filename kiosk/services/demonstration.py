"""What a demonstration office shows to a newcomer without an authenticator; refused anywhere else."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kiosk.config import Config
from kiosk.domain.errors import Refused, Unavailable
from kiosk.services.desk import Desk

FILE = "demonstration.json"


@dataclass(frozen=True, slots=True)
class Login:
    login: str
    role: str
    password: str
    totp_secret: str


def logins(config: Config) -> tuple[Login, ...]:
    """The invented sign-ins that `kiosk demo` left beside the database.

    Raises:
        Refused: "demonstration.not-here" for an office that is no demonstration.
        Unavailable: "storage.missing".
    """
    if not config.office.demonstration:
        raise Refused("demonstration.not-here")
    try:
        listed = json.loads((config.storage.folder / FILE).read_text(encoding="utf-8"))
        return tuple(Login(**entry) for entry in listed["staff"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unavailable("storage.missing") from error


def code_now(desk: Desk, login: Login) -> str:
    """The present one-time code of an invented sign-in."""
    if not desk.office.demonstration:
        raise Refused("demonstration.not-here")
    return desk.credentials.totp_code(login.totp_secret, desk.now())

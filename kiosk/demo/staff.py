"""The invented officers: two clerks and a supervisor, or as many as a day needs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.demo.people import people
from kiosk.domain.card import PersonFile
from kiosk.domain.roles import Role
from kiosk.services import staff
from kiosk.services.desk import Desk

Roles = Sequence[tuple[str, Role]]
"""Sign-in names, each with its role."""

ROLES: Roles = (("clerk1", Role.CLERK), ("clerk2", Role.CLERK), ("supervisor", Role.SUPERVISOR))


@dataclass(frozen=True, slots=True)
class StaffMember:
    login: str
    role: str
    password: str
    totp_secret: str


def add_staff(desk: Desk, seed: int, today: date, roles: Roles = ROLES) -> tuple[StaffMember, ...]:
    """Make the accounts; passwords and TOTP secrets follow from the seed, as everybody may know them."""
    humans = [person for person in people(40 + 2 * len(roles), seed + 1, today) if person.age >= 25]
    members = []
    for (login, role), human in zip(roles, humans, strict=False):
        secret = base64.b32encode(hashlib.sha256(f"totp:{seed}:{login}".encode()).digest()[:20]).decode()
        password = f"{login}-demo-{hashlib.sha256(f'pw:{seed}:{login}'.encode()).hexdigest()[:4]}"
        file = PersonFile(human.person, human.residence, human.permit, human.contact, None)
        staff.add_staff(desk, "demo", staff.NewAccount(login, role, file, password, secret))
        members.append(StaffMember(login, role.value, password, secret))
    return tuple(members)

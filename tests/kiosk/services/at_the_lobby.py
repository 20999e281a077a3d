"""People at the lobby screen: how they register, and what the tests know of their mails."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kiosk.domain import national_code
from kiosk.domain.applicant import Applicant, Lobby
from kiosk.domain.mail import MailKind, Queued
from kiosk.domain.one_time_code import Purpose
from kiosk.domain.registration import Registration
from kiosk.domain.roles import Actor
from kiosk.services import registration
from kiosk.services.desk import Desk
from kiosk.services.registration import Asked
from tests.kiosk.domain.registering import PAGES

LOBBY = Lobby("lobby-1")
OTHER_LOBBY = Lobby("lobby-2")
SARA = national_code.make("093283381")
REZA = national_code.make("123456789")
CHILD = national_code.make("222333444")
EMAIL = "sara.karimi@example.org"
OTHER_EMAIL = "reza@example.org"
PASSWORD = "a fixed pass phrase"


def mails(desk: Desk) -> list[Queued]:
    return list(desk.store.read(lambda work: work.outbox.waiting()))


def code_in(desk: Desk, mail: Queued) -> str:
    return str(json.loads(desk.credentials.take_out(mail.locked))["code"])


def asked(
    desk: Desk, code: str = SARA, email: str = EMAIL, purpose: Purpose = "register", by: Actor = LOBBY
) -> str:
    """Ask for a code; the one that was drawn, whether or not the letter shows it."""
    registration.ask_code(desk, by, Asked(code, email, "fa", purpose))
    return code_in(desk, [mail for mail in mails(desk) if mail.mail.to == email.strip().lower()][-1])


def kinds(desk: Desk) -> list[MailKind]:
    return [queued.mail.kind for queued in mails(desk)]


def entered(
    desk: Desk, code: str = SARA, email: str = EMAIL, purpose: Purpose = "register", by: Actor = LOBBY
) -> Applicant | Registration:
    secret = asked(desk, code, email, purpose, by)
    return registration.enter_with_code(desk, by, Asked(code, email, "fa", purpose), secret)


def begun(desk: Desk, code: str = SARA, email: str = EMAIL, by: Actor = LOBBY) -> Registration:
    opened = entered(desk, code, email, "register", by)
    assert isinstance(opened, Registration)
    return opened


def recorded(
    desk: Desk, opened: Registration, by: Actor = LOBBY, answers: Mapping[str, str] | None = None
) -> Registration:
    """All pages, with what differs from `PAGES` in `answers`."""
    for page, usual in PAGES.items():
        own = {name: text for name, text in (answers or {}).items() if name in usual or name == "email"}
        said = {**usual, **({"email": opened.email} if page == "contact" else {})}
        said |= {name: text for name, text in own.items() if name in said}
        opened = registration.record_page(desk, by, opened.id, page, said)
    return opened


def registered(desk: Desk, code: str = SARA, email: str = EMAIL, by: Actor = LOBBY) -> Applicant:
    opened = recorded(desk, begun(desk, code, email, by), by)
    return registration.activate(desk, by, opened.id)

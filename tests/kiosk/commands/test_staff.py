from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyotp
import pytest

from kiosk.config import load
from kiosk.services import signin
from kiosk.wiring import open_desk
from tests.kiosk.commands.offices import CommandLine, Office, Said
from tests.kiosk.commands.test_find import audited

NEW_PASSWORD = "a long new password"
PERSON = ["نگار", "فرضی", "Negar", "Farzi", "2284642896", "1364/01/01", "f", "single"]


def staff(
    kiosk: CommandLine, office: Office, *command: str, login: str = "supervisor", lines: Sequence[str] = ()
) -> Said:
    asked = ("--config", office.config, "staff", *command, "--as", login, "--reason", "new season")
    return kiosk(*asked, lines=[*office.sign_in(login), *lines])


def added(login: str) -> tuple[str, ...]:
    return "add", "--login", login, "--role", "clerk"


def test_the_list_names_roles_and_shows_no_secret(kiosk: CommandLine, office: Office) -> None:
    said = staff(kiosk, office, "list", "--json")

    assert said.code == 0
    assert {each["login"]: each["role"] for each in said.json["staff"]} == {
        "clerk1": "clerk",
        "clerk2": "clerk",
        "supervisor": "supervisor",
    }
    assert {"login", "role", "name", "name_latin", "active"} == set(said.json["staff"][0])


def test_a_new_officer_signs_in_with_what_was_shown(kiosk: CommandLine, office: Office) -> None:
    lines = [*PERSON, NEW_PASSWORD, NEW_PASSWORD]

    said = staff(kiosk, office, "add", "--login", "negar", "--role", "clerk", "--json", lines=lines)

    assert (said.code, said.json["login"], said.json["role"]) == (0, "negar", "clerk")
    assert said.json["totp_uri"].startswith("otpauth://totp/")
    code = pyotp.TOTP(said.json["totp_secret"]).now()
    officer = signin.sign_in(open_desk(load(Path(office.config))), "negar", NEW_PASSWORD, code)
    assert officer.name.en == "NEGAR FARZI"


def test_the_reason_of_a_change_is_written_down(kiosk: CommandLine, office: Office) -> None:
    staff(kiosk, office, "disable", "--login", "clerk2")

    noted = [(actor, action, details.get("reason")) for actor, action, details in audited(office)[-3:]]
    assert noted == [
        ("supervisor", "staff:account:disabling", "new season"),
        ("supervisor", "staff:account:disabled", None),
        ("supervisor", "staff:session:ended", None),
    ]


def test_a_closed_account_cannot_sign_in_until_it_is_reset(kiosk: CommandLine, office: Office) -> None:
    asked = ("--config", office.config, "find", "0499370899", "--as", "clerk2", "--reason", "x", "--json")
    assert staff(kiosk, office, "disable", "--login", "clerk2").code == 0
    assert kiosk(*asked, lines=office.sign_in("clerk2")).json["error"]["key"] == "sign-in.wrong"

    office.forget_used_codes()
    reset = staff(kiosk, office, "reset", "--login", "clerk2", "--json", lines=[NEW_PASSWORD, NEW_PASSWORD])

    assert reset.code == 0
    lines = [NEW_PASSWORD, pyotp.TOTP(reset.json["totp_secret"]).now()]
    assert kiosk(*asked, lines=lines).json["error"]["key"] == "person.unknown"


def test_a_clerk_looks_after_nobodys_account(kiosk: CommandLine, office: Office) -> None:
    said = staff(kiosk, office, "list", "--json", login="clerk1")

    assert (said.code, said.json["error"]["key"]) == (1, "role.not-allowed")


@pytest.mark.parametrize(
    ("command", "lines", "key"),
    [
        (("disable", "--login", "nobody"), [], "staff.unknown"),
        (("reset", "--login", "clerk1"), ["short", "short"], "staff.password-short"),
        (("reset", "--login", "clerk1"), [NEW_PASSWORD, "another one here"], "password.differs"),
        (
            ("add", "--login", "clerk1", "--role", "clerk"),
            [*PERSON, NEW_PASSWORD, NEW_PASSWORD],
            "staff.login-taken",
        ),
        (added("Ö"), [], "staff.login"),
        (added("x2"), ["Ali"], "text.script"),
        (
            added("x2"),
            [*PERSON[:4], "1234567890"],
            "national-code.check-digit",
        ),
        (added("x2"), [*PERSON[:5], "1985-02-30"], "calendar.no-such-day"),
        (added("x2"), [*PERSON[:6], "x"], "answer.one-of"),
    ],
)
def test_a_wrong_answer_of_a_script_is_refused_with_its_reason(
    kiosk: CommandLine, office: Office, command: tuple[str, ...], lines: list[str], key: str
) -> None:
    said = staff(kiosk, office, *command, "--json", lines=lines)

    assert (said.code, said.json["error"]["key"]) == (1, key)


def test_all_that_an_account_needs_is_asked_for_at_once(kiosk: CommandLine) -> None:
    said = kiosk("staff", "add")

    assert said.code == 2
    assert all(option in said.err for option in ("--login", "--role", "--as", "--reason"))


def test_a_role_that_does_not_exist_is_wrong_use(kiosk: CommandLine) -> None:
    said = kiosk("staff", "add", "--role", "king", "--json")

    assert (said.code, said.json["error"]["details"]["problems"][0]["path"]) == (2, "--role")

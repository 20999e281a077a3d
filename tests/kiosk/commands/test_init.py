from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pyotp
import pytest

from kiosk.config import load
from kiosk.services import signin, staff
from kiosk.wiring import open_desk
from tests.e2e.pty_app import PtyApp
from tests.kiosk.commands.offices import CHECKOUT, Answer, CommandLine, Said

OFFICE = ["724", "سرکنسولگری نمونه", "Sample Consulate", "شهر نمونه", "Sampleton", "de", "Europe/Berlin"]
FIRST = ["nima", "نیما", "فرضی", "Nima", "Farzi", "2284642896", "1350-01-01", "M", "married"]
SECOND = ["sara", "سارا", "نمونه‌ای", "Sara", "Nemounei", "2693719550", "1355/06/31", "F", "single"]
PASSWORD = "quite a long one"
QUESTIONS = (
    "Office code, 1 to 65535",
    "Name of the office, Persian",
    "Name of the office, English",
    "City, Persian",
    "City, English",
    "Country, two letters such as DE",
    "Time zone, such as Europe/Berlin",
)
ABOUT_A_PERSON = (
    "Sign-in name",
    "Given name, Persian",
    "Surname, Persian",
    "Given name, Latin",
    "Surname, Latin",
    "National code",
    "Date of birth, 1364/01/01 or 1985-03-21",
    "Sex, F or M",
    "Marital status: single, married, divorced, widowed",
    "New password",
    "New password again",
)
SECRET = re.compile(r"Secret: ([A-Z2-7]{16,})")


@pytest.fixture
def init(kiosk: CommandLine, tmp_path: Path) -> Callable[..., Said]:
    """Founds an office in `tmp_path / "new"`; `office` and the supervisors are the answers."""

    def found(
        office: Sequence[str] = OFFICE,
        first: Sequence[str] = FIRST,
        second: Sequence[str] = SECOND,
        passwords: tuple[str, str] = (PASSWORD, PASSWORD),
        code: Callable[[str], str] = lambda secret: pyotp.TOTP(secret).now(),
    ) -> Said:
        def shown() -> str:
            said = kiosk.capture.readouterr()
            (secret,) = SECRET.findall(said.out + said.err)
            secrets.append(secret)
            return code(secret)

        secrets: list[str] = []
        lines: list[Answer] = [str(tmp_path / "new"), *office]
        lines += [*first, *passwords, shown, *second, *passwords, shown]
        said = kiosk("init", "--json", lines=lines)
        found.secrets = secrets  # type: ignore[attr-defined]
        return said

    return found


def test_an_office_is_founded_and_its_supervisors_sign_in(init: Callable[..., Said], tmp_path: Path) -> None:
    said = init()

    settings = tmp_path / "new" / "kiosk.toml"
    assert said.code == 0
    assert said.json["config"] == str(settings)
    assert said.json["staff"] == [
        {"login": "nima", "role": "supervisor"},
        {"login": "sara", "role": "supervisor"},
    ]
    config = load(settings)
    assert (config.office.code, config.office.country, config.office.demonstration) == ("724", "DE", False)
    desk = open_desk(config)
    for login, secret in zip(("nima", "sara"), init.secrets, strict=True):  # type: ignore[attr-defined]
        assert signin.sign_in(desk, login, PASSWORD, pyotp.TOTP(secret).now()).login == login


def test_a_founded_office_passes_the_doctor(
    init: Callable[..., Said], kiosk: CommandLine, tmp_path: Path
) -> None:
    init()

    said = kiosk("--config", str(tmp_path / "new" / "kiosk.toml"), "doctor", "--json")

    assert [check for check in said.json["checks"] if not check["ok"]] == []


def test_secrets_and_database_are_for_their_owner_alone(init: Callable[..., Said], tmp_path: Path) -> None:
    init()

    assert (tmp_path / "new" / "var").stat().st_mode & 0o777 == 0o700
    keys = list((tmp_path / "new" / "var" / "keys").glob("*.key"))
    assert keys
    assert all(key.stat().st_mode & 0o777 == 0o600 for key in keys)


def test_an_office_is_never_overwritten(init: Callable[..., Said], tmp_path: Path) -> None:
    settings = tmp_path / "new" / "kiosk.toml"
    settings.parent.mkdir()
    settings.write_text("mine", encoding="utf-8")

    said = init()

    assert (said.code, said.json["error"]["key"]) == (1, "init.office-exists")
    assert settings.read_text("utf-8") == "mine"


def test_a_storage_without_settings_is_not_written_into(init: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "new" / "var").mkdir(parents=True)

    said = init()

    assert (said.code, said.json["error"]["key"]) == (1, "init.folder-in-use")


@pytest.mark.parametrize(
    ("answers", "code", "says"),
    [
        ({"office": ["0"]}, 2, "65535"),
        ({"office": [*OFFICE[:5], "Germany"]}, 2, "two letters"),
        ({"office": [*OFFICE[:6], "Europe/Berlyn"]}, 2, "did you mean Europe/Berlin?"),
        ({"office": [*OFFICE[:1], " "]}, 2, "plain text"),
        ({"first": ["Nima"]}, 1, "sign-in name"),
        ({"passwords": ("short", "short")}, 1, "at least 12"),
        ({"passwords": (PASSWORD, "quite another one")}, 1, "not the same"),
        ({"code": lambda _: "000 00"}, 1, "does not match the secret"),
        ({"second": ["nima", *SECOND[1:]]}, 1, "nima is taken"),
        ({"second": [SECOND[0], *FIRST[1:]]}, 1, "two people"),
    ],
)
def test_one_wrong_answer_and_nothing_is_written(
    init: Callable[..., Said], tmp_path: Path, answers: dict[str, object], code: int, says: str
) -> None:
    said = init(**answers)

    assert said.code == code
    assert says in said.json["error"]["message"]
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "full")])
def test_a_founding_that_is_broken_off_leaves_nothing(
    init: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def break_off(*_: object) -> None:
        raise error

    monkeypatch.setattr(staff, "add_staff", break_off)

    assert init().code == (130 if isinstance(error, KeyboardInterrupt) else 3)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_rival_who_was_first_keeps_the_place(
    init: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's settings appear between the last look and the move."""
    settings = tmp_path / "new" / "kiosk.toml"
    really_move = os.link

    def too_late(built: Path, place: Path) -> None:
        settings.write_text("theirs", encoding="utf-8")
        really_move(built, place)

    monkeypatch.setattr(os, "link", too_late)

    assert init().code != 0
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["kiosk.toml"]
    assert settings.read_text("utf-8") == "theirs"


def test_at_a_terminal_wrong_answers_are_asked_again_and_the_secret_is_a_qr(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "--language", "en", "init"]
    with PtyApp(command, size=(160, 60), environ=CHECKOUT, folder=tmp_path) as app:
        app.wait_for("Folder for kiosk.toml [.]:")
        app.send("\r")
        app.wait_for("Office code, 1 to 65535:")
        app.send("nought\r")
        app.wait_for("must be a number from 1 to 65535")
        for question, answer in zip(QUESTIONS, [*OFFICE[:6], "Berlin"], strict=True):
            app.wait_for(f"{question}:")
            app.send(f"{answer}\r")
        app.wait_for("did you mean Europe/Berlin?")
        app.send("Europe/Berlin\r")
        for question, answer in zip(ABOUT_A_PERSON, [*FIRST, PASSWORD, PASSWORD], strict=True):
            app.wait_for(f"{question}:")
            app.send(f"{answer}\r")
        app.wait_for("Secret: ")
        app.wait_for("One-time code, as the application shows it:")
        assert PASSWORD not in app.text()
        assert "▀▄" in app.text()
        app.send("\x03")
        assert app.wait_end() == 130
    assert list(tmp_path.iterdir()) == []

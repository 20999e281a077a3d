from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList

from kiosk.app import KioskApp
from kiosk.domain.errors import Unavailable
from kiosk.services import demonstration
from kiosk.services.desk import Desk
from kiosk.text.digits import to_persian
from screens.counter.reception import ReceptionScreen
from screens.counter.sign_in import SignInScreen
from tests.screens.offices import LARGE, LOGICAL, SIZES, SmallOffice, counter, kiosk, running, station, write
from tests.waiting import says, shown, text_of, until

WRONG = "The sign-in name, password or code is wrong."
BEHIND_IT = (
    "sqlalchemy",
    "kiosk.services.signin",
    "screens.counter.lock",
    "screens.counter.walk",
    "screens.supervisor.dossier",
)
EXPENSIVE = ("sqlalchemy", "reportlab", "cryptography", "PIL", "argon2", "uharfbuzz", "psycopg")

FIRST_FRAME = """
import asyncio, json, sys
from pathlib import Path
from kiosk import config
from kiosk.app import KioskApp
from kiosk.commands.station import desk_loader
from screens.graphics import Graphics, Kind
from screens.persian.dialect import Dialect
from screens.station import Terminal

settings = config.load(Path(sys.argv[1]))
loaded = []

def look():
    loaded.extend(name for name in json.loads(sys.argv[2]) if name in sys.modules)
    return desk_loader(settings)()

async def main():
    app = KioskApp(settings, Terminal(Graphics(Kind.HALF_CELL), Dialect()), look)
    async with app.run_test() as pilot:
        while app.loaded is None:
            await pilot.pause()
        await app.workers.wait_for_complete()
        assert app.screen.query("#login")
        app.loaded.store.close()

asyncio.run(main())
print(json.dumps([loaded, [name for name in json.loads(sys.argv[3]) if name not in sys.modules]]))
"""


def login_of(office: SmallOffice, name: str = "clerk1") -> demonstration.Login:
    return next(each for each in demonstration.logins(office.config) if each.login == name)


async def fill_in(pilot: Pilot[None], *typed: str) -> None:
    for text in typed:
        await write(pilot, text)
        await pilot.press("enter")


@contextmanager
def loading_held(office: SmallOffice) -> Iterator[tuple[KioskApp, threading.Event]]:
    """A station whose desk loads when the event is set."""
    gate = threading.Event()

    def load() -> Desk:
        assert gate.wait(30)
        return office.desk

    try:
        yield KioskApp(office.config, LOGICAL, load), gate
    finally:
        gate.set()


def test_what_is_expensive_comes_behind_the_first_screen_and_before_it_is_asked_for(
    office: SmallOffice,
) -> None:
    names = [json.dumps(each) for each in (EXPENSIVE, BEHIND_IT)]
    command = [sys.executable, "-c", FIRST_FRAME, str(office.made.config), *names]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert json.loads(done.stdout) == [[], []], done.stderr


async def test_an_officer_signs_in_with_name_password_and_code(office: SmallOffice) -> None:
    login = login_of(office)
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded)
        app.screen.query_one("#login").focus()

        code = demonstration.code_now(office.desk, login)
        await fill_in(pilot, "  CLERK1 ", login.password, to_persian(code))

        await shown(pilot, ReceptionScreen)
        assert app.signed_in.login == "clerk1"
        assert office.events("staff:session:began") == 1


async def test_a_sign_in_name_typed_under_a_persian_keyboard_is_taken_as_latin(office: SmallOffice) -> None:
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded)
        app.screen.query_one("#login").focus()

        await write(pilot, "زمثقن۱")

        assert app.screen.query_one("#login", Input).value == "clerk1"
        await says(pilot, "The keyboard is set to Persian")


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("clerk1", "not the password", None),
        ("nobody", None, None),
        ("clerk1", None, "000000"),
        ("", "", ""),
        ("[/]", "[@click=app.quit]x[/]", "۱۲۳"),
    ],
)
async def test_whatever_is_wrong_the_sentence_is_one_and_the_name_stays(
    office: SmallOffice, name: str, password: str | None, code: str | None
) -> None:
    login = login_of(office)
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded)
        app.screen.query_one("#login").focus()
        right = demonstration.code_now(office.desk, login)

        typed = (name, login.password if password is None else password, right if code is None else code)
        await fill_in(pilot, *typed)

        await says(pilot, WRONG)
        await until(pilot, lambda: app.focused is app.screen.query_one("#code"))
        assert app.screen.query_one("#login", Input).value == name
        assert app.screen.query_one("#code", Input).value == ""
        assert app.officer is None
        assert not app.screen.query_one("#enter", Button).loading


async def test_too_many_wrong_tries_are_said_with_the_time(office: SmallOffice) -> None:
    office.config = office.config._replace()
    limits = replace(office.desk.office.limits, short=1)
    office.desk = replace(office.desk, office=replace(office.desk.office, limits=limits))
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded)
        app.screen.query_one("#login").focus()

        await fill_in(pilot, "clerk1", "x", "1")
        await says(pilot, WRONG)
        await pilot.press("enter")

        await says(pilot, "Too many failed attempts. Try again after 20")


async def test_a_demonstration_office_shows_its_sign_ins_and_fills_one_in(office: SmallOffice) -> None:
    login = login_of(office, "supervisor")
    app = station(office)
    async with running(app) as pilot:
        await says(pilot, login.password)
        assert "DEMONSTRATION" in text_of(app)
        await until(pilot, lambda: app.focused is app.screen.query_one("#logins"))

        await pilot.press("down", "down", "enter")
        assert app.screen.query_one("#login", Input).value == "supervisor"
        await pilot.press("enter")

        await shown(pilot, ReceptionScreen)
        assert app.signed_in.login == "supervisor"


async def test_after_the_sign_out_the_invented_sign_ins_are_at_hand_again(office: SmallOffice) -> None:
    app = station(office)
    async with running(app) as pilot:
        await says(pilot, login_of(office).password)
        await until(pilot, lambda: app.focused is app.screen.query_one("#logins"))
        await pilot.press("enter", "enter")
        await shown(pilot, ReceptionScreen)
        await pilot.press("f12")

        await shown(pilot, SignInScreen)
        await pilot.press("down", "enter")

        assert app.screen.query_one("#login", Input).value == "clerk2"


async def test_any_other_office_shows_no_sign_ins(office: SmallOffice) -> None:
    office.config = office.config._replace(office=office.config.office._replace(demonstration=False))
    app = station(office)
    async with running(app, LARGE) as pilot:
        await until(pilot, lambda: app.loaded)
        await pilot.pause()

        assert not app.screen.query("#logins")
        shown_text = text_of(app)
        assert "DEMONSTRATION" not in shown_text
        assert all(
            login.password not in shown_text
            for login in demonstration.logins(
                office.config._replace(office=office.config.office._replace(demonstration=True))
            )
        )


async def test_one_can_type_before_the_database_is_loaded_and_the_sign_in_waits_for_it(
    office: SmallOffice,
) -> None:
    login = login_of(office)
    with loading_held(office) as (app, gate):
        async with running(app) as pilot:
            app.screen.query_one("#login").focus()
            code = office.desk.credentials.totp_code(login.totp_secret, office.desk.now())

            await fill_in(pilot, "clerk1", login.password, code)
            assert app.screen.query_one("#login", Input).value == "clerk1"
            assert app.officer is None
            gate.set()

            await shown(pilot, ReceptionScreen)


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (Unavailable("database.unreachable"), "The database cannot be reached."),
        (ValueError("the text of a bug is not shown"), "Something went wrong."),
    ],
)
async def test_a_database_out_of_reach_is_said_and_the_next_sign_in_tries_again(
    office: SmallOffice, trouble: Exception, sentence: str
) -> None:
    login = login_of(office)
    answers: list[Exception | Desk] = [trouble, trouble, office.desk]

    def load() -> Desk:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    app = KioskApp(office.config, LOGICAL, load)
    async with running(app) as pilot:
        await says(pilot, sentence)
        app.clear_notifications()
        app.screen.query_one("#login").focus()

        await fill_in(pilot, "clerk1", login.password, "123456")
        await says(pilot, sentence)
        assert app.screen.query_one("#password", Input).value == login.password
        await until(pilot, lambda: app.focused is app.screen.query_one("#code"))
        await fill_in(pilot, office.desk.credentials.totp_code(login.totp_secret, office.desk.now()))

        await shown(pilot, ReceptionScreen)


async def test_a_change_of_language_in_the_middle_of_a_sign_in_leaves_no_password_behind(
    office: SmallOffice,
) -> None:
    login = login_of(office)
    with loading_held(office) as (app, gate):
        async with running(app) as pilot:
            app.screen.query_one("#login").focus()
            code = office.desk.credentials.totp_code(login.totp_secret, office.desk.now())
            await fill_in(pilot, "clerk1", login.password, code)

            await pilot.press("f2")
            await says(pilot, "نام کاربری" if not app.screen.query_one("#login", Input).value else "پیشخوان")
            gate.set()
            await shown(pilot, ReceptionScreen)
            app.action_sign_out()

            screen = await shown(pilot, SignInScreen)
            assert [field.value for field in screen.query(Input)] == ["", "", ""]


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_is_whole_at_every_size(office: SmallOffice, size: tuple[int, int]) -> None:
    app = station(office)
    async with running(app, size) as pilot:
        await until(pilot, lambda: app.screen.query_one("#logins", OptionList).option_count == 3)
        await pilot.pause()

        text = text_of(app)
        for wanted in (
            "DEMONSTRATION",
            "Mikhak Counter",
            "Sample Consulate",
            "Counter 1",
            "Sign-in name",
            "One-time code",
            "Sign in",
            "clerk1-demo-",
            "supervisor-demo-",
            "Quit",
        ):
            assert wanted.lower() in text.lower(), text


async def test_signing_out_leaves_nothing_of_the_last_officer(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        app = kiosk(pilot)
        sample = office.made.samples[1]
        await write(pilot, sample.national_code)
        await pilot.press("f12")
        await shown(pilot, SignInScreen)

        text = text_of(app)
        assert sample.national_code not in text
        assert app.officer is None
        assert office.events("staff:session:ended") == 1
        assert len(app.screen_stack) == 1

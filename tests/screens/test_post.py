"""A running station sends the office's mail: out of everybody's way, and never silently broken."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from kiosk.domain.errors import Unavailable
from kiosk.domain.letter import OutgoingMail
from kiosk.domain.mail import Mail, MailKind
from kiosk.services import mailing
from screens import post
from screens.counter.reception import ReceptionScreen
from tests.kiosk.services.at_the_lobby import EMAIL
from tests.screens.lobby.walking import ask_for_code
from tests.screens.offices import SmallOffice, kiosk, lobby, running, station, write
from tests.waiting import notices, says, settled, shown, until


class Way:
    """The way out: open, closed, broken, or not answering."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.trouble: Exception | None = None
        self.entered = threading.Event()
        self.answers = threading.Event()
        self.answers.set()

    def send(self, message: OutgoingMail) -> None:
        self.entered.set()
        self.answers.wait(20)
        if self.trouble is not None:
            raise self.trouble
        self.sent.append(message.to)


@pytest.fixture
def way(office: SmallOffice) -> Way:
    way = Way()
    office.desk = replace(office.desk, sender=way)
    return way


def queue(office: SmallOffice, number: int = 1) -> None:
    mail = Mail(MailKind.REGISTERED, f"a{number}@example.org", "fa", None)
    office.store.write(lambda work: mailing.queue(office.desk, work, mail, str(number)))


async def test_what_was_queued_leaves_by_itself(
    office: SmallOffice, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.app.ROUND_SECONDS", 0.05)
    for number in range(post.BATCH + 2):
        queue(office, number)

    async with running(station(office)) as pilot:
        await until(pilot, lambda: len(way.sent) == post.BATCH + 2)

    assert sorted(way.sent) == [f"a{number}@example.org" for number in range(post.BATCH + 2)]


async def test_a_code_that_somebody_waits_for_leaves_at_once(
    office: SmallOffice, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.app.ROUND_SECONDS", 1000)
    async with lobby(office) as pilot:
        await pilot.click("#register")
        await ask_for_code(pilot)
        await until(pilot, lambda: way.sent == [EMAIL])

        await pilot.press("f6")
        await until(pilot, lambda: way.sent == [EMAIL] * 2)


async def test_a_silent_server_holds_up_neither_the_screen_nor_who_leaves(
    office: SmallOffice, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "GRACE_SECONDS", 0.05)
    queue(office)
    way.answers.clear()
    async with running(station(office)) as pilot:
        app = kiosk(pilot)
        await until(pilot, lambda: app.loaded is not None)
        app.send_mail()
        await until(pilot, way.entered.is_set)
        app.send_mail()  # One at a time: this one finds the other under way.

        app.admit(office.officer())
        await shown(pilot, ReceptionScreen)
        await write(pilot, "abc")
        await app.run_action("leave")
        await until(pilot, lambda: app._exit)

    way.answers.set()


async def test_an_officer_is_told_once_that_mail_stopped_and_that_it_goes_again(
    office: SmallOffice, way: Way
) -> None:
    way.trouble = Unavailable("mail.unreachable")
    async with running(station(office)) as pilot:
        app = kiosk(pilot)
        await until(pilot, lambda: app.loaded is not None)
        app.admit(office.officer())
        await shown(pilot, ReceptionScreen)
        for number in (1, 2):
            queue(office, number)
            app.send_mail()
            await settled(pilot)
        await says(pilot, "The mail server cannot be reached.")
        assert notices(pilot.app).count("cannot be reached") == 1

        way.trouble = None
        queue(office, 3)
        app.send_mail()
        await says(pilot, "Mails are being sent again.")

    assert set(way.sent) >= {"a3@example.org"}


@pytest.mark.parametrize("trouble", [Unavailable("mail.unreachable"), ZeroDivisionError()])
async def test_nobody_at_the_lobby_hears_of_it(office: SmallOffice, way: Way, trouble: Exception) -> None:
    way.trouble = trouble
    queue(office)
    async with running(station(office)) as pilot:
        app = kiosk(pilot)
        await until(pilot, lambda: app.loaded is not None)

        app.send_mail()
        await until(pilot, way.entered.is_set)
        await settled(pilot)

        assert notices(pilot.app) == ""


async def test_a_bug_on_the_way_is_confessed_to_staff(office: SmallOffice, way: Way) -> None:
    way.trouble = ZeroDivisionError()
    queue(office)
    async with running(station(office)) as pilot:
        app = kiosk(pilot)
        await until(pilot, lambda: app.loaded is not None)
        app.admit(office.officer())
        await shown(pilot, ReceptionScreen)

        app.send_mail()

        await says(pilot, "give the administrator this number")


async def test_without_a_way_out_nothing_is_tried(office: SmallOffice) -> None:
    queue(office)
    async with running(station(office)) as pilot:
        app = kiosk(pilot)
        await until(pilot, lambda: app.loaded is not None)

        app.send_mail()
        await settled(pilot)

    assert len(office.store.read(lambda work: work.outbox.waiting())) >= 1

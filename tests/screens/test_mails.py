"""What was mailed to a person, and the mailbox of a demonstration."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.mail import MailboxLetter
from screens.counter.mailbox import MailboxScreen
from screens.counter.mails import MailsScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.sign_in import SignInScreen
from tests.makers import NOON
from tests.screens.offices import SIZES, SmallOffice, counter, kiosk, open_card, running, station
from tests.screens.test_language import Letters, to_mailbox, to_mails
from tests.waiting import says, settled, shown, text_of, until


@pytest.mark.parametrize("size", SIZES)
async def test_each_mail_stands_with_its_state_and_why_it_did_not_leave(
    office: SmallOffice, size: tuple[int, int]
) -> None:
    async with counter(office, size=size) as pilot:
        await to_mails(pilot, office)

        text = text_of(pilot.app)
        for part in ("cannot arrive", "waiting", "0", "Reload", "Back"):
            assert part in text, text
        assert "e-mail address" in text
        await pilot.press("down")
        await pilot.pause()
        assert "is not an e-mail address" not in text_of(pilot.app)
        assert office.events("person:mails:listed") == 1


def never_written_to(office: SmallOffice) -> str:
    """The tracking code of somebody without a mail."""
    for sample in office.made.samples:
        person = office.request(sample).subject_id
        if not office.store.read(lambda work, person=person: work.outbox.of_person(person)):  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            return sample.tracking_code
    raise AssertionError("everybody has mail")


async def test_who_was_never_written_to_has_an_empty_list(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await open_card(pilot, never_written_to(office))
        await pilot.press("f4")

        await shown(pilot, MailsScreen)
        await says(pilot, "No mail was written to this person.")


@pytest.mark.parametrize("size", SIZES)
async def test_the_mailbox_shows_the_letters_and_the_text_of_one(
    office: SmallOffice, size: tuple[int, int]
) -> None:
    async with counter(office, size=size) as pilot:
        await to_mailbox(pilot, office)

        assert "رمز شما: 123456" in text_of(pilot.app)
        await pilot.press("down")
        await says(pilot, "Tracking code: 7K4MQ2XP9TRA")
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)


async def test_a_letter_that_comes_meanwhile_is_shown_without_a_key(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await to_mailbox(pilot, office)
        newer = MailboxLetter(NOON, "late@example.org", "Late", "Late letter")
        app = kiosk(pilot)
        app.loaded = replace(app.desk, mailbox=Late(newer))

        await says(pilot, "late@example.org")


class Late(Letters):
    def __init__(self, letter: MailboxLetter) -> None:
        self._letter = letter

    def letters(self) -> list[MailboxLetter]:
        return [self._letter, *super().letters()]


async def test_the_mailbox_is_open_before_anybody_signs_in(office: SmallOffice) -> None:
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded is not None)
        app.loaded = replace(app.desk, mailbox=Letters())
        await pilot.press("f3")
        await shown(pilot, MailboxScreen)
        await says(pilot, "sara@example.org")

        await pilot.press("escape")
        await shown(pilot, SignInScreen)


async def test_an_office_at_work_has_no_mailbox(office: SmallOffice) -> None:
    settings = office.config._replace(office=office.config.office._replace(demonstration=False))
    office.config = settings
    office.desk = replace(office.desk, office=replace(office.desk.office, demonstration=False))
    async with counter(office) as pilot:
        assert "Mailbox" not in text_of(pilot.app)
        await pilot.press("f3")
        await settled(pilot)

        assert isinstance(pilot.app.screen, ReceptionScreen)

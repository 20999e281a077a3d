from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import DataTable, Input, OptionList

from data.store import Store
from kiosk.adapters.keys import Keys
from kiosk.domain.national_code import mask
from kiosk.domain.request import RequestState
from kiosk.domain.roles import Role
from kiosk.domain.seal import ReceiptSeal
from kiosk.services import verification
from kiosk.text.digits import to_persian
from kiosk.text.keyboard import STANDARD
from kiosk.wiring import keys_of
from screens.counter.card import CardScreen
from screens.counter.reception import ReceptionScreen
from screens.supervisor.home import HomeScreen
from tests.makers import NOON, a_bare_file, a_person, a_tracking_code
from tests.screens.offices import SIZES, HeldStore, SmallOffice, counter, kiosk, open_card, write
from tests.waiting import lines_of, says, settled, shown, text_of, until

RECEIPTED = RequestState.RECEIPTED


def forged(receipt: str) -> str:
    """One digit of the signature differs."""
    last = str((int(receipt[-1]) + 1) % 10)
    return receipt[:-1] + last


def a_receipt(office: int) -> ReceiptSeal:
    return ReceiptSeal(office, a_tracking_code(7), issued_on=NOON.date(), expires_on=None)


def foreign(folder: Path) -> str:
    """A genuine receipt of another office."""
    keys = Keys(folder / "elsewhere", 999)
    keys.create()
    return keys.seal(a_receipt(999))


def unknown(office: SmallOffice) -> str:
    """A genuine receipt whose request this database has not."""
    return office.desk.seals.seal(a_receipt(office.desk.office.number))


HINTS = {
    "": "Type, or scan a receipt, then press Enter.",
    "00000": "national code: A national code has 10 digits; this one has 5.",
    "13542419": "national code: This has fewer than 10 digits. With leading zeros it would be 0013542419.",
    "0013542418": "national code: The last digit does not match",
    "0013542419": "✓ national code: the check digit is right. Press Enter.",
    "۰۰۱۳۵۴۲۴۱۹": "✓ national code: the check digit is right. Press Enter.",
    "1111111111": "Ten equal digits are not a national code.",
    "K1234": "passport number: A passport number is one letter and 8 digits; this has 5",
    "k12345678": "✓ passport number. Press Enter.",
    "سا": "name: A name needs at least 3 letters.",
    "سارا": "✓ name. Press Enter.",
    "461112345678901234": "receipt: The seal is incomplete: 18 of 202 digits. Scan it again.",
    "a012": "✓ ticket. Enter calls it before its turn.",
    "ش۰۱۲": "✓ ticket. Enter calls it before its turn.",
    "723/2026-11-24/A012": "✓ ticket. Enter calls it before its turn.",
    "abcd-efgh-jk2m": "tracking code: This tracking code has a wrong character",
    "[/]": "✓ name. Press Enter.",
}


async def test_the_box_says_what_it_recognises_while_one_types(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        for typed, hint in HINTS.items():
            await pilot.press("escape")
            await write(pilot, typed)

            await says(pilot, hint)


@pytest.mark.parametrize("kind", ["national code", "Persian digits", "tracking code", "passport", "name"])
async def test_every_kind_of_look_up_opens_the_card(office: SmallOffice, kind: str) -> None:
    sample = office.sample(RECEIPTED)
    person = office.card(sample).person
    typed = {
        "national code": person.national_code,
        "Persian digits": to_persian(person.national_code),
        "tracking code": f"{sample.tracking_code[:4]}-{sample.tracking_code[4:].lower()}",
        "passport": person.passport_no.lower(),
        "name": person.full_name_fa,
    }[kind]
    async with counter(office) as pilot:
        await open_card(pilot, typed)

        text = text_of(pilot.app)
        assert person.national_code in text
        assert person.full_name_lat in text
        assert office.events("person:card:looked-up") == 1
        assert office.events("person:card:opened") == 0


async def test_a_code_scanned_while_the_keyboard_is_set_to_persian_opens_the_card(
    office: SmallOffice,
) -> None:
    sample = next(
        each
        for each in office.made.samples
        if each.state == RECEIPTED.value and not each.tracking_code.isdigit()
    )
    typed = "".join(STANDARD.typed.get(key, key) for key in sample.tracking_code)
    async with counter(office) as pilot:
        await write(pilot, typed)
        await says(pilot, f"✓ tracking code, typed with the Persian keyboard: {sample.tracking_code}.")

        await pilot.press("enter")

        card = await shown(pilot, CardScreen)
        assert office.card(sample).person.national_code in text_of(card.app)


async def test_the_tracking_code_puts_the_cursor_on_its_request(office: SmallOffice) -> None:
    sample = next(
        each
        for each in office.made.samples
        if len(office.card(each).requests) > 1
        and office.card(each).requests[1].tracking_code == each.tracking_code
    )
    async with counter(office) as pilot:
        card = await open_card(pilot, sample.tracking_code)

        assert card.query_one("#requests", DataTable).cursor_row == 1


NOWHERE = {
    "": "Type or scan something first.",
    "0013542418": "The last digit does not match the nine before it",
    "0013542419": "Nobody with these details is registered at this office.",
    "نامی که نیست": "Nobody with these details is registered at this office.",
    "LA5UPTDQ8MDU": "This tracking code has a wrong character",
    "K99999999": "Nobody with these details is registered at this office.",
}


async def test_what_leads_nowhere_is_said_and_stays_to_be_corrected(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        for typed, sentence in NOWHERE.items():
            pilot.app.clear_notifications()
            await pilot.press("escape")
            await write(pilot, typed + "\r")

            await says(pilot, sentence)
            await settled(pilot)
            assert isinstance(pilot.app.screen, ReceptionScreen)
            field = pilot.app.screen.query_one("#lookup", Input)
            assert field.value == typed
            assert field.selected_text == typed


async def test_a_receipt_that_is_not_right_says_so_and_shows_nothing(
    office: SmallOffice, tmp_path: Path
) -> None:
    sample = office.sample(RECEIPTED)
    person = office.card(sample).person
    issued = office.request(office.sample(RequestState.PRINTED)).id
    certificate = office.desk.store.read(lambda work: work.certificates.of_request(issued)).seal
    cases = {
        forged(sample.receipt): "The seal is not genuine",
        foreign(tmp_path): "This receipt belongs to office 999.",
        unknown(office): "The receipt is genuine, but this office has no such request.",
        certificate: "This is the seal of a certificate, not a receipt.",
        sample.receipt[:-1]: "The seal is incomplete: 201 of 202 digits.",
    }
    async with counter(office) as pilot:
        for digits, sentence in cases.items():
            pilot.app.clear_notifications()
            await pilot.press("escape")
            await write(pilot, digits + "\r")

            await says(pilot, sentence)
            assert isinstance(pilot.app.screen, ReceptionScreen)
            assert person.full_name_lat not in text_of(pilot.app)
            assert person.national_code not in text_of(pilot.app)


async def test_two_people_of_one_name_are_a_masked_list_to_choose_from(office: SmallOffice) -> None:
    people = [
        a_person(number, names=("بهنوش", "ارغوانی‌فر", "Behnoush", "Arghavani Far")) for number in (901, 902)
    ]
    for person in people:
        office.add_person(a_bare_file(person))
    async with counter(office) as pilot:
        await write(pilot, "ارغواني فر\r")
        await until(pilot, lambda: pilot.app.screen.query_one("#matches", OptionList).option_count == 2)
        await pilot.pause()

        text = text_of(pilot.app)
        assert "Several people match. Choose one:" in text
        for person in people:
            assert person.national_code not in text
            assert mask(person.national_code) in text
        await pilot.press("down", "enter")
        card = await shown(pilot, CardScreen)
        assert any(person.national_code in text_of(pilot.app) for person in people)
        assert office.events("person:card:opened") == 1

        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)
        assert not card.is_attached
        await pilot.press("escape")
        await until(pilot, lambda: "Several people match" not in text_of(pilot.app))
        assert pilot.app.screen.query_one("#lookup", Input).value == ""


async def test_a_locked_database_is_said_and_what_was_typed_stays(office: SmallOffice) -> None:
    sample = office.sample(RECEIPTED)
    impatient = Store(office.store.engine, office.config.office.code, patience=0.2)
    office.desk = replace(office.desk, store=impatient)
    other = Store.open(
        office.store.engine.url, keys_of(office.config).secret("database"), office.config.office.code
    )
    async with counter(office) as pilot:
        with other._turn():
            await write(pilot, sample.national_code + "\r")
            await says(pilot, "The database is busy. Nothing was changed; try again.")
            assert pilot.app.screen.query_one("#lookup", Input).value == sample.national_code

        await pilot.press("enter")
        await shown(pilot, CardScreen)
    other.close()
    impatient.close()


async def test_one_can_go_on_typing_while_the_database_is_slow(office: SmallOffice) -> None:
    sample = office.sample(RECEIPTED)
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    async with counter(office) as pilot:
        await settled(pilot)
        with held:
            await write(pilot, sample.national_code + "\r")
            await until(pilot, lambda: held.waiting)

            await write(pilot, "12345")

            field = pilot.app.screen.query_one("#lookup", Input)
            assert field.value == sample.national_code + "12345"
            assert isinstance(pilot.app.screen, ReceptionScreen)
        await shown(pilot, CardScreen)


async def test_a_newer_look_up_drops_the_answer_of_the_older_one(office: SmallOffice) -> None:
    first, second = office.made.samples[1:3]
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    async with counter(office) as pilot:
        await settled(pilot)
        with held:
            await write(pilot, first.national_code + "\r")
            await until(pilot, lambda: held.waiting == 1)
            pilot.app.screen.query_one("#lookup", Input).clear()
            await write(pilot, second.national_code + "\r")
            await until(pilot, lambda: held.waiting == 2)
        await shown(pilot, CardScreen)
        await settled(pilot)

        assert second.national_code in text_of(pilot.app)
        assert len([screen for screen in pilot.app.screen_stack if isinstance(screen, CardScreen)]) == 1


async def test_a_walk_left_open_is_offered_to_its_clerk(office: SmallOffice) -> None:
    sample = office.sample(RequestState.ARRIVED)
    verification.open_walk(office.desk, office.officer(), office.request(sample).id)
    async with counter(office) as pilot:
        await says(pilot, sample.tracking_code)
        assert "Verifications you left unfinished:" in text_of(pilot.app)

        await pilot.press("tab", "enter")

        await shown(pilot, CardScreen)
        assert sample.national_code in text_of(pilot.app)


async def test_only_a_supervisor_has_the_key_to_the_waiting_lists(office: SmallOffice) -> None:
    async with counter(office, "clerk1") as pilot:
        assert "Waiting lists" not in text_of(pilot.app)
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReceptionScreen)

    async with counter(office, "supervisor") as pilot:
        assert kiosk(pilot).signed_in.role is Role.SUPERVISOR
        assert "Waiting lists" in text_of(pilot.app)
        await pilot.press("f8")
        await shown(pilot, HomeScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_reception_is_whole_at_every_size(office: SmallOffice, size: tuple[int, int]) -> None:
    async with counter(office, "supervisor", size) as pilot:
        lines = lines_of(pilot.app)

        assert "Reception" in lines[0]
        assert "F2" in lines[0]
        assert "DEMONSTRATION" in lines[0]
        text = "\n".join(lines)
        for wanted in (
            "National code, receipt, tracking code, passport or name",
            "Type, or scan a receipt",
            "You can scan a receipt at any time",
            "Clear",
            "Waiting lists",
            "Sign out",
        ):
            assert wanted in text, text


async def test_hundreds_of_random_keys_never_bring_it_down(office: SmallOffice) -> None:
    draw = random.Random(5)  # noqa: S311 - repeatable, not secret
    letters = "0123456789KکLAگ[]/@\u200c ‮-'\"<>&;%\\"
    async with counter(office) as pilot:
        for _ in range(12):
            await write(pilot, "".join(draw.choice(letters) for _ in range(draw.randrange(1, 30))) + "\r")
            await settled(pilot)
            if not isinstance(pilot.app.screen, ReceptionScreen):
                await pilot.press("escape")
            await pilot.press("escape")

        await write(pilot, "سارا")
        await says(pilot, "✓ name. Press Enter.")

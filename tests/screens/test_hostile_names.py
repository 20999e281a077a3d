"""Names that steer terminals or look like markup, put straight into the database: letters on every screen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import update

from data.engine import for_writing
from data.tables import Person as PersonRow
from data.tables import PersonName
from kiosk.demo.filing import Sample
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.request import RequestState as State
from screens.counter.card import CardScreen
from screens.counter.decision import DecisionScreen
from screens.counter.lock import LockScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.walk import WalkScreen
from screens.supervisor.approvals import ApprovalsScreen
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason, AskSeen, Confirm
from tests.screens.offices import (
    LARGE,
    SmallOffice,
    counter,
    open_card,
    open_certificate,
    open_dossier,
    open_list,
    running,
    station,
    write,
)
from tests.waiting import says, settled, shown, text_of, until

MARKUP = "[/] [@click=app.quit]x[/] [red]"
STEERING = "a\x1b[2Jb\x07\x9bc\u202ed\u2066e"
SHOWN_STEERING = "a\ufffd[2Jb\ufffd\ufffdc\ufffdd"
UNSENT = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def rename(office: SmallOffice, sample: Sample, name: str) -> None:
    """Nobody gets such a name in by the front door."""
    columns = ("name_fa", "surname_fa", "name_lat", "surname_lat", "father", "birth_place")
    person = office.request(sample).subject_id
    with for_writing(office.store.engine).begin() as connection:
        connection.execute(
            update(PersonRow).where(PersonRow.id == person).values(dict.fromkeys(columns, name))
        )
        connection.execute(
            update(PersonName).where(PersonName.person_id == person).values(family_first_lat="hostile")
        )
    assert office.card(sample).person.surname_lat == name


def clean(shown_text: str) -> str:
    """What is on the screen, once it is sure that none of it steers a terminal."""
    assert UNSENT.findall(shown_text.replace("\n", "")) == []
    return shown_text


def longest_word(literal: str) -> str:
    """A question breaks its lines between words."""
    return max(literal.split(), key=len)


CASES = pytest.mark.parametrize(("name", "literal"), [(MARKUP, MARKUP), (STEERING, SHOWN_STEERING)])
LANGUAGES = pytest.mark.parametrize("language", ["en", "fa"])


@CASES
@LANGUAGES
async def test_a_hostile_name_is_letters_at_the_counter(
    office: SmallOffice, name: str, literal: str, language: str
) -> None:
    sample = office.sample(State.NO_SHOW)
    rename(office, sample, name)
    async with counter(office, size=LARGE) as pilot:
        if language == "fa":
            await pilot.press("f2")
        await open_card(pilot, sample.tracking_code)
        await settled(pilot)
        assert clean(text_of(pilot.app)).count(literal) >= 4
        await pilot.press("f5")
        await shown(pilot, WalkScreen)
        await settled(pilot)
        assert clean(text_of(pilot.app)).count(literal) >= 2
        await pilot.press("enter")
        await shown(pilot, AskSeen)
        assert longest_word(literal) in clean(text_of(pilot.app))
        await write(pilot, "[/]\r")
        await pilot.press("enter")
        await shown(pilot, WalkScreen)
        await pilot.press("f6")
        await until(pilot, lambda: office.judgement(sample, 1))
        for line, key in ((2, "f7"), (3, "f9")):
            await settled(pilot)
            await pilot.press(key)
            if key == "f9":
                await shown(pilot, AskReason)
                await write(pilot, MARKUP + "\r")
            await until(pilot, partial(office.judgement, sample, line))
        await shown(pilot, DecisionScreen)
        decision = clean(text_of(pilot.app))
        assert literal in decision
        assert MARKUP in decision
        assert "≠ [/]" in decision
        await pilot.press("f5")
        await shown(pilot, Choose)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await settled(pilot)
        assert literal in clean(text_of(pilot.app))


@CASES
async def test_a_hostile_name_is_letters_to_the_supervisor(
    office: SmallOffice, name: str, literal: str
) -> None:
    sample = office.sample(State.VERIFIED)
    rename(office, sample, name)
    async with counter(office, "supervisor", LARGE) as pilot:
        await open_list(pilot, 1, ApprovalsScreen)
        await says(pilot, literal)
        clean(text_of(pilot.app))
        await pilot.press("escape", "escape")
        await shown(pilot, ReceptionScreen)
        await open_dossier(pilot, sample)
        await settled(pilot)
        assert clean(text_of(pilot.app)).count(literal) >= 2
        await pilot.press("f5")
        await shown(pilot, Confirm)
        assert longest_word(literal) in clean(text_of(pilot.app))


@CASES
async def test_no_certificate_bears_a_name_that_cannot_be_printed(
    office: SmallOffice, name: str, literal: str
) -> None:
    sample = office.sample(State.APPROVED)
    rename(office, sample, name)
    async with counter(office, size=LARGE) as pilot:
        await open_certificate(pilot, sample)
        assert literal in clean(text_of(pilot.app))
        if name is MARKUP:
            return
        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")

        await says(pilot, "Papers cannot contain the character")
        clean(text_of(pilot.app))
        assert office.request(sample).state is State.APPROVED


@CASES
async def test_a_hostile_name_is_letters_in_a_list(office: SmallOffice, name: str, literal: str) -> None:
    for state in (State.NO_SHOW, State.ARRIVED):
        rename(office, office.sample(state), name)
    async with counter(office, size=LARGE) as pilot:
        await write(pilot, "hostile\r")
        await says(pilot, "Several people match. Choose one:")

        assert clean(text_of(pilot.app)).count(literal) == 4


@CASES
async def test_an_officers_hostile_name_is_letters_in_the_heading_and_on_the_lock(
    office: SmallOffice, name: str, literal: str
) -> None:
    app = station(office)
    async with running(app, LARGE) as pilot:
        await until(pilot, lambda: app.loaded)
        app.admit(replace(office.officer(), name=Bilingual(name, name), signed_in_at=datetime.now(UTC)))
        await shown(pilot, ReceptionScreen)
        assert literal in clean(text_of(app))
        office.idle.now += 10_000
        await shown(pilot, LockScreen)

        assert literal in clean(text_of(app))

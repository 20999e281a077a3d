"""A service that only this office has, on its screens: filed in the lobby, walked at the counter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.widgets import Button

from kiosk import catalogue
from kiosk.adapters.sticks import Sticks
from kiosk.domain.request import RequestState
from kiosk.services import ruling
from screens.counter.card import CardScreen
from screens.counter.decision import DecisionScreen
from screens.counter.walk import WalkScreen
from screens.lobby.account import AccountScreen
from screens.lobby.documents import DocumentsScreen
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason
from tests.kiosk.services.any_service import as_it_is
from tests.screens.lobby.test_requests import bring
from tests.screens.lobby.walking import choose_service, fill_form, sign_in
from tests.screens.offices import NARROW, SmallOffice, counter, lobby, open_card, write
from tests.waiting import says, shown, text_of, until

OWN_CATALOGUE = Path(__file__).parents[1] / "kiosk" / "catalogue" / "office-catalogue.toml"
CAT = {"chip_no": "276098106", "species": "cat"}


def plug_in(office: SmallOffice, folder: Path) -> None:
    """An office with the service, a stick with two pictures, and no time to look into them."""
    scans = folder / "STICK" / "scans"
    scans.mkdir(parents=True)
    for name in ("1.jpg", "2.jpg"):
        (scans / name).write_bytes(name.encode())
    office.desk = replace(
        office.desk,
        catalogue=catalogue.load(OWN_CATALOGUE),
        media=Sticks(folder / "STICK", 25_000_000, mounts=folder / "none"),
        take_in=as_it_is,
    )


async def test_it_is_filed_in_the_lobby_and_walked_at_the_counter(
    office: SmallOffice, tmp_path: Path
) -> None:
    plug_in(office, tmp_path)
    async with lobby(office, NARROW) as pilot:
        await sign_in(pilot, office)
        form = await choose_service(pilot, "PET-01")
        await says(pilot, "Certificate for an accompanying animal")
        await fill_form(pilot, form, CAT)
        await pilot.press("f5")
        documents = await shown(pilot, DocumentsScreen)
        await until(pilot, lambda: len(documents._slots) == 3)
        for name in ("1.jpg", "2.jpg"):
            await bring(pilot, documents, name)
        await until(pilot, lambda: not documents.query_one("#receipt", Button).disabled)
        await pilot.press("f10")
        account = await shown(pilot, AccountScreen)
        await until(pilot, lambda: account._requests[0].state is RequestState.RECEIPTED)
        code = account._requests[0].tracking_code

    async with counter(office, size=NARROW) as pilot:
        await open_card(pilot, code)
        await pilot.press("f5")
        await shown(pilot, WalkScreen)
        await says(pilot, "document 1 of 3")
        assert "Pet passport" in text_of(pilot.app)
        assert CAT["chip_no"] in text_of(pilot.app)
        for line, key in enumerate(("f5", "f5", "f4"), 1):
            await says(pilot, f"document {line} of 3")
            await pilot.press(key)
        await shown(pilot, AskReason)
        await write(pilot, "free\r")
        decision = await shown(pilot, DecisionScreen)
        await until(pilot, lambda: decision._flags is not None)
        assert "The animal's chip is read." in text_of(pilot.app)
        await pilot.press("f5")
        await shown(pilot, Choose)
        await pilot.press("enter")
        await shown(pilot, CardScreen)

    request = office.store.read(lambda work: work.requests.by_tracking_code(code))
    assert (request.service, request.state, request.fields) == ("PET-01", RequestState.VERIFIED, CAT)
    assert not any(flag.blocks for flag in ruling.flags(office.desk, office.officer(), request.id))

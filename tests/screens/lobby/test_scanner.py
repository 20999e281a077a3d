"""Documents from the scanner in the lobby, with SANE's own test device."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, OptionList

from kiosk.adapters.scanner import Scanner
from screens.lobby.documents import DocumentsScreen
from screens.lobby.poor import PoorScreen
from tests.kiosk.adapters.test_scanner import SLOW, TEST_DEVICE, with_options
from tests.screens.lobby.test_requests import scans_of
from tests.screens.lobby.walking import to_documents
from tests.screens.offices import SmallOffice, lobby
from tests.waiting import says, shown, until

pytestmark = pytest.mark.skipif(
    shutil.which("scanimage") is None, reason="scanimage is missing: apt-get install sane-utils"
)


def scanned_with(office: SmallOffice, scanner: Scanner) -> None:
    office.desk = replace(office.desk, scanner=scanner)


async def idle(pilot: Pilot[None], documents: DocumentsScreen) -> None:
    await until(pilot, lambda: not documents._busy)


async def test_a_page_is_scanned_looked_at_and_stored(office: SmallOffice) -> None:
    scanned_with(office, TEST_DEVICE)
    async with lobby(office) as pilot:
        documents = await to_documents(pilot, office)
        await pilot.press("f6")
        await shown(pilot, PoorScreen)
        await pilot.press("f5")
        await shown(pilot, DocumentsScreen)
        await says(pilot, "Documents: 0 of 3.")

        await idle(pilot, documents)
        await pilot.press("f6")
        await shown(pilot, PoorScreen)
        await pilot.press("f6")
        await says(pilot, "Documents: 1 of 3.")

    (quality,) = scans_of(office)
    assert quality != "ok"
    events = office.store.read(lambda work: list(work.audit.events()))
    (attached,) = [event.details for event in events if event.action == "request:scan:attached"]
    assert '"source":"scanner"' in attached


async def test_the_scan_goes_to_the_document_that_is_marked(office: SmallOffice) -> None:
    scanned_with(office, TEST_DEVICE)
    async with lobby(office) as pilot:
        documents = await to_documents(pilot, office)
        documents.query_one("#slots", OptionList).highlighted = 2
        await pilot.pause()
        await pilot.click("#scanner")
        await shown(pilot, PoorScreen)
        await pilot.press("f6")
        await says(pilot, "Documents: 1 of 3.")

        await until(pilot, lambda: documents._slots[2].scan)
        assert [slot.scan is not None for slot in documents._slots] == [False, False, True]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("SANE_STATUS_NO_DOCS", "There is no paper in the scanner."),
        ("SANE_STATUS_COVER_OPEN", "cover"),
    ],
)
async def test_trouble_of_the_scanner_is_told_and_one_can_go_on(
    office: SmallOffice, status: str, said: str
) -> None:
    scanned_with(office, with_options("--read-return-value", status))
    async with lobby(office) as pilot:
        documents = await to_documents(pilot, office)
        await pilot.press("f6")
        await says(pilot, said)
        await idle(pilot, documents)
        assert pilot.app.screen is documents
        await says(pilot, "Documents: 0 of 3.")
    assert scans_of(office) == []


async def test_escape_ends_a_slow_scan_and_only_then_leaves(office: SmallOffice) -> None:
    scanned_with(office, with_options(*SLOW))
    async with lobby(office) as pilot:
        documents = await to_documents(pilot, office)
        await pilot.press("f6")
        await until(pilot, lambda: documents._percent is not None)
        await pilot.press("escape")
        await idle(pilot, documents)
        assert pilot.app.screen is documents

        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not documents)
    assert scans_of(office) == []


async def test_without_a_scanner_none_is_offered(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        documents = await to_documents(pilot, office)
        assert not documents.query("#scanner")
        assert documents.query_one("#stick", Button)
        await pilot.press("f6")
        await pilot.pause()
        assert not documents._busy

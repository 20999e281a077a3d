"""A request in the lobby: service, answers, documents, receipt."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from textual.pilot import Pilot
from textual.widgets import Button, DataTable, Input, Label, OptionList

from kiosk.adapters.sticks import Sticks
from kiosk.demo.people import people
from kiosk.demo.scans import draw
from kiosk.domain.bilingual import Language
from kiosk.domain.quality import Quality
from kiosk.domain.request import RequestState
from kiosk.text.bidi import isolate
from kiosk.text.cells import visual
from kiosk.upload_sentences import JUDGED
from kiosk.words import Words
from screens.lobby.account import AccountScreen
from screens.lobby.documents import DocumentsScreen
from screens.lobby.picking import PickerScreen
from screens.lobby.poor import PoorScreen
from screens.lobby.services import ServicesScreen
from screens.widgets.scan_view import ScanView
from tests.screens.lobby.walking import STUDIES, choose_service, sign_in, to_documents
from tests.screens.offices import GREY, NARROW, SmallOffice, kiosk, lobby, write
from tests.screens.test_language import spoken
from tests.waiting import lines_of, notices, says, settled, shown, until

STUDENT = next(demo for demo in people(80, 3, date(2026, 11, 24)) if demo.study)
KINDS = ("enrolment-certificate", "passport", "residence-permit")
"""What the service asks for, in its order."""


@cache
def drawn(kind: str) -> bytes:
    return draw(kind, STUDENT, None, 5)


def blurred(scan: bytes) -> bytes:
    picture, out = Image.open(io.BytesIO(scan)).convert("RGB"), io.BytesIO()
    picture.filter(ImageFilter.BoxBlur(3)).save(out, "JPEG", quality=90)
    return out.getvalue()


@pytest.fixture
def stick(office: SmallOffice, tmp_path: Path) -> Path:
    """A stick with a folder of scans, the only one that is plugged in."""
    folder = tmp_path / "STICK"
    (folder / "scans").mkdir(parents=True)
    for number, kind in enumerate(KINDS, 1):
        (folder / "scans" / f"{number}.jpg").write_bytes(drawn(kind))
    office.desk = replace(office.desk, media=Sticks(folder, 25_000_000, mounts=tmp_path / "none"))
    return folder


async def bring(pilot: Pilot[None], documents: DocumentsScreen, name: str) -> None:
    """Choose a file of the stick for the document that is marked."""
    await until(pilot, lambda: not documents._busy)
    documents.query_one("#slots").focus()
    await pilot.press("enter")
    picker = await shown(pilot, PickerScreen)
    files = picker.query_one("#files", OptionList)
    await until(pilot, lambda: picker._entries)
    if not picker._way:
        await pilot.press("enter")
        await until(pilot, lambda: picker._way)
    names = [entry.name for entry in picker._entries]
    files.highlighted = 1 + names.index(name)
    await pilot.press("enter")


def scans_of(office: SmallOffice) -> list[str]:
    """The quality of each scan that was attached, in order."""
    events = office.store.read(lambda work: list(work.audit.events()))
    return [
        str(json.loads(event.details)["quality"])
        for event in events
        if event.action == "request:scan:attached"
    ]


async def test_a_request_from_the_account_to_the_receipt_and_the_form(
    office: SmallOffice, stick: Path
) -> None:
    async with lobby(office) as pilot:
        documents = await to_documents(pilot, office)
        assert documents.query_one("#receipt", Button).disabled
        for number, name in enumerate(("1.jpg", "2.jpg", "3.jpg"), 1):
            await bring(pilot, documents, name)
            await says(pilot, f"Documents: {number} of 3.")
        await until(pilot, lambda: documents.complete)
        await pilot.pause()
        assert notices(pilot.app).count("was stored") == 1, "More would cover the list."
        await pilot.press("f10")
        account = await shown(pilot, AccountScreen)
        await until(pilot, lambda: account._requests[0].state is RequestState.RECEIPTED)
        await settled(pilot)
        assert "“Receipt” is being printed." in notices(pilot.app)
        assert "/" not in notices(pilot.app)
        (request,) = account._requests
        assert (request.done, request.asked) == (3, 3)
    assert scans_of(office) == ["ok"] * 3
    papers = {path.name for path in office.config.printed_folder.iterdir()}
    for paper in ("receipt", "form"):
        assert any(name.startswith(f"{paper}-{request.tracking_code}") for name in papers), papers


@pytest.mark.parametrize("language", ["fa"])
async def test_each_document_says_how_many_pages_it_has_and_how_readable_they_are(
    office: SmallOffice, stick: Path, language: Language
) -> None:
    words = Words(language)
    (stick / "scans" / "4.jpg").write_bytes(blurred(drawn(KINDS[0])))
    sheets = [Image.open(io.BytesIO(drawn(KINDS[1]))).convert("RGB") for _ in range(2)]
    sheets[0].save(stick / "scans" / "5.pdf", save_all=True, append_images=sheets[1:], resolution=150)
    office.desk = replace(office.desk, decode=lambda data, page=0: replace(GREY, pages=2))
    async with lobby(office, NARROW) as pilot:
        documents = await to_documents(pilot, office)
        await bring(pilot, documents, "4.jpg")
        await shown(pilot, PoorScreen)
        await pilot.press("f6")
        await says(pilot, "Kept although it is blurred.")
        await until(pilot, lambda: not documents._busy and documents._at == 1)
        await bring(pilot, documents, "5.pdf")
        await until(pilot, lambda: documents._slots[1].scan)
        documents.query_one("#slots", OptionList).highlighted = 1
        await says(pilot, "Pages: 2. It is easy to read.")
        if language == "fa":
            await pilot.press("f2")
            await spoken(pilot)
        lines = lines_of(pilot.app)
        for name, said in ((KINDS[0], f"{words('Pages: {n}.', n=1)} {words(JUDGED['blurred'])}"),
                           (KINDS[1], f"{words('Pages: {n}.', n=2)} {words(JUDGED['ok'])}")):  # fmt: skip
            title = words.pick(office.desk.catalogue.document(name).name)
            text = " ".join(line.strip() for line in lines)
            assert f"✓ {title}" in text
            assert said in text
        assert not documents.query_one("#scan").display, "There is no room for it."


async def test_where_there_is_room_the_picture_of_the_document_stands_beside_it(
    office: SmallOffice, stick: Path
) -> None:
    async with lobby(office, (100, 30)) as pilot:
        documents = await to_documents(pilot, office)
        view = documents.query_one("#scan", ScanView)
        assert not view.display
        await bring(pilot, documents, "1.jpg")
        await until(pilot, lambda: documents._slots[0].scan and not documents._busy)
        documents.query_one("#slots", OptionList).highlighted = 0
        await until(pilot, lambda: view.display)
        assert view.region.width >= 40
        assert view.viewport.page == (GREY.width, GREY.height)

        documents.query_one("#slots", OptionList).highlighted = 1
        await until(pilot, lambda: not view.display)
        await pilot.press("f2")
        await spoken(pilot)
        documents.query_one("#slots", OptionList).highlighted = 0
        await until(pilot, lambda: documents.query_one("#scan").display)
    assert office.events("request:scan:viewed") >= 1


@pytest.mark.parametrize(("language", "name"), [("fa", "0-scan.jpg"), ("en", "۱ گذرنامه.jpg")])
async def test_a_files_name_and_its_size_stay_apart(
    office: SmallOffice, stick: Path, name: str, language: Language
) -> None:
    (stick / name).write_bytes(b"x" * 144_000)
    async with lobby(office) as pilot:
        documents = await to_documents(pilot, office)
        kiosk(pilot).language = language
        documents.action_stick()
        picker = await shown(pilot, PickerScreen)
        await until(pilot, lambda: len(picker._entries) == 2)
        files = picker.query_one("#files", OptionList)
        line = str(files.get_option_at_index(1).prompt)

    seen = "".join(visual(line, language))
    assert "".join(visual(name, language)) in seen
    assert "".join(visual(Words(language)("{size} kB", size=144), language)) in seen


async def test_a_blurred_scan_is_replaced_or_kept_on_demand(office: SmallOffice, stick: Path) -> None:
    for number, kind in ((4, KINDS[0]), (5, KINDS[1])):
        (stick / "scans" / f"{number}.jpg").write_bytes(blurred(drawn(kind)))
    async with lobby(office) as pilot:
        documents = await to_documents(pilot, office)
        await bring(pilot, documents, "4.jpg")
        await shown(pilot, PoorScreen)
        await says(pilot, "The picture is blurred.")
        await pilot.press("enter")
        await shown(pilot, DocumentsScreen)
        await says(pilot, "Documents: 0 of 3.")
        await bring(pilot, documents, "1.jpg")
        await says(pilot, "Documents: 1 of 3.")

        await bring(pilot, documents, "5.jpg")
        await shown(pilot, PoorScreen)
        await pilot.press("f6")
        await says(pilot, "Documents: 2 of 3.")
    assert scans_of(office) == ["ok", Quality.BLURRED.value]


async def test_an_empty_picture_can_only_be_replaced(office: SmallOffice, stick: Path) -> None:
    Image.new("RGB", (1200, 1600), "white").save(stick / "scans" / "0.jpg")
    async with lobby(office, NARROW) as pilot:
        documents = await to_documents(pilot, office)
        await bring(pilot, documents, "0.jpg")
        poor = await shown(pilot, PoorScreen)
        await says(pilot, "There is nothing on the picture.")
        assert not poor.query("#keep")

        await pilot.press("f6")
        await pilot.pause()
        assert pilot.app.screen is poor
    assert scans_of(office) == []


async def test_what_is_no_picture_is_refused_and_the_place_stays_empty(
    office: SmallOffice, stick: Path
) -> None:
    (stick / "scans" / "0.jpg").write_bytes(b"not a picture")
    async with lobby(office) as pilot:
        documents = await to_documents(pilot, office)
        await bring(pilot, documents, "0.jpg")
        await until(pilot, lambda: pilot.app.screen is documents and notices(pilot.app))

        await until(pilot, lambda: not documents._busy)
        assert not any(slot.scan for slot in documents._slots)
    assert scans_of(office) == []


async def test_a_missing_answer_is_said_beneath_its_field_and_the_rest_is_kept(office: SmallOffice) -> None:
    async with lobby(office, NARROW) as pilot:
        await sign_in(pilot, office)
        form = await choose_service(pilot, STUDIES)
        form.query_one("#field-university_fa", Input).focus()
        await write(pilot, "Sampleton")
        await pilot.press("f5")
        await until(pilot, lambda: form.query_one("#note-file_no", Label).has_class("-wrong"))
        assert form.query_one("#note-term", Label).has_class("-wrong")
        assert pilot.app.focused is form.query_one("#field-file_no")

        await pilot.press("escape")
        await shown(pilot, AccountScreen)
        again = await choose_service(pilot, STUDIES)
        assert again.query_one("#field-university_fa", Input).value == "Sampleton"
    assert office.events("request:record:registered") == 0


async def test_a_registered_request_goes_on_at_its_documents_and_a_second_is_asked_about(
    office: SmallOffice,
) -> None:
    async with lobby(office) as pilot:
        await to_documents(pilot, office)
        await pilot.press("escape")
        account = await shown(pilot, AccountScreen)
        await until(pilot, lambda: account.query_one("#own-requests", DataTable).row_count == 1)
        await pilot.pause()
        await pilot.press("enter")
        await shown(pilot, DocumentsScreen)
        await pilot.press("escape")
        await shown(pilot, AccountScreen)

        await pilot.press("f5")
        await shown(pilot, ServicesScreen)
        await write(pilot, f"{STUDIES}\r")
        await says(pilot, "A request for this service is still open")


async def test_services_are_found_while_one_types(office: SmallOffice) -> None:
    async with lobby(office, NARROW) as pilot:
        await sign_in(pilot, office)
        await pilot.press("f5")
        services = await shown(pilot, ServicesScreen)
        everything = services.query_one("#services", OptionList).option_count
        assert everything > len(office.desk.catalogue.offered(office.desk.today()))
        await write(pilot, "xyz")
        await says(pilot, "No service is called that.")
        await pilot.press("backspace", "backspace", "backspace")
        await until(pilot, lambda: services.query_one("#services", OptionList).option_count == everything)


async def test_a_persian_file_name_keeps_its_order_and_its_size_behind_it(
    office: SmallOffice, stick: Path
) -> None:
    name = "گذرنامهٔ من.jpg"
    (stick / "scans" / name).write_bytes(drawn("passport"))
    async with lobby(office, NARROW) as pilot:
        await to_documents(pilot, office)
        await pilot.press("enter")
        picker = await shown(pilot, PickerScreen)
        await until(pilot, lambda: picker._entries)
        await pilot.press("enter")
        await until(pilot, lambda: picker._way)

        line = next(str(picker._line(entry)) for entry in picker._entries if entry.name == name)
        assert isolate(name) in line

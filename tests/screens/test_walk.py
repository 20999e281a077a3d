from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from kiosk.adapters.decoding import decode
from kiosk.demo.filing import Sample
from kiosk.domain.calendar import jalali_text
from kiosk.domain.quality import Quality
from kiosk.domain.request import RequestState as State
from kiosk.domain.verification import Verdict
from kiosk.services import verification
from kiosk.words import Words
from screens.counter.card import CardScreen
from screens.counter.decision import DecisionScreen
from screens.counter.reception import ReceptionScreen
from screens.counter.walk import WalkScreen
from screens.graphics import Graphics, Kind
from screens.widgets.ask_day import AskSeenDay
from screens.widgets.ask_form import AskForm
from screens.widgets.check_list import CheckList
from screens.widgets.dialogs import AskReason, AskSeen
from screens.widgets.scan_view import ScanView
from tests.kiosk.adapters import hostile
from tests.screens.offices import (
    COMMON,
    NARROW,
    SIZES,
    HeldStore,
    SmallOffice,
    counter,
    open_card,
    open_walk,
    running,
    sheets,
    station,
    write,
)
from tests.waiting import lines_of, says, settled, shown, text_of, until

STUDENT = State.NO_SHOW
"""The office's request for an enrolment certificate that nobody has begun; three documents."""


async def test_every_verdict_has_its_key_and_is_stored_at_once(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)

        await pilot.press("f7")
        await until(pilot, lambda: office.judgement(sample, 1))
        await says(pilot, "document 2 of 3")
        await pilot.press("f8")
        await shown(pilot, AskReason)
        await write(pilot, "تار است\r")
        await until(pilot, lambda: office.judgement(sample, 2))
        await says(pilot, "document 3 of 3")
        await pilot.press("f9")
        await shown(pilot, AskReason)
        assert "doubt: why?" in text_of(pilot.app)
        await write(pilot, "another face\r")

        await shown(pilot, DecisionScreen)
        said = [slot.check.judgement for slot in office.slots(sample) if slot.check]
        assert [(each.verdict, each.reason) for each in said] == [
            (Verdict.ORIGINAL_MISSING, ""),
            (Verdict.UNREADABLE, "تار است"),
            (Verdict.DOUBT, "another face"),
        ]
        assert office.request(sample).state is State.VERIFYING


async def test_a_match_takes_every_compared_field_as_its_evidence(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    person = office.card(sample).person
    async with counter(office) as pilot:
        await open_walk(pilot, sample)

        await pilot.press("f5")

        await until(pilot, lambda: office.judgement(sample, 1))
        said = office.judgement(sample, 1)
        assert said is not None
        assert said.verdict is Verdict.MATCH
        assert person.full_name_lat in [field.expected for field in said.fields]
        assert not any(field.differs for field in said.fields)


async def test_what_differs_is_recorded_by_field_with_both_values(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    person = office.card(sample).person
    async with counter(office) as pilot:
        await open_walk(pilot, sample)

        await pilot.press("f6")
        await says(pilot, "Mark what differs first: a field or an inspection point.")
        await pilot.press("enter")
        await shown(pilot, AskSeen)
        assert person.full_name_lat in text_of(pilot.app)
        await write(pilot, "Someone Else\r")
        await write(pilot, "[/]\r")
        await shown(pilot, WalkScreen)
        assert "✗ Name in Latin letters" in text_of(pilot.app)
        assert "original: Someone Else" in text_of(pilot.app)
        assert "scan: [/]" in text_of(pilot.app)
        await pilot.press("f5")
        await says(pilot, "Something was marked as different, so this cannot be a match.")
        assert office.judgement(sample, 1) is None
        await pilot.press("f6")

        await until(pilot, lambda: office.judgement(sample, 1))
        said = office.judgement(sample, 1)
        assert said is not None
        assert said.verdict is Verdict.MISMATCH
        differing = [field for field in said.fields if field.differs]
        assert [(field.expected, field.scan_seen, field.original_seen) for field in differing] == [
            (person.full_name_lat, "[/]", "Someone Else")
        ]


async def test_a_mark_can_be_taken_back(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        walk = await open_walk(pilot, office.sample(STUDENT))
        checks = walk.query_one("#checks", CheckList)
        expected = checks.expected("name_lat") or checks.expected(next(iter(walk._walk.expected[1])))

        await pilot.press("enter")
        await shown(pilot, AskSeen)
        await write(pilot, "X\r")
        await pilot.press("enter")
        await shown(pilot, WalkScreen)
        assert "original: X" in text_of(pilot.app)
        await pilot.press("enter")
        dialog = await shown(pilot, AskSeen)
        assert dialog.query_one("#original", Input).value == "X"
        await pilot.press("escape")
        await shown(pilot, WalkScreen)
        assert "original: X" in text_of(pilot.app)
        await pilot.press("enter")
        dialog = await shown(pilot, AskSeen)
        dialog.query_one("#original", Input).value = expected
        await pilot.press("enter", "enter")
        await shown(pilot, WalkScreen)

        assert "✗" not in text_of(pilot.app)


async def test_an_inspection_point_is_turned_over_and_back(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        walk = await open_walk(pilot, sample)
        checks = walk.query_one("#checks", CheckList)
        checks.highlighted = checks.option_count - 1

        await pilot.press("space")
        await says(pilot, "✗ There are no erasures")
        await pilot.press("enter")
        await says(pilot, "✓ There are no erasures")
        await pilot.press("enter")
        await says(pilot, "✗ There are no erasures")
        await pilot.press("f6")

        await until(pilot, lambda: office.judgement(sample, 1))
        said = office.judgement(sample, 1)
        assert said is not None
        assert len(said.failed_points) == 1


async def test_a_reason_is_needed_and_escape_gives_no_verdict(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)

        await pilot.press("f9")
        await shown(pilot, AskReason)
        await write(pilot, "   \r")
        await says(pilot, "Write the reason first.")
        await pilot.press("escape")
        await shown(pilot, WalkScreen)
        await settled(pilot)
        assert office.judgement(sample, 1) is None

        await pilot.press("f7")
        await until(pilot, lambda: office.judgement(sample, 1))


async def test_a_mandatory_document_is_always_due(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)

        await pilot.press("f4")
        await shown(pilot, AskReason)
        await write(pilot, "not needed\r")

        await says(pilot, "This document is mandatory; “not applicable” is not possible.")
        assert office.judgement(sample, 1) is None


async def test_one_goes_through_the_documents_in_any_order(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        walk = await open_walk(pilot, sample)

        await pilot.press("f3")
        await says(pilot, "document 2 of 3")
        await pilot.press("f3", "f3")
        await says(pilot, "document 1 of 3")
        walk.query_one("#documents").focus()
        await pilot.press("end", "enter")
        await says(pilot, "document 3 of 3")
        await pilot.press("f5")
        await until(pilot, lambda: office.judgement(sample, 3))

        await says(pilot, "document 1 of 3")
        assert "✓" in lines_of(pilot.app)[1]
        await pilot.press("f3", "f3")
        await says(pilot, "match by clerk1")


async def test_there_is_no_decision_before_every_document_has_its_verdict(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await open_walk(pilot, office.sample(STUDENT))

        await pilot.press("f5")
        await says(pilot, "document 2 of 3")
        await pilot.press("f10")

        await says(pilot, "Document 2 has no verdict yet.")
        assert isinstance(pilot.app.screen, WalkScreen)


async def test_leaving_keeps_the_verdicts_and_frees_the_request(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await pilot.press("f5")
        await says(pilot, "document 2 of 3")

        await pilot.press("escape")
        await shown(pilot, AskForm)
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await settled(pilot)
        assert office.request(sample).hold is None
        await pilot.press("f5")

        await shown(pilot, WalkScreen)
        await says(pilot, "document 2 of 3")


async def test_after_a_crash_the_walk_goes_on_where_it_was_at_once_for_its_clerk(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await pilot.press("f5")
        await says(pilot, "document 2 of 3")
        # The program ends here without a word, as it does when it is killed.
    assert office.request(sample).hold is not None

    async with counter(office) as pilot:
        await says(pilot, "Verifications you left unfinished:")
        assert sample.tracking_code in text_of(pilot.app)
        pilot.app.screen.query_one("#walks").focus()
        await pilot.press("enter")
        await shown(pilot, CardScreen)
        await pilot.press("f5")
        await shown(pilot, WalkScreen)

        await says(pilot, "document 2 of 3")


async def test_a_colleague_takes_over_once_the_reservation_has_run_out(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    verification.open_walk(office.desk, office.officer("clerk2"), office.request(sample).id)
    later = datetime.now(UTC) + timedelta(minutes=office.desk.office.lease_minutes, seconds=1)
    office.desk = replace(office.desk, now=lambda: later)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)

        hold = office.request(sample).hold
        assert hold is not None
        assert hold.login == "clerk1"


async def test_a_verdict_after_a_colleague_took_over_is_refused_with_the_name(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        later = datetime.now(UTC) + timedelta(hours=1)
        elsewhere = replace(office.desk, now=lambda: later)
        verification.open_walk(elsewhere, office.officer("clerk2"), office.request(sample).id)

        await pilot.press("f5")

        await says(pilot, "clerk2 is working on this request at counter-1 until ")
        assert office.judgement(sample, 1) is None
        await pilot.press("escape")
        await shown(pilot, CardScreen)
        await settled(pilot)
        hold = office.request(sample).hold
        assert hold is not None
        assert hold.login == "clerk2"


HOSTILE = {
    "text": (b"This is no image at all", "The upload is not a JPEG, PNG, TIFF or PDF and cannot be shown."),
    "nothing": (b"", "The upload is not a JPEG, PNG, TIFF or PDF and cannot be shown."),
    "garbage": (b"\xff\xd8\xff" + hostile.noise(5000), "The upload is damaged and cannot be shown."),
    "pixels": (hostile.png(60_000, 60_000, b""), "The picture has too many pixels to show."),
    "locked": (hostile.encrypted_pdf(), "The PDF is locked with a password and cannot be shown."),
    "large": (bytes(30_000_000), "The upload is too large to show."),
}


async def test_an_upload_that_is_no_image_says_so_and_the_walk_goes_on(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    office.desk = replace(office.desk, decode=decode)
    async with counter(office) as pilot:
        for content, sentence in HOSTILE.values():
            office.replace_scan(sample, 1, content)
            pilot.app.clear_notifications()
            await open_walk(pilot, sample)
            await says(pilot, sentence)
            await pilot.press("escape")
            await shown(pilot, CardScreen)
            await pilot.press("escape")
            await shown(pilot, ReceptionScreen)
        await open_walk(pilot, sample)

        await pilot.press("plus", "minus", "ctrl+left", "asterisk")
        await pilot.press("f8")
        await shown(pilot, AskReason)
        await write(pilot, "no image\r")

        await until(pilot, lambda: office.judgement(sample, 1))
        await says(pilot, "document 2 of 3")
        await until(pilot, lambda: pilot.app.screen.query_one("#scan", ScanView).viewport.drawable)


async def test_a_scan_that_is_missing_or_was_never_sent_is_said(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    blob = office.replace_scan(sample, 1, b"soon gone")
    next(office.config.scans_folder.rglob(f"*{blob[4:]}*")).unlink()
    async with counter(office) as pilot:
        await open_walk(pilot, sample)

        await says(pilot, "A stored file is missing.")
        await pilot.press("f7")
        await until(pilot, lambda: office.judgement(sample, 1))


async def test_the_scan_is_zoomed_and_moved_whatever_has_the_focus(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        walk = await open_walk(pilot, office.sample(STUDENT))
        view = walk.query_one("#scan", ScanView)
        await until(pilot, lambda: view.viewport.drawable)
        whole = view.viewport
        assert pilot.app.focused is walk.query_one("#checks")

        await pilot.press("plus", "plus", "plus")
        near = view.viewport
        assert near.scale > whole.scale
        await pilot.press("ctrl+right", "ctrl+down")
        assert view.viewport != near
        await pilot.press("minus")
        assert view.viewport.scale < near.scale
        await pilot.press("asterisk")
        assert view.viewport.scale == whole.scale


async def test_a_verdict_given_twice_in_haste_is_stored_once(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    before = office.events("request:document:judged")
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await settled(pilot)
        with held:
            await pilot.press("f5", "f5", "f7")
            await until(pilot, lambda: held.waiting)
            await pilot.press("f5")
        await says(pilot, "document 2 of 3")
        await settled(pilot)

        assert office.judgement(sample, 2) is None
        assert office.events("request:document:judged") == before + 1


async def test_the_keys_answer_while_a_verdict_is_being_stored(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await settled(pilot)
        with held:
            await pilot.press("f5")
            await until(pilot, lambda: held.waiting)
            await pilot.press("escape")
            await shown(pilot, CardScreen)
        await until(pilot, lambda: office.judgement(sample, 1))


async def test_a_verdict_that_failed_after_one_left_is_told_all_the_same(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await settled(pilot)
        with held:
            await pilot.press("enter")
            await shown(pilot, AskSeen)
            await write(pilot, "X\r")
            await pilot.press("enter")
            await shown(pilot, WalkScreen)
            await pilot.press("f5")
            await until(pilot, lambda: held.waiting)
            await pilot.press("escape")
            await shown(pilot, CardScreen)

        await says(pilot, "Something was marked as different, so this cannot be a match.")


async def test_quitting_waits_until_a_verdict_is_stored(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    held = HeldStore(office.desk.store)
    office.desk = replace(office.desk, store=held)
    async with counter(office) as pilot:
        await open_walk(pilot, sample)
        await settled(pilot)
        with held:
            await pilot.press("f5")
            await until(pilot, lambda: held.waiting)
            await pilot.press("ctrl+q")
            await pilot.pause()
            assert pilot.app.is_running
            assert office.judgement(sample, 1) is None
        await until(pilot, lambda: not pilot.app.is_running)

    assert office.judgement(sample, 1) is not None
    assert office.events("staff:session:ended") == 1


async def test_nobody_walks_the_own_file(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    subject = office.request(sample).subject_id
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded)
        app.admit(replace(office.officer(), person_id=subject))
        await shown(pilot, ReceptionScreen)
        await open_card(pilot, sample.tracking_code)

        await pilot.press("f5")

        await says(pilot, "This is your own file. A colleague must handle it.")


@pytest.mark.parametrize("size", SIZES)
async def test_the_walk_is_whole_at_every_size(office: SmallOffice, size: tuple[int, int]) -> None:
    sample = office.sample(STUDENT)
    person = office.card(sample).person
    async with counter(office, size=size) as pilot:
        walk = await open_walk(pilot, sample)
        await settled(pilot)

        text = text_of(pilot.app)
        service = office.desk.catalogue.service(sample.service).name.en
        assert lines_of(pilot.app)[0].startswith(f" {sample.tracking_code} · {service} ")
        for wanted in (
            person.full_name_lat,
            "document 1 of 3",
            "✓ Name in Latin letters",
            "F5  Match",
            "F6  Differs",
            "F7  No original",
            "F8  Unreadable",
            "F9  Doubt",
            "F4  Not needed",
            "Next document",
            "Decision",
            "Zoom",
            "Leave",
        ):
            assert wanted in text, text
        view = walk.query_one("#scan", ScanView)
        assert view.size.width >= 40
        assert view.size.height >= 20
        assert walk.query_one("#documents", OptionList).display == (size[0] >= COMMON[0])
        await pilot.press("enter")
        dialog = await shown(pilot, AskSeen)
        assert all(word in text_of(pilot.app) for word in ("request:", "On the original", "Save", "Back"))
        assert not dialog.query_one("#box").region.overlaps(view.region)
        assert dialog.styles.background.a == 0


async def test_a_question_leaves_the_cells_of_an_image_under_it_without_background(
    office: SmallOffice,
) -> None:
    async with counter(office) as pilot:
        setattr(pilot.app, "graphics", Graphics(Kind.KITTY))  # noqa: B010 - Pilot knows only Textual's own App
        walk = await open_walk(pilot, office.sample(STUDENT))
        await settled(pilot)
        pane = walk.query_one("#scan", ScanView).region

        await pilot.press("enter")
        dialog = await shown(pilot, AskSeen)

        (line,) = dialog.render_lines(Region(0, pane.y, dialog.size.width, 1))
        before, image, behind = line.divide([pane.x, pane.right, dialog.size.width])
        assert all(style is not None and style.bgcolor is None for _, style, _ in image)
        assert all(style is not None and style.bgcolor for side in (before, behind) for _, style, _ in side)


async def test_a_day_that_differs_is_typed_in_either_calendar_and_stored_as_one(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        await ask_of_a_day(pilot, sample)

        await write(pilot, "۱۴۰۵/۹/۳")
        await says(pilot, "Jalali 1405/09/03 = Gregorian 2026-11-24")
        await pilot.press("enter")
        await write(pilot, "24.11.2026")
        await says(pilot, "Gregorian 2026-11-24 = Jalali 1405/09/03")
        await write(pilot, "\r")
        await shown(pilot, WalkScreen)
        assert "original: 2026-11-24 (1405/09/03)" in text_of(pilot.app)
        await pilot.press("f6")

        await until(pilot, lambda: office.judgement(sample, 1))
        said = office.judgement(sample, 1)
        assert said is not None
        assert [(check.scan_seen, check.original_seen) for check in said.fields if check.differs] == [
            ("2026-11-24", "2026-11-24")
        ]


async def test_the_day_of_the_request_in_the_other_calendar_takes_the_mark_away(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        checks = await ask_of_a_day(pilot, office.sample(STUDENT))
        expected = jalali_text(date.fromisoformat(checks.expected("start_date")))

        await write(pilot, "24 November 2026")
        await pilot.press("enter", "enter")
        await says(pilot, "✗ Start of studies")
        await pilot.press("enter")
        dialog = await shown(pilot, AskSeen)
        field = dialog.query_one("#original", Input)
        assert field.value == "2026-11-24"
        field.value = ""
        await write(pilot, expected)
        await pilot.press("enter", "enter")

        await says(pilot, "✓ Start of studies")


async def test_what_is_no_day_is_said_so_and_kept_as_it_stands(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    async with counter(office) as pilot:
        checks = await ask_of_a_day(pilot, sample)

        await write(pilot, "30 Esfand 1404")
        await says(pilot, "Esfand 1404 has 29 days; there is no 30.")
        await pilot.press("f2")
        await says(pilot, "روز دارد؛ روز")
        await pilot.press("f2")
        await says(pilot, "Esfand 1404 has 29 days; there is no 30.")
        await pilot.press("enter")
        await write(pilot, "\r")

        await says(pilot, "original: 30 Esfand 1404 (no date)")
        assert checks.seen("start_date") == (None, "30 Esfand 1404")


async def test_a_text_that_looks_like_a_day_stays_a_text(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await open_walk(pilot, office.sample(STUDENT))

        await pilot.press("enter")
        await shown(pilot, AskSeen)
        await write(pilot, "1405/9/3")
        await pilot.press("enter", "enter")

        await says(pilot, "original: 1405/9/3")
        assert "2026-11-24" not in text_of(pilot.app).partition("\n")[2]


async def ask_of_a_day(pilot: Pilot[None], sample: Sample) -> CheckList:
    """To the question about the start of studies."""
    walk = await open_walk(pilot, sample)
    checks = walk.query_one("#checks", CheckList)
    checks.highlighted = checks.get_option_index("field:start_date")
    await pilot.press("enter")
    await shown(pilot, AskSeenDay)
    return checks


async def test_every_page_of_a_scan_is_leafed_through_in_either_language(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    office.desk = replace(office.desk, decode=decode)
    office.replace_scan(sample, 1, sheets(700, 800, 900))
    async with counter(office) as pilot:
        walk = await open_walk(pilot, sample)
        view = walk.query_one("#scan", ScanView)
        await says(pilot, "page 1 of 3")
        await pilot.press("pageup")
        await pilot.press("pagedown")
        await says(pilot, "page 2 of 3")
        await until(pilot, lambda: view.viewport.page == (800, 900))
        await pilot.press("pagedown")
        await says(pilot, "page 3 of 3")
        await until(pilot, lambda: view.viewport.page == (900, 900))
        await pilot.press("pagedown", "f2")
        await says(pilot, Words("fa")("page {n} of {all}", n=3, all=3))
        await pilot.press("f2", "pageup")
        await says(pilot, "page 2 of 3")

        await pilot.press("f3")
        await says(pilot, "document 2 of 3")
        assert "page 2 of 3" not in text_of(pilot.app)
        await until(pilot, lambda: view.viewport.drawable)

    assert office.events("request:scan:viewed") == 5


async def test_a_page_that_comes_late_is_not_shown_over_another(office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    office.desk = replace(office.desk, decode=decode)
    office.replace_scan(sample, 1, sheets(700, 800, 900))
    async with counter(office) as pilot:
        walk = await open_walk(pilot, sample)
        view = walk.query_one("#scan", ScanView)
        await says(pilot, "page 1 of 3")
        await pilot.press("pagedown", "pagedown")
        await settled(pilot)

        await until(pilot, lambda: view.viewport.page == (900, 900))
        assert "page 3 of 3" in text_of(pilot.app)


@pytest.mark.parametrize("size", [NARROW, COMMON])
async def test_the_officer_is_warned_of_a_scan_that_was_doubtful_when_it_came(
    office: SmallOffice, size: tuple[int, int]
) -> None:
    sample = office.sample(STUDENT)
    office.doubt_scan(sample, 1, Quality.SAME_AS_OTHER)
    async with counter(office, size=size) as pilot:
        await open_walk(pilot, sample)
        await says(pilot, "! The same picture stands under")

        await pilot.press("f3")
        await says(pilot, "document 2 of 3")
        assert "The same picture" not in text_of(pilot.app)

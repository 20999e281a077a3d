"""Sheets written by hand in a power cut: printed once, entered once, signed by two, never back-dated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DatabaseError

from data.tables import HandSheet as Row
from data.tables import HandSheetStep as Step
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused
from kiosk.domain.hand_sheet import Done, HandSheet, Serial, SheetState
from kiosk.domain.request import RequestState
from kiosk.domain.roles import Officer, Role
from kiosk.domain.sheet_note import SheetLine, SheetStep
from kiosk.services import closing, day_figures, hand_sheets, handing_over, sheet_entry, staff, working_day
from kiosk.services.desk import Desk
from kiosk.services.sheet_entry import Said
from kiosk.services.staff import NewAccount
from tests import makers
from tests.kiosk.services.finishing import SHOWN
from tests.kiosk.services.office import (
    NOW,
    PASSWORD,
    Clock,
    Counter,
    Wish,
    events,
    filed,
    fingerprint,
    officer,
    person_of_staff,
    request_of,
    store_of,
)
from tests.kiosk.services.test_handing_over import printed
from tests.printouts.papers import codes_on, page_count, picture

Act = Callable[[], object]
TODAY = date(2026, 11, 24)
"""A Tuesday; the office's own time is an hour ahead of UTC."""
LATER = timedelta(hours=3)
AT_NOON = Said(TODAY, time(12, 5), "clerk2", Done.SENT_AWAY, note="کارت ملی همراه نبود")


@dataclass(frozen=True, slots=True)
class Sheets:
    """An office whose sheets were printed at half past ten, three hours ago."""

    desk: Desk
    clerk: Officer
    supervisor: Officer

    def enter(self, said: Said = AT_NOON, no: int = 1, by: Officer | None = None) -> HandSheet:
        command = self.desk.command("sheet:record:entered", by or self.clerk)
        return sheet_entry.enter(self.desk, command, no, said)

    def confirm(self, no: int = 1, by: Officer | None = None) -> HandSheet:
        command = self.desk.command("sheet:record:confirmed", by or self.supervisor)
        return hand_sheets.confirm(self.desk, command, no)

    def reopen(self, no: int = 1) -> HandSheet:
        command = self.desk.command("sheet:record:reopened", self.supervisor)
        return hand_sheets.reopen(self.desk, command, no, "شماره درخواست درست نبود")

    def void(self, to: SheetState, no: int = 1) -> HandSheet:
        command = self.desk.command("sheet:record:voided", self.supervisor)
        return hand_sheets.void(self.desk, command, no, (to, "آب روی آن ریخت"))

    def states(self) -> dict[int, SheetState]:
        found = hand_sheets.sheets(self.desk, self.supervisor)
        return {line.sheet.no: line.sheet.state for line in found}


def of(desk: Desk, clock: Clock, count: int = 3) -> Sheets:
    by = officer(desk, "supervisor")
    hand_sheets.print_sheets(desk, desk.command("sheet:numbers:printed", by), count)
    clock.passes(LATER)
    return Sheets(desk, officer(desk, "clerk1"), by)


@pytest.fixture
def sheets(front: Desk, clock: Clock) -> Sheets:
    """On each of the two databases."""
    return of(front, clock)


@pytest.fixture
def one_base(counter: Counter, clock: Clock) -> Sheets:
    return of(counter.desk, clock)


def lines(desk: Desk, number: int = 1) -> list[SheetLine]:
    """What the card of an applicant says of sheets, the oldest first."""
    card = desk.store.read(lambda work: work.people.card(makers.person_id(number)))
    return list(reversed(card.sheets))


def test_each_number_is_printed_once_and_its_code_is_read_back(front: Desk) -> None:
    by = officer(front, "supervisor")
    command = front.command("sheet:numbers:printed", by)

    pdf = hand_sheets.print_sheets(front, command, 2)
    assert hand_sheets.print_sheets(front, command, 2) == pdf, "A lost answer gives no further numbers."
    further = hand_sheets.print_sheets(front, front.command("sheet:numbers:printed", by), 1)

    assert page_count(pdf) == 2
    read = [codes_on(picture(each, dpi=200, page=page)) for each, page in ((pdf, 0), (pdf, 1), (further, 0))]
    assert read == [[Serial("723", no).digits] for no in (1, 2, 3)]
    assert [line.sheet.no for line in hand_sheets.sheets(front, by)] == [1, 2, 3]
    [first, second] = [event for event in events(front) if event.action == "sheet:numbers:printed"]
    assert (first.subject, first.details, second.subject) == ("723-S-00001", '{"sheets":2}', "723-S-00003")
    for count in (0, 51):
        with pytest.raises(Refused, match=r"^sheet\.count$"):
            hand_sheets.print_sheets(front, front.command("sheet:numbers:printed", by), count)


def test_a_sheet_keeps_its_true_time_beside_the_moment_it_says(sheets: Sheets) -> None:
    desk = sheets.desk
    request = filed(desk)
    said = replace(AT_NOON, done=Done.TAKEN_IN, code=request.tracking_code)
    before = desk.store.read(lambda work: work.requests.history(request.id))

    entry = sheets.enter(said).entry

    assert entry is not None
    assert (entry.entered_at, entry.said_at) == (NOW + LATER, desk.office.moment(TODAY, said.at))
    assert desk.store.read(lambda work: work.requests.history(request.id)) == before, "Paper moves no state."
    [line] = lines(desk)
    assert (line.no, line.tracking_code, line.step) == (1, request.tracking_code, SheetStep.ENTERED)
    assert (line.at, line.login, line.said_at) == (NOW + LATER, "clerk1", entry.said_at)
    assert (line.written_by, line.done) == ("clerk2", Done.TAKEN_IN)
    event = events(desk)[-1]
    assert (event.action, event.subject) == ("sheet:record:entered", "723-S-00001")
    assert '"said":"2026-11-24T12:05+01:00"' in event.details
    with pytest.raises(Conflict, match=r"^sheet\.entered$"):
        sheets.enter(said)

    assert sheets.confirm().state is SheetState.CONFIRMED
    assert [(each.step, each.login) for each in lines(desk)] == [
        (SheetStep.ENTERED, "clerk1"),
        (SheetStep.CONFIRMED, "supervisor"),
    ]
    assert sheets.states() == {1: SheetState.CONFIRMED, 2: SheetState.PRINTED, 3: SheetState.PRINTED}


def test_what_two_people_signed_is_changed_by_nobody(sheets: Sheets) -> None:
    sheets.enter()
    with pytest.raises(DatabaseError, match=r"ck_hand_sheet_two_accounts|two_accounts"):
        _write(sheets, {"state": "sheet-confirmed", "confirmed_by": sheets.clerk.id})
    sheets.confirm()

    before = fingerprint(sheets.desk)
    changes: tuple[Act, ...] = (
        sheets.confirm, sheets.reopen, lambda: sheets.void(SheetState.LOST), sheets.enter,
    )  # fmt: skip
    for change in changes:
        with pytest.raises(KioskError, match=r"^sheet\."):
            change()
    with pytest.raises(DatabaseError):
        _write(sheets, {"note": "دیگر"})
    with pytest.raises(DatabaseError, match=r"rows of hand_sheet_step are kept"):
        _write_step(sheets)
    assert fingerprint(sheets.desk) == before


def _write(sheets: Sheets, values: dict[str, object]) -> None:
    """Past the services, as whoever has the database could."""
    with store_of(sheets.desk).engine.begin() as connection:
        connection.execute(update(Row).where(Row.no == 1).values(values))


def _write_step(sheets: Sheets) -> None:
    with store_of(sheets.desk).engine.begin() as connection:
        connection.execute(update(Step).values(reason="x"))


REFUSALS: dict[str, tuple[str, Said]] = {
    "a moment to come": ("sheet.future", replace(AT_NOON, at=time(13, 31))),
    "before it was printed": ("sheet.before-printed", replace(AT_NOON, at=time(10, 29))),
    "nobody of this office": ("sheet.writer", replace(AT_NOON, written_by="reza")),
    "no word of what was missing": ("sheet.note-required", replace(AT_NOON, note=" ")),
    "taken in, and no request": ("sheet.code-required", replace(AT_NOON, done=Done.TAKEN_IN)),
    "a name for a code": ("sheet.code", replace(AT_NOON, code="رضا کریمی")),
    "nobody's request": ("request.unknown", replace(AT_NOON, code=makers.a_tracking_code(77))),
}


@pytest.mark.parametrize(("key", "said"), REFUSALS.values(), ids=REFUSALS)
def test_what_no_sheet_can_say_leaves_it_unentered(one_base: Sheets, key: str, said: Said) -> None:
    before = fingerprint(one_base.desk)

    with pytest.raises(KioskError) as refused:
        one_base.enter(said)

    assert refused.value.key == key
    assert fingerprint(one_base.desk) == before


def test_a_sheet_says_a_day_on_which_the_office_worked_and_that_is_not_long_past(
    one_base: Sheets, clock: Clock
) -> None:
    desk, sunday = one_base.desk, TODAY + timedelta(days=5)
    clock.passes(timedelta(days=5))
    on_sunday = replace(AT_NOON, day=sunday)
    with pytest.raises(Refused, match=r"^sheet\.closed-day$"):
        one_base.enter(on_sunday)
    working_day.open_day(desk, desk.command("day:record:opened", one_base.supervisor))
    assert one_base.enter(on_sunday).state is SheetState.ENTERED, "That Sunday the office worked."

    clock.passes(timedelta(days=9) - LATER)
    assert one_base.enter(no=2).state is SheetState.ENTERED
    clock.passes(timedelta(hours=3))
    with pytest.raises(Refused, match=r"^sheet\.too-old$"):
        one_base.enter(no=3)


def test_a_day_counts_its_sheets_and_takes_none_once_it_is_being_closed(one_base: Sheets) -> None:
    desk, by = one_base.desk, one_base.supervisor
    working_day.open_day(desk, desk.command("day:record:opened", by))
    one_base.enter(no=2)
    assert day_figures.figures(desk, by, TODAY).counts.sheets == 1
    closing.draw_sample(desk, desk.command("day:sample:drawn", by), TODAY)

    acts: tuple[Act, ...] = (one_base.enter, lambda: one_base.confirm(2))
    for act in acts:
        with pytest.raises(Refused, match=r"^day\.closing$"):
            act()


def test_two_people_stand_behind_an_entry_and_neither_is_its_applicant(one_base: Sheets) -> None:
    desk = one_base.desk
    for number, login in ((1, "boss1"), (2, "boss2")):
        staff.add_staff(desk, "admin", NewAccount(login, Role.SUPERVISOR, person_of_staff(number), PASSWORD))
    own = filed(desk, 7, Wish(filer=one_base.clerk.person_id))
    about_own = replace(AT_NOON, code=own.tracking_code)
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        one_base.enter(about_own)
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        one_base.enter(replace(about_own, written_by="boss1"), by=one_base.supervisor)
    one_base.enter(about_own, by=officer(desk, "clerk2"))
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        one_base.confirm(by=officer(desk, "boss1"))

    one_base.enter(no=2)
    with pytest.raises(Refused, match=r"^sheet\.same-person$"):
        one_base.confirm(2, by=officer(desk, "boss1"))
    with pytest.raises(Refused, match=r"^role\.not-allowed$"):
        one_base.confirm(2, by=one_base.clerk)
    confirmed = one_base.confirm(2, by=officer(desk, "boss2")).entry
    assert confirmed is not None
    assert not confirmed.alone


def test_where_one_person_works_alone_the_sheet_says_so(one_base: Sheets) -> None:
    alone = replace(
        one_base, desk=replace(one_base.desk, office=replace(one_base.desk.office, one_person=True))
    )
    alone.enter(by=alone.supervisor)

    entry = alone.confirm().entry

    assert entry is not None
    assert entry.alone
    assert '"alone":true' in events(alone.desk)[-1].details


def test_what_was_handed_over_on_paper_goes_through_the_register(counter: Counter, clock: Clock) -> None:
    request = printed(counter)
    sheets = of(counter.desk, clock)
    said = replace(AT_NOON, done=Done.HANDED_OVER, code=request.tracking_code, given=SHOWN)
    other = replace(said, given=replace(SHOWN, identity_paper="national-card", identity_no="1"))
    with pytest.raises(Refused, match=r"^hand-over\.other-identity$"):
        sheets.enter(other)
    assert sheets.states()[1] is SheetState.PRINTED, "Both or neither."

    sheets.enter(said)

    assert request_of(counter.desk, request.id).state is RequestState.DELIVERED
    [line] = handing_over.handed_over(counter.desk, counter.clerk, request.id)
    assert (line.at, line.login) == (clock.at, "clerk1"), "The register bears the true time."
    actions = [event.action for event in events(counter.desk)]
    assert actions[-3:-1] == ["request:output:handed-over", "sheet:record:entered"]
    with pytest.raises(Refused, match=r"^sheet\.given-out$"):
        sheets.reopen()
    with pytest.raises(Refused, match=r"^hand-over\.not-ready$"):
        sheets.enter(said, no=2)


def test_an_entry_that_is_wrong_is_taken_back_and_the_history_keeps_it(sheets: Sheets) -> None:
    wrong, right = filed(sheets.desk, 1), filed(sheets.desk, 2)
    sheets.enter(replace(AT_NOON, code=wrong.tracking_code))

    assert sheets.reopen().entry is None
    sheets.enter(replace(AT_NOON, code=right.tracking_code))

    first, last = lines(sheets.desk)
    assert (first.step, last.step) == (SheetStep.ENTERED, SheetStep.REOPENED)
    assert (first.tracking_code, last.reason) == (wrong.tracking_code, "شماره درخواست درست نبود")
    assert [each.tracking_code for each in lines(sheets.desk, 2)] == [right.tracking_code]
    found = {line.sheet.no: line.tracking_code for line in hand_sheets.sheets(sheets.desk, sheets.supervisor)}
    assert found == {1: right.tracking_code, 2: "", 3: ""}


def test_what_is_spoilt_or_lost_is_never_entered_until_it_is_found(sheets: Sheets) -> None:
    sheets.void(SheetState.SPOILT, 1)
    sheets.void(SheetState.LOST, 2)
    unentered: tuple[Act, ...] = (
        lambda: sheets.enter(no=1),
        lambda: sheets.enter(no=2),
        lambda: sheets.reopen(1),
        lambda: sheets.reopen(3),
    )
    for act in unentered:
        with pytest.raises(Refused, match=r"^sheet\.(void|not-to-reopen)$"):
            act()

    sheets.reopen(2)

    assert sheets.enter(no=2).state is SheetState.ENTERED
    assert sheets.states() == {1: SheetState.SPOILT, 2: SheetState.ENTERED, 3: SheetState.PRINTED}


def test_a_sheet_is_known_by_its_code_its_print_or_its_number(one_base: Sheets) -> None:
    desk, clerk = one_base.desk, one_base.clerk
    for typed in ("3", "۷۲۳-S-۰۰۰۰۳", "723s00003", Serial("723", 3).digits):
        assert hand_sheets.sheet(desk, clerk, typed).no == 3
    with pytest.raises(NotFound, match=r"^sheet\.unknown$"):
        hand_sheets.sheet(desk, clerk, "4")
    with pytest.raises(Refused, match=r"^sheet\.foreign$"):
        hand_sheets.sheet(desk, clerk, Serial("724", 3).digits)
    assert [login for login, _name in hand_sheets.writers(desk, clerk)] == ["clerk1", "clerk2", "supervisor"]

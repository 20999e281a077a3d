from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, OptionList

from kiosk.domain.mail import Mail, MailboxLetter, MailKind
from kiosk.domain.quality import Quality
from kiosk.domain.queue import Priority
from kiosk.domain.request import RequestState as State
from kiosk.domain.upload import PoorUpload
from kiosk.services import filing, hand_sheets, mailing
from kiosk.words import Words
from screens.base import KioskScreen
from screens.counter.certificate import CertificateScreen
from screens.counter.correction import CorrectionScreen
from screens.counter.decision import DecisionScreen
from screens.counter.lock import LockScreen
from screens.counter.mailbox import MailboxScreen
from screens.counter.mails import MailsScreen
from screens.counter.my_blanks import MyBlanksScreen
from screens.counter.own_day import OwnDay
from screens.counter.reception import ReceptionScreen
from screens.counter.second import AskSecond
from screens.counter.ticket import TicketScreen
from screens.counter.ticket_given import TicketGiven
from screens.counter.turn import TurnScreen
from screens.counter.walk import WalkScreen
from screens.lobby.account import AccountScreen
from screens.lobby.activated import ActivatedScreen
from screens.lobby.change_form import ChangeFormScreen
from screens.lobby.code import AskCodeScreen
from screens.lobby.own_state import OwnStateScreen, ScanScreen
from screens.lobby.own_ticket import OwnTicketScreen
from screens.lobby.password import PasswordScreen, SetPasswordScreen
from screens.lobby.picking import PickerScreen
from screens.lobby.poor import PoorScreen
from screens.lobby.preview import PreviewScreen
from screens.lobby.services import ServicesScreen
from screens.lobby.staff import StaffScreen
from screens.lobby.ways import WaysScreen
from screens.lobby.welcome import WelcomeScreen
from screens.persian.long_field import LongField
from screens.supervisor.approvals import ApprovalsScreen
from screens.supervisor.blank_book import BlankBookScreen
from screens.supervisor.blanks import BlanksScreen
from screens.supervisor.board import BoardScreen
from screens.supervisor.closing import ClosingScreen
from screens.supervisor.expected import ExpectedScreen
from screens.supervisor.hand_sheets import HandSheetsScreen
from screens.supervisor.home import LISTS, HomeScreen
from screens.supervisor.load import LoadScreen
from screens.supervisor.officers import OfficersScreen
from screens.supervisor.referrals import ReferralsScreen
from screens.supervisor.sent import SentScreen
from screens.supervisor.ticket import TicketFileScreen
from screens.supervisor.tickets import TicketsScreen
from screens.supervisor.to_collect import ToCollectScreen
from screens.supervisor.to_send import ToSendScreen
from screens.supervisor.unchecked import UncheckedScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.ask_value import AskValue
from screens.widgets.check_list import CheckList
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import AskReason, AskSeen, Confirm
from screens.widgets.scan_view import ScanView
from tests.kiosk.services.applying import scan_all
from tests.kiosk.services.at_the_lobby import recorded
from tests.kiosk.services.waiting_room import serve, take
from tests.makers import NOON, a_bare_file, a_person
from tests.screens.lobby.walking import STUDIES, ask_for_code, begin, choose_service, sign_in, to_documents
from tests.screens.offices import (
    GREY,
    SmallOffice,
    counter,
    kiosk,
    open_card,
    open_certificate,
    open_dossier,
    open_list,
    open_walk,
    running,
    station,
    write,
)
from tests.waiting import notices, says, settled, shown, text_of, until

STUDENT = State.NO_SHOW
PERSIAN = Words("fa")
BLANKS = next(number for number, each in enumerate(LISTS, 1) if each.name == "Blanks")
SHEETS = next(number for number, each in enumerate(LISTS, 1) if each.name == "Sheets for a power cut")
Go = Callable[[Pilot[None], SmallOffice], Awaitable[object]]


async def stay(pilot: Pilot[None], office: SmallOffice) -> None:
    """The reception is where one starts."""


async def to_card(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_card(pilot, office.sample(STUDENT).tracking_code)


async def to_ticket(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_card(pilot, office)
    await pilot.press("f8")
    await shown(pilot, TicketScreen)


async def to_ticket_given(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_ticket(pilot, office)
    await pilot.press("f5")
    await shown(pilot, TicketGiven)
    pilot.app.clear_notifications()


async def to_turn(pilot: Pilot[None], office: SmallOffice) -> None:
    take(office.desk, office.officer(), office.request(office.sample(STUDENT)), priority=Priority.INFANT)
    await pilot.press("f5")
    await shown(pilot, TurnScreen)
    await says(pilot, "Confirmation of enrolment")


async def to_walk(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_walk(pilot, office.sample(STUDENT))


async def to_seen(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_walk(pilot, office)
    await pilot.press("enter")
    await shown(pilot, AskSeen)


async def to_reason(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_walk(pilot, office)
    await pilot.press("f9")
    await shown(pilot, AskReason)


async def test_a_reason_half_written_outlives_a_change_of_language(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await to_reason(pilot, office)
        field = pilot.app.screen.query_one("#reason", LongField)
        field.put("مهر\nno seal")
        field.move_cursor((0, 2))

        await pilot.press("f2")
        await says(pilot, "ذخیره می")

        again = pilot.app.screen.query_one("#reason", LongField)
        assert again is not field
        assert (again.text, again.cursor_location) == ("مهر\nno seal", (0, 2))


async def to_ending(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_card(pilot, office)
    await pilot.press("f10")
    await shown(pilot, Choose)
    await pilot.press("enter")
    await shown(pilot, AskForm)


async def to_decision(pilot: Pilot[None], office: SmallOffice) -> None:
    sample = office.sample(STUDENT)
    await to_walk(pilot, office)
    for line in (1, 2, 3):
        await says(pilot, f"document {line} of 3")
        await pilot.press("f5")
    await until(pilot, lambda: office.judgement(sample, 3))
    await shown(pilot, DecisionScreen)


async def to_certificate(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_certificate(pilot, office.sample(State.PRINTED))


async def to_confirm(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_certificate(pilot, office.sample(State.APPROVED))
    await pilot.press("f5")
    await shown(pilot, Confirm)


async def to_lock(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_card(pilot, office)
    office.idle.now += office.config.security.idle_lock_seconds
    await shown(pilot, LockScreen)


async def to_approvals(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_list(pilot, 1, ApprovalsScreen)
    await settled(pilot)


async def to_home(pilot: Pilot[None], office: SmallOffice) -> None:
    await pilot.press("f8")
    await shown(pilot, HomeScreen)
    await settled(pilot)


async def to_board(pilot: Pilot[None], office: SmallOffice) -> None:
    desk, clerk = office.desk, office.officer()
    for state, priority in ((STUDENT, Priority.INFANT), (State.RECEIPTED, Priority.NONE)):
        take(desk, clerk, office.request(office.sample(state)), priority=priority)
    serve(desk, clerk)
    await pilot.press("f8")
    await shown(pilot, HomeScreen)
    await pilot.press("f4")
    await shown(pilot, BoardScreen)
    await says(pilot, "clerk1")


async def to_tickets(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_board(pilot, office)
    await pilot.press("f8")
    await shown(pilot, TicketsScreen)
    await says(pilot, "granted by clerk1")


async def to_ticket_file(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_tickets(pilot, office)
    await pilot.press("enter")
    await shown(pilot, TicketFileScreen)
    await says(pilot, "visit begun")


async def to_load(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_board(pilot, office)
    await pilot.press("f6")
    await shown(pilot, LoadScreen)
    await says(pilot, "█")


async def to_officers(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_board(pilot, office)
    await pilot.press("f7")
    await shown(pilot, OfficersScreen)
    await says(pilot, "clerk2")


async def to_own_day(pilot: Pilot[None], office: SmallOffice) -> None:
    await pilot.press("f9")
    await shown(pilot, OwnDay)
    await says(pilot, "Tickets served")


async def to_referrals(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_list(pilot, 2, ReferralsScreen)
    await settled(pilot)


async def to_the_letters(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_list(pilot, 3, ToSendScreen)
    await settled(pilot)


async def to_sent(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_list(pilot, 4, SentScreen)
    await settled(pilot)


async def to_collected(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_list(pilot, 5, ToCollectScreen)
    await settled(pilot)


async def to_expected(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_list(pilot, 6, ExpectedScreen)
    await settled(pilot)


async def to_sheets(pilot: Pilot[None], office: SmallOffice) -> None:
    by = office.officer("supervisor")
    hand_sheets.print_sheets(office.desk, office.desk.command("sheet:numbers:printed", by), 2)
    await open_list(pilot, SHEETS, HandSheetsScreen)
    await says(pilot, "Printed by")


async def to_dossier(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_dossier(pilot, office.sample(State.VERIFIED))


async def to_correction(pilot: Pilot[None], office: SmallOffice) -> CorrectionScreen:
    await to_card(pilot, office)
    await pilot.press("f3")
    correction = await shown(pilot, CorrectionScreen)
    await until(pilot, lambda: correction.query_one("#data", DataTable).row_count)
    await settled(pilot)
    return correction


async def to_value(pilot: Pilot[None], office: SmallOffice) -> None:
    correction = await to_correction(pilot, office)
    table = correction.query_one("#data", DataTable)
    labels = [table.get_row_at(row)[0].plain for row in range(table.row_count)]
    table.move_cursor(row=labels.index("Date of birth"))
    await pilot.press("enter")
    await shown(pilot, AskValue)


async def to_mails(pilot: Pilot[None], office: SmallOffice) -> None:
    desk, person = office.desk, office.card(office.sample(STUDENT)).person
    values = {"field": "E-mail", "service": "Enrolment", "tracking_code": "7K4MQ2XP9TRA"}
    for number, address in enumerate(("sara@example.org", "nowhere")):
        mail = Mail(MailKind.CORRECTED, address, "en", person.id, values)
        desk.store.write(lambda work, mail=mail, number=number: mailing.queue(desk, work, mail, str(number)))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    await to_card(pilot, office)
    await pilot.press("f4")
    await shown(pilot, MailsScreen)
    await settled(pilot)


class Letters:
    """A mailbox with two letters."""

    def letters(self) -> list[MailboxLetter]:
        return [
            MailboxLetter(NOON, "sara@example.org", "رمز یکبار مصرف", "رمز شما: 123456\n\nبا احترام"),
            MailboxLetter(NOON, "reza@example.org", "Your request", "Tracking code: 7K4MQ2XP9TRA"),
        ]


async def to_mailbox(pilot: Pilot[None], office: SmallOffice) -> None:
    app = kiosk(pilot)
    app.loaded = replace(app.desk, mailbox=Letters())
    await pilot.press("f3")
    await shown(pilot, MailboxScreen)
    await settled(pilot)


async def to_scan(pilot: Pilot[None], office: SmallOffice) -> None:
    await pilot.press("3")
    await shown(pilot, ScanScreen)


async def to_own_state(pilot: Pilot[None], office: SmallOffice) -> None:
    await write(pilot, office.sample(State.QC_OK).receipt)
    await shown(pilot, OwnStateScreen)


async def to_own_ticket(pilot: Pilot[None], office: SmallOffice) -> None:
    await write(pilot, office.sample(State.RECEIPTED).receipt)
    await shown(pilot, OwnStateScreen)
    await pilot.press("f5")
    await shown(pilot, OwnTicketScreen)
    # That it is being printed stands over the lines for a while.
    await until(pilot, lambda: notices(pilot.app))
    pilot.app.clear_notifications()
    await until(pilot, lambda: not notices(pilot.app))


async def to_lobby_staff(pilot: Pilot[None], office: SmallOffice) -> None:
    kiosk(pilot).admit(office.officer())
    await shown(pilot, StaffScreen)


async def to_ways(pilot: Pilot[None], office: SmallOffice) -> None:
    await pilot.press("2")
    await shown(pilot, WaysScreen)


async def to_password(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_ways(pilot, office)
    await pilot.press("2")
    await shown(pilot, PasswordScreen)


async def to_ask_code(pilot: Pilot[None], office: SmallOffice) -> None:
    await pilot.press("1")
    await shown(pilot, AskCodeScreen)


async def to_enter_code(pilot: Pilot[None], office: SmallOffice) -> None:
    await pilot.press("1")
    await ask_for_code(pilot)


async def to_wizard(pilot: Pilot[None], office: SmallOffice) -> None:
    await begin(pilot, office)


async def to_whole_registration(pilot: Pilot[None], office: SmallOffice) -> None:
    """All pages recorded: the most keys that a wizard offers."""
    wizard = await begin(pilot, office)
    recorded(office.desk, wizard.registration)
    await pilot.press("escape")
    await shown(pilot, WelcomeScreen)
    await begin(pilot, office)
    await pilot.press("f7")
    await says(pilot, "2 of 4")


async def to_preview(pilot: Pilot[None], office: SmallOffice) -> None:
    wizard = await begin(pilot, office)
    recorded(office.desk, wizard.registration)
    await pilot.press("escape")
    await shown(pilot, WelcomeScreen)
    await begin(pilot, office)
    await pilot.press("f10")
    await shown(pilot, PreviewScreen)


async def to_activated(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_preview(pilot, office)
    await pilot.press("f5")
    await shown(pilot, ActivatedScreen)


async def to_set_password(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_activated(pilot, office)
    await pilot.press("space", "f5")
    await shown(pilot, SetPasswordScreen)


async def to_account(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_activated(pilot, office)
    await pilot.press("f5")
    await shown(pilot, AccountScreen)


async def to_services(pilot: Pilot[None], office: SmallOffice) -> None:
    await sign_in(pilot, office)
    await pilot.press("f5")
    await shown(pilot, ServicesScreen)


async def to_request_form(pilot: Pilot[None], office: SmallOffice) -> None:
    await sign_in(pilot, office)
    await choose_service(pilot, STUDIES)


async def to_own_draft(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_request_form(pilot, office)
    await pilot.press("escape")
    account = await shown(pilot, AccountScreen)
    await until(pilot, lambda: account._everything)
    await pilot.pause()


async def to_own_request(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_documents(pilot, office)
    await pilot.press("escape")
    account = await shown(pilot, AccountScreen)
    await until(pilot, lambda: account._requests)
    await pilot.pause()


async def to_receipted(pilot: Pilot[None], office: SmallOffice) -> None:
    documents = await to_documents(pilot, office)
    request = office.store.read(lambda work: work.requests.get(documents._request_id))
    scan_all(office.desk, request)
    filing.issue_receipt(office.desk, documents.by, request.id)
    await pilot.press("escape")
    account = await shown(pilot, AccountScreen)
    await until(pilot, lambda: account._requests)
    await pilot.pause()


async def to_change_form(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_own_request(pilot, office)
    await pilot.press("f6")
    await shown(pilot, ChangeFormScreen)


async def to_own_documents(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_documents(pilot, office)


async def to_picker(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_documents(pilot, office)
    await pilot.press("enter")
    await shown(pilot, PickerScreen)


async def to_poor(pilot: Pilot[None], office: SmallOffice) -> None:
    documents = await to_documents(pilot, office)
    documents.app.push_screen(PoorScreen(documents.by, PoorUpload(Quality.BLURRED, GREY)))
    await shown(pilot, PoorScreen)


async def to_my_blanks(pilot: Pilot[None], office: SmallOffice) -> None:
    await pilot.press("f4")
    await shown(pilot, MyBlanksScreen)
    await says(pilot, "T40000001")


async def to_second(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_my_blanks(pilot, office)
    await pilot.press("f7")
    await shown(pilot, AskForm)
    for field, text in (("first", "T40000002"), ("last", ""), ("reason", "wet")):
        await until(pilot, lambda name=field: pilot.app.focused and pilot.app.focused.id == f"field-{name}")  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        await write(pilot, f"{text}\r")
    await shown(pilot, AskSecond)


async def to_blanks(pilot: Pilot[None], office: SmallOffice) -> None:
    await open_list(pilot, BLANKS, BlanksScreen)
    await says(pilot, "T40000001")


async def to_day(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_home(pilot, office)
    await pilot.press("f8")
    await shown(pilot, ClosingScreen)
    await says(pilot, "opens the day.")


async def to_unchecked(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_day(pilot, office)
    await pilot.press("f4")
    await shown(pilot, UncheckedScreen)
    await settled(pilot)


async def to_blank_book(pilot: Pilot[None], office: SmallOffice) -> None:
    await to_blanks(pilot, office)
    await pilot.press("f8")
    await shown(pilot, BlankBookScreen)
    await says(pilot, "balances")


PLACES: dict[str, tuple[str, Go, str]] = {
    "reception": ("clerk1", stay, "Type, or scan a receipt, then press Enter."),
    "card": ("clerk1", to_card, "National code"),
    "ticket": ("clerk1", to_ticket, "Priority"),
    "ticket given": ("clerk1", to_ticket_given, "Go on"),
    "turn": ("clerk1", to_turn, "Call once more"),
    "walk": ("clerk1", to_walk, "Unreadable"),
    "seen": ("clerk1", to_seen, "On the original (blank: the same)"),
    "reason": ("clerk1", to_reason, "Save"),
    "ending": ("clerk1", to_ending, "Why is it cancelled?"),
    "decision": ("clerk1", to_decision, "Submit for approval"),
    "certificate": ("clerk1", to_certificate, "Verification code"),
    "confirm": ("clerk1", to_confirm, "Issue"),
    "lock": ("clerk1", to_lock, "Unlock"),
    "correction": ("clerk1", to_correction, "Present value"),
    "value": ("clerk1", to_value, "Go on"),
    "mails": ("clerk1", to_mails, "Tries"),
    "mailbox": ("clerk1", to_mailbox, "Subject"),
    "home": ("supervisor", to_home, "Late"),
    "board": ("supervisor", to_board, "Expected"),
    "tickets": ("supervisor", to_tickets, "Appointment"),
    "ticket file": ("supervisor", to_ticket_file, "What happened"),
    "load": ("supervisor", to_load, "Nine of ten"),
    "officers": ("supervisor", to_officers, "Let pass"),
    "own day": ("clerk1", to_own_day, "Tickets served"),
    "approvals": ("supervisor", to_approvals, "Verified by"),
    "referrals": ("supervisor", to_referrals, "State"),
    "to send": ("supervisor", to_the_letters, "Since"),
    "sent": ("supervisor", to_sent, "State"),
    "to collect": ("supervisor", to_collected, "Since"),
    "my blanks": ("clerk1", to_my_blanks, "Serials"),
    "second": ("clerk1", to_second, "Confirm"),
    "blanks": ("supervisor", to_blanks, "In hands"),
    "blank book": ("supervisor", to_blank_book, "✓ It balances."),
    "day": ("supervisor", to_day, "What must be settled"),
    "unchecked": ("supervisor", to_unchecked, "Since"),
    "expected": ("supervisor", to_expected, "Time"),
    "sheets": ("supervisor", to_sheets, "not entered"),
    "dossier": ("supervisor", to_dossier, "Next scan"),
    "welcome": ("", stay, "Finish"),
    "scan": ("", to_scan, "Hold the square code of your receipt under the scanner."),
    "own state": ("", to_own_state, "It is ready. Collect it at the counter with your identity paper."),
    "own ticket": ("", to_own_ticket, "Your number is shown on the display. Please stay in the hall."),
    "ways in": ("", to_ways, "We send it to your e-mail address."),
    "password": ("", to_password, "Forgotten password"),
    "ask code": ("", to_ask_code, "Get a one-time password"),
    "enter code": ("", to_enter_code, "Send again"),
    "wizard": ("", to_wizard, "Final registration"),
    "whole registration": ("", to_whole_registration, "Final registration"),
    "preview": ("", to_preview, "Back to correct"),
    "activated": ("", to_activated, "I want to set a fixed password."),
    "set password": ("", to_set_password, "The same password again"),
    "account": ("", to_account, "You have no request at this office yet."),
    "own draft": ("", to_own_draft, "Discard the draft"),
    "own request": ("", to_own_request, "Change the answers"),
    "receipted": ("", to_receipted, "Print again"),
    "change form": ("", to_change_form, "Save the changes"),
    "services": ("", to_services, "Type to search"),
    "request form": ("", to_request_form, "Initial registration"),
    "documents": ("", to_own_documents, "is missing"),
    "files": ("", to_picker, "No stick is plugged in. Plug it in, then press F9."),
    "poor": ("", to_poor, "Bring another"),
    "lobby staff": ("", to_lobby_staff, "Ends the program at this station."),
}
"""Where one may be: who, how one gets there, and words that stand there.

test_reads_right.py goes to each."""


async def spoken(pilot: Pilot[None]) -> None:
    """Every screen has changed its language; a question may wait for its answer."""
    await until(pilot, lambda: not any(worker.group == "language" for worker in pilot.app.workers))
    await pilot.pause()


async def test_the_sign_in_keeps_what_was_typed(office: SmallOffice) -> None:
    app = station(office)
    async with running(app) as pilot:
        await until(pilot, lambda: app.loaded)
        await until(pilot, lambda: app.screen.query_one("#logins", OptionList).option_count)
        app.screen.query_one("#login").focus()
        await write(pilot, "clerk1\r")
        await write(pilot, "secret")

        await pilot.press("f2")
        await says(pilot, PERSIAN("Sign in"))
        await spoken(pilot)

        assert app.screen.query_one("#login", Input).value == "clerk1"
        password = app.screen.query_one("#password", Input)
        assert (password.value, password.cursor_position) == ("secret", 6)
        assert app.focused is password
        assert app.screen.query_one("#logins", OptionList).option_count == 3


async def test_the_reception_keeps_box_caret_and_list(office: SmallOffice) -> None:
    for number in (901, 902, 903):
        names = ("بهنوش", "ارغوانی‌فر", "Behnoush", "Arghavani Far")
        office.add_person(a_bare_file(a_person(number, names=names)))
    async with counter(office) as pilot:
        await write(pilot, "ارغوانی فر\r")
        await says(pilot, "Several people match. Choose one:")
        await pilot.press("down", "down")

        await pilot.press("f2")
        await says(pilot, PERSIAN("Several people match. Choose one:"))
        await spoken(pilot)

        matches = pilot.app.screen.query_one("#matches", OptionList)
        assert (matches.option_count, matches.highlighted) == (3, 2)
        assert pilot.app.focused is matches
        assert pilot.app.screen.query_one("#lookup", Input).value == "ارغوانی فر"


async def test_the_walk_keeps_marks_place_and_zoom(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        walk = await open_walk(pilot, office.sample(STUDENT))
        view, checks = walk.query_one("#scan", ScanView), walk.query_one("#checks", CheckList)
        await until(pilot, lambda: view.viewport.drawable)
        await pilot.press("down", "enter")
        await shown(pilot, AskSeen)
        await write(pilot, "Other\r")
        await pilot.press("enter")
        await shown(pilot, WalkScreen)
        await pilot.press("plus", "plus")
        near, viewed = view.viewport, office.events("request:scan:viewed")

        await pilot.press("f2")
        await says(pilot, PERSIAN("Unreadable"))
        await spoken(pilot)

        assert walk.query_one("#scan", ScanView) is view
        assert view.viewport == near
        assert checks.highlighted == 1
        assert "Other" in text_of(pilot.app)
        assert office.events("request:scan:viewed") == viewed


async def test_a_question_keeps_the_half_written_answer(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await to_reason(pilot, office)
        await write(pilot, "half a rea")

        await pilot.press("f2")
        await says(pilot, PERSIAN("Save"))
        await spoken(pilot)
        await write(pilot, "son\r")

        await shown(pilot, WalkScreen)
        await until(pilot, lambda: office.judgement(office.sample(STUDENT), 1))
        said = office.judgement(office.sample(STUDENT), 1)
        assert said is not None
        assert said.reason == "half a reason"
        await says(pilot, PERSIAN("Unreadable"))


async def test_the_dossier_keeps_its_scan_and_the_lists_their_cursor(office: SmallOffice) -> None:
    async with counter(office, "supervisor") as pilot:
        await to_approvals(pilot, office)
        table = pilot.app.screen.query_one("#waiting", DataTable)
        row = table.row_count - 1
        await pilot.press(*["down"] * row)
        assert table.cursor_row == row
        await pilot.press("f2")
        await says(pilot, PERSIAN("Verified by"))
        await spoken(pilot)
        assert pilot.app.screen.query_one("#waiting", DataTable).cursor_row == row
        await pilot.press("f2")
        await says(pilot, "Verified by")
        await pilot.press("escape", "escape")
        await pilot.pause()

        dossier = await open_dossier(pilot, office.sample(State.VERIFIED))
        view = dossier.query_one("#scan", ScanView)
        await pilot.press("f3")
        await settled(pilot)
        await pilot.press("plus")
        near, viewed = view.viewport, office.events("request:scan:viewed")
        await pilot.press("f2")
        await says(pilot, PERSIAN("Next scan"))
        await spoken(pilot)

        assert dossier.query_one("#scan", ScanView) is view
        assert view.viewport == near
        assert office.events("request:scan:viewed") == viewed


async def test_the_language_lasts_over_every_screen_that_follows(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await pilot.press("f2")
        await says(pilot, PERSIAN("Reception"))
        await open_certificate(pilot, office.sample(State.APPROVED))

        await says(pilot, PERSIAN("Issue and print"))
        assert isinstance(pilot.app.screen, CertificateScreen)
        await pilot.press("escape", "escape")
        await says(pilot, PERSIAN("Reception"))


async def test_the_language_changed_twice_in_haste_ends_in_the_first(office: SmallOffice) -> None:
    async with counter(office) as pilot:
        await open_walk(pilot, office.sample(STUDENT))

        await pilot.press(*["f2"] * 6)
        await says(pilot, "Unreadable")
        await spoken(pilot)

        for screen in pilot.app.screen_stack:
            assert isinstance(screen, KioskScreen)
            assert kiosk(pilot).language == "en"
        await pilot.press("escape")
        await says(pilot, "Next step")


async def test_an_answer_waits_until_the_screen_is_built_in_the_other_language(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with counter(office) as pilot:
        reception = await shown(pilot, ReceptionScreen)
        build, may_build, read = reception.recompose, asyncio.Event(), threading.Event()

        async def slowly() -> None:
            await may_build.wait()
            await build()

        monkeypatch.setattr(reception, "recompose", slowly)
        await pilot.press("f2")
        asked = asyncio.create_task(reception.ask(read.set))
        await until(pilot, read.is_set)
        await pilot.pause()
        assert not asked.done()

        may_build.set()
        await asked
        await spoken(pilot)
        assert PERSIAN("Type, or scan a receipt, then press Enter.") in text_of(pilot.app)

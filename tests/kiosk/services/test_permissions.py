"""Each role with each action in each state: what is not allowed leaves no trace of a change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.engine import outside_transactions
from kiosk.domain.correction import Correction
from kiosk.domain.ending import Refusal
from kiosk.domain.errors import KioskError
from kiosk.domain.fee import Exempt
from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.hand_sheet import Done, SheetState
from kiosk.domain.help_call import HelpCall
from kiosk.domain.made import StampMade
from kiosk.domain.queue import Priority
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import ALLOWED, Action, Officer, Role
from kiosk.domain.rules.case import Told
from kiosk.domain.serials import run
from kiosk.domain.stock import Act as BlankAct
from kiosk.domain.stock import Moment
from kiosk.domain.upload import Upload
from kiosk.services import (
    appointments,
    approval,
    calling,
    centre,
    closing,
    correcting,
    day_figures,
    delivery_papers,
    duplicating,
    ending,
    filing,
    hand_sheets,
    handing_over,
    help_calls,
    issuing,
    mailing,
    originals,
    output_papers,
    outputs,
    printing,
    queueing,
    receipts,
    reception,
    registration,
    ruling,
    sheet_entry,
    stock_counting,
    stock_keeping,
    supervising,
    uploads,
    verification,
    waiting_lists,
    working_day,
)
from kiosk.services.appointments import Wish as Appointed
from kiosk.services.desk import Desk
from kiosk.services.sheet_entry import Said
from kiosk.services.stock_counting import Counted
from kiosk.services.stock_keeping import Handled, Range
from tests import makers
from tests.kiosk.domain.tickets import a_ticket
from tests.kiosk.services import office
from tests.kiosk.services.at_the_lobby import SARA
from tests.kiosk.services.office import Clock, Counter, Place, Wish, events, filed
from tests.kiosk.services.uploading import TAKEN_IN
from tests.kiosk.services.walking import MISSING

Act = Callable[[Desk, Officer, Request], object]


def spoil(desk: Desk, by: Officer, request: Request) -> object:
    said = Handled(BlankAct.SPOIL, Range("passport", run("K00001")), "", "x")
    second = office.officer(desk, "supervisor" if by.role is Role.CLERK else "clerk1")
    return stock_keeping.handle(desk, desk.command("stock:blank:spoiled", by), said, second)


def receive(desk: Desk, by: Officer, request: Request) -> object:
    serial = run(f"P{request.id.int % 100_000:05d}")
    said = Handled(BlankAct.RECEIVE, Range("passport", serial), "12/345")
    second = office.officer(desk, "clerk2")
    return stock_keeping.handle(desk, desk.command("stock:blank:received", by), said, second)


def count_stock(desk: Desk, by: Officer, request: Request) -> object:
    command = desk.command("stock:counted", by)
    said = Counted("passport", Moment.OPENING, f"P{request.id.int % 100_000:05d}")
    return stock_counting.count(desk, command, said, office.officer(desk, "clerk2"))


def print_sheets(desk: Desk, by: Officer, request: Request) -> object:
    return hand_sheets.print_sheets(desk, desk.command("sheet:numbers:printed", by), 1)


def confirm_sheet(desk: Desk, by: Officer, request: Request) -> object:
    return hand_sheets.confirm(desk, desk.command("sheet:record:confirmed", by), 1)


def reopen_sheet(desk: Desk, by: Officer, request: Request) -> object:
    return hand_sheets.reopen(desk, desk.command("sheet:record:reopened", by), 1, "x")


def void_sheet(desk: Desk, by: Officer, request: Request) -> object:
    why = (SheetState.SPOILT, "x")
    return hand_sheets.void(desk, desk.command("sheet:record:voided", by), 1, why)


def enter_sheet(desk: Desk, by: Officer, request: Request) -> object:
    noon = desk.office.local(desk.now())
    said = Said(noon.date(), noon.time(), by.login, Done.TAKEN_IN, request.tracking_code)
    return sheet_entry.enter(desk, desk.command("sheet:record:entered", by), 1, said)


def judge(desk: Desk, by: Officer, request: Request) -> object:
    command = desk.command("request:document:judged", by)
    return verification.judge_document(desk, command, request.id, 1, MISSING)


def decide(desk: Desk, by: Officer, request: Request) -> object:
    return verification.decide(desk, desk.command("request:walk:decided", by), request.id)


def approve(desk: Desk, by: Officer, request: Request) -> object:
    return approval.approve(desk, desk.command("request:approval:given", by), request.id)


def send_back(desk: Desk, by: Officer, request: Request) -> object:
    return approval.send_back(desk, desk.command("request:approval:sent-back", by), request.id, "x")


def override(desk: Desk, by: Officer, request: Request) -> object:
    command = desk.command("request:rule:passed", by)
    return ruling.override(desk, command, request.id, "student-file", "x")


def answer(desk: Desk, by: Officer, request: Request) -> object:
    command = desk.command("request:rule:answered", by)
    return ruling.answer(desk, command, request.id, "student-file", Told("yes"))


def record_fee(desk: Desk, by: Officer, request: Request) -> object:
    command = desk.command("request:fee:recorded", by)
    return ruling.record_fee(desk, command, request.id, Exempt("دانشجو"))


def issue(desk: Desk, by: Officer, request: Request) -> object:
    return issuing.issue(desk, desk.command("certificate:record:issued", by), request.id)


def send(desk: Desk, by: Officer, request: Request) -> object:
    return printing.send_to_printer(desk, desk.command("certificate:print:sent", by), request.id)


def print_again(desk: Desk, by: Officer, request: Request) -> object:
    return printing.print_again(desk, desk.command("certificate:print:again", by), request.id)


def good(desk: Desk, by: Officer, request: Request) -> object:
    return printing.paper_is_good(desk, desk.command("certificate:paper:good", by), request.id)


def correct(desk: Desk, by: Officer, request: Request) -> object:
    before = desk.store.read(lambda work: work.people.file(request.subject_id)).person.mother
    return correcting.correct(
        desk, by, Correction(request.subject_id, None, "mother", before, before + "بانو", "x")
    )


def spoiled(desk: Desk, by: Officer, request: Request) -> object:
    return printing.paper_is_spoiled(desk, desk.command("certificate:paper:spoiled", by), request.id, "x")


def blank_spoiled(desk: Desk, by: Officer, request: Request) -> object:
    command = desk.command("certificate:paper:spoiled", by)
    second = office.officer(desk, "clerk2")
    return printing.blank_is_spoiled(desk, command, request.id, ("x", second))


def ask_code(desk: Desk, by: Officer, request: Request) -> None:
    address = f"{request.tracking_code.lower()}@example.org"
    registration.ask_code(desk, by, registration.Asked(SARA, address, "fa", "register"))


def upload(desk: Desk, by: Officer, request: Request) -> object:
    quick = replace(desk, take_in=lambda data: TAKEN_IN)
    return uploads.attach(quick, by, request.id, 1, Upload(b"x", "counter"))


PASSPORT_SHOWN = HandOver(Capacity.SELF, identity_paper="passport", identity_no="K00000001")

ACTS: Mapping[Action, tuple[Act, ...]] = {
    Action.FIND: (lambda desk, by, request: reception.find(desk, by, request.tracking_code),),
    Action.OPEN_CARD: (
        lambda desk, by, request: reception.open_card(desk, by, request.subject_id),
        lambda desk, by, request: mailing.of_person(desk, by, request.subject_id),
        lambda desk, by, request: ruling.flags(desk, by, request.id),
    ),
    Action.REPRINT_RECEIPT: (
        lambda desk, by, request: receipts.reprint_receipt(desk, by, request.id),
        lambda desk, by, request: output_papers.custody_slip(desk, by, request.id),
    ),
    Action.VIEW_SCAN: (lambda desk, by, request: verification.scan(desk, by, request.id, 1),),
    Action.WALK: (
        lambda desk, by, request: verification.open_walk(desk, by, request.id),
        judge,
        lambda desk, by, request: verification.leave_walk(desk, by, request.id),
        answer,
        record_fee,
    ),
    Action.OVERRIDE: (override,),
    Action.DECIDE: (decide, lambda desk, by, request: verification.deficiency_slip(desk, by, request.id)),
    Action.LIST_WAITING: (
        lambda desk, by, request: approval.waiting(desk, by),
        lambda desk, by, request: waiting_lists.unchecked(desk, by),
    ),
    Action.APPROVE: (lambda desk, by, request: approval.dossier(desk, by, request.id), approve),
    Action.SEND_BACK: (send_back,),
    Action.ISSUE: (issue,),
    Action.PRINT: (
        lambda desk, by, request: issuing.certificate_of(desk, by, request.id),
        send,
        print_again,
    ),
    Action.JUDGE_PAPER: (good, spoiled, blank_spoiled),
    Action.CORRECT: (
        lambda desk, by, request: correcting.offered(desk, by, request.subject_id, request.id),
        correct,
    ),
    Action.ANSWER_CALL: (lambda desk, by, request: help_calls.answer(desk, by, request.id),),
    Action.USE_BLANKS: (spoil,),
    Action.KEEP_BLANKS: (receive, count_stock),
    Action.ASSIST: (ask_code,),
    Action.ASK_CENTRE: (
        lambda desk, by, request: centre.to_send(desk, by),
        lambda desk, by, request: centre.send(
            desk, desk.command("centre:letter:sent", by), (request.id,), "centre"
        ),
        lambda desk, by, request: centre.remind(desk, desk.command("centre:letter:reminded", by), request.id),
    ),
    Action.RECORD_REPLY: (
        lambda desk, by, request: centre.sent(desk, by),
        lambda desk, by, request: centre.inquiries(desk, by, request.id),
        lambda desk, by, request: centre.record_silence(
            desk, desk.command("centre:reply:silent", by), request.id
        ),
    ),
    Action.MAKE_OUTPUT: (
        lambda desk, by, request: outputs.stamp(
            desk, desk.command("output:stamp:made", by), request.id, StampMade("5")
        ),
        lambda desk, by, request: outputs.notify(desk, desk.command("request:notice:given", by), request.id),
        lambda desk, by, request: outputs.booklet_is_good(
            desk, desk.command("output:booklet:good", by), request.id
        ),
        lambda desk, by, request: output_papers.stamp_sheet(desk, by, request.id),
    ),
    Action.HAND_OVER: (
        lambda desk, by, request: handing_over.ready(desk, by),
        lambda desk, by, request: output_papers.hand_over_slip(desk, by, request.id),
        lambda desk, by, request: delivery_papers.register_page(desk, by, desk.today()),
        lambda desk, by, request: originals.give_back(
            desk, desk.command("request:originals:given-back", by), request.id
        ),
        lambda desk, by, request: handing_over.hand_over(
            desk, desk.command("request:output:handed-over", by), request.id, PASSPORT_SHOWN
        ),
    ),
    Action.CANCEL: (
        lambda desk, by, request: ending.cancel(
            desk, desk.command("request:record:cancelled", by), request.id, "x"
        ),
    ),
    Action.REFUSE: (
        lambda desk, by, request: ending.refuse(
            desk, desk.command("request:record:refused", by), request.id, (Refusal.NO_CAPACITY, "x")
        ),
    ),
    Action.VOID: (
        lambda desk, by, request: ending.void(
            desk, desk.command("request:output:voided", by), request.id, "x"
        ),
        lambda desk, by, request: ending.reopen(
            desk, desk.command("request:walk:reopened", by), request.id, "x"
        ),
    ),
    Action.DUPLICATE: (
        lambda desk, by, request: duplicating.duplicate(
            desk, desk.command("certificate:duplicate:made", by), request.id, "x"
        ),
    ),
    Action.GIVE_TICKET: (
        lambda desk, by, request: queueing.take_ticket(
            desk, desk.command("queue:ticket:taken", by), queueing.Arrival((request.id,))
        ),
    ),
    Action.APPOINT: (
        lambda desk, by, request: appointments.book(
            desk, desk.command(appointments.SET, by), Appointed(request.id, desk.now() + timedelta(days=1))
        ),
        lambda desk, by, request: appointments.call_off(desk, desk.command(appointments.OFF, by), request.id),
    ),
    Action.CALL: (
        lambda desk, by, request: calling.call_next(desk, desk.command("queue:ticket:called", by)),
        lambda desk, by, request: calling.begin(desk, desk.command("queue:ticket:begun", by), request.id),
        lambda desk, by, request: calling.done(desk, desk.command("queue:ticket:done", by), request.id),
        lambda desk, by, request: calling.serve_out_of_order(
            desk, desk.command("queue:ticket:called-out-of-order", by), request.id, "x"
        ),
    ),
    Action.CLOSE_DAY: (
        lambda desk, by, request: day_figures.figures(desk, by, desk.today()),
        lambda desk, by, request: working_day.open_day(desk, desk.command("day:record:opened", by)),
        lambda desk, by, request: closing.draw_sample(
            desk, desk.command("day:sample:drawn", by), desk.today()
        ),
        lambda desk, by, request: closing.close(desk, desk.command("day:record:closed", by), desk.today()),
    ),
    Action.USE_BLANKS: (spoil,),
    Action.KEEP_BLANKS: (receive, count_stock),
    Action.ENTER_SHEETS: (enter_sheet,),
    Action.KEEP_SHEETS: (print_sheets, void_sheet, confirm_sheet, reopen_sheet),
    Action.DIRECT: (
        lambda desk, by, request: supervising.reassign(
            desk, desk.command("queue:ticket:reassigned", by), request.id, ("civil", "")
        ),
        lambda desk, by, request: supervising.take_back(
            desk, desk.command("queue:ticket:taken-back", by), request.id, "x"
        ),
        lambda desk, by, request: supervising.prioritise(
            desk, desk.command("queue:ticket:prioritised", by), request.id, (Priority.INFANT, "x")
        ),
    ),
    Action.ASSIST: (
        upload,
        ask_code,
        lambda desk, by, request: filing.change(desk, by, request.id, {}),
        lambda desk, by, request: filing.issue_receipt(desk, by, request.id),
        lambda desk, by, request: filing.request_form(desk, by, request.id),
    ),
}
READS = frozenset(
    {Action.FIND, Action.OPEN_CARD, Action.LIST_WAITING, Action.REPRINT_RECEIPT, Action.VIEW_SCAN}
)


@dataclass(frozen=True, slots=True)
class AllStates:
    counter: Counter
    requests: tuple[Request, ...]
    """One in each state."""

    def officer(self, role: Role) -> Officer:
        return self.counter.clerk if role is Role.CLERK else self.counter.supervisor


@pytest.fixture
def everywhere(furnished_states: Place, tmp_path: Path, clock: Clock) -> Iterator[AllStates]:
    place = Place(Path(shutil.copytree(furnished_states.folder, tmp_path / "office")))
    counter = office.staffed(place, clock)
    requests = tuple(
        office.request_of(counter.desk, makers.request_id(number))
        for number in range(1, len(RequestState) + 1)
    )
    yield AllStates(counter, requests)
    office.store_of(counter.desk).close()


@pytest.fixture(scope="module")
def furnished_states(furnished: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An office with a request in every state."""
    folder = tmp_path_factory.mktemp("states") / "office"
    place = Place(Path(shutil.copytree(furnished.folder, folder)))
    desk = place.open(Clock())
    # Otherwise the first ticket would open the day, with a line of its own.
    working_day.open_day(desk, desk.command("day:record:opened", office.officer(desk, "supervisor")))
    hand_sheets.print_sheets(
        desk, desk.command("sheet:numbers:printed", office.officer(desk, "supervisor")), 1
    )
    for number, state in enumerate(RequestState, 1):
        request = filed(desk, number, Wish(state=state))
        call = HelpCall(request.id, f"lobby-{number}", "fa", desk.now())
        desk.store.write(lambda work, call=call: work.help_calls.add(call))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        if state is RequestState.ARRIVED:
            ticket = replace(a_ticket(), id=request.id, office_day=desk.today(), requests=(request.id,))
            desk.store.write(lambda work, ticket=ticket: work.queue.add(ticket))  # type: ignore[misc]  # the same
    office.store_of(desk).close()
    return place


def test_every_action_has_its_row() -> None:
    assert set(ACTS) == set(Action)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_cell_is_allowed_or_denied_as_the_table_says(
    everywhere: AllStates, role: Role, action: Action
) -> None:
    desk, by = everywhere.counter.desk, everywhere.officer(role)
    heard = len(events(desk))

    with commits(desk) as committed:
        for request in everywhere.requests:
            for act in ACTS[action]:
                before = committed()
                refusal = refused(act, desk, by, request)
                assert (refusal == "role.not-allowed") is (action not in ALLOWED[role])
                if refusal:
                    assert committed() == before, "A refusal leaves nothing behind."
                    continue
                told = len(events(desk))
                if act is not ACTS[Action.WALK][2]:
                    assert told == heard + 1
                    assert committed() != before
                heard = told
                if action in READS:
                    assert office.request_of(desk, request.id) == request


@contextmanager
def commits(desk: Desk) -> Iterator[Callable[[], object]]:
    """What tells, by another number, that anything was committed since."""
    with outside_transactions(office.store_of(desk).engine).connect() as watching:
        yield lambda: watching.exec_driver_sql("PRAGMA data_version").scalar()


def refused(act: Act, desk: Desk, by: Officer, request: Request) -> str:
    try:
        act(desk, by, request)
    except KioskError as error:
        return error.key
    return ""

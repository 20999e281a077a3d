"""Certificates on numbered forms: each print takes a serial of the stock, and the day still balances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest

from kiosk.domain.certificate import PaperState
from kiosk.domain.errors import Refused, Unavailable
from kiosk.domain.request import Request
from kiosk.domain.roles import Officer
from kiosk.domain.serials import run
from kiosk.domain.stock import Act, Balance, Place
from kiosk.services import blank_sheets, ending, issuing, printing, stock, stock_keeping
from kiosk.services.blank_sheets import Needed
from kiosk.services.issuing import CertificateOnPaper
from kiosk.services.stock_keeping import Handled, Range
from printouts.printer import NoPrinter
from tests import makers
from tests.kiosk.services import test_stock
from tests.kiosk.services.any_service import approved, errands, filed, verified
from tests.kiosk.services.office import Counter, events, fingerprint, officer
from tests.kiosk.services.walking import sent
from tests.printouts.papers import text_of

KIND = "laissez-passer"
FIRST, SECOND, THIRD = "LP-000101", "LP-000102", "LP-000103"


@dataclass(frozen=True, slots=True)
class Case:
    """An approved laissez-passer, and the counter where it is printed."""

    counter: Counter
    request: Request

    def handle(self, act: Act, serials: str, second: Officer | None = None) -> None:
        desk, (first, _, last) = self.counter.desk, serials.partition("–")
        said = Handled(act, Range(KIND, run(first, last)), "12/345", "آب روی آن ریخت")
        command = desk.command(f"stock:{act}", self.counter.supervisor)
        stock_keeping.handle(desk, command, said, second or self.counter.clerk)

    def issue(self, serial: str = "", by: Officer | None = None) -> CertificateOnPaper:
        desk = self.counter.desk
        command = desk.command("certificate:record:issued", by or self.counter.clerk)
        return issuing.issue(desk, command, self.request.id, serial)

    def spoil(self, second: Officer) -> CertificateOnPaper:
        command = self.counter.desk.command("certificate:paper:spoiled", self.counter.clerk)
        return printing.blank_is_spoiled(self.counter.desk, command, self.request.id, ("torn", second))

    def print_again(self, serial: str = "") -> CertificateOnPaper:
        command = self.counter.desk.command("certificate:print:repeated", self.counter.clerk)
        return printing.print_again(self.counter.desk, command, self.request.id, serial)

    def fails(self) -> None:
        desk = replace(self.counter.desk, printer=NoPrinter())
        with pytest.raises(Unavailable):
            printing.send_to_printer(
                desk, desk.command("certificate:print:sent", self.counter.clerk), self.request.id
            )

    def needed(self) -> Needed:
        return blank_sheets.needed(self.counter.desk, self.counter.clerk, self.request.id)

    def paper(self, paper: CertificateOnPaper) -> str:
        return text_of(self.counter.desk.vault.get(paper.issued.blob))

    @property
    def places(self) -> Mapping[str, Place]:
        desk = self.counter.desk
        found = desk.store.read(lambda work: work.stock.find(KIND, [run(FIRST, "LP-000109")]))
        return {serial: blank.place for serial, blank in found.items()}

    @property
    def balance(self) -> Balance:
        desk = self.counter.desk
        [found] = desk.store.read(lambda work: stock.balances(desk, work, desk.today()))
        return replace(found, ranges={})


@pytest.fixture
def case(counter: Counter) -> Case:
    errand = next(each for each in errands(counter.desk.catalogue) if str(each) == "LSP-01-P1-C")
    request, _receipt = filed(counter, errand)
    decided, _passed = verified(counter, request, errand.course)
    return Case(counter, approved(counter, decided))


@pytest.fixture
def stocked(case: Case) -> Case:
    """Three forms, two of them in the clerk's hand."""
    case.handle(Act.RECEIVE, f"{FIRST}–{THIRD}")
    case.handle(Act.ISSUE, f"{FIRST}–{SECOND}")
    return case


def test_a_laissez_passer_takes_the_next_form_in_hand_and_its_file_copy_names_it(stocked: Case) -> None:
    assert stocked.needed() == Needed(KIND, FIRST)

    paper = stocked.issue()

    assert paper.issued.blank == f"{KIND}:{FIRST}"
    assert (stocked.places[FIRST], stocked.places[SECOND]) == (Place.USED, Place.HAND)
    assert stocked.balance == Balance(KIND, 0, 3, 1, 0, 0, 1, 1, ())
    assert FIRST in stocked.paper(paper)
    book = stocked.counter.desk.store.read(lambda work: work.stock.book(KIND))
    [line] = [each for each in book if not each.second]
    assert (line.paper_no, line.by) == (str(paper.issued.number), "clerk1")
    [event] = [each for each in events(stocked.counter.desk) if each.action == "certificate:record:issued"]
    assert f'"blank":"{KIND}:{FIRST}"' in event.details
    sent(stocked.counter, stocked.request.id)


def test_the_serial_that_lies_in_the_printer_is_typed(stocked: Case) -> None:
    assert stocked.issue(f" {SECOND.lower()} ").issued.blank == f"{KIND}:{SECOND}"

    assert (stocked.places[FIRST], stocked.places[SECOND]) == (Place.HAND, Place.USED)


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        (THIRD, "stock.not-in-hand"),
        ("LP-000104", "stock.elsewhere"),
        ("LP-000999", "stock.unknown"),
        ("ABCDEF", "stock.serial"),
    ],
)
def test_a_form_that_is_not_in_hand_bears_no_certificate(stocked: Case, typed: str, refused: str) -> None:
    stocked.handle(Act.RECEIVE, "LP-000104")
    stocked.handle(Act.SPOIL, "LP-000104")
    before = fingerprint(stocked.counter.desk)

    with pytest.raises(Refused, match=rf"^{refused}$"):
        stocked.issue(typed)

    assert fingerprint(stocked.counter.desk) == before


def test_with_no_form_in_hand_nothing_is_issued_but_by_who_keeps_the_stock(case: Case) -> None:
    case.handle(Act.RECEIVE, f"{FIRST}–{THIRD}")

    for attempt in (case.needed, case.issue):
        with pytest.raises(Refused, match=r"^stock\.none-in-hand$"):
            attempt()

    assert case.issue(by=case.counter.supervisor).issued.blank == f"{KIND}:{FIRST}"


def test_an_office_that_keeps_no_book_writes_the_serial_by_hand(case: Case) -> None:
    assert case.needed() == Needed()

    paper = case.issue()

    assert (paper.issued.blank, paper.attempt.sheet) == ("", None)
    assert "Serial no. of the blank" in case.paper(paper)


def test_a_spoiled_form_is_confirmed_by_its_keeper_and_the_next_one_bears_the_number(stocked: Case) -> None:
    counter = stocked.counter
    number = stocked.issue().issued.number
    sent(counter, stocked.request.id)
    command = counter.desk.command("certificate:paper:spoiled", counter.clerk)
    with pytest.raises(Refused, match=r"^paper\.on-a-blank$"):
        printing.paper_is_spoiled(counter.desk, command, stocked.request.id, "torn")
    for second, refused in ((counter.colleague, "no-keeper"), (counter.clerk, "no-keeper")):
        with pytest.raises(Refused, match=rf"^stock\.{refused}$"):
            stocked.spoil(second)

    spoiled = stocked.spoil(counter.supervisor)

    assert (spoiled.attempt.state, spoiled.attempt.reason) == (PaperState.SPOILED, "torn")
    assert stocked.places[FIRST] is Place.SPOILED
    line = counter.desk.store.read(lambda work: work.stock.book(KIND))[0]
    assert (line.by, line.second, line.reason) == ("clerk1", "supervisor", "torn")
    assert stocked.needed() == Needed(KIND, SECOND)
    again = stocked.print_again()
    assert (again.issued.number, again.issued.blank) == (number, f"{KIND}:{SECOND}")
    assert SECOND in stocked.paper(again)
    assert FIRST not in stocked.paper(again)
    assert stocked.balance == Balance(KIND, 0, 3, 1, 1, 0, 0, 1, ())
    assert stocked.balance.balanced
    job = sent(counter, stocked.request.id).attempt.job
    assert job is not None
    good = counter.desk.command("certificate:paper:good", counter.clerk)
    assert printing.paper_is_good(counter.desk, good, stocked.request.id).attempt.state is PaperState.PRINTED


def test_a_form_spoiled_on_a_later_day_leaves_both_days_balanced(stocked: Case) -> None:
    stocked.issue()
    stocked.counter.clock.passes(timedelta(days=1))
    sent(stocked.counter, stocked.request.id)

    stocked.spoil(stocked.counter.supervisor)

    assert stocked.balance == Balance(KIND, 2, 0, 0, 1, 0, 1, 1, (), came_back=1)
    assert stocked.balance.balanced


def test_where_no_sheet_came_out_the_form_is_printed_upon_or_goes_back_into_the_hand(stocked: Case) -> None:
    first = stocked.issue()
    stocked.fails()
    assert stocked.needed() == Needed(KIND, FIRST), "It lies in the printer as it was."

    same = stocked.print_again()

    assert (same.attempt.no, same.issued.blank, same.issued.blob) == (
        2, first.issued.blank, first.issued.blob,
    )  # fmt: skip
    stocked.fails()
    other = stocked.print_again(SECOND)
    assert other.issued.blank == f"{KIND}:{SECOND}"
    assert (stocked.places[FIRST], stocked.places[SECOND]) == (Place.HAND, Place.USED)
    assert stocked.balance == Balance(KIND, 0, 3, 1, 0, 0, 1, 1, ())
    assert stock.in_hand(stocked.counter.desk, stocked.counter.clerk)[0].serials == FIRST


def test_facts_that_were_corrected_meanwhile_are_not_printed_under_the_old_number(stocked: Case) -> None:
    desk = stocked.counter.desk
    stocked.issue()
    sent(stocked.counter, stocked.request.id)
    stocked.spoil(officer(desk, "supervisor"))
    before = desk.store.read(lambda work: work.people.file(stocked.request.subject_id))
    after = replace(before, person=replace(before.person, surname_lat="Other"))
    desk.store.write(lambda work: work.people.change(before, after, desk.now()))

    with pytest.raises(Refused, match=r"^paper\.facts-changed$"):
        stocked.print_again()

    assert stocked.places[SECOND] is Place.HAND


# Void, and brought back or not


def void(counter: Counter, request_id: UUID) -> None:
    command = counter.desk.command("request:output:voided", counter.supervisor)
    ending.void(counter.desk, command, request_id, "the name is wrong")


def out(counter: Counter, kind: str) -> str:
    """What the supervisor's list calls void and not brought back."""
    kinds = stock.overview(counter.desk, counter.supervisor)
    return next(each.void for each in kinds if each.kind == kind)


def test_a_void_laissez_passer_stays_used_until_two_people_take_it_back(stocked: Case) -> None:
    counter = stocked.counter
    stocked.issue()
    with pytest.raises(Refused, match=r"^stock\.not-void$"):
        stocked.handle(Act.RECALL, FIRST)
    void(counter, stocked.request.id)

    assert (out(counter, KIND), stocked.places[FIRST]) == (FIRST, Place.USED)
    assert stock.still_out(counter.desk, counter.supervisor, stocked.request.id) == FIRST
    with pytest.raises(Refused, match=r"^stock\.not-void$"):
        stocked.handle(Act.RECALL, SECOND)
    with pytest.raises(Refused, match=r"^stock\.same-person$"):
        stocked.handle(Act.RECALL, FIRST, counter.supervisor)
    counter.clock.passes(timedelta(days=1))
    stocked.handle(Act.RECALL, FIRST)

    assert (out(counter, KIND), stocked.places[FIRST]) == ("", Place.SPOILED)
    assert stock.still_out(counter.desk, counter.supervisor, stocked.request.id) == ""
    assert stocked.balance == Balance(KIND, 2, 0, 0, 1, 0, 1, 1, (), came_back=1)
    assert stocked.balance.balanced
    stocked.handle(Act.DESTROY, FIRST)
    assert stocked.places[FIRST] is Place.DESTROYED


def test_a_void_booklet_is_on_the_list_and_what_is_in_force_is_not(counter: Counter) -> None:
    here = test_stock.of(counter.desk)
    here.handle(Act.RECEIVE, "K00001–K00009")
    here.handle(Act.ISSUE, "K00001–K00002")
    for number, serial in enumerate(("K00001", "K00002"), 1):
        test_stock.fill(counter, serial, number)

    void(counter, makers.request_id(1))

    assert out(counter, "passport") == "K00001"
    with pytest.raises(Refused, match=r"^stock\.not-void$") as refusal:
        here.handle(Act.RECALL, "K00001–K00002")
    assert refusal.value.details == {"serials": "K00002"}
    here.handle(Act.RECALL, "K00001")
    assert here.balance().balanced
    assert (here.balance().used, here.balance().spoiled, out(counter, "passport")) == (1, 1, "")

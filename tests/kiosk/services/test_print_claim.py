"""One queued print and two stations: one prints, and what a crash leaves is for a person to decide."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta
from multiprocessing import SimpleQueue, get_context
from multiprocessing.synchronize import Barrier as ProcessBarrier
from pathlib import Path
from uuid import UUID

import pytest

from data.store import Store
from kiosk.domain.certificate import ANSWER_TIME, PaperState, PrintAttempt
from kiosk.domain.errors import KioskError, Refused
from kiosk.services import printing
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.tools import DocumentStore
from tests import makers
from tests.data.crowds import in_threads
from tests.kiosk.services import office
from tests.kiosk.services.office import Clock, Counter, Place, traced
from tests.kiosk.services.walking import issued
from tests.makers import STAFF

P = PaperState
PDF = b"%PDF-1.7 a certificate"


class Killed(BaseException):
    """The process ends here; nothing after it runs."""


@dataclass
class CountingPrinter:
    """Prints on nothing, and knows how often."""

    name: str = "counting"
    sheets: list[str] = field(default_factory=list)

    def send(self, pdf: bytes, title: str) -> str:
        del pdf
        self.sheets.append(title)
        return f"job-{len(self.sheets)}"


class DyingPrinter(CountingPrinter):
    def send(self, pdf: bytes, title: str) -> str:
        super().send(pdf, title)
        raise Killed


@dataclass
class GatedVault:
    """Holds everybody who has fetched the paper until all have: they all saw it queued."""

    vault: DocumentStore
    gate: threading.Barrier | ProcessBarrier

    def put(self, content: bytes) -> str:
        return self.vault.put(content)

    def get(self, name: str) -> bytes:
        content = self.vault.get(name)
        self.gate.wait()
        return content


def a_queued_print(store: Store, desk: Desk) -> UUID:
    """In a database of either kind; the request's id."""
    blob = desk.vault.put(PDF)

    def act(work: Work) -> UUID:
        makers.staffed(work)
        request = makers.approved(work)
        certificate = replace(makers.an_issued(request=request.id), blob=blob)
        work.certificates.add(certificate)
        work.certificates.claim_attempt(certificate, "counting", STAFF.clerk, makers.NOON)
        return request.id

    return store.write(act)


def answer_of(desk: Desk, request_id: UUID) -> str:
    """The attempt's state, or the key of the refusal."""
    try:
        command = desk.command("certificate:print:sent", STAFF.clerk)
        return printing.send_to_printer(desk, command, request_id).attempt.state.value
    except KioskError as refused:
        return refused.key


def test_of_two_stations_that_send_one_print_at_once_one_prints(store: Store, desk: Desk) -> None:
    request_id = a_queued_print(store, desk)
    printer = CountingPrinter()
    gate = threading.Barrier(2, timeout=60)
    racing = replace(desk, store=store, printer=printer, vault=GatedVault(desk.vault, gate))
    answers: list[str] = []

    in_threads(2, lambda _number: answers.append(answer_of(racing, request_id)))

    assert len(printer.sheets) == 1
    assert sorted(answers) == ["record.changed", "sent"]
    (attempt,) = store.read(lambda work: work.certificates.attempts(makers.an_issued().id))
    assert (attempt.state, attempt.job) == (P.SENT, "job-1")


def test_of_two_processes_that_send_one_print_at_once_one_prints(counter: Counter) -> None:
    paper = issued(counter)
    context = get_context("spawn")
    gate = context.Barrier(2, timeout=120)
    answers: SimpleQueue[str] = context.SimpleQueue()
    stations = [
        context.Process(
            target=_send, args=(counter.place.folder, paper.issued.request_id, (number, gate), answers)
        )
        for number in (1, 2)
    ]
    for station in stations:
        station.start()

    assert sorted(answers.get() for _ in stations) == ["record.changed", "sent"]
    for station in stations:
        station.join()
    assert len(list((counter.place.folder / "printed").iterdir())) == 1


def _send(
    folder: Path, request_id: UUID, turn: tuple[int, ProcessBarrier], answers: SimpleQueue[str]
) -> None:
    number, gate = turn
    counter = office.staffed(Place(folder), Clock(), station=number)
    desk = replace(counter.desk, vault=GatedVault(counter.desk.vault, gate))
    try:
        command = desk.command("certificate:print:sent", counter.clerk)
        answers.put(printing.send_to_printer(desk, command, request_id).attempt.state.value)
    except KioskError as refused:
        answers.put(refused.key)


def test_the_print_is_taken_before_the_printer_is_asked(counter: Counter) -> None:
    paper = issued(counter)
    seen: list[tuple[PaperState, str]] = []

    class Looking(CountingPrinter):
        def send(self, pdf: bytes, title: str) -> str:
            attempt = newest(counter.next_counter(), paper.issued.request_id)
            seen.append((attempt.state, attempt.printer))
            return super().send(pdf, title)

    with traced(counter.desk) as trace:
        send(counter, paper.issued.request_id, Looking())

    assert seen == [(P.UNCERTAIN, "counting")]
    assert trace.actions == ["certificate:print:sent"] * 2


@pytest.fixture
def interrupted(counter: Counter) -> Counter:
    """Another station, after the first was killed in the middle of printing; a sheet may have come out."""
    paper = issued(counter)
    with pytest.raises(Killed):
        send(counter, paper.issued.request_id, DyingPrinter())
    return counter.next_counter()


def test_after_a_crash_nothing_prints_by_itself(interrupted: Counter) -> None:
    printer = CountingPrinter()

    with pytest.raises(Refused, match=r"^paper\.not-queued$"):
        send(interrupted, makers.request_id(), printer)

    assert printer.sheets == []
    assert newest(interrupted, makers.request_id()).state is P.UNCERTAIN


def test_while_the_printer_may_still_answer_nobody_decides(interrupted: Counter) -> None:
    for decide in (good, spoiled, again):
        with pytest.raises(Refused, match=r"^paper\.being-sent$"):
            decide(interrupted)


@pytest.mark.parametrize("hours", [0, -3])
def test_a_sheet_that_came_out_is_found_good(interrupted: Counter, hours: int) -> None:
    """A clock that was set back delays nobody."""
    interrupted.clock.passes(ANSWER_TIME + timedelta(hours=hours))

    good(interrupted)

    assert newest(interrupted, makers.request_id()).state is P.PRINTED


def test_a_sheet_that_came_out_may_be_spoiled(interrupted: Counter) -> None:
    interrupted.clock.passes(ANSWER_TIME)

    spoiled(interrupted)

    assert states(interrupted) == [(P.SPOILED, "torn"), (P.QUEUED, "")]


def test_when_no_sheet_came_out_a_new_attempt_is_queued(interrupted: Counter) -> None:
    interrupted.clock.passes(ANSWER_TIME)

    again(interrupted)

    assert states(interrupted) == [(P.FAILED, "no-sheet"), (P.QUEUED, "")]
    printer = CountingPrinter()
    send(interrupted, makers.request_id(), printer)
    assert len(printer.sheets) == 1


def send(counter: Counter, request_id: UUID, printer: CountingPrinter) -> None:
    desk = replace(counter.desk, printer=printer)
    printing.send_to_printer(desk, desk.command("certificate:print:sent", counter.clerk), request_id)


def good(counter: Counter) -> None:
    command = counter.desk.command("certificate:paper:good", counter.clerk)
    printing.paper_is_good(counter.desk, command, makers.request_id())


def spoiled(counter: Counter) -> None:
    command = counter.desk.command("certificate:paper:spoiled", counter.clerk)
    printing.paper_is_spoiled(counter.desk, command, makers.request_id(), "torn")


def again(counter: Counter) -> None:
    command = counter.desk.command("certificate:print:repeated", counter.clerk)
    printing.print_again(counter.desk, command, makers.request_id())


def attempts(counter: Counter, request_id: UUID) -> list[PrintAttempt]:
    def act(work: Work) -> list[PrintAttempt]:
        return list(work.certificates.attempts(work.certificates.of_request(request_id).id))

    return counter.desk.store.read(act)


def newest(counter: Counter, request_id: UUID) -> PrintAttempt:
    return attempts(counter, request_id)[-1]


def states(counter: Counter) -> list[tuple[PaperState, str]]:
    return [(each.state, each.reason) for each in attempts(counter, makers.request_id())]

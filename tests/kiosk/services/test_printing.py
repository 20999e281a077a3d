"""The way of a certificate to paper: tried, failed, tried again, spoiled, and good in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.domain.certificate import PaperState, PrintAttempt
from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import NotFound, Refused, Unavailable
from kiosk.domain.request import RequestState
from kiosk.services import printing
from kiosk.services.desk import Desk
from kiosk.services.issuing import CertificateOnPaper
from printouts.printer import LpPrinter, NoPrinter
from tests.kiosk.services.office import Counter, fingerprint, request_of, traced
from tests.kiosk.services.walking import issued, sent

P = PaperState
Step = Callable[[Desk, OfficerCommand, UUID], CertificateOnPaper]


@pytest.fixture
def paper(counter: Counter) -> CertificateOnPaper:
    """A certificate whose first print is queued."""
    return issued(counter)


def spoil(desk: Desk, command: OfficerCommand, request_id: UUID) -> CertificateOnPaper:
    return printing.paper_is_spoiled(desk, command, request_id, "جوهر پخش شده است")


def do(
    counter: Counter, step: Step, paper: CertificateOnPaper, desk: Desk | None = None
) -> CertificateOnPaper:
    desk = desk or counter.desk
    return step(desk, desk.command("certificate:paper:handled", counter.clerk), paper.issued.request_id)


def attempts(counter: Counter, paper: CertificateOnPaper) -> list[PrintAttempt]:
    return list(counter.desk.store.read(lambda work: work.certificates.attempts(paper.issued.id)))


def without_printer(counter: Counter) -> Desk:
    return replace(counter.desk, printer=NoPrinter())


def test_the_very_paper_of_the_vault_is_printed(counter: Counter, paper: CertificateOnPaper) -> None:
    with traced(counter.desk) as trace:
        after = sent(counter, paper.issued.request_id)

    assert after.attempt.job is not None
    file = Path(after.attempt.job)
    assert (after.attempt.state, after.attempt.reason) == (P.SENT, "")
    assert file == counter.place.folder / "printed" / "723-1405-STU-02-000001.pdf"
    assert file.read_bytes() == counter.desk.vault.get(paper.issued.blob)
    assert trace.actions == ["certificate:print:sent"] * 2
    assert request_of(counter.desk, paper.issued.request_id).state is RequestState.PRINTED


def test_a_good_sheet_ends_the_printing(counter: Counter, paper: CertificateOnPaper) -> None:
    sent(counter, paper.issued.request_id)

    with traced(counter.desk) as trace:
        after = do(counter, printing.paper_is_good, paper)

    assert after.attempt.state is P.PRINTED
    assert request_of(counter.desk, paper.issued.request_id).state is RequestState.QC_OK
    assert (trace.commits, len(trace.events)) == (1, 1)


def test_a_spoiled_sheet_is_kept_in_mind_and_the_number_stays(
    counter: Counter, paper: CertificateOnPaper
) -> None:
    sent(counter, paper.issued.request_id)

    after = do(counter, spoil, paper)

    assert after.issued == paper.issued
    assert [(each.no, each.state, each.reason) for each in attempts(counter, paper)] == [
        (1, P.SPOILED, "جوهر پخش شده است"),
        (2, P.QUEUED, ""),
    ]
    again = sent(counter, paper.issued.request_id)
    assert again.attempt.job is not None
    assert Path(again.attempt.job).name == "723-1405-STU-02-000001-2.pdf"
    assert do(counter, printing.paper_is_good, paper).attempt.no == 2


def test_without_a_printer_the_print_has_failed_and_the_number_stays(
    counter: Counter, paper: CertificateOnPaper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    desk = replace(counter.desk, printer=LpPrinter("office"))

    with traced(desk) as trace, pytest.raises(Unavailable, match=r"^printer\.missing$"):
        do(counter, printing.send_to_printer, paper, desk)

    (failed,) = attempts(counter, paper)
    assert (failed.state, failed.reason, failed.job) == (P.FAILED, "printer.missing", None)
    assert len(trace.events) == 2
    again = do(counter, printing.print_again, paper)
    assert (again.attempt.no, again.attempt.state, again.issued) == (2, P.QUEUED, paper.issued)
    sent(counter, paper.issued.request_id)
    assert do(counter, printing.paper_is_good, paper).attempt.state is P.PRINTED


def test_a_paper_that_left_the_vault_is_said_and_stays_queued(
    counter: Counter, paper: CertificateOnPaper
) -> None:
    blob = paper.issued.blob
    (counter.place.folder / "scans" / blob[:2] / blob[2:4] / blob).unlink()
    before = fingerprint(counter.desk)

    with pytest.raises(NotFound, match=r"^storage\.missing$"):
        do(counter, printing.send_to_printer, paper)

    assert fingerprint(counter.desk) == before


def queued(counter: Counter, paper: CertificateOnPaper) -> None:
    del counter, paper


def was_sent(counter: Counter, paper: CertificateOnPaper) -> None:
    sent(counter, paper.issued.request_id)


def has_failed(counter: Counter, paper: CertificateOnPaper) -> None:
    with pytest.raises(Unavailable):
        do(counter, printing.send_to_printer, paper, without_printer(counter))


def was_good(counter: Counter, paper: CertificateOnPaper) -> None:
    was_sent(counter, paper)
    do(counter, printing.paper_is_good, paper)


@pytest.mark.parametrize(
    ("before", "step", "key"),
    [
        (queued, printing.paper_is_good, "paper.not-sent"),
        (queued, spoil, "paper.not-sent"),
        (queued, printing.print_again, "paper.not-failed"),
        (was_sent, printing.send_to_printer, "paper.not-queued"),
        (was_sent, printing.print_again, "paper.not-failed"),
        (has_failed, printing.send_to_printer, "paper.not-queued"),
        (has_failed, printing.paper_is_good, "paper.not-sent"),
        (has_failed, spoil, "paper.not-sent"),
        (was_good, printing.send_to_printer, "paper.not-queued"),
        (was_good, printing.paper_is_good, "paper.not-sent"),
        (was_good, spoil, "paper.not-sent"),
        (was_good, printing.print_again, "paper.not-failed"),
    ],
)
def test_each_step_has_its_turn(
    counter: Counter,
    paper: CertificateOnPaper,
    before: Callable[[Counter, CertificateOnPaper], None],
    step: Step,
    key: str,
) -> None:
    before(counter, paper)
    rows = fingerprint(counter.desk)
    files = sorted(counter.place.folder.glob("printed/*"))

    with pytest.raises(Refused) as refused:
        do(counter, step, paper)

    assert refused.value.key == key
    assert fingerprint(counter.desk) == rows
    assert sorted(counter.place.folder.glob("printed/*")) == files


@pytest.mark.parametrize(
    ("before", "step"),
    [(was_sent, printing.paper_is_good), (was_sent, spoil), (has_failed, printing.print_again)],
)
def test_a_step_that_is_repeated_counts_once(
    counter: Counter,
    paper: CertificateOnPaper,
    before: Callable[[Counter, CertificateOnPaper], None],
    step: Step,
) -> None:
    before(counter, paper)
    command = counter.desk.command("certificate:paper:handled", counter.clerk)
    first = step(counter.desk, command, paper.issued.request_id)
    rows = fingerprint(counter.desk)

    assert step(counter.desk, command, paper.issued.request_id) == first
    assert fingerprint(counter.desk) == rows


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_spoiled_sheet_needs_a_reason(counter: Counter, paper: CertificateOnPaper, reason: str) -> None:
    sent(counter, paper.issued.request_id)
    command = counter.desk.command("certificate:paper:spoiled", counter.clerk)

    with pytest.raises(Refused, match=r"^paper\.reason-required$"):
        printing.paper_is_spoiled(counter.desk, command, paper.issued.request_id, reason)

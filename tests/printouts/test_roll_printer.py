"""Tickets on a roll: what a thermal printer is sent, and what its sensors mean."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import zxingcpp

from kiosk.domain.errors import Unavailable
from printouts import receipt_strip, ticket
from printouts.roll_printer import DOTS, RollPrinter
from tests.printouts.output_papers import TICKET
from tests.printouts.papers import RECEIPT
from tests.roll import Roll, a_roll


@pytest.fixture
def roll() -> Iterator[Roll]:
    with a_roll() as listening:
        yield listening


def at(roll: Roll) -> RollPrinter:
    return RollPrinter("127.0.0.1", roll.port)


def test_a_ticket_comes_out_as_dots_and_its_code_reads_back(
    roll: Roll, capfd: pytest.CaptureFixture[str]
) -> None:
    paper = TICKET

    assert at(roll).send(ticket.render(paper), "ticket-A012") == "ticket-A012"

    (strip,) = roll.strips
    assert strip.width == DOTS
    (code,) = zxingcpp.read_barcodes(strip.convert("L"))
    assert code.text == paper.code
    ink = strip.convert("L").histogram()[0] / (strip.width * strip.height)
    assert 0.03 < ink < 0.4
    assert capfd.readouterr() == ("", "")


def test_the_library_writes_nothing_on_the_screen_and_leaves_nothing_behind(tmp_path: Path) -> None:
    say = (
        "import logging; from printouts.roll_printer import _escpos; _escpos(); print(logging.root.handlers)"
    )
    kept = {"TMPDIR": str(tmp_path), "PATH": os.environ["PATH"]}

    done = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, env=kept, check=True)

    assert (done.stdout, done.stderr) == ("[]\n", "")
    assert list(tmp_path.iterdir()) == []


def test_a_receipt_on_a_strip_reads_back_too(roll: Roll) -> None:
    paper = RECEIPT

    at(roll).send(receipt_strip.render(paper), "receipt")

    (code,) = zxingcpp.read_barcodes(roll.strips[0].convert("L"))
    assert code.text == paper.seal


def test_without_paper_nothing_is_sent_and_the_printer_is_named(roll: Roll) -> None:
    roll.paper = False

    with pytest.raises(Unavailable) as refused:
        at(roll).send(ticket.render(TICKET), "ticket")

    assert refused.value.key == "printer.no-paper"
    assert refused.value.details == {"printer": "roll:127.0.0.1"}
    assert roll.strips == []


def test_paper_that_ends_on_the_way_is_no_ticket(roll: Roll) -> None:
    roll.rows_left = 200

    with pytest.raises(Unavailable) as refused:
        at(roll).send(ticket.render(TICKET), "ticket")

    assert refused.value.key == "printer.no-paper"


def test_an_open_cover_is_said(roll: Roll) -> None:
    roll.closed = False

    with pytest.raises(Unavailable) as refused:
        at(roll).greet()

    assert refused.value.key == "printer.not-ready"


def test_a_printer_that_is_switched_off_is_said_and_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    with pytest.raises(Unavailable) as refused:
        RollPrinter("127.0.0.1", port).send(ticket.render(TICKET), "ticket")

    assert refused.value.key == "printer.unreachable"


def test_one_that_hangs_up_in_the_middle_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        printer = RollPrinter("127.0.0.1", server.getsockname()[1])
        Thread(target=lambda: server.accept()[0].close(), daemon=True).start()

        with pytest.raises(Unavailable) as refused:
            printer.greet()

    assert refused.value.key in {"printer.unreachable", "printer.not-ready"}

"""The whole application in a pseudo-terminal, by keys alone, in an office made by `kiosk demo`."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pypdfium2
import pytest
import zxingcpp

from tests.demo_office import DemoOffice
from tests.e2e.pty_app import PtyApp

KIOSK = (sys.executable, "-m", "kiosk", "--language", "en")
SIZE = (120, 36)
F5, F6, F8 = "\x1b[15~", "\x1b[17~", "\x1b[19~"
F12, ESCAPE, UP, DOWN, QUIT = "\x1b[24~", "\x1b", "\x1b[A", "\x1b[B", "\x11"
CLEAR_LINE = "\x15\x0b"
ROWS_TO_THE_NEXT_FIELD = 3
ALTERNATE_SCREEN = "1049"
CERTIFIED = ("STU-02", "CIV-06", "PCC-02")


@dataclass(frozen=True, slots=True)
class Office:
    """One office, made by `kiosk demo` and then used by several stations, one after the other."""

    folder: Path
    samples: tuple[dict[str, str], ...]

    def unbegun(self) -> list[dict[str, str]]:
        """Requests whose documents wait to be verified, and whose certificate this version prints."""
        states = ("RECEIPTED", "ARRIVED", "NO_SHOW")
        return [
            sample for sample in self.samples if sample["state"] in states and sample["service"] in CERTIFIED
        ]

    @property
    def printed(self) -> set[Path]:
        return set((self.folder / "printed").glob("*.pdf"))


@pytest.fixture
def office(demo_office: DemoOffice, tmp_path: Path) -> Office:
    folder = Path(shutil.copytree(demo_office.folder, tmp_path / "office"))
    return Office(folder, tuple(demo_office.told["samples"]))


def run(*words: str) -> dict[str, Any]:
    """A command's JSON answer."""
    done = subprocess.run([*KIOSK, *words], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr + done.stdout
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@contextmanager
def station(office: Office) -> Iterator[PtyApp]:
    """The office opened again by `kiosk demo`, at its sign-in."""
    with PtyApp([*KIOSK, "demo", "--dir", str(office.folder)], SIZE) as app:
        app.wait_for("Choose a sign-in with the arrows and Enter:", 60)
        app.wait_for("clerk1-demo-")
        yield app


def test_a_station_whose_complaints_go_to_a_file_is_drawn_all_the_same(
    office: Office, tmp_path: Path
) -> None:
    complaints = tmp_path / "complaints"
    words = shlex.join([*KIOSK, "demo", "--dir", str(office.folder)])
    with PtyApp(["sh", "-c", f"exec {words} 2>{shlex.quote(str(complaints))}"], SIZE) as app:
        app.wait_for("Choose a sign-in with the arrows and Enter:", 60)
        app.send(QUIT)
        assert app.wait_end() == 0

    assert complaints.read_text() == ""


def sign_in(app: PtyApp, row: int) -> None:
    """With the sign-in of the demonstration in this row."""
    choose(app, row)
    app.send("\r")
    app.wait_for("National code, receipt, tracking code, passport or name")


def sign_in_with_the_next_code(app: PtyApp, office: Office) -> None:
    """The first clerk, whose present code was used a moment ago; a clock may be half a minute ahead."""
    member = json.loads((office.folder / "demonstration.json").read_text("utf-8"))["staff"][0]
    choose(app, 0)
    row = row_of_the_code(app)
    line = app.line(row)
    column = line.index("│", line.index("│") + 1) + 4
    code = pyotp.TOTP(member["totp_secret"]).at(datetime.now(UTC) + timedelta(seconds=30))
    app.send(f"\x1b[<0;{column};{row + 1}M\x1b[<0;{column};{row + 1}m")
    # Letters of the same burst would overtake the key that empties the field.
    app.press_until(CLEAR_LINE, lambda app: "One-time code" in app.line(row))
    app.send(code)
    app.wait_for(lambda app: code in app.line(row))
    app.send("\r")
    app.wait_for("National code, receipt, tracking code, passport or name")


def choose(app: PtyApp, row: int) -> None:
    """Fill in the sign-in of this row, to the last field."""
    app.wait_for("supervisor-demo-")
    app.send(DOWN * row + "\r")
    app.wait_for("••••")
    app.wait_for(lambda app: re.search("[0-9]{6}", app.line(row_of_the_code(app))) is not None)


def row_of_the_code(app: PtyApp) -> int:
    return next(at for at, line in enumerate(app.screen.lines()) if "••••" in line) + ROWS_TO_THE_NEXT_FIELD


def open_walk(app: PtyApp, sample: dict[str, str]) -> int:
    """Scan the receipt, go to the documents; how many there are."""
    app.send(sample["receipt"] + "\r")
    app.wait_for(lambda app: app.line(0).startswith(" Applicant") and sample["national_code"] in app.text())
    app.send(F5)
    app.wait_for("document 1 of ")
    return int(app.line(1).partition("document 1 of ")[2].split()[0])


def judge_all(app: PtyApp, key: str, first: int, documents: int) -> None:
    for line in range(first, documents + 1):
        app.wait_for(f"document {line} of {documents}")
        app.send(key)


def seal_on(pdf: Path) -> str:
    """What a scanner reads on the printed sheet."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[0].render(scale=300 / 72).to_pil()
    finally:
        document.close()
    (found,) = zxingcpp.read_barcodes(sheet)
    return found.text


def test_a_missing_original_ends_in_a_slip_and_a_mismatch_in_its_list(office: Office) -> None:
    sample = office.unbegun()[0]
    before = office.printed
    with station(office) as app:
        sign_in(app, 0)
        documents = open_walk(app, sample)

        app.send("\r")
        app.wait_for("On the original (blank: the same)")
        app.send("Something Else")
        app.wait_for("Something Else")
        # Enter goes on to the second field, Enter again saves; two at once would both reach the first.
        app.press_until("\r", "original: Something Else")
        app.send(F6)
        judge_all(app, F5, 2, documents)
        app.wait_for("Documents are incomplete. The applicant gets a slip with the exact list.")
        app.wait_for("≠ Something Else (original)")
        app.send(F5)
        app.wait_for("Where are the originals now?")
        app.send("\r")
        app.wait_for("documents incomplete")
        app.wait_for("Sent to folder:printed")

        app.send(QUIT)
        assert app.wait_end() == 0
    (slip,) = office.printed - before
    assert slip.name == f"deficiency-{sample['tracking_code']}.pdf"
    assert slip.read_bytes().startswith(b"%PDF")


def test_complete_documents_become_a_certificate_whose_seal_is_accepted(office: Office) -> None:
    sample = office.unbegun()[0]
    before = office.printed
    with station(office) as app:
        asked_of_the_terminal = list(app.screen.unknown)
        sign_in(app, 0)
        documents = open_walk(app, sample)
        judge_all(app, F5, 1, documents)
        app.wait_for("Everything matches. A second person must approve it.")
        app.send(F5)
        app.wait_for("Where are the originals now?")
        app.send(UP + "\r")
        app.wait_for("verified")
        app.wait_for(lambda app: app.line(0).startswith(" Applicant"))
        app.send(ESCAPE)
        app.wait_for("Sign out")
        app.send(F12)
        app.wait_for("Choose a sign-in with the arrows and Enter:")
        assert sample["national_code"] not in app.text()

        sign_in(app, 2)
        app.send(F8)
        app.wait_for("Waiting for approval")
        app.send("1")
        app.wait_for(lambda app: sample["tracking_code"] in app.text() and "Verified by" in app.text())
        rows = [line for line in app.screen.lines() if "clerk1" in line]
        row = next(at for at, line in enumerate(rows) if sample["tracking_code"] in line)
        app.send(DOWN * row + "\r")
        app.wait_for(lambda app: app.line(0).startswith(f" {sample['tracking_code']}"))
        app.send(F5)
        app.wait_for("Approve the request of ")
        app.send("\r")
        app.wait_for("Approved. The certificate can be issued.")
        app.send(F5)
        app.wait_for("Issue the certificate for ")
        app.send("\r")
        app.wait_for("Look at the sheet: is the paper good?")
        app.send(F5)
        app.wait_for("Printed and checked. Hand it over with the originals.")
        app.send(QUIT)
        assert app.wait_end() == 0
        assert app.screen.unknown == asked_of_the_terminal

    (certificate,) = office.printed - before
    settings = ("--config", str(office.folder / "kiosk.toml"))
    for shown in (str(certificate), seal_on(certificate)):
        told = run(*settings, "check", "certificate", shown, "--json")
        assert told["valid"] is True, told
    assert run(*settings, "audit", "verify", "--json")["valid"] is True


def test_a_walk_goes_on_at_the_same_document_after_the_station_was_killed(office: Office) -> None:
    sample = office.unbegun()[0]
    with station(office) as app:
        sign_in(app, 0)
        documents = open_walk(app, sample)
        app.send(F5)
        app.wait_for(f"document 2 of {documents}")
        app.process.kill()
        app.wait_end()

    with station(office) as app:
        sign_in_with_the_next_code(app, office)
        app.wait_for("Verifications you left unfinished:")
        app.wait_for(sample["tracking_code"])
        app.send("\t\r")
        app.wait_for(lambda app: app.line(0).startswith(" Applicant"))
        app.send(F5)
        app.wait_for(f"document 2 of {documents}")
        app.wait_for(lambda app: app.line(0).startswith(f" {sample['tracking_code']}"))


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_to_end_gives_the_terminal_back(office: Office, signum: signal.Signals) -> None:
    with station(office) as app:
        sign_in(app, 0)
        assert ALTERNATE_SCREEN in app.screen.modes

        app.process.send_signal(signum)

        app.wait_end()
        assert ALTERNATE_SCREEN not in app.screen.modes
        assert not app.screen.modes & {"1000", "1003", "1006", "2004"}
        assert "25" in app.screen.modes


def test_escapes_from_a_scanner_and_other_garbage_leave_the_station_at_work(office: Office) -> None:
    with station(office) as app:
        sign_in(app, 0)

        app.send(b"\x1b[200~" + b"A" * 9000 + b"\x1b[201~")
        app.send(b"\x1b[<35;5;5M\x1b]0;title\x07\x1bP+q\x1b\\\xff\xfe\x1b[9999~")
        app.send("[/][@click=app.quit]x[/]\r")
        app.wait_for("Nobody with these details is registered at this office.")
        app.send(ESCAPE)
        app.wait_for("Type, or scan a receipt, then press Enter.")
        app.resize(80, 24)
        app.wait_for("Sign out")
        app.send(QUIT)

        assert app.wait_end() == 0

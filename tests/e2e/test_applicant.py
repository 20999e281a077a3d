"""An applicant's whole way by keys alone: from the lobby's first screen to the card at the counter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pypdfium2
import pytest
import zxingcpp

from kiosk import catalogue
from kiosk.domain import national_code
from kiosk.domain.bilingual import Language
from kiosk.domain.draft import fields_of
from kiosk.text.digits import to_ascii
from kiosk.words import Words
from tests.databases import Database
from tests.e2e.lobby_office import BLURRED, DOCUMENTS, SERVICE, LobbyOffice, fill_stick, opened
from tests.e2e.lobby_walk import CAN_PAINT_WHOLE, DOWN, ENTER, F5, F10, F12, SPACE, Walk
from tests.e2e.pty_app import PtyApp
from tests.kiosk.domain.registering import PAGES
from tests.kiosk.services.office import ANSWERS, LOGINS, PASSWORD, SECRET

SIZE = (120, 36)
PARTS_OF_CELLS, CELLS_OF_A_PICTURE = "▀▄▌▐▖▗▘▝▙▛▜▟▞▚", 100
EMAIL = PAGES["contact"]["email"]
NEWCOMER = national_code.make("093283381")
FIRST, SECOND = "a first pass phrase", "another pass phrase"
TODAY = datetime.now(UTC).date()
NEW = {
    "permit_from": (TODAY - timedelta(days=200)).isoformat(),
    "permit_to": (TODAY + timedelta(days=200)).isoformat(),
    "passport_expiry": (TODAY + timedelta(days=900)).isoformat(),
    "certificate_date": (TODAY - timedelta(days=20)).isoformat(),
}
"""Instead of days that go by."""


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lobby") / "STICK"
    fill_stick(folder)
    return folder


@pytest.fixture(params=["fa", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    spoken: Language = request.param
    return spoken


@pytest.fixture
def office(language: Language, stick: Path, sqlite_database: Database) -> Iterator[LobbyOffice]:
    folder = stick.parent / language
    folder.mkdir()
    with opened(folder, sqlite_database, language) as office:
        yield office


def mailed_code(walk: Walk, office: LobbyOffice, number: int) -> str:
    """The code in the letter that is the so-manieth with one."""
    walk.app.wait_beside(lambda: len(codes_in(office)) == number)
    return codes_in(office)[-1]


def codes_in(office: LobbyOffice) -> list[str]:
    letters = office.mail.arrived()
    assert all(letter.recipients == [EMAIL] for letter in letters)
    return [code for letter in letters for code in re.findall(r"\b[0-9]{6}\b", to_ascii(letter.text))]


def ask_for_code(walk: Walk) -> None:
    walk.type_lines(("E-mail", EMAIL), ("National code", NEWCOMER))
    walk.answer_security_code()


def register(walk: Walk, office: LobbyOffice) -> None:
    walk.app.send("1")
    ask_for_code(walk)
    walk.type_lines(("One-time password", mailed_code(walk, office, 1)))
    for page in catalogue.load().registration:
        walk.fill(page.fields, {**PAGES[page.id], **NEW}, there=("email", "language"))
        walk.app.send(F5)
        walk.app.wait_for(walk.seen(f"✓ {walk.words.pick(page.name)}"))
    walk.app.send(F10)


def activate_with_password(walk: Walk) -> None:
    walk.says("Back to correct")
    walk.app.send(F5)
    walk.says("I want to set a fixed password.")
    walk.app.send(SPACE + F5)
    walk.type_lines(*new_password(FIRST))
    walk.says("You have no request at this office yet.")


def new_password(password: str) -> tuple[tuple[str, str], ...]:
    return ("New password", password), ("The same password again", password)


def sign_out(walk: Walk) -> None:
    walk.app.send(F12)
    walk.says("I have a receipt")
    assert NEWCOMER not in walk.app.text()


def reset_password(walk: Walk, office: LobbyOffice) -> None:
    walk.app.send("2")
    walk.says("Forgotten password")
    walk.app.send("3")
    ask_for_code(walk)
    code = mailed_code(walk, office, 2)
    walk.type_lines(("One-time password", code), *new_password(SECOND))
    walk.says("You have no request at this office yet.")


def sign_in(walk: Walk) -> None:
    """With the new password; the old one is worth nothing any more."""
    walk.app.send("2")
    walk.says("Forgotten password")
    walk.app.send("2")
    walk.type_lines(("National code", NEWCOMER), ("Fixed password", FIRST))
    walk.says("The national code or the password is wrong.")
    walk.type_lines(("Fixed password", SECOND))
    walk.says("You have no request at this office yet.")


def fill_in_request(walk: Walk) -> None:
    walk.app.send(F5)
    walk.says("Type to search")
    walk.app.send(SERVICE + ENTER)
    walk.fill(fields_of(catalogue.load().service(SERVICE)), {**ANSWERS[SERVICE], **NEW})
    walk.app.send(F5)


def bring(walk: Walk, name: str) -> None:
    """From the stick, for the document that is marked."""
    names = sorted([BLURRED, *(f"{at}-{kind}.jpg" for at, kind in enumerate(DOCUMENTS, 1))])
    walk.app.send(F5)
    walk.app.wait_for(names[-1])
    walk.app.send(DOWN * names.index(name) + ENTER)


def bring_documents(walk: Walk) -> None:
    how = "Documents: {done} of {all}. Choose one, then bring it."
    walk.says(how, done=0, all=6)
    bring(walk, BLURRED)
    walk.says("Bring another")
    walk.says("The picture is blurred. Can you read every line of it?")
    walk.app.wait_for(lambda app: sum(map(app.text().count, PARTS_OF_CELLS)) > CELLS_OF_A_PICTURE)
    walk.app.send(F5)
    for at, kind in enumerate(DOCUMENTS, 1):
        walk.says(how, done=at - 1, all=6)
        bring(walk, f"{at}-{kind}.jpg")
    walk.says(how, done=6, all=6)


def take_receipt(walk: Walk, office: LobbyOffice) -> str:
    """The digits of its square."""
    walk.app.send(F10)
    walk.says("New request")
    walk.app.wait_beside(lambda: len(office.printed) == 2)
    document = pypdfium2.PdfDocument(office.paper("receipt"))
    try:
        sheet = document[0].render(scale=4).to_pil()
    finally:
        document.close()
    (found,) = zxingcpp.read_barcodes(sheet)
    return found.text


def open_card(clerk: Walk, receipt: str) -> None:
    """As a scanner types, whatever has the focus."""
    clerk.type_over(("Sign-in name", LOGINS[0][0]), ("Password", PASSWORD))
    clerk.type_over(("One-time code from your authenticator", pyotp.TOTP(SECRET).now()))
    clerk.says("National code, receipt, tracking code, passport or name")
    clerk.app.send(receipt + ENTER)
    clerk.says("Requests")
    clerk.app.wait_for(NEWCOMER)
    clerk.app.send(F5)
    clerk.says("document {n} of {all}", n=1, all=len(DOCUMENTS))


def test_a_newcomer_leaves_with_a_receipt_that_opens_the_card_at_the_counter(
    language: Language, office: LobbyOffice
) -> None:
    with PtyApp(office.command("lobby"), SIZE) as lobby:
        walk = Walk(lobby, Words(language), TODAY)
        walk.says("I have a receipt")
        lobby.send(CAN_PAINT_WHOLE)
        register(walk, office)
        activate_with_password(walk)
        sign_out(walk)
        reset_password(walk, office)
        sign_out(walk)
        sign_in(walk)
        fill_in_request(walk)
        bring_documents(walk)
        receipt = take_receipt(walk, office)
    with PtyApp(office.command("counter"), SIZE) as counter:
        clerk = Walk(counter, Words(language), TODAY)
        clerk.says("Sign-in name")
        counter.send(CAN_PAINT_WHOLE)
        open_card(clerk, receipt)

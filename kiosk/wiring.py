"""The only module that knows every package: it builds the Desk from the settings."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, make_url

from data import schema
from data.changes import Changes
from data.engine import open_engine
from data.store import Store, translated
from data.vault import Vault
from kiosk import catalogue
from kiosk.adapters import decoding, identity
from kiosk.adapters.alike import same_picture
from kiosk.adapters.appointment_lists import read_list
from kiosk.adapters.credentials import Credentials
from kiosk.adapters.decode_worker import MAX_BYTES
from kiosk.adapters.intake import Intake
from kiosk.adapters.keys import Keys, Verifier
from kiosk.adapters.scanner import Scanner
from kiosk.adapters.sticks import Sticks
from kiosk.config import Config
from kiosk.config.devices import ReceiptSize
from kiosk.domain.day_paper import DayReportPaper, ShiftPaper
from kiosk.domain.errors import Unavailable
from kiosk.domain.output_paper import (
    CustodySlipPaper,
    HandOverSlipPaper,
    RegisterPaper,
    StampSheetPaper,
)
from kiosk.domain.paper import (
    CertificatePaper,
    CorrectionPaper,
    CoverLetterPaper,
    DeficiencyPaper,
    LeafletPaper,
    PreviewPaper,
    ReceiptPaper,
    RequestFormPaper,
)
from kiosk.domain.seal import CertificateSeal, ReceiptSeal, Sealed
from kiosk.domain.sheet_paper import HandSheetsPaper
from kiosk.domain.ticket_paper import TicketPaper
from kiosk.office_settings import office_of
from kiosk.queue_settings import queue_rules
from kiosk.services.desk import Desk
from kiosk.services.tools import Printer
from printouts.printer import FolderPrinter, LpPrinter, NoPrinter
from printouts.roll_printer import PORT, RollPrinter

if TYPE_CHECKING:
    from kiosk.adapters.mailbox import FolderMailbox
    from kiosk.adapters.smtp import SmtpSender

KILOBYTE = 1000
MEGABYTE = 1_000_000


class Papers:
    """The renderer; ReportLab and HarfBuzz are loaded when the first paper is drawn."""

    def __init__(self, receipts_on: ReceiptSize) -> None:
        self._receipts_on = receipts_on

    def certificate(self, paper: CertificatePaper) -> bytes:
        from printouts import certificate

        return certificate.render(paper)

    def receipt(self, paper: ReceiptPaper) -> bytes:
        if self._receipts_on == "strip":
            from printouts import receipt_strip

            return receipt_strip.render(paper)
        from printouts import receipt

        return receipt.render(paper)

    def deficiency(self, paper: DeficiencyPaper) -> bytes:
        from printouts import deficiency

        return deficiency.render(paper)

    def request_form(self, paper: RequestFormPaper) -> bytes:
        from printouts import request_form

        return request_form.render(paper)

    def preview(self, paper: PreviewPaper) -> bytes:
        from printouts import preview

        return preview.render(paper)

    def leaflet(self, paper: LeafletPaper) -> bytes:
        from printouts import leaflet

        return leaflet.render(paper)

    def correction(self, paper: CorrectionPaper) -> bytes:
        from printouts import correction

        return correction.render(paper)

    def stamp_sheet(self, paper: StampSheetPaper) -> bytes:
        from printouts import stamp_sheet

        return stamp_sheet.render(paper)

    def custody_slip(self, paper: CustodySlipPaper) -> bytes:
        from printouts import custody_slip

        return custody_slip.render(paper)

    def hand_over_slip(self, paper: HandOverSlipPaper) -> bytes:
        from printouts import hand_over_slip

        return hand_over_slip.render(paper)

    def register_page(self, paper: RegisterPaper) -> bytes:
        from printouts import register_page

        return register_page.render(paper)

    def hand_sheets(self, paper: HandSheetsPaper) -> bytes:
        from printouts import hand_sheet

        return hand_sheet.render(paper)

    def cover_letter(self, paper: CoverLetterPaper) -> bytes:
        from printouts import cover_letter

        return cover_letter.render(paper)

    def ticket(self, paper: TicketPaper) -> bytes:
        from printouts import ticket

        return ticket.render(paper)

    def day_report(self, paper: DayReportPaper) -> bytes:
        from printouts import day_report

        return day_report.render(paper)

    def shift_sheet(self, paper: ShiftPaper) -> bytes:
        from printouts import shift_sheet

        return shift_sheet.render(paper)


class Sealing:
    """Signs with the office's keys and checks with its public list."""

    def __init__(self, keys: Keys, verifier: Verifier) -> None:
        self._keys = keys
        self._verifier = verifier

    def seal(self, seal: ReceiptSeal | CertificateSeal) -> str:
        return self._keys.seal(seal)

    def check(self, text: str) -> Sealed:
        return self._verifier.check(text)


def keys_of(config: Config) -> Keys:
    return Keys(config.keys_folder, int(config.office.code))


def verifier_of(config: Config) -> Verifier:
    return Verifier.load(config.keys_folder, int(config.office.code))


def open_store(config: Config) -> Store:
    """The database, whatever its schema.

    Raises:
        Unavailable: no key, or the database is out of reach.
    """
    key = keys_of(config).read(config.database_key_file) if config.database_file else None
    with translated():
        return Store(open_engine(database_url(config), key), config.office.code)


def open_desk(config: Config) -> Desk:
    """Everything a station works with.

    Raises:
        Unavailable: "database.not-ready" or "database.newer" when the schema is another one;
            "keys.…", "database.…".
        ConfigProblems: faults of the office's own catalogue file, or of its groups in `[queue]`.
    """
    listed = catalogue.load(config.catalogue.extra)
    queue = queue_rules(config.queue, listed)
    store = open_store(config)
    require_schema(store)
    keys, mailbox, roll = keys_of(config), mailbox_of(config), roll_of(config)
    return Desk(
        office=replace(office_of(config), queue=queue),
        catalogue=listed,
        store=store,
        vault=Vault(config.scans_folder, keys.secret("vault"), config.office.code),
        seals=Sealing(keys, verifier_of(config)),
        credentials=Credentials(keys.secret("credentials"), config.security.totp_window),
        renderer=Papers(config.printer.receipt),
        printer=printer_of(config),
        decode=decoding.decode,
        take_in=intake_of(config),
        same_picture=same_picture,
        media=Sticks(config.uploads.folder, config.uploads.largest_file * MEGABYTE),
        scanner=Scanner(config.uploads.scanner, config.uploads.scanner_seconds, MAX_BYTES),
        read_list=read_list,
        now=identity.now,
        new_key=identity.new_key,
        random_bytes=identity.random_bytes,
        password_length=config.security.password_min_length,
        ticket_printer=roll,
        receipt_printer=roll if config.printer.receipt == "strip" else None,
        sender=mail_server_of(config) or mailbox,
        mailbox=mailbox,
        changes=Changes(store.engine, store.office),
    )


def intake_of(config: Config) -> Intake:
    uploads = config.uploads
    return Intake(uploads.largest_file * MEGABYTE, uploads.largest_page * KILOBYTE, uploads.pages)


def require_schema(store: Store) -> None:
    """
    Raises:
        Unavailable: "database.not-ready" or "database.newer".
    """
    with translated():
        present = schema.present(store.engine)
    if present == schema.newest():
        return
    if present is None or schema.knows(present):
        raise Unavailable("database.not-ready")
    raise Unavailable("database.newer")


def printer_of(config: Config) -> Printer:
    match config.printer.kind:
        case "none":
            return NoPrinter()
        case "folder":
            return FolderPrinter(config.printed_folder)
        case "lp":
            return LpPrinter(config.printer.name)


def roll_of(config: Config) -> RollPrinter | None:
    """What prints on a roll of 80 mm; None: tickets go where all papers go."""
    host, _, port = config.printer.roll.partition(":")
    return RollPrinter(host, int(port or PORT)) if host else None


def mail_server_of(config: Config) -> SmtpSender | None:
    if not config.mail.host:
        return None
    from kiosk.adapters.smtp import SmtpSender

    secret = config.mail.password_file
    return SmtpSender(config.mail, None if secret is None else partial(_first_line, secret))


def mailbox_of(config: Config) -> FolderMailbox | None:
    """A demonstration without a mail server keeps what it sends where all can read it."""
    if config.mail.host or not config.office.demonstration:
        return None
    from kiosk.adapters.mailbox import FolderMailbox

    return FolderMailbox(config.mailbox_folder)


def database_url(config: Config) -> URL:
    """SQLAlchemy's address of the database, with the PostgreSQL password out of its file."""
    if config.database_file is not None:
        return URL.create("sqlite", database=str(config.database_file))
    url = make_url(config.database.url)
    secret = config.database.password_file
    return url if secret is None else url.set(password=_first_line(secret))


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, IndexError) as error:
        raise Unavailable("keys.missing", file=path.name) from error

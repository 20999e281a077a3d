"""Every setting of kiosk.toml, each with its sentence.

The file is read before the first screen, so its sections are named tuples: a frozen dataclass takes ten
times as long to make.  For the same reason annotations are not postponed: each would be compiled again.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple

from kiosk.config.calendar import Calendar
from kiosk.config.checks import (
    between,
    database_url,
    entries,
    existing_file,
    key_bindings,
    matching,
    office_code,
    secret_file,
    time_zone,
)
from kiosk.config.devices import Mail, Printer, Uploads
from kiosk.config.queue import Queue
from kiosk.config.stock import Stock
from kiosk.domain.bilingual import Bilingual, Language
from kiosk.strict import Says, Wrong, msgid

StationKind = Literal["lobby", "counter", "supervisor", "display"]
Graphics = Literal["auto", "kitty", "sixel", "half-cell"]


class Office(NamedTuple):
    """The consulate this installation belongs to; one installation serves one office."""

    code: Annotated[
        str,
        Says("The office's number, 1 to 65535, in every certificate number and seal; never change it."),
        office_code,
    ]
    name: Annotated[Bilingual, Says("The office's name as it stands on its papers.")]
    city: Annotated[Bilingual, Says("The city the office is in.")]
    country: Annotated[
        str,
        Says("The country the office is in, as its two ISO 3166 letters."),
        matching(r"[A-Z]{2}", msgid("must be two capital letters, such as DE")),
    ]
    time_zone: Annotated[
        str, Says("The office's time zone by its IANA name; days and numbers follow it."), time_zone
    ]
    letterhead: Annotated[
        tuple[Bilingual, ...],
        Says("The lines at the head of every paper, one to four, from the top."),
        entries(1, 4),
    ]
    demonstration: Annotated[
        bool, Says("Whether this is a demonstration with invented people: its papers say specimen.")
    ] = False
    one_person: Annotated[
        bool, Says("Whether one person may both verify and approve, as in a mission of one officer.")
    ] = False


class Station(NamedTuple):
    """The place in the office where this terminal stands."""

    kind: Annotated[
        StationKind, Says("What this terminal is for: lobby, counter, supervisor or display.")
    ] = "counter"
    number: Annotated[int, Says("The number on the counter's sign."), between(1, 99)] = 1
    language: Annotated[Language, Says("The language at the start, fa or en; F2 changes it at once.")] = "fa"
    graphics: Annotated[
        Graphics, Says("How scans are drawn: auto asks the terminal, or kitty, sixel, half-cell.")
    ] = "auto"


class Database(NamedTuple):
    """Where requests and people are kept."""

    url: Annotated[
        str,
        Says("sqlite:FILE, encrypted, in the storage folder, or postgresql://USER@HOST/NAME."),
        database_url,
    ] = "sqlite:kiosk.db"
    key_file: Annotated[
        Path | None,
        Says(
            "The file of mode 600 with the key of the SQLite file, if not in the keys folder.", "database.key"
        ),
        secret_file,
    ] = None
    password_file: Annotated[
        Path | None,
        Says(
            "The file of mode 600 with the PostgreSQL password; the password never stands here.", "pg.secret"
        ),
        secret_file,
    ] = None


class Storage(NamedTuple):
    """Where files are kept: scans, papers, keys and logs."""

    folder: Annotated[Path, Says("The folder for all of them; relative paths start at this file.")] = Path(
        "var"
    )


class ExtraCatalogue(NamedTuple):
    """Services, documents and certificates of this office alone."""

    extra: Annotated[
        Path | None,
        Says("A file that adds to the built-in catalogue, or changes it.", "office-catalogue.toml"),
        existing_file,
    ] = None


class Rules(NamedTuple):
    """Numbers in the rules of services that each post sets for itself."""

    student_stamps_per_year: Annotated[
        int, Says("Student exit stamps that a person may have in a Jalali year."), between(1, 12)
    ] = 2
    student_stamp_gap_months: Annotated[
        int, Says("Months from one student exit stamp to the next; 0 for none."), between(0, 12)
    ] = 3
    conscript_stamps_per_year: Annotated[
        int, Says("Conscript exit stamps that a person may have in a Jalali year."), between(1, 12)
    ] = 2
    renewal_months: Annotated[
        int,
        Says("Months a passport may still be valid and be renewed without another reason."),
        between(1, 60),
    ] = 6
    fresh_certificate_days: Annotated[
        int, Says("Days after which a university's certificate is flagged as old."), between(1, 400)
    ] = 90
    permit_warning_days: Annotated[
        int, Says("Days before its end from which a residence permit is flagged."), between(0, 365)
    ] = 60
    collect_days: Annotated[
        int,
        Says("Days after which what is ready and was not collected is marked in the list."),
        between(1, 365),
    ] = 14


class Deadlines(NamedTuple):
    """How many days a request waits for its applicant before it expires, or a mail reminds of it."""

    initial_days: Annotated[
        int, Says("Days without documents and receipt after the initial registration."), between(1, 3650)
    ] = 90
    receipt_days: Annotated[
        int, Says("Days after the receipt in which the applicant has to come."), between(1, 3650)
    ] = 365
    no_show_days: Annotated[
        int, Says("Days after an appointment to which nobody came."), between(1, 3650)
    ] = 365
    incomplete_days: Annotated[
        int, Says("Days in which missing papers have to be brought."), between(1, 3650)
    ] = 180
    correction_days: Annotated[
        int, Says("Days in which a returned request has to be put right."), between(1, 3650)
    ] = 180
    remind_days: Annotated[
        int,
        Says("Days after which, again and again, a mail reminds of what is ready; 0 for never."),
        between(0, 365),
    ] = 14


class Security(NamedTuple):
    """Limits; a value weaker than the program allows is refused."""

    idle_lock_seconds: Annotated[
        int, Says("Seconds without a key until the screen locks."), between(30, 900)
    ] = 180
    password_min_length: Annotated[
        int, Says("Letters a staff password must have at least."), between(8, 64)
    ] = 12
    failures_per_quarter_hour: Annotated[
        int, Says("Failed sign-ins within 15 minutes that lock an account."), between(1, 10)
    ] = 5
    failures_per_day: Annotated[
        int, Says("Failed sign-ins within a day that lock an account."), between(1, 50)
    ] = 20
    totp_window: Annotated[
        int, Says("One-time codes accepted before and after the present one, 0 or 1."), between(0, 1)
    ] = 1
    lease_minutes: Annotated[
        int, Says("Minutes a request stays reserved for the clerk who opened it."), between(1, 120)
    ] = 15
    walk_in_days: Annotated[
        int, Says("Working days to return with missing papers without an appointment."), between(0, 30)
    ] = 3

    def contradictions(self) -> Iterator[tuple[str, Wrong]]:
        if self.failures_per_day < self.failures_per_quarter_hour:
            yield "failures-per-day", Wrong(msgid("must not be less than failures-per-quarter-hour"))


class Config(NamedTuple):
    """The whole file.  All paths are absolute."""

    office: Office
    calendar: Calendar = Calendar()
    station: Station = Station()
    database: Database = Database()
    storage: Storage = Storage()
    printer: Printer = Printer()
    mail: Mail = Mail()
    uploads: Uploads = Uploads()
    catalogue: ExtraCatalogue = ExtraCatalogue()
    rules: Rules = Rules()
    queue: Queue = Queue()
    stock: Stock = Stock()
    deadlines: Deadlines = Deadlines()
    security: Security = Security()
    keys: Annotated[
        Mapping[str, str],
        Says("Other keys for the same actions: the action's name = the key."),
        key_bindings,
    ] = MappingProxyType({})

    @property
    def database_file(self) -> Path | None:
        """None when the database is a server."""
        scheme, _, file = self.database.url.partition(":")
        return self.storage.folder / file if scheme == "sqlite" else None

    @property
    def database_key_file(self) -> Path:
        return self.database.key_file or self.keys_folder / "database.key"

    @property
    def keys_folder(self) -> Path:
        return self.storage.folder / "keys"

    @property
    def scans_folder(self) -> Path:
        return self.storage.folder / "scans"

    @property
    def papers_folder(self) -> Path:
        return self.storage.folder / "papers"

    @property
    def printed_folder(self) -> Path:
        return self.printer.folder or self.storage.folder / "printed"

    @property
    def backup_folder(self) -> Path:
        return self.storage.folder / "backup"

    @property
    def mailbox_folder(self) -> Path:
        return self.storage.folder / "mailbox"

    @property
    def log_file(self) -> Path:
        return self.storage.folder / "logs" / "kiosk.log"

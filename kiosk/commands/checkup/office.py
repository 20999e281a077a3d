"""Checks of one office: its database, keys, log, printer and mail."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from functools import cached_property

from data import schema
from data.engine import scalar
from data.store import Store, translated
from kiosk.adapters import identity
from kiosk.adapters.keys import SECRETS
from kiosk.commands.checkup import machine
from kiosk.commands.checkup.finding import Finding, bad, good
from kiosk.config import Config
from kiosk.domain.errors import KioskError, Unavailable
from kiosk.domain.seal import CertificateSeal, ReceiptSeal
from kiosk.services.auditing import verify_audit
from kiosk.strict import msgid
from kiosk.wiring import keys_of, mail_server_of, open_store, require_schema, roll_of, verifier_of

OLDEST_POSTGRESQL = 150_000
SQLITE_SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "quick_check": "ok"}
POSTGRESQL_SETTINGS = ("fsync", "full_page_writes", "synchronous_commit")
PATIENCE_SECONDS = 5
WAITS = msgid("This can be checked once the database is in order.")


class OfficeChecks:
    """Every check may raise a KioskError, which is its answer then."""

    def __init__(self, config: Config) -> None:
        self._config = config

    @cached_property
    def store(self) -> Store:
        """
        Raises:
            Unavailable: "keys.…", "database.not-ready" when there is no file: opening would make one.
        """
        if not self._made:
            raise Unavailable("database.not-ready")
        return open_store(self._config)

    @cached_property
    def _answers(self) -> bool:
        """Whether the database can be asked at all; what is wrong with it stands in its own line."""
        try:
            self.database()
        except KioskError:
            return False
        return True

    @cached_property
    def _ready(self) -> bool:
        try:
            return self._answers and self.schema().ok
        except KioskError:
            return False

    @property
    def _made(self) -> bool:
        """False when there is no SQLite file yet; a server always counts as made."""
        file = self._config.database_file
        return file is None or file.exists()

    def close(self) -> None:
        if "store" in self.__dict__:
            self.store.close()

    def database(self) -> Finding:
        self._ask("SELECT 1")
        return good(msgid("It responds."))

    def schema(self) -> Finding:
        if not self._answers:
            return bad(WAITS)
        require_schema(self.store)
        return good(msgid("It is up to date ({revision})."), revision=schema.newest())

    def sqlite(self) -> Finding:
        library = machine.sqlite()
        if not library.ok or self._config.database_file is None or not self._answers:
            return library
        for name, expected in SQLITE_SETTINGS.items():
            found = self._ask(f"PRAGMA {name}")
            if found != expected:
                return _differs(name, found, expected)
        return library if self._ask("PRAGMA cipher_version") else bad(msgid("It is not encrypted."))

    def postgresql(self) -> Finding:
        if not self._answers:
            return bad(WAITS)
        version = int(str(self._ask("SHOW server_version_num")))
        if version < OLDEST_POSTGRESQL:
            return bad(msgid("Version {version} is too old; 15 is needed."), version=version // 10_000)
        for name in POSTGRESQL_SETTINGS:
            found = self._ask(f"SHOW {name}")
            if found != "on":
                return _differs(name, found, "on")
        if not self._ask("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"):
            raise schema.without_trigrams()
        # Under the character type C, Persian letters are none, and every search by name reads all rows.
        if not self._ask("SELECT cardinality(show_trgm('علی'))"):
            found = self._ask("SELECT datctype FROM pg_database WHERE datname = current_database()")
            return _differs("lc_ctype", found, "C.UTF-8")
        return good(msgid("Version {version}; nothing it confirms can be lost."), version=version // 10_000)

    def keys(self) -> Finding:
        """Each is there and private, and a seal made now is accepted."""
        keys, verifier = keys_of(self._config), verifier_of(self._config)
        for name in SECRETS:
            keys.secret(name)
        for seal in self._test_seals():
            verifier.check(keys.seal(seal))
        return good(msgid("All are in place, and the seals they make are accepted."))

    def clock(self) -> Finding:
        last = self._ask("SELECT max(at_ms) FROM audit_event") if self._ready else None
        if isinstance(last, int) and last > identity.now().timestamp() * 1000:
            moment = datetime.fromtimestamp(last / 1000, UTC)
            return bad(msgid("It is behind the last entry of the audit log ({moment})."), moment=moment)
        return machine.clock()

    def audit(self) -> Finding:
        if not self._ready:
            return bad(WAITS)
        found = verify_audit(self.store, self._config.office.code)
        if found.fault is not None:
            return bad(
                msgid("Entry {entry} breaks the chain; run kiosk audit verify."), entry=found.fault.entry
            )
        return good(msgid("Intact: {entries} entries."), entries=found.entries)

    def printer(self) -> Finding:
        match self._config.printer.kind:
            case "none":
                return good(msgid("None is set up."))
            case "folder":
                return self._printed_folder()
            case "lp":
                return _queue(self._config.printer.name)

    def roll(self) -> Finding:
        """The printer is really spoken to; no paper is spent."""
        printer = roll_of(self._config)
        if printer is None:
            return good(msgid("None is set up; tickets are printed like other papers."))
        printer.greet()
        return good(msgid("{printer} answers, and has paper."), printer=printer.name)

    def mail(self) -> Finding:
        """The server is really spoken to, protected and signed in; no mail is sent."""
        server = mail_server_of(self._config)
        if server is not None:
            server.greet()
            return good(msgid("{host} answers."), host=self._config.mail.host)
        if self._config.office.demonstration:
            folder = str(self._config.mailbox_folder)
            return good(msgid("Mails are saved in {folder}; nothing is sent."), folder=folder)
        return good(msgid("No server is set up; nothing is sent."))

    def space(self) -> Finding:
        return machine.space(self._config.storage.folder)

    def _ask(self, sql: str) -> object:
        with translated():
            return scalar(self.store.engine, sql)

    def _test_seals(self) -> tuple[ReceiptSeal | CertificateSeal, ...]:
        office, today = int(self._config.office.code), identity.now().date()
        receipt = ReceiptSeal(office, "222222222222", today, None)
        certificate = CertificateSeal(office, 1400, "TST-00", 0, today, None, bytes(16), "TEST", "TEST")
        return receipt, certificate

    def _printed_folder(self) -> Finding:
        folder = self._config.printed_folder
        if not os.access(machine.existing(folder), os.W_OK | os.X_OK):
            return bad(msgid("The folder {folder} cannot be written."), folder=str(folder))
        return good(msgid("Papers are saved in {folder}."), folder=str(folder))


def _queue(name: str) -> Finding:
    program = shutil.which("lpstat")
    if program is None:
        return bad(msgid("The printing programs lp and lpstat are not installed."))
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the queue's name was checked with the settings
            [program, "-p", name], capture_output=True, timeout=PATIENCE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return bad(msgid("The printing system does not answer."))
    if done.returncode != 0:
        return bad(msgid("There is no print queue {queue}."), queue=name)
    return good(msgid("The print queue {queue} is there."), queue=name)


def _differs(name: str, found: object, expected: object) -> Finding:
    said = msgid("{name} is {found}; it must be {expected}.")
    return bad(said, name=name, found=str(found), expected=str(expected))

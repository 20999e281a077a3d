"""Everything a service works with, built once by `kiosk.wiring`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from kiosk.domain.appointment_list import Listed
from kiosk.domain.audit import AuditLine, Detail
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.command import Command
from kiosk.domain.office import Office
from kiosk.domain.roles import Actor
from kiosk.domain.scan import Page
from kiosk.services.ports import Transactions, Work
from kiosk.services.tools import (
    Changes,
    Credentials,
    Decoder,
    DocumentStore,
    Intake,
    Mailbox,
    Media,
    Printer,
    Renderer,
    Scanner,
    Seals,
    Sender,
)

Doer = TypeVar("Doer", bound=Actor)


@dataclass(frozen=True, slots=True)
class Desk:
    office: Office
    catalogue: Catalogue
    store: Transactions
    vault: DocumentStore
    seals: Seals
    credentials: Credentials
    renderer: Renderer
    printer: Printer
    decode: Decoder
    take_in: Intake
    same_picture: Callable[[Page, Page], bool]
    media: Media
    scanner: Scanner
    read_list: Callable[[bytes], Sequence[Listed]]
    """A list of appointments from outside."""
    now: Callable[[], datetime]
    """The present UTC instant."""
    new_key: Callable[[], UUID]
    """A fresh uuid7."""
    random_bytes: Callable[[int], bytes]
    password_length: int = 12
    """Letters a staff password must have at least."""
    ticket_printer: Printer | None = None
    receipt_printer: Printer | None = None
    """None: the printer of all other papers."""
    sender: Sender | None = None
    """What takes mails away; None: they wait in the outbox."""
    mailbox: Mailbox | None = None
    """Where a demonstration office reads what it sent."""
    changes: Changes | None = None
    """Word of what others wrote; None: nobody is told."""

    def random_bits(self, count: int) -> int:
        """So many unguessable bits."""
        return int.from_bytes(self.random_bytes((count + 7) // 8)) >> (-count % 8)

    def today(self) -> date:
        """The office's own calendar day."""
        return self.office.local_day(self.now())

    def command(self, name: str, by: Doer, key: UUID | None = None) -> Command[Doer]:
        """A command with a key of its own; pass `key` to repeat one whose answer was lost."""
        return Command(key or self.new_key(), name, by, self.now())

    def note(self, work: Work, command: Command[Actor], subject: object, **details: Detail) -> None:
        """Write the command into the audit log, within its transaction."""
        work.audit.append(
            AuditLine(command.name, str(subject), details),
            command.by.login,
            command.by.station,
            command.at,
        )

"""A letter to the centre put together: number, paper, place in the vault."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import to_jalali
from kiosk.domain.command import OfficerCommand
from kiosk.domain.inquiry import LETTER, Letter
from kiosk.domain.paper import CoverLetterPaper, CoverLetterRow
from kiosk.domain.request import Request
from kiosk.domain.wording import signer
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

SEVERAL = Bilingual("فهرست درخواست‌ها", "List of requests")
REMINDER = Bilingual("یادآوری", "Reminder")


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter is about."""

    addressee: str
    requests: tuple[Request, ...]
    reminder_of: str = ""
    """Number of the letter that had no answer."""


def write(desk: Desk, work: Work, command: OfficerCommand, told: Told) -> Letter:
    """The letter, drawn and stored; its id is the command's key, its number is taken in this transaction.

    Raises:
        Refused: "paper.…"; Unavailable: "storage.…".
    """
    local = desk.office.local(command.at)
    year = to_jalali(local.date())[0]
    serial = work.certificates.next_number(LETTER, year).serial
    letter = Letter(
        command.key,
        desk.office.code,
        year,
        serial,
        told.addressee,
        command.at,
        local.date(),
        command.by.id,
        "",
        b"",
    )
    paper = CoverLetterPaper(
        letterhead=desk.office.letterhead,
        number=letter.number,
        made_at=local,
        addressee=desk.catalogue.addressee(told.addressee),
        subject=_subject(desk, told),
        rows=tuple(_row(desk, work, request) for request in told.requests),
        signer=signer(command.by.name),
        reminder_of=told.reminder_of,
    )
    pdf = desk.renderer.cover_letter(paper)
    letter = replace(letter, blob=desk.vault.put(pdf), sha256=hashlib.sha256(pdf).digest())
    work.letters.add(letter)
    return letter


def _subject(desk: Desk, told: Told) -> Bilingual:
    services = {request.service for request in told.requests}
    subject = desk.catalogue.service(next(iter(services))).name if len(services) == 1 else SEVERAL
    if not told.reminder_of:
        return subject
    return Bilingual(f"{REMINDER.fa}: {subject.fa}", f"{REMINDER.en}: {subject.en}")


def _row(desk: Desk, work: Work, request: Request) -> CoverLetterRow:
    person = work.people.file(request.subject_id).person
    return CoverLetterRow(
        request.tracking_code,
        Bilingual(person.full_name_fa, person.full_name_lat),
        person.national_code,
        desk.catalogue.service(request.service).name,
    )

"""The centre is asked, reminded, and answers.  Source: domain.md 2.0 (P2), 2.3, 3.5."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain.catalogue import CENTRE, StatusPath
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import RequestState
from kiosk.domain.errors import Refused
from kiosk.domain.inquiry import (
    AFTER_ANSWER,
    Asked,
    Inquiry,
    Letter,
    Reply,
    ToSend,
    answered,
    due_day,
    silence,
)
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.services.deciding import decision
from kiosk.services.desk import Desk
from kiosk.services.letter_writing import Told, write
from kiosk.services.listing import Look, listed
from kiosk.services.moving import move
from kiosk.services.ports import Work


@dataclass(frozen=True, slots=True)
class LetterOnPaper:
    letter: Letter
    pdf: bytes


def to_send(desk: Desk, officer: Officer, look: Look = Look.OPENING) -> tuple[ToSend, ...]:
    """Verified requests that wait for a letter: by addressee, oldest first."""
    require(officer, Action.ASK_CENTRE)
    command = desk.command("centre:to-send:listed", officer)

    def lines(work: Work) -> tuple[ToSend, ...]:
        found = [
            _to_send(desk, work, request)
            for request in work.requests.in_state(RequestState.VERIFIED)
            if _by_the_centre(request)
        ]
        return tuple(sorted(found, key=lambda line: line.addressee))

    return listed(desk, command, lines, look)


def send(desk: Desk, command: OfficerCommand, request_ids: tuple[UUID, ...], addressee: str) -> Letter:
    """Write one numbered letter about these requests, and put each on its way.

    One transaction: a letter that could not be drawn takes no number, and one request that cannot
    go keeps the others here.

    Raises:
        Refused: "centre.nothing", "centre.not-to-send" (details: code, state), "centre.other-addressee"
            (code), "role.…", "paper.…".
        NotFound: "catalogue.no-such-addressee".
        Conflict: "record.changed".
    """
    require(command.by, Action.ASK_CENTRE)
    desk.catalogue.addressee(addressee)
    if not request_ids:
        raise Refused("centre.nothing")

    def act(work: Work) -> Letter:
        if not work.commands.first_time(command):
            return work.letters.get(command.key)
        ids = dict.fromkeys(request_ids)
        requests = tuple(_sendable(desk, work, command, (each, addressee)) for each in ids)
        letter = write(desk, work, command, Told(addressee, requests))
        for request in requests:
            work.letters.ask(_inquiry(desk, command, letter, request))
            move(desk, work, command, (request, RequestState.SENT), letter.number)
            desk.note(work, command, request.id, number=letter.number, addressee=addressee)
        return letter

    return desk.store.write(act)


def sent(desk: Desk, officer: Officer, look: Look = Look.OPENING) -> tuple[Asked, ...]:
    """What the centre has not answered, the longest overdue first."""
    require(officer, Action.RECORD_REPLY)
    command = desk.command("centre:sent:listed", officer)

    def lines(work: Work) -> tuple[Asked, ...]:
        return tuple(_asked(desk, work, inquiry) for inquiry in work.letters.waiting())

    return listed(desk, command, lines, look)


def remind(desk: Desk, command: OfficerCommand, inquiry_id: UUID) -> Letter:
    """Ask again, by a letter that names the first one.

    Raises:
        Refused: "inquiry.answered", "inquiry.closed" (details: state), "role.…", "paper.…".
        NotFound: "inquiry.unknown"; Conflict: "record.changed".
    """
    require(command.by, Action.ASK_CENTRE)

    def act(work: Work) -> Letter:
        if not work.commands.first_time(command):
            return work.letters.get(command.key)
        inquiry, request = _open(work, command, inquiry_id)
        letter = write(desk, work, command, Told(inquiry.addressee, (request,), inquiry.sent_no))
        work.letters.save(replace(inquiry, reminded_on=letter.local_day))
        desk.note(work, command, request.id, number=letter.number)
        return letter

    return desk.store.write(act)


def record_reply(desk: Desk, command: OfficerCommand, inquiry_id: UUID, reply: Reply) -> Request:
    """Write down what the centre answered; the request goes on from there.

    Raises:
        Refused: "inquiry.answered", "inquiry.closed" (details: state), "inquiry.reply-day",
            "inquiry.text-required", "text.…", "role.…".
        NotFound: "inquiry.unknown"; Conflict: "record.changed".
    """
    return _record(desk, command, inquiry_id, reply)


def record_silence(desk: Desk, command: OfficerCommand, inquiry_id: UUID) -> Request:
    """Take the missing answer for a yes, where the service says so and the time is over.

    Raises:
        Refused: "inquiry.no-silence", "inquiry.not-due" (details: due), and as `record_reply`.
    """
    return _record(desk, command, inquiry_id, None)


def open_letter(desk: Desk, officer: Officer, letter_id: UUID) -> LetterOnPaper:
    """A letter as it was written, to be printed.

    Raises:
        NotFound: "letter.unknown"; Unavailable: "storage.…".
    """
    require(officer, Action.RECORD_REPLY)
    command = desk.command("centre:letter:opened", officer)

    def act(work: Work) -> Letter:
        letter = work.letters.get(letter_id)
        desk.note(work, command, letter_id, number=letter.number)
        return letter

    letter = desk.store.write(act)
    return LetterOnPaper(letter, desk.vault.get(letter.blob))


def inquiries(desk: Desk, officer: Officer, request_id: UUID) -> tuple[Inquiry, ...]:
    """Everything that was asked about one request, the oldest first."""
    require(officer, Action.RECORD_REPLY)
    command = desk.command("centre:inquiries:listed", officer)

    def act(work: Work) -> tuple[Inquiry, ...]:
        request = work.requests.get(request_id)
        require_disinterested(officer, request.subject_id, request.filer_id)
        desk.note(work, command, request_id)
        return tuple(work.letters.about(request_id))

    return desk.store.write(act)


def _record(desk: Desk, command: OfficerCommand, inquiry_id: UUID, said: Reply | None) -> Request:
    require(command.by, Action.RECORD_REPLY)

    def act(work: Work) -> Request:
        if not work.commands.first_time(command):
            return work.requests.get(work.letters.inquiry(inquiry_id).request_id)
        inquiry, request = _open(work, command, inquiry_id)
        today = desk.office.local_day(command.at)
        if said is None and not desk.catalogue.service(request.service).silence_agrees:
            raise Refused("inquiry.no-silence")
        reply = silence(inquiry, today) if said is None else answered(inquiry, said, today)
        work.letters.save(replace(inquiry, reply=reply, answered_by=command.by.id))
        moved = move(desk, work, command, (request, AFTER_ANSWER[reply.answer]), reply.number)
        desk.note(work, command, request.id, answer=reply.answer.value, number=reply.number)
        return moved

    return desk.store.write(act)


def _open(work: Work, command: OfficerCommand, inquiry_id: UUID) -> tuple[Inquiry, Request]:
    inquiry = work.letters.inquiry(inquiry_id)
    request = work.requests.get(inquiry.request_id)
    require_disinterested(command.by, request.subject_id, request.filer_id)
    if inquiry.reply is not None:
        raise Refused("inquiry.answered")
    if request.state is not RequestState.SENT:
        raise Refused("inquiry.closed", state=request.state)
    return inquiry, request


def _by_the_centre(request: Request) -> bool:
    return request.course is not None and request.course.path is StatusPath.CENTRE


def _to_send(desk: Desk, work: Work, request: Request) -> ToSend:
    person = work.people.file(request.subject_id).person
    return ToSend(
        request,
        person.full_name_fa,
        person.full_name_lat,
        desk.catalogue.service(request.service).addressee,
        decision(work, request).at,
    )


def _sendable(desk: Desk, work: Work, command: OfficerCommand, wish: tuple[UUID, str]) -> Request:
    request_id, addressee = wish
    request = work.requests.get(request_id)
    require_disinterested(command.by, request.subject_id, request.filer_id)
    if request.state is not RequestState.VERIFIED or not _by_the_centre(request):
        raise Refused("centre.not-to-send", code=request.tracking_code, state=request.state)
    # Personal data go to whom they concern; the centre itself may pass them on.
    if addressee not in (CENTRE, desk.catalogue.service(request.service).addressee):
        raise Refused("centre.other-addressee", code=request.tracking_code)
    return request


def _inquiry(desk: Desk, command: OfficerCommand, letter: Letter, request: Request) -> Inquiry:
    days = desk.catalogue.service(request.service).due_days
    return Inquiry(
        id=desk.new_key(),
        request_id=request.id,
        addressee=letter.addressee,
        letter_id=letter.id,
        sent_no=letter.number,
        sent_on=letter.local_day,
        due_on=due_day(letter.local_day, days),
        sent_by=command.by.id,
    )


def _asked(desk: Desk, work: Work, inquiry: Inquiry) -> Asked:
    request = work.requests.get(inquiry.request_id)
    person = work.people.file(request.subject_id).person
    overdue = inquiry.overdue(desk.today())
    silent = overdue > 0 and desk.catalogue.service(request.service).silence_agrees
    return Asked(inquiry, request, person.full_name_fa, person.full_name_lat, overdue, silent)

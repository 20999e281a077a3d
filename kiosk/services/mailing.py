"""Mail to applicants: queued with what it tells of, sent by whichever station is free.

Source: domain.md 1.3, 4.2; security.md threats 14, 26, promise P12.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from kiosk.domain.bilingual import Language
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.email import clean_email
from kiosk.domain.errors import Conflict, Refused, Unavailable
from kiosk.domain.letter import OutgoingMail, letter
from kiosk.domain.letter_words import ITEMS
from kiosk.domain.mail import (
    CODE_LIFE,
    CODES,
    PUT_OFF,
    Delivered,
    Mail,
    MailboxLetter,
    MailKind,
    MailState,
    Posted,
    Queued,
    pause,
    turns,
)
from kiosk.domain.paper import Deficiency
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.wording import said_date
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.tools import Sender

LEASE = timedelta(minutes=5)
"""How long a station may take over one mail; longer than all the time limits of a sender together."""

_S = RequestState
TOLD: Mapping[RequestState, MailKind] = {
    _S.RECEIPTED: MailKind.REQUEST_RECEIVED,
    _S.INCOMPLETE: MailKind.INCOMPLETE,
    _S.RETURNED_FOR_CORRECTION: MailKind.TO_CORRECT,
    _S.SENT: MailKind.ASKED_CENTRE,
    _S.REPLY_NO: MailKind.CENTRE_REFUSED,
    _S.APPROVED: MailKind.APPROVED,
    _S.QC_OK: MailKind.READY,
    _S.STAMPED: MailKind.READY,
    _S.NOTIFIED: MailKind.CONFIRMED,
    _S.DELIVERED: MailKind.HANDED_OVER,
    _S.RETURNED: MailKind.HANDED_OVER,
    _S.REFUSED: MailKind.REFUSED,
    _S.CANCELLED: MailKind.CANCELLED,
    _S.EXPIRED: MailKind.EXPIRED,
    _S.VOIDED: MailKind.VOIDED,
}
"""The states that an applicant should know of."""
_WITHOUT_PAPER: Mapping[Output, Mapping[RequestState, MailKind | None]] = {
    Output.FILE: {_S.APPROVED: None, _S.NOTIFIED: MailKind.CENTRE_AGREED},
    Output.VIRTUAL: {_S.APPROVED: None},
}
"""Where nothing is being issued, the end is told and not the approval."""


def told(request: Request, state: RequestState) -> MailKind | None:
    """Which letter a request's coming to this state is worth."""
    usual = TOLD.get(state)
    course = request.course
    if course is None or course.path is StatusPath.SYSTEM:
        return usual
    return _WITHOUT_PAPER.get(course.output, {}).get(state, usual)


def queue(desk: Desk, work: Work, mail: Mail, dedupe: str) -> None:
    """Put a mail into the outbox within the caller's transaction; a second one of that `dedupe` is dropped.

    An address that cannot be one does not stop what the mail tells of: the mail is kept as
    rejected, for the clerk to see.
    """
    now = desk.now()
    until = mail.until or (now + CODE_LIFE if mail.kind in CODES else None)
    mail = replace(mail, until=until)
    letter(mail, desk.office, now)  # A letter without all its values is a bug to be met here, not at night.
    queued = Queued(desk.new_key(), replace(mail, secret={}), _locked(desk, mail.secret), now, now)
    try:
        queued = replace(queued, mail=replace(queued.mail, to=clean_email(mail.to)))
    except Refused as wrong:
        queued = replace(queued, state=MailState.REJECTED, error=wrong.key, locked=b"")
    work.outbox.add(queued, dedupe)


def tell_state(
    desk: Desk, work: Work, request: Request, state: RequestState, deficiencies: Sequence[Deficiency] = ()
) -> None:
    """Tell whoever filed the request that it has come to this state, if that is worth a mail.

    `request` is as it was stored after the move; its version keeps two visits to one state apart.
    """
    kind = told(request, state)
    contact = work.people.file(request.filer_id).contact if kind else None
    if kind is None or contact is None or not contact.email:
        return
    language: Language = "en" if contact.language == "en" else "fa"
    values = {
        "service": desk.catalogue.service(request.service).name[language],
        "tracking_code": request.tracking_code,
    }
    if kind is MailKind.ASKED_CENTRE:
        values["due_on"] = said_date(work.letters.about(request.id)[-1].due_on)[language]
    if kind is MailKind.INCOMPLETE:
        last_day = desk.office.walk_in_until(desk.office.local_day(desk.now()))
        values["walk_in_until"] = said_date(last_day)[language]
        values[ITEMS] = "\n".join(_item(each, language) for each in deficiencies)
    mail = Mail(kind, contact.email, language, request.filer_id, values)
    queue(desk, work, mail, f"{request.id}:{state.value}:{request.version}")


def deliver(desk: Desk, sender: Sender, limit: int = 20) -> Delivered:
    """One round over what is due: each mail is claimed, sent, and written back.

    Any number of stations may do so at once.  A failure of the server ends the round, so that an
    outage costs one try a round; one that concerns a single mail holds up only its own line.
    A crash between the server's yes and ours sends a mail again, under the same message id.
    """
    waiting = desk.store.read(lambda work: work.outbox.waiting())
    now = desk.now()
    left = []
    for mail in waiting:
        if mail.lapsed(now) and not mail.claimed(now):
            _expire(desk, mail)
        else:
            left.append(mail)
    tried = list(_round(desk, sender, left, limit))
    sent = sum(each.state is MailState.SENT for each in tried)
    if sent and any(mail.error not in ("", PUT_OFF) for mail in left):
        desk.store.write(lambda work: work.outbox.hasten(desk.now()))
    gone = sum(each.state is not MailState.WAITING for each in tried)
    outage = tried[-1].error if tried and _is_outage(tried[-1]) else ""
    return Delivered(sent, len(tried) - sent, len(left) - gone, outage)


def of_person(desk: Desk, officer: Officer, person_id: UUID) -> Sequence[Posted]:
    """The mails to one person and how each of them went, the newest first."""
    require(officer, Action.OPEN_CARD)
    command = desk.command("person:mails:listed", officer)

    def act(work: Work) -> Sequence[Posted]:
        desk.note(work, command, person_id)
        return work.outbox.of_person(person_id)

    return desk.store.write(act)


def mailbox(desk: Desk) -> Sequence[MailboxLetter]:
    """What a demonstration office has sent, the newest first, open to all.

    Raises:
        Refused: "demonstration.not-here" where mails go to a server.
    """
    if desk.mailbox is None or not desk.office.demonstration:
        raise Refused("demonstration.not-here")
    return desk.mailbox.letters()


def _round(desk: Desk, sender: Sender, waiting: Sequence[Queued], limit: int) -> Iterator[Queued]:
    """Each mail that was tried, as it was written back."""
    held: set[tuple[str, bool]] = set()
    tries = 0
    for mail in turns(waiting, desk.now()):
        if tries == limit:
            return
        if mail.line in held:
            continue
        result = _send(desk, sender, mail)
        if result is None or result.state is MailState.WAITING:
            held.add(mail.line)
        if result is not None:
            tries += 1
            yield result
            if _is_outage(result):
                return


def _is_outage(result: Queued) -> bool:
    return result.state is MailState.WAITING and result.error != PUT_OFF


def _send(desk: Desk, sender: Sender, mail: Queued) -> Queued | None:
    """The mail as it was written back; None when another station has it."""
    claimed = desk.store.write(lambda work: work.outbox.claim(mail, desk.now() + LEASE))
    if claimed is None:
        return None
    result = _tried(desk, sender, claimed)
    desk.store.write(lambda work: work.outbox.settle(result))
    return result


def _tried(desk: Desk, sender: Sender, claimed: Queued) -> Queued:
    tries, now = claimed.tries + 1, desk.now()
    try:
        mail = replace(claimed.mail, secret=_opened(desk, claimed.locked))
        written = letter(mail, desk.office, claimed.queued_at)
        sender.send(OutgoingMail(claimed.id, mail.to, written, now))
    except Unavailable as trouble:
        return replace(claimed, tries=tries, error=trouble.key, due_at=now + pause(tries))
    except Refused as refusal:
        return replace(claimed, state=MailState.REJECTED, tries=tries, error=refusal.key, locked=b"")
    return replace(claimed, state=MailState.SENT, tries=tries, error="", sent_at=desk.now(), locked=b"")


def _expire(desk: Desk, mail: Queued) -> None:
    try:
        desk.store.write(lambda work: work.outbox.settle(replace(mail, state=MailState.EXPIRED, locked=b"")))
    except Conflict:
        return  # Another station was first, and that is as well.


def _item(deficiency: Deficiency, language: Language) -> str:
    text = f"{deficiency.document[language]}: {deficiency.reason[language]}"
    note = " ".join(deficiency.note.split())
    return f"{text} ({note})" if note else text


def _locked(desk: Desk, secret: Mapping[str, str]) -> bytes:
    return desk.credentials.lock_away(json.dumps(dict(secret))) if secret else b""


def _opened(desk: Desk, locked: bytes) -> dict[str, str]:
    """
    Raises:
        Unavailable: "keys.damaged".
    """
    if not locked:
        return {}
    read = json.loads(desk.credentials.take_out(locked))
    return {str(name): str(text) for name, text in read.items()}

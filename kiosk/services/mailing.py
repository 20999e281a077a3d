"""Mail to applicants: queued with what it tells of, sent by whichever station is free.

Source: domain.md 1.3, 4.2; security.md threats 14, 26, promise P12.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.email import clean_email
from kiosk.domain.errors import Refused
from kiosk.domain.letter import letter
from kiosk.domain.mail import CODE_LIFE, CODES, Mail, MailState, Queued
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


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


def _locked(desk: Desk, secret: Mapping[str, str]) -> bytes:
    return desk.credentials.lock_away(json.dumps(dict(secret))) if secret else b""

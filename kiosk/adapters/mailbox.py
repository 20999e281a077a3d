"""The mailbox of a demonstration office: a folder of messages, in place of a server."""

from __future__ import annotations

from collections.abc import Sequence
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

from kiosk.adapters.message import LRM, RLM, message
from kiosk.domain.errors import Unavailable
from kiosk.domain.letter import OutgoingMail
from kiosk.domain.mail import MailboxLetter

SENDER = "counter@example.org"
SHOWN = 200
_MARKS = str.maketrans(dict.fromkeys((LRM, RLM)))


class FolderMailbox:
    """One file a message, named for its moment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, mail: OutgoingMail) -> None:
        """
        Raises:
            Unavailable: "mail.folder".
        """
        content = message(mail, SENDER).as_bytes()
        file = self._folder / f"{mail.at:%Y%m%dT%H%M%S%f}-{mail.key}.eml"
        half = file.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            half.touch(0o600)
            half.write_bytes(content)
            half.replace(file)
        except OSError as error:
            raise Unavailable("mail.folder") from error

    def letters(self) -> Sequence[MailboxLetter]:
        """The newest first, `SHOWN` at most."""
        files = sorted(self._folder.glob("*.eml"), reverse=True)
        return [_letter(file.read_bytes()) for file in islice(files, SHOWN)]


def _letter(content: bytes) -> MailboxLetter:
    read = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
    body = read.get_body(("plain",))
    return MailboxLetter(
        at=parsedate_to_datetime(read["Date"]),
        to=read["To"],
        subject=read["Subject"],
        text="" if body is None else body.get_content().translate(_MARKS),
    )

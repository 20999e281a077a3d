"""The demonstration's mailbox: what was sent can be read as a mail program shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.adapters.mailbox import FolderMailbox
from kiosk.domain.errors import Unavailable
from kiosk.domain.letter import OutgoingMail, letter
from kiosk.domain.mail import Mail, MailKind
from tests import makers
from tests.kiosk.domain.applicant import OFFICE
from tests.makers import NOON


def a_code(number: int = 1) -> OutgoingMail:
    mail = Mail(
        MailKind.SIGN_IN_CODE, "sara@example.org", "fa", None, secret={"code": f"{number:06}"}, until=NOON
    )
    return OutgoingMail(makers.an_id(number, 9), mail.to, letter(mail, OFFICE, NOON), NOON)


def test_what_was_sent_can_be_read_newest_first(tmp_path: Path) -> None:
    mailbox = FolderMailbox(tmp_path / "mailbox")

    mailbox.send(a_code(1))
    mailbox.send(replace(a_code(2), at=NOON + timedelta(minutes=1)))

    newest, oldest = mailbox.letters()
    assert ("000002" in newest.text, "000001" in oldest.text) == (True, True)
    assert (newest.to, newest.subject) == ("sara@example.org", "رمز عبور یکبار مصرف برای ورود")
    assert newest.at == NOON.replace(microsecond=0) + timedelta(minutes=1)


def test_a_letter_tried_twice_is_there_once(tmp_path: Path) -> None:
    mailbox = FolderMailbox(tmp_path / "mailbox")

    mailbox.send(a_code())
    mailbox.send(a_code())

    assert len(mailbox.letters()) == 1


def test_it_is_closed_to_other_users(tmp_path: Path) -> None:
    FolderMailbox(tmp_path / "mailbox").send(a_code())

    [file] = (tmp_path / "mailbox").iterdir()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_an_empty_mailbox_has_no_letters(tmp_path: Path) -> None:
    assert list(FolderMailbox(tmp_path / "mailbox").letters()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "mailbox").write_text("a file")

    with pytest.raises(Unavailable, match=r"mail\.folder"):
        FolderMailbox(tmp_path / "mailbox").send(a_code())

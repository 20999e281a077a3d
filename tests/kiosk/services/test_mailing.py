"""Mails in the outbox: queued with what they tell of, sent once, and in order."""

from __future__ import annotations

from datetime import timedelta

from kiosk.domain.mail import CODE_LIFE, Mail, MailKind, MailState, Queued
from kiosk.services import mailing
from kiosk.services.desk import Desk
from tests import makers
from tests.kiosk.services import office

CODE = "481516"


def a_code(to: str = "sara@example.org") -> Mail:
    return Mail(MailKind.SIGN_IN_CODE, to, "fa", makers.person_id(), secret={"code": CODE})


def a_notice(to: str = "sara@example.org") -> Mail:
    return Mail(MailKind.REGISTERED, to, "en", makers.person_id())


def put(desk: Desk, mail: Mail, dedupe: str) -> None:
    desk.store.write(lambda work: mailing.queue(desk, work, mail, dedupe))


def waiting(desk: Desk) -> list[Queued]:
    return list(desk.store.read(lambda work: work.outbox.waiting()))


def test_a_mail_told_twice_is_queued_once(desk: Desk) -> None:
    put(desk, a_notice(), "once")
    put(desk, a_notice(), "once")
    put(desk, a_notice(), "again")

    assert len(waiting(desk)) == 2


def test_a_code_never_stands_in_the_database_in_clear(desk: Desk) -> None:
    put(desk, a_code(), "code")

    [queued] = waiting(desk)
    assert queued.mail.secret == {}
    assert queued.mail.until == desk.now() + CODE_LIFE
    assert not any(CODE in row for _table, row in office.fingerprint(desk))


def test_a_mail_may_have_an_end_of_its_own(desk: Desk) -> None:
    until = desk.now() + timedelta(minutes=3)
    mail = Mail(MailKind.RESET_CODE, "sara@example.org", "fa", None, secret={"code": CODE}, until=until)

    put(desk, mail, "reset")

    assert waiting(desk)[0].mail == Mail(MailKind.RESET_CODE, "sara@example.org", "fa", None, until=until)


def test_an_impossible_address_stops_nothing_and_the_clerk_sees_it(desk: Desk) -> None:
    put(desk, a_notice("sara@example.org\nBcc: other@example.org"), "bad")

    assert waiting(desk) == []
    [posted] = desk.store.read(lambda work: work.outbox.of_person(makers.person_id()))
    assert (posted.state, posted.error) == (MailState.REJECTED, "email.wrong")

"""The outbox against a real server process: faults come and go, and each mail arrives once, in order."""

from __future__ import annotations

import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.adapters.smtp import SmtpSender
from kiosk.config import Mail as Server
from kiosk.domain.errors import Refused
from kiosk.domain.mail import CODE_LIFE, Mail, MailKind, MailState
from kiosk.services import mailing
from kiosk.services.desk import Desk
from tests import makers
from tests.kiosk.services import office
from tests.kiosk.services.office import Clock, Counter
from tests.mail_server import running

CODE = "481516"


@pytest.fixture
def port() -> int:
    """One that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free: int = taken.getsockname()[1]
    return free


@pytest.fixture
def sender(port: int) -> SmtpSender:
    return SmtpSender(Server("127.0.0.1", port, "none", "counter@example.org"), patience=(0.5, 10.0))


def put(desk: Desk, to: str, dedupe: str, kind: MailKind = MailKind.REGISTERED) -> None:
    secret = {"code": CODE} if kind is MailKind.RESET_CODE else {}
    mail = Mail(kind, to, "fa", makers.person_id(), secret=secret)
    desk.store.write(lambda work: mailing.queue(desk, work, mail, dedupe))


def keys(desk: Desk) -> list[tuple[str, str]]:
    """Recipient and message id of all that wait, in order."""
    waiting = desk.store.read(lambda work: work.outbox.waiting())
    return [(each.mail.to, f"<{each.id}@example.org>") for each in waiting]


def drain(desk: Desk, sender: SmtpSender) -> None:
    while mailing.deliver(desk, sender).sent:
        pass


@pytest.mark.parametrize(
    ("fault", "error"),
    [("put-off", "mail.put-off"), ("dropped", "mail.no-answer"), ("stalled", "mail.no-answer")],
)
def test_after_a_fault_the_same_mail_arrives_once(
    desk: Desk, clock: Clock, sender: SmtpSender, port: int, tmp_path: Path, fault: str, error: str
) -> None:
    put(desk, "sara@example.org", "code", MailKind.RESET_CODE)
    waiting = keys(desk)
    with running(tmp_path / "mail", port, fault=fault) as server:
        mailing.deliver(desk, sender)
        assert server.arrived() == []
    [queued] = desk.store.read(lambda work: work.outbox.waiting())
    assert (queued.error, queued.tries, queued.mail.until) == (error, 1, clock.at + CODE_LIFE)

    clock.passes(timedelta(minutes=1))
    with running(tmp_path / "mail", port) as server:
        drain(desk, sender)
        [arrived] = server.arrived()

    assert [(arrived.recipients[0], arrived.message["Message-ID"])] == waiting
    assert CODE in arrived.text


def test_seventy_two_hours_without_a_server_and_then_all_in_order(
    desk: Desk, clock: Clock, sender: SmtpSender, port: int, tmp_path: Path
) -> None:
    for hour in range(72):
        put(desk, f"a{hour % 5}@example.org", str(hour))
        assert mailing.deliver(desk, sender).error == "mail.unreachable"
        clock.passes(timedelta(hours=1))
    waiting = keys(desk)

    with running(tmp_path / "mail", port) as server:
        drain(desk, sender)
        arrived = [(each.recipients, each.message["Message-ID"]) for each in server.arrived()]

    assert len(arrived) == 72
    for number in range(5):
        to = f"a{number}@example.org"
        assert [key for recipients, key in arrived if recipients == [to]] == [
            key for address, key in waiting if address == to
        ]
    assert keys(desk) == []


def test_two_stations_and_one_server_each_mail_once(
    counter: Counter, sender: SmtpSender, port: int, tmp_path: Path
) -> None:
    other = counter.next_counter()
    for number in range(30):
        put(counter.desk, f"a{number % 6}@example.org", str(number))
    waiting = keys(counter.desk)

    with running(tmp_path / "mail", port) as server, ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda desk: drain(desk, sender), (counter.desk, other.desk)))
        drain(counter.desk, sender)
        arrived = [(each.recipients[0], each.message["Message-ID"]) for each in server.arrived()]

    assert sorted(arrived) == sorted(waiting)
    office.store_of(other.desk).close()


def test_the_code_is_neither_in_the_database_nor_in_the_log_nor_left_when_it_is_sent(
    desk: Desk, sender: SmtpSender, port: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    put(desk, "sara@example.org", "code", MailKind.RESET_CODE)
    assert not any(CODE in row for _table, row in office.fingerprint(desk))
    mailing.deliver(desk, sender)

    desk.store.write(lambda work: work.outbox.hasten(desk.now()))
    with running(tmp_path / "mail", port):
        assert mailing.deliver(desk, sender).sent == 1

    assert not any("locked" in row for table, row in office.fingerprint(desk) if table == "outbox")
    assert CODE not in caplog.text


def test_a_rejected_address_is_seen_by_the_clerk(
    counter: Counter, sender: SmtpSender, port: int, tmp_path: Path
) -> None:
    put(counter.desk, "nobody@example.org", "notice")
    with running(tmp_path / "mail", port, fault="rejected"):
        mailing.deliver(counter.desk, sender)

    [posted] = mailing.of_person(counter.desk, counter.clerk, makers.person_id())
    assert (posted.state, posted.error) == (MailState.REJECTED, "mail.rejected")


def test_only_a_demonstration_shows_its_mailbox(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"demonstration\.not-here"):
        mailing.mailbox(desk)

"""Mails over a real server process: what arrives, and what each fault of a server is called."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kiosk.adapters.smtp import SmtpSender
from kiosk.config import Mail as Server
from kiosk.domain.errors import KioskError, Refused, Unavailable
from kiosk.domain.letter import OutgoingMail, letter
from kiosk.domain.mail import Mail, MailKind
from tests import makers
from tests.certificates import Authority, an_authority
from tests.kiosk.domain.applicant import OFFICE
from tests.mail_server import PASSWORD, USER, running
from tests.makers import NOON

QUICK = (5.0, 10.0)
HASTY = (0.5, 10.0)
HOST = "localhost"
SENDER = "counter@consulate.example"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return an_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def certificate(authority: Authority) -> Path:
    return authority.vouches_for(HOST)


def outgoing(to: str = "sara@example.org", **values: str) -> OutgoingMail:
    mail = Mail(
        MailKind.INCOMPLETE,
        to,
        "fa",
        None,
        {"service": "گواهی", "tracking_code": "ABCDEFGH2345", "walk_in_until": "۶ آذر", **values},
    )
    return OutgoingMail(makers.an_id(1, 9), to, letter(mail, OFFICE, NOON), NOON)


def in_the_open(port: int) -> Server:
    return Server(HOST, port, "none", SENDER)


def test_a_mail_arrives_over_a_protected_connection_at_one_recipient(
    tmp_path: Path, authority: Authority, certificate: Path
) -> None:
    with running(tmp_path / "mail", certificate=str(certificate), login=True) as server:
        settings = Server(HOST, server.port, "starttls", SENDER, USER, None, authority.file)
        SmtpSender(settings, lambda: PASSWORD, QUICK).send(outgoing(items="گذرنامه: خوانا نیست"))

        [arrived] = server.arrived()

    assert (arrived.recipients, arrived.sender) == (["sara@example.org"], SENDER)
    assert arrived.message["To"] == "sara@example.org"
    assert arrived.message["From"].addresses[0].addr_spec == SENDER
    assert arrived.message["From"].addresses[0].display_name == OFFICE.name.fa
    assert arrived.message["Subject"] == "مدارک درخواست شما کامل نیست"
    assert arrived.message["Message-ID"] == f"<{makers.an_id(1, 9)}@consulate.example>"
    assert arrived.message["Auto-Submitted"] == "auto-generated"
    assert "گذرنامه: خوانا نیست" in arrived.text
    assert '<html lang="fa" dir="rtl">' in arrived.html


def test_a_server_may_want_protection_from_the_first_byte(
    tmp_path: Path, authority: Authority, certificate: Path
) -> None:
    with running(tmp_path / "mail", certificate=str(certificate), implicit=True) as server:
        settings = Server(HOST, server.port, "tls", SENDER, ca_file=authority.file)
        SmtpSender(settings, patience=QUICK).send(outgoing())

        assert len(server.arrived()) == 1


@pytest.mark.parametrize(
    "injected",
    [
        "sara@example.org\r\nBcc: other@example.org",
        "sara@example.org\nRCPT TO:<other@example.org>",
        "sara@example.org, other@example.org",
        "sara@example.org>,<other@example.org",
    ],
)
def test_an_address_never_becomes_a_second_recipient(tmp_path: Path, injected: str) -> None:
    with running(tmp_path / "mail") as server:
        with pytest.raises(Refused, match=r"email\.wrong"):
            SmtpSender(in_the_open(server.port), patience=QUICK).send(outgoing(injected))

        assert (server.arrived(), server.seen) == ([], 0)


def test_what_was_typed_never_becomes_a_header_nor_markup(tmp_path: Path) -> None:
    typed = "x\r\nBcc: other@example.org\r\n.\r\nMAIL FROM:<a@b.example>"
    with running(tmp_path / "mail") as server:
        SmtpSender(in_the_open(server.port), patience=QUICK).send(
            outgoing(items="<img src=x>\u202e</bdi>", service=typed)
        )

        [arrived] = server.arrived()

    assert arrived.recipients == ["sara@example.org"]
    assert arrived.message["Bcc"] is None
    assert "Bcc: other@example.org" in arrived.text
    assert "<img" not in arrived.html
    assert arrived.html.count("<bdi") == arrived.html.count("</bdi>")


@pytest.mark.parametrize(
    ("fault", "kind", "key"),
    [
        ("put-off", Unavailable, "mail.put-off"),
        ("full", Unavailable, "mail.put-off"),
        ("rejected", Refused, "mail.rejected"),
        ("spam", Refused, "mail.rejected"),
        ("closing", Unavailable, "mail.no-answer"),
        ("dropped", Unavailable, "mail.no-answer"),
        ("stalled", Unavailable, "mail.no-answer"),
        ("sender", Unavailable, "mail.sender"),
    ],
)
def test_a_fault_of_the_server_has_its_name(
    tmp_path: Path, fault: str, kind: type[KioskError], key: str
) -> None:
    with running(tmp_path / "mail", fault=fault) as server:
        with pytest.raises(kind) as told:
            SmtpSender(in_the_open(server.port), patience=HASTY).send(outgoing())

        assert (told.value.key, server.arrived()) == (key, [])


def test_a_server_that_dribbles_is_hung_up_on(tmp_path: Path) -> None:
    with running(tmp_path / "mail", fault="dribble") as server:
        sender = SmtpSender(in_the_open(server.port), patience=(5.0, 0.5))

        with pytest.raises(Unavailable, match=r"mail\.no-answer"):
            sender.send(outgoing())


def test_nobody_at_the_port_is_out_of_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(Unavailable, match=r"mail\.unreachable"):
        SmtpSender(Server("127.0.0.1", port, "none", SENDER), patience=QUICK).send(outgoing())


def test_a_port_that_never_speaks_is_out_of_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]

        with pytest.raises(Unavailable, match=r"mail\.unreachable"):
            SmtpSender(Server("127.0.0.1", port, "none", SENDER), patience=HASTY).send(outgoing())


@pytest.mark.parametrize("tls", ["starttls", "tls"])
@pytest.mark.parametrize("wrong", ["another authority", "another name", "unknown to the system"])
def test_a_wrong_certificate_gets_no_mail(
    tmp_path: Path, authority: Authority, certificate: Path, wrong: str, tls: str
) -> None:
    shown = {
        "another authority": an_authority(tmp_path / "stranger").vouches_for(HOST),
        "another name": authority.vouches_for("other.example"),
        "unknown to the system": certificate,
    }[wrong]
    trusted = None if wrong == "unknown to the system" else authority.file
    with running(tmp_path / "mail", certificate=str(shown), implicit=tls == "tls") as server:
        settings = Server(HOST, server.port, "tls" if tls == "tls" else "starttls", SENDER, ca_file=trusted)
        with pytest.raises(Unavailable, match=r"mail\.certificate"):
            SmtpSender(settings, patience=QUICK).send(outgoing())

        assert server.seen == 0


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_server_without_protection_gets_no_mail(tmp_path: Path, tls: str) -> None:
    with running(tmp_path / "mail") as server:
        settings = Server(HOST, server.port, "tls" if tls == "tls" else "starttls", SENDER)
        with pytest.raises(Unavailable, match=r"mail\.no-tls"):
            SmtpSender(settings, patience=QUICK).send(outgoing())

        assert server.seen == 0


def test_a_wrong_password_is_said_and_nothing_is_sent(
    tmp_path: Path, authority: Authority, certificate: Path
) -> None:
    with running(tmp_path / "mail", certificate=str(certificate), login=True) as server:
        settings = Server(HOST, server.port, "starttls", SENDER, USER, None, authority.file)
        with pytest.raises(Unavailable, match=r"mail\.credentials"):
            SmtpSender(settings, lambda: "another", QUICK).send(outgoing())
        with pytest.raises(Unavailable, match=r"mail\.credentials"):
            SmtpSender(settings, lambda: "another", QUICK).greet()

        assert server.seen == 0


def test_a_greeting_sends_nothing(tmp_path: Path, authority: Authority, certificate: Path) -> None:
    with running(tmp_path / "mail", certificate=str(certificate), login=True) as server:
        settings = Server(HOST, server.port, "starttls", SENDER, USER, None, authority.file)
        SmtpSender(settings, lambda: PASSWORD, QUICK).greet()

        assert server.seen == 0

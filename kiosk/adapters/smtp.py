"""Mails handed to the office's mail server, over a verified connection.  Source: security.md threat 30."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from threading import Timer

from kiosk.adapters.message import message
from kiosk.config import Mail as Server
from kiosk.domain.errors import KioskError, Refused, Unavailable
from kiosk.domain.letter import OutgoingMail

STEP_SECONDS, WHOLE_SECONDS = 10.0, 60.0
"""For each answer of the server, and for all of them after its greeting: a dribble is no answer."""
_LAST_TEMPORARY = 499
_CLOSING = 421
"""The whole server goes, not this mail."""


class SmtpSender:
    def __init__(
        self,
        server: Server,
        password: Callable[[], str] | None = None,
        patience: tuple[float, float] = (STEP_SECONDS, WHOLE_SECONDS),
    ) -> None:
        """`password`: asked for at each connection, so that a new one needs no restart."""
        self._server = server
        self._password = password
        self._step_seconds, self._whole_seconds = patience

    def send(self, mail: OutgoingMail) -> None:
        """
        Raises:
            Unavailable: "mail.unreachable", "mail.no-answer", "mail.no-tls", "mail.certificate",
                "mail.credentials", "mail.sender", "mail.put-off", "keys.missing".
            Refused: "mail.rejected", "email.…".
        """
        built = message(mail, self._server.sender)
        with self._conversation() as server:
            _hand_over(server, built, self._server.sender, mail.to)

    def greet(self) -> None:
        """Connect, protect the connection and sign in, and send nothing.

        Raises:
            Unavailable: as `send`.
        """
        with self._conversation() as server:
            server.noop()

    @contextmanager
    def _conversation(self) -> Iterator[smtplib.SMTP]:
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise _opening_failed(error) from error
        end = Timer(self._whole_seconds, _hang_up, [server])
        end.daemon = True
        end.start()
        try:
            self._introduce(server)
            yield server
            # The mail is taken: however the server says good-bye, it must not be sent again.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        except (OSError, smtplib.SMTPException) as error:
            raise _failed(error) from error
        finally:
            end.cancel()
            server.close()

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        # Without a name of its own, smtplib would ask the resolver for ours, and wait for it.
        name = server.sender.rpartition("@")[2]
        if server.tls == "tls":
            return smtplib.SMTP_SSL(
                server.host, server.port, name, timeout=self._step_seconds, context=self._trust()
            )
        return smtplib.SMTP(server.host, server.port, name, timeout=self._step_seconds)

    def _introduce(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self._server.tls == "starttls":
            try:
                server.starttls(context=self._trust())
            except smtplib.SMTPNotSupportedError as error:
                raise Unavailable("mail.no-tls") from error
            server.ehlo()
        if self._server.user and self._password is not None:
            try:
                server.login(self._server.user, self._password())
            except (smtplib.SMTPNotSupportedError, smtplib.SMTPAuthenticationError) as error:
                raise Unavailable("mail.credentials") from error

    def _trust(self) -> ssl.SSLContext:
        """With a file of our own, only what it vouches for is believed."""
        return ssl.create_default_context(cafile=self._server.ca_file)


def _opening_failed(error: Exception) -> KioskError:
    match error:
        case ssl.SSLCertVerificationError():
            return Unavailable("mail.certificate")
        case ssl.SSLError():
            return Unavailable("mail.no-tls")
        case _:
            return Unavailable("mail.unreachable")


def _hang_up(server: smtplib.SMTP) -> None:
    """Whoever waits for the server's next word hears the end of the line instead."""
    if server.sock is not None:
        with suppress(OSError):  # It may have ended by itself meanwhile.
            server.sock.shutdown(socket.SHUT_RDWR)


def _failed(error: Exception) -> KioskError:
    match error:
        case ssl.SSLCertVerificationError():
            return Unavailable("mail.certificate")
        case smtplib.SMTPSenderRefused(smtp_code=code) if code > _LAST_TEMPORARY:
            return Unavailable("mail.sender")
        case _:
            return Unavailable("mail.no-answer")


def _hand_over(server: smtplib.SMTP, built: EmailMessage, sender: str, to: str) -> None:
    """
    Raises:
        Unavailable: "mail.put-off" for now; Refused: "mail.rejected" for good.
    """
    try:
        server.send_message(built, sender, [to])
    except smtplib.SMTPRecipientsRefused as error:
        [(code, _words)] = error.recipients.values()
        raise _about_this_mail(code) from error
    except smtplib.SMTPDataError as error:
        raise _about_this_mail(error.smtp_code) from error


def _about_this_mail(code: int) -> KioskError:
    if code == _CLOSING:
        return Unavailable("mail.no-answer")
    return Unavailable("mail.put-off") if code <= _LAST_TEMPORARY else Refused("mail.rejected")

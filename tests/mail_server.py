"""A real mail server in a process of its own, with the faults that servers have.

`python -m tests.mail_server '{"folder": …}'` prints its port and keeps each mail as one file.
"""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

ROOT = Path(__file__).parents[1]
USER, PASSWORD = "counter", "a secret of the office"


@dataclass(frozen=True, slots=True)
class Arrived:
    """One mail as the server took it."""

    recipients: list[str]
    sender: str
    message: EmailMessage

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, subtype: str) -> str:
        body = self.message.get_body((subtype,))
        assert isinstance(body, EmailMessage)
        content: str = body.get_content()
        return content


@dataclass(frozen=True, slots=True)
class MailServer:
    port: int
    folder: Path

    def arrived(self) -> list[Arrived]:
        """All mails, in the order of their arrival."""
        return [_read(file) for file in sorted(self.folder.glob("*.json"))]

    @property
    def seen(self) -> int:
        """How many times a whole mail was heard, taken or not."""
        return len(list(self.folder.glob("*.heard")))


@contextmanager
def running(folder: Path, port: int = 0, **options: object) -> Iterator[MailServer]:
    """`options`: fault, certificate (a PEM file with its key), implicit (TLS from the first byte), login."""
    folder.mkdir(exist_ok=True)
    told = json.dumps({"folder": str(folder), "port": port, **options})
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.mail_server", told], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield MailServer(int(process.stdout.readline()), folder)
    finally:
        process.kill()
        process.communicate()


def _read(file: Path) -> Arrived:
    kept = json.loads(file.read_text(encoding="utf-8"))
    parser = BytesParser(EmailMessage, policy=policy.default)
    return Arrived(kept["recipients"], kept["sender"], parser.parsebytes(kept["content"].encode()))


class Handler:
    def __init__(self, options: Mapping[str, object]) -> None:
        self._folder = Path(str(options["folder"]))
        self._fault = options.get("fault", "")

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._fault == "sender":
            return "550 not from here"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._fault == "put-off":
            return "450 later"
        if self._fault == "rejected":
            return "550 nobody of this name"
        if self._fault == "closing":
            return "421 going down"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        number = len(list(self._folder.glob("*.heard")))
        (self._folder / f"{number:06}.heard").touch()
        if self._fault == "stalled":
            await asyncio.Event().wait()
        if self._fault == "dropped":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "250 never said"
        if self._fault == "spam":
            return "554 not such words"
        if self._fault == "full":
            return "452 no room"
        assert isinstance(envelope.content, bytes)
        kept = {
            "recipients": envelope.rcpt_tos,
            "sender": envelope.mail_from,
            "content": envelope.content.decode("ascii"),
        }
        half = self._folder / f"{number:06}.half"
        half.write_text(json.dumps(kept), encoding="utf-8")
        half.replace(half.with_suffix(".json"))
        return "250 OK"


def _authenticate(
    _server: SMTP, _session: Session, _envelope: Envelope, _kind: str, data: object
) -> AuthResult:
    right = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right)


def _made(options: Mapping[str, object], context: ssl.SSLContext | None) -> SMTP:
    start_tls = context if not options.get("implicit") else None
    return SMTP(
        Handler(options),
        hostname="localhost",
        tls_context=start_tls,
        require_starttls=start_tls is not None,
        auth_required=bool(options.get("login")),
        auth_require_tls=bool(options.get("login")),
        authenticator=_authenticate,
    )


class Dribble(asyncio.Protocol):
    """One byte of an endless greeting at a time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._task = asyncio.get_running_loop().create_task(self._drip(transport))

    async def _drip(self, transport: asyncio.Transport) -> None:
        transport.write(b"220 ready\r\n250-")
        while not transport.is_closing():
            transport.write(b"x")
            await asyncio.sleep(0.05)


async def _serve(options: Mapping[str, object]) -> None:
    context = None
    if options.get("certificate"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(str(options["certificate"]))
    loop = asyncio.get_running_loop()
    fault = options.get("fault")
    server = await loop.create_server(
        Dribble if fault == "dribble" else lambda: _made(options, context),
        "127.0.0.1",
        int(str(options.get("port", 0))),
        ssl=context if options.get("implicit") else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - the port is its answer
    await server.serve_forever()


if __name__ == "__main__":
    # It warns of names of its own at every sign-in.
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    asyncio.run(_serve(json.loads(sys.argv[1])))

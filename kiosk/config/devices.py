"""Settings of what stands around the program: printers, the mail server, sticks and scanners."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from kiosk.config.checks import between, existing_file, mail_address, matching, secret_file
from kiosk.strict import Says, Wrong, msgid

PrinterKind = Literal["none", "folder", "lp"]
ReceiptSize = Literal["a5", "strip"]
Tls = Literal["starttls", "tls", "none"]


class Printer(NamedTuple):
    """Where papers are printed."""

    kind: Annotated[
        PrinterKind, Says("folder saves each paper as PDF, lp sends it to a print queue, none does neither.")
    ] = "folder"
    name: Annotated[
        str,
        Says("The print queue for lp, as lpstat -p names it."),
        matching(r"|[A-Za-z0-9_][A-Za-z0-9_.@-]*", msgid("must be the name of a print queue")),
    ] = ""
    folder: Annotated[
        Path | None, Says("The folder for the PDFs, if not printed/ in the storage folder.", "printed")
    ] = None
    receipt: Annotated[
        ReceiptSize,
        Says("What receipts are printed on: a5 is a sheet, strip a thermal printer's roll of 80 mm."),
    ] = "a5"
    roll: Annotated[
        str,
        Says(
            "The network printer with a roll of 80 mm for tickets and strips: host or host:port.",
            "192.0.2.9:9100",
        ),
        matching(r"|[A-Za-z0-9][A-Za-z0-9.-]*(?::[1-9][0-9]{0,4})?", msgid("must be host or host:port")),
    ] = ""

    def contradictions(self) -> Iterator[tuple[str, Wrong]]:
        if self.kind == "lp" and not self.name:
            yield "name", Wrong(msgid("must name the print queue, as kind is lp"))


class Mail(NamedTuple):
    """The mail server for one-time codes and notices; without a host nothing is sent."""

    host: Annotated[str, Says("The server's name.")] = ""
    port: Annotated[int, Says("The server's port."), between(1, 65535)] = 587
    tls: Annotated[Tls, Says("How the connection is protected: starttls, tls or none.")] = "starttls"
    sender: Annotated[
        str,
        Says("The address that mails come from."),
        mail_address,
    ] = ""
    user: Annotated[str, Says("The name to sign in to the server with, if it asks for one.")] = ""
    password_file: Annotated[
        Path | None,
        Says("The file of mode 600 with the mail password; the password never stands here.", "mail.secret"),
        secret_file,
    ] = None
    ca_file: Annotated[
        Path | None,
        Says(
            "The file with the authority that vouches for the server, if the system does not know it.",
            "mail-ca.pem",
        ),
        existing_file,
    ] = None

    def contradictions(self) -> Iterator[tuple[str, Wrong]]:
        if self.host and not self.sender:
            yield "sender", Wrong(msgid("is missing, as a mail server is named"))
        if self.password_file and not self.user:
            yield "user", Wrong(msgid("is missing, as a password file is named"))
        if self.password_file and self.tls == "none":
            yield "tls", Wrong(msgid("must not be none, or the password would travel in the open"))


class Uploads(NamedTuple):
    """What applicants may bring as scans, and where from; every picture is encoded anew."""

    largest_file: Annotated[int, Says("Megabytes that a file may have."), between(1, 25)] = 25
    largest_page: Annotated[
        int,
        Says("Kilobytes that a page may have as it is kept; larger ones are made smaller."),
        between(100, 5000),
    ] = 800
    pages: Annotated[int, Says("Pages that a file may have."), between(1, 60)] = 20
    folder: Annotated[Path | None, Says("A folder that is offered beside USB sticks.", "incoming")] = None
    scanner: Annotated[
        str,
        Says("The document scanner as scanimage -L names it; without a name none is offered."),
        matching(r"|[A-Za-z0-9_][A-Za-z0-9_.:/@%-]*", msgid("must be the name of a scanner")),
    ] = ""
    scanner_seconds: Annotated[int, Says("Seconds that a page may take to scan."), between(10, 600)] = 120

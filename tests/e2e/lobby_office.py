"""A real office with a lobby and a counter, a mail server, and a stick of scans in the lobby's folder."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image, ImageFilter

from kiosk.config.writing import written
from kiosk.demo.people import people
from kiosk.demo.scans import draw
from kiosk.domain.bilingual import Language
from tests import mail_server
from tests.certificates import an_authority
from tests.databases import Database
from tests.kiosk.services.office import Clock, build, hire
from tests.mail_server import MailServer

SERVICE = "STU-02"
DOCUMENTS = (
    "enrolment-certificate", "passport", "residence-permit", "national-card", "birth-booklet", "portrait",
)  # fmt: skip
"""What this office asks of a student, in its order."""
BLURRED = "0-blurred.jpg"
HOST = "localhost"


@dataclass(frozen=True, slots=True)
class LobbyOffice:
    folder: Path
    mail: MailServer

    def command(self, kind: str) -> tuple[str, ...]:
        """What starts the station of that kind."""
        return (sys.executable, "-m", "kiosk", "--config", str(self.folder / f"{kind}.toml"), "run")

    @property
    def printed(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "printed").glob("*.pdf"))

    def paper(self, kind: str) -> Path:
        """The only one of that kind that was printed."""
        (path,) = (self.folder / "printed").glob(f"{kind}-*.pdf")
        return path


@contextmanager
def opened(folder: Path, template: Database, language: Language) -> Iterator[LobbyOffice]:
    """Its mails go through TLS and a sign-in to a server of their own process."""
    catalogue = folder / "office-catalogue.toml"
    catalogue.write_text(f"[service.{SERVICE}]\ndocuments = {[*DOCUMENTS]}\n", encoding="utf-8")
    hire(build(folder, template, extra=catalogue).open(Clock(datetime.now(UTC))))
    secret = folder / "mail.secret"
    secret.touch(0o600)
    secret.write_text(mail_server.PASSWORD)
    authority = an_authority(folder / "authority")
    certificate = str(authority.vouches_for(HOST))
    with mail_server.running(folder / "sent", certificate=certificate, login=True) as server:
        for kind in ("lobby", "counter"):
            _write_settings(folder / f"{kind}.toml", kind, language, server.port)
        yield LobbyOffice(folder, server)


def fill_stick(folder: Path) -> None:
    """The six documents, and the first of them blurred."""
    folder.mkdir()
    student = next(demo for demo in people(80, 3, date(2026, 11, 24)) if demo.study)
    for number, kind in enumerate(DOCUMENTS, 1):
        (folder / f"{number}-{kind}.jpg").write_bytes(draw(kind, student, None, 5))
    sharp = Image.open(io.BytesIO((folder / f"1-{DOCUMENTS[0]}.jpg").read_bytes()))
    sharp.convert("RGB").filter(ImageFilter.BoxBlur(3)).save(folder / BLURRED, quality=90)


def _write_settings(path: Path, kind: str, language: Language, port: int) -> None:
    folder = path.parent
    settings: dict[str, dict[str, object]] = {
        "office": {
            "code": "723",
            "name": {"fa": "نمایندگی نمونه، موسترشتات", "en": "Sample Consulate, Musterstadt"},
            "city": {"fa": "موسترشتات", "en": "Musterstadt"},
            "country": "DE",
            "time-zone": "Europe/Berlin",
            "letterhead": [{"fa": "بخش کنسولی", "en": "Consular Section"}],
        },
        "station": {"kind": kind, "number": 1, "language": language},
        "storage": {"folder": "."},
        "printer": {"kind": "folder", "folder": "printed"},
        "mail": {
            "host": HOST,
            "port": port,
            "sender": "counter@example.org",
            "user": mail_server.USER,
            "password-file": str(folder / "mail.secret"),
            "ca-file": str(folder / "authority" / "authority.pem"),
        },
        "uploads": {"folder": str(folder.parent / "STICK")},
        "catalogue": {"extra": "office-catalogue.toml"},
    }
    path.write_text(written(settings), encoding="utf-8")

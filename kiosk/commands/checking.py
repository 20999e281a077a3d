"""What is checked offline, and how the answer is written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.adapters.keys import Verifier
from kiosk.config import Config
from kiosk.domain import mrz
from kiosk.domain import national_code as codes
from kiosk.domain.errors import KioskError, NotFound, Refused, Unavailable
from kiosk.domain.numbering import CertificateNumber
from kiosk.domain.seal import CertificateSeal, ReceiptSeal, Sealed
from kiosk.strict import msgid
from kiosk.text.digits import to_ascii

LONGEST_INPUT = 4096
"""Bytes of standard input that are looked at: two lines of 44."""

MOST_PAGES = 10
"""A certificate has one; each page of a stranger's file costs seconds at worst."""

Facts = dict[str, object]

_LABELS = {
    "national-code": msgid("National code"),
    "document": msgid("Passport number"),
    "issuer": msgid("Issued by"),
    "nationality": msgid("Nationality"),
    "surname": msgid("Surname"),
    "given": msgid("Given names"),
    "birth": msgid("Born on"),
    "sex": msgid("Sex"),
    "expiry": msgid("Valid until"),
    "office": msgid("Office"),
    "number": msgid("Number"),
    "issued": msgid("Issued on"),
    "expires": msgid("Valid until"),
    "duplicate": msgid("Duplicate number"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer of a check; `value` is None when nothing may be shown."""

    value: str | Facts | None
    refusal: KioskError | None = None
    from_file: bool = False

    @property
    def valid(self) -> bool:
        return self.refusal is None

    def facts(self) -> Facts:
        facts: Facts = {
            "valid": self.valid,
            "reason": None if self.refusal is None else self.refusal.key,
            "value": self.value,
        }
        return facts | ({"signature": None} if self.from_file else {})

    def lines(self) -> Iterator[tuple[str, object]]:
        """A label's msgid and the value beside it."""
        facts = self.value if isinstance(self.value, dict) else {"national-code": self.value}
        for name, label in _LABELS.items():
            if facts.get(name) is not None:
                yield label, facts[name]

    def notes(self) -> Iterator[str]:
        """Sentences (msgids) about what was not checked."""
        if not isinstance(self.value, dict) or "revoked" not in self.value:
            return
        expires = self.value["expires"]
        if isinstance(expires, date) and expires < _today():
            yield msgid("It has expired.")
        if self.value["revoked"] is None:
            yield msgid("Whether it was revoked is not known: the register of the office is not at hand.")
        if self.from_file:
            yield msgid("The file carries no electronic signature; only the seal was checked.")


def national_code(text: str) -> Checked:
    try:
        return Checked(codes.parse(text))
    except Refused as refusal:
        return Checked(_ten_digits(text), refusal)


def _ten_digits(text: str) -> str | None:
    """The code as it was read, although it is wrong; None when it has no ten digits."""
    try:
        codes.parse(text)
    except Refused as refusal:
        if refusal.key not in ("national-code.check-digit", "national-code.all-equal"):
            return None
    return "".join(character for character in to_ascii(text) if character.isascii() and character.isdigit())


def mrz_from_input() -> Checked:
    """The lines of standard input that are not empty."""
    raw = getattr(sys.stdin, "buffer", sys.stdin).read(LONGEST_INPUT)
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    return passport_lines([line for line in text.splitlines() if line.strip()], _today())


def passport_lines(lines: list[str], today: date) -> Checked:
    """Two lines, or one of 88 characters."""
    try:
        read = mrz.parse_td3(lines if len(lines) != 1 else lines[0], today)
    except Refused as refusal:
        return Checked(None, refusal)
    names = ("document", "issuer", "nationality", "surname", "given", "birth", "sex", "expiry")
    return Checked({name: getattr(read, name) for name in names})


def verifier(config: Config) -> Verifier:
    """
    Raises:
        Unavailable: "keys.missing" or "keys.damaged", of the public list.
    """
    return Verifier.load(config.keys_folder, int(config.office.code))


def receipt(seals: Verifier, text: str) -> Checked:
    return _checked(lambda: _receipt(seals.check(text)))


def certificate(seals: Verifier, text_or_file: str) -> Checked:
    digits = "".join(to_ascii(text_or_file).split())
    file = Path(text_or_file)
    if (digits.isascii() and digits.isdigit()) or not (file.suffix or file.exists()):
        return _checked(lambda: _certificate(seals.check(text_or_file)))
    return replace(_checked(lambda: _certificate(_sealed_file(seals, file))), from_file=True)


def _checked(check: Callable[[], Facts]) -> Checked:
    """An outage is no answer about the paper, so it goes on as what it is."""
    try:
        return Checked(check())
    except Unavailable:
        raise
    except KioskError as refusal:
        return Checked(None, refusal)


def _receipt(sealed: Sealed) -> Facts:
    if not isinstance(sealed.seal, ReceiptSeal):
        raise Refused("receipt.wrong-kind")
    return _seal_facts("receipt", sealed.seal, sealed.seal.tracking_code)


def _certificate(sealed: Sealed) -> Facts:
    seal = sealed.seal
    if not isinstance(seal, CertificateSeal):
        raise Refused("certificate.wrong-kind")
    number = CertificateNumber(str(seal.office), seal.jalali_year, seal.service, seal.serial)
    return {**_seal_facts("certificate", seal, str(number)), "duplicate": seal.duplicate or None}


def _seal_facts(kind: str, seal: ReceiptSeal | CertificateSeal, number: str) -> Facts:
    return {
        "kind": kind,
        "office": str(seal.office),
        "number": number,
        "issued": seal.issued_on,
        "expires": seal.expires_on,
        "revoked": None,
        "as_of": None,
    }


def _sealed_file(seals: Verifier, file: Path) -> Sealed:
    """The first seal of ours on any page of the file.

    Raises:
        Refused: "seal.none", "scan.…", and what `Verifier.check` raises.
        NotFound: "check.no-such-file".
    """
    from kiosk.adapters.decoding import decode
    from kiosk.commands.qr import seals_on

    content = _content(file)
    number, pages = 0, 1
    while number < min(pages, MOST_PAGES):
        page = decode(content, number)
        for text in seals_on(page):
            return seals.check(text)
        number, pages = number + 1, page.pages
    raise Refused("seal.none")


def _content(file: Path) -> bytes:
    from kiosk.adapters.decode_worker import MAX_BYTES

    try:
        if file.stat().st_size > MAX_BYTES:
            raise Refused("scan.too-large", bytes=file.stat().st_size, limit=MAX_BYTES)
        return file.read_bytes()
    except FileNotFoundError as error:
        raise NotFound("check.no-such-file", file=file.name) from error
    except OSError as error:
        raise Refused("check.unreadable-file", file=file.name) from error


def _today() -> date:
    return datetime.now(UTC).date()

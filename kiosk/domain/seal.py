"""The seal in a QR: signed bytes written as decimal digits.  Source: printing.md, decisions and section 7.

    46 | version 1 | type 1 | fixed count of digits: one big integer over  body ‖ Ed25519 signature

Digits keep the code small (QR numeric mode), hold no control characters, and survive a keyboard-wedge
scanner under a Persian layout, because Persian digits fold to ASCII.  The signature covers the prefix
and the body, so a certificate can never pass for a receipt.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from kiosk.domain.errors import Refused
from kiosk.text.digits import to_ascii

PRODUCT = "46"
VERSION = "1"
SIGNATURE_BYTES = 64
KEY_ID_BYTES = 4
EPOCH = date(2020, 1, 1)
NO_DATE = 0xFFFF
NAME_LETTERS = 30
DOCUMENT_LETTERS = 9

_ALPHABET = "<ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./"


class SealKind(Enum):
    """The type digit and how many body bytes follow."""

    RECEIPT = ("1", 18)
    CERTIFICATE = ("2", 62)
    DUPLICATE = ("3", 63)
    """A certificate printed again: the byte more says which duplicate it is."""

    @property
    def prefix(self) -> str:
        return PRODUCT + VERSION + self.value[0]

    @property
    def body_bytes(self) -> int:
        return self.value[1]

    @property
    def key(self) -> SealKind:
        """Whose key signs it: the prefix is signed as well, so none can pass for another."""
        return SealKind.CERTIFICATE if self is SealKind.DUPLICATE else self

    @property
    def digits(self) -> int:
        """Length of the whole text, prefix included."""
        total = self.body_bytes + SIGNATURE_BYTES
        return len(self.prefix) + math.ceil(total * 8 * math.log10(2))


@dataclass(frozen=True, slots=True)
class ReceiptSeal:
    """No personal data: the receipt finds the file and nothing else (domain.md 5.2)."""

    office: int
    tracking_code: str
    issued_on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class CertificateSeal:
    """What is printed on the certificate's face, so that paper can be checked by eye, offline."""

    office: int
    jalali_year: int
    service: str
    serial: int
    issued_on: date
    expires_on: date | None
    digest: bytes
    """16 bytes over the salted record."""
    name: str
    """Latin, as in the passport, cut at 30 letters."""
    document: str
    duplicate: int = 0
    """Which duplicate of the certificate; 0: the paper itself."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal taken apart; nothing in it counts before its signature is verified."""

    kind: SealKind
    key_id: bytes
    seal: ReceiptSeal | CertificateSeal
    signed: bytes
    signature: bytes


def kind_of(seal: ReceiptSeal | CertificateSeal) -> SealKind:
    if isinstance(seal, ReceiptSeal):
        return SealKind.RECEIPT
    return SealKind.DUPLICATE if seal.duplicate else SealKind.CERTIFICATE


def body(seal: ReceiptSeal | CertificateSeal, key_id: bytes) -> bytes:
    """The body to sign, key id first.

    Raises:
        Refused: "seal.day" (details: day) before 2020 or after 5 June 2199.
    """
    head = key_id + seal.office.to_bytes(2, "big")
    if isinstance(seal, ReceiptSeal):
        return head + _pack(seal.tracking_code, 12) + _days(seal.issued_on) + _days(seal.expires_on)
    return (
        head
        + seal.jalali_year.to_bytes(2, "big")
        + _pack(seal.service, 6)
        + seal.serial.to_bytes(4, "big")
        + _days(seal.issued_on)
        + _days(seal.expires_on)
        + seal.digest
        + _pack(seal.name, NAME_LETTERS)
        + _pack(seal.document, DOCUMENT_LETTERS)
        + _count(seal.duplicate)
    )


def signed_bytes(kind: SealKind, body_bytes: bytes) -> bytes:
    """What the signature covers."""
    return kind.prefix.encode() + body_bytes


def to_digits(kind: SealKind, body_bytes: bytes, signature: bytes) -> str:
    """The text of the QR."""
    number = int.from_bytes(body_bytes + signature, "big")
    return kind.prefix + str(number).zfill(kind.digits - len(kind.prefix))


def looks_like_seal(text: str) -> bool:
    """True for digits that begin as a seal of ours does, however many have been typed."""
    return len(text) > 12 and text.isascii() and text.isdigit() and text.startswith(PRODUCT)


def parse(text: str) -> Sealed:
    """Take a seal apart: digits of any script, white space anywhere.

    Raises:
        Refused: "seal.not-digits", "seal.not-ours", "seal.version", "seal.length", "seal.content".
    """
    digits = "".join(to_ascii(text).split())
    if not (digits.isascii() and digits.isdigit()):
        raise Refused("seal.not-digits")
    if not digits.startswith(PRODUCT):
        raise Refused("seal.not-ours")
    if digits[2:3] != VERSION:
        raise Refused("seal.version")
    kind = next((kind for kind in SealKind if digits.startswith(kind.prefix)), None)
    if kind is None:
        raise Refused("seal.not-ours")
    if len(digits) != kind.digits:
        raise Refused("seal.length", expected=kind.digits, found=len(digits))
    return _take_apart(kind, int(digits[len(kind.prefix) :]))


def _take_apart(kind: SealKind, number: int) -> Sealed:
    size = kind.body_bytes + SIGNATURE_BYTES
    if number.bit_length() > size * 8:
        raise Refused("seal.content")
    raw = number.to_bytes(size, "big")
    body_bytes, signature = raw[: kind.body_bytes], raw[kind.body_bytes :]
    key_id, rest = body_bytes[:KEY_ID_BYTES], body_bytes[KEY_ID_BYTES:]
    seal = _read_receipt(rest) if kind is SealKind.RECEIPT else _read_certificate(rest)
    if body(seal, key_id) != body_bytes:
        raise Refused("seal.content")
    return Sealed(kind, key_id, seal, signed_bytes(kind, body_bytes), signature)


def _read_receipt(rest: bytes) -> ReceiptSeal:
    return ReceiptSeal(
        office=int.from_bytes(rest[:2], "big"),
        tracking_code=_unpack(rest[2:10]),
        issued_on=_required_date(rest[10:12]),
        expires_on=_date(rest[12:14]),
    )


def _read_certificate(rest: bytes) -> CertificateSeal:
    return CertificateSeal(
        office=int.from_bytes(rest[:2], "big"),
        jalali_year=int.from_bytes(rest[2:4], "big"),
        service=_unpack(rest[4:8]),
        serial=int.from_bytes(rest[8:12], "big"),
        issued_on=_required_date(rest[12:14]),
        expires_on=_date(rest[14:16]),
        digest=rest[16:32],
        name=_unpack(rest[32:52]),
        document=_unpack(rest[52:58]),
        duplicate=int.from_bytes(rest[58:], "big"),
    )


def _count(duplicate: int) -> bytes:
    """Nothing for the paper itself."""
    return bytes([duplicate]) if duplicate else b""


def _days(day: date | None) -> bytes:
    if day is None:
        return NO_DATE.to_bytes(2, "big")
    days = (day - EPOCH).days
    if not 0 <= days < NO_DATE:
        raise Refused("seal.day", day=day)
    return days.to_bytes(2, "big")


def _date(raw: bytes) -> date | None:
    days = int.from_bytes(raw, "big")
    return None if days == NO_DATE else EPOCH + timedelta(days=days)


def _required_date(raw: bytes) -> date:
    day = _date(raw)
    if day is None:
        raise Refused("seal.content")
    return day


def _pack(text: str, letters: int) -> bytes:
    """Three letters of a 40-letter alphabet in two bytes; anything else becomes the filler."""
    padded = "".join(letter if letter in _ALPHABET else "<" for letter in text.upper())[:letters]
    codes = [_ALPHABET.index(letter) for letter in padded.ljust(letters, "<")]
    return b"".join(
        (codes[i] * 1600 + codes[i + 1] * 40 + codes[i + 2]).to_bytes(2, "big") for i in range(0, letters, 3)
    )


def _unpack(raw: bytes) -> str:
    letters = []
    for i in range(0, len(raw), 2):
        value = int.from_bytes(raw[i : i + 2], "big")
        if value >= 64000:
            raise Refused("seal.content")
        letters += [value // 1600, value // 40 % 40, value % 40]
    return "".join(_ALPHABET[code] for code in letters).rstrip("<")

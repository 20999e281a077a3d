"""Recognises a receipt that a keyboard-wedge scanner types, whatever has the focus, by what is typed.

A seal is 202 or 308 digits with a fixed beginning (kiosk.domain.seal); nobody types that by hand, so the
speed of the keys does not matter.  The exact length completes it: a scanner may be set to send Enter, Tab or
nothing behind a code, and waiting for an ending would leave the third kind without a way in.
"""

from __future__ import annotations

from kiosk.domain import tracking
from kiosk.domain.errors import Refused
from kiosk.domain.seal import CertificateSeal, ReceiptSeal, Sealed, SealKind, parse
from kiosk.text.digits import to_ascii

ENDS = frozenset({"enter", "tab"})
LONGEST = max(kind.digits for kind in SealKind)

_KINDS = {kind.prefix: kind for kind in SealKind}
_PREFIX_DIGITS = len(SealKind.RECEIPT.prefix)
_LONGEST_FIRST = sorted(SealKind, key=lambda kind: -kind.digits)
_JALALI_YEARS = range(1390, 1500)
_MODIFIERS = ("_shift", "_control", "_alt", "_super", "_hyper", "_meta", "_lock")


class WedgeWatch:
    """Follows the digits of one keyboard.

    A run may begin with digits of no seal, half a number typed by hand before the scan: a seal may start at
    any digit.  While one that started earlier is still awaited, a later one does not count, so the middle of
    a certificate never passes for a receipt.  Without an ending only a seal with sound contents is found, as
    any digits cut at the wrong place are a seal in shape; an Enter or Tab says where the digits end.
    """

    def __init__(self) -> None:
        self._digits = ""
        self._starts: dict[int, SealKind] = {}
        self.typed = 0
        """Digits of the present run."""

    @property
    def awaited(self) -> bool:
        """A seal has begun, prefix and all, and is not complete."""
        return bool(self._starts)

    def feed(self, character: str | None, key: str) -> str | None:
        """The ASCII digits of a whole seal, at the key that completes it; the run then begins anew."""
        if character is None and key.endswith(_MODIFIERS):
            # The kitty protocol reports the Shift that a scanner holds as a key of its own.
            return None
        found = self._ending() if key in ENDS else self._add(to_ascii(character or ""))
        if found is not None:
            self.reset()
        return found

    def reset(self) -> None:
        self._digits, self.typed = "", 0
        self._starts.clear()

    def _add(self, digit: str) -> str | None:
        if len(digit) != 1 or not "0" <= digit <= "9":
            self.reset()
            return None
        self._digits = (self._digits + digit)[-LONGEST:]
        self.typed += 1
        kind = _KINDS.get(self._digits[-_PREFIX_DIGITS:])
        if kind is not None:
            self._starts[self.typed - _PREFIX_DIGITS] = kind
        return self._completed()

    def _completed(self) -> str | None:
        while self._starts:
            start, kind = next(iter(self._starts.items()))
            if self.typed - start < kind.digits:
                return None
            digits = self._digits[-kind.digits :]
            if self.typed - start == kind.digits and (sealed := _read(digits)) and _is_sound(sealed.seal):
                return digits
            del self._starts[start]
        return None

    def _ending(self) -> str | None:
        for kind in _LONGEST_FIRST:
            digits = self._digits[-kind.digits :]
            sealed = _read(digits)
            if sealed is not None and sealed.kind is kind:
                return digits
        self.reset()
        return None


def _read(digits: str) -> Sealed | None:
    try:
        return parse(digits)
    except Refused:
        return None


def _is_sound(seal: ReceiptSeal | CertificateSeal) -> bool:
    if isinstance(seal, CertificateSeal):
        return seal.jalali_year in _JALALI_YEARS
    try:
        tracking.parse(seal.tracking_code)
    except Refused:
        return False
    return True

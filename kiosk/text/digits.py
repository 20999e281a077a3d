"""Digits: ASCII in everything stored, Persian in Persian sentences."""

from __future__ import annotations

_ASCII = "0123456789"
_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC = "٠١٢٣٤٥٦٧٨٩"

_TO_ASCII = str.maketrans(_PERSIAN + _ARABIC, _ASCII * 2)
_TO_PERSIAN = str.maketrans(_ASCII + _ARABIC, _PERSIAN * 2)


def to_ascii(text: str) -> str:
    """Persian and Arabic digits become 0–9; nothing else changes."""
    return text.translate(_TO_ASCII)


def to_persian(text: str) -> str:
    """ASCII and Arabic digits become ۰–۹; nothing else changes."""
    return text.translate(_TO_PERSIAN)

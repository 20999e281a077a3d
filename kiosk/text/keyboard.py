"""The Latin keys behind what was typed while the keyboard was set to Persian.

A scanner types like a hand: under a Persian layout the code `K4` arrives as «»۴».  Sources: ISIRI 9147, which
is `ir` in XKB and "Persian (Standard)" in Windows, and the layout that Windows calls "Persian".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kiosk.text.digits import to_ascii

_KEYS = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
_SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
_SAME = "0123456789 "
"""The blank and the digits of the fourth level give themselves."""
_DIGIT = "[0-9]"
_RIAL, _RIAL_SIGN = "ريال", "\ufdfc"
"""One key of the older layout types a whole word; its sign stands for it in the row."""


class Layout(NamedTuple):
    """What each Latin key types, and which key typed a character."""

    typed: Mapping[str, str]
    key: Mapping[str, str]


def _layout(plain: str, shifted: str) -> Layout:
    typed = dict(zip(_KEYS + _SHIFTED, plain + shifted, strict=True))
    return Layout(typed, {char: key for key, char in typed.items()} | {char: char for char in _SAME})


STANDARD = _layout(
    "\u200d۱۲۳۴۵۶۷۸۹۰-=" "ضصثقفغعهخحجچ\\" "شسیبلاتنمکگ" "ظطزرذدپو./",
    "÷!\u066c\u066b\ufdfc\u066a×،*)(\u0640+"
    "\u0652\u064c\u064d\u064b\u064f\u0650\u064e\u0651][}{|"
    "\u0624\u0626\u064a\u0625\u0623\u0622\u0629»«:؛"
    "\u0643\u0653\u0698\u0670\u200c\u0654\u0621><؟",
)  # fmt: skip
OLDER = _layout(
    "÷1234567890-=" "ضصثقفغعهخحجچپ" "شسیبلاتنمکگ" "ظطزرذد\u0626و./",
    "×!@#$%^&*)(_+"
    f"\u064b\u064c\u064d{_RIAL_SIGN}،؛,][\\}}{{|"
    "\u064e\u064f\u0650\u0651\u06c0\u0622\u0640«»:\""
    "\u0629\u064a\u0698\u0624\u0625\u0623\u0621<>؟",
)  # fmt: skip
LAYOUTS = (STANDARD, OLDER)


def likely_layouts(text: str) -> tuple[Layout, ...]:
    """Likeliest first: of the two only the older one types 0–9 by its digit keys."""
    return (OLDER, STANDARD) if re.search(_DIGIT, text) else LAYOUTS


def latin_keys(text: str, layout: Layout = STANDARD) -> str | None:
    """The keys that were pressed for `text`; None when one of its characters is on no key of this layout."""
    if layout is OLDER:
        text = text.replace(_RIAL, _RIAL_SIGN)
    keys = [layout.key.get(char) for char in to_ascii(text)]
    pressed = [key for key in keys if key is not None]
    return "".join(pressed) if len(pressed) == len(keys) else None


def latin_key(char: str) -> str | None:
    """The key of one character that only a Persian keyboard types; None for every other character."""
    if char.isascii():
        return None
    keys = (latin_keys(char, layout) for layout in LAYOUTS)
    return next((key for key in keys if key is not None), None)

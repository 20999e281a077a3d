"""Persian numbers in words, as registrars write dates."""

from __future__ import annotations

_SMALL = (
    "صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده",
    "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
)  # fmt: skip
_TENS = ("بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_HUNDREDS = ("صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد")
_AND = " و "


def cardinal(number: int) -> str:
    """0 to 9999: `هزار و سیصد و هشتاد و سه`."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _joined(_TENS[number // 10 - 2], number % 10)
    if number < 1000:
        return _joined(_HUNDREDS[number // 100 - 1], number % 100)
    thousands = number // 1000
    return _joined("هزار" if thousands == 1 else f"{_SMALL[thousands]} هزار", number % 1000)


def ordinal(number: int) -> str:
    """1 to 9999: `یکم`, `بیست و سوم`, `سی‌ام`."""
    words = cardinal(number)
    if words.endswith("سه"):
        return f"{words[:-2]}سوم"
    return f"{words}\u200cام" if words.endswith("ی") else f"{words}م"


def _joined(words: str, rest: int) -> str:
    return f"{words}{_AND}{cardinal(rest)}" if rest else words

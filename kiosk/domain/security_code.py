"""The security code of the lobby screen (کد امنیتی, S24), and a question in words for who cannot see it.

It keeps idle hands from sending mails; it is no secret and guards nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.domain.bilingual import Bilingual
from kiosk.text.bidi import strip_isolates
from kiosk.text.digits import to_ascii
from kiosk.text.fold import search_key
from kiosk.text.keyboard import LAYOUTS, latin_keys

LETTERS = "ACEFHJKLMNPRTUVWXY34679"
"""Those that look like no other when drawn large."""
LENGTH = 5

_NUMBERS = (
    Bilingual("صفر", "zero"), Bilingual("یک", "one"), Bilingual("دو", "two"), Bilingual("سه", "three"),
    Bilingual("چهار", "four"), Bilingual("پنج", "five"), Bilingual("شش", "six"), Bilingual("هفت", "seven"),
    Bilingual("هشت", "eight"), Bilingual("نه", "nine"), Bilingual("ده", "ten"), Bilingual("یازده", "eleven"),
    Bilingual("دوازده", "twelve"), Bilingual("سیزده", "thirteen"), Bilingual("چهارده", "fourteen"),
    Bilingual("پانزده", "fifteen"), Bilingual("شانزده", "sixteen"), Bilingual("هفده", "seventeen"),
    Bilingual("هجده", "eighteen"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SecurityCode:
    text: str
    """Drawn large."""
    question: Bilingual
    answer: str
    """In ASCII digits; in words it is right as well."""


def draw(random_bytes: Callable[[int], bytes]) -> SecurityCode:
    places = [int.from_bytes(random_bytes(4)) for _ in range(LENGTH + 2)]
    first, second = places[-2] % 9 + 1, places[-1] % 9 + 1
    one, other = _NUMBERS[first], _NUMBERS[second]
    return SecurityCode(
        text="".join(LETTERS[place % len(LETTERS)] for place in places[:LENGTH]),
        question=Bilingual(
            f"{one.fa} به‌علاوهٔ {other.fa} چند می‌شود؟", f"How much is {one.en} plus {other.en}?"
        ),
        answer=str(first + second),
    )


def matches(code: SecurityCode, typed: str) -> bool:
    """Small letters, Persian digits, a Persian keyboard and blanks are forgiven."""
    plain = "".join(strip_isolates(typed).split())
    readings = {to_ascii(plain).upper(), *_pressed(plain)}
    if readings & {code.text, code.answer}:
        return True
    number = _NUMBERS[int(code.answer)]
    return search_key(typed) in (search_key(number.fa), search_key(number.en))


def _pressed(typed: str) -> Iterator[str]:
    for layout in LAYOUTS:
        keys = latin_keys(typed, layout)
        if keys is not None:
            yield keys.upper()

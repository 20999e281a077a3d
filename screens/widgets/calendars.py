"""A typed day in both calendars."""

from __future__ import annotations

from textual.content import Content

from kiosk.domain.calendar import jalali_text
from kiosk.domain.typed_day import Calendar, read_day
from kiosk.words import Words
from screens.terminal.clean import plain


def in_both(words: Words, typed: str) -> Content:
    """
    Raises:
        Refused: it is no day.
    """
    read = read_day(typed)
    texts = {
        Calendar.JALALI: words.digits(jalali_text(read.day)),
        Calendar.GREGORIAN: read.day.isoformat(),
    }
    other = Calendar.GREGORIAN if read.calendar is Calendar.JALALI else Calendar.JALALI
    return plain(
        words(
            "{calendar} {day} = {other} {same}",
            calendar=read.calendar,
            day=words.code(texts[read.calendar]),
            other=other,
            same=words.code(texts[other]),
        )
    )

"""Hours of opening: of the office on each weekday, and of those groups that have hours of their own.

Source: domain.md 3.6, 4.1.  Times are the office's own; which days are working days at all is another
question, see `kiosk.domain.working_days`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TypeAlias

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import weekday_name
from kiosk.domain.errors import Refused
from kiosk.text.digits import to_ascii, to_persian

_SPAN = re.compile("([0-9]{1,2}):([0-9]{2}) ?[-–] ?([0-9]{1,2}):([0-9]{2})")
_A_MONDAY = date(2026, 11, 23)
_BETWEEN = Bilingual(" و ", ", ")
_TO = Bilingual(" تا ", "–")
_DAYS_TO = Bilingual(" تا ", " to ")
_NEXT = Bilingual("؛ ", "; ")


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of the day to a later one, which it leaves out."""

    begins: time
    ends: time

    def holds(self, at: time) -> bool:
        return self.begins <= at < self.ends


Week: TypeAlias = Mapping[int, tuple[Span, ...]]
"""Weekday, 0 is Monday → when it is open, in order; a weekday that is not named: never."""

USUAL_DAY = (Span(time(9), time(13)),)
"""When people are asked to come to an office whose settings name no hours."""


def read_spans(text: str) -> tuple[Span, ...]:
    """`09:00-12:30` or, with a pause, `09:00-12:30, 14:00-16:00`.

    Raises:
        Refused: "hours.unreadable" (details: hours), "hours.order" (hours) when one ends before it begins,
            or before the one before it has ended.
    """
    spans = tuple(_span(each.strip()) for each in to_ascii(text).split(","))
    backwards = any(span.ends <= span.begins for span in spans)
    if backwards or any(later.begins < former.ends for former, later in pairwise(spans)):
        raise Refused("hours.order", hours=text)
    return spans


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise Refused("hours.unreadable", hours=text)
    hour, minute, end_hour, end_minute = (int(part) for part in found.groups())
    try:
        return Span(time(hour, minute), time(end_hour, end_minute))
    except ValueError:
        raise Refused("hours.unreadable", hours=text) from None


def until_intake_ends(spans: Sequence[Span], before: timedelta) -> tuple[Span, ...]:
    """When tickets are given: the last span ends so much earlier."""
    if not spans or not before:
        return tuple(spans)
    *others, last = spans
    end = (datetime.combine(_A_MONDAY, last.ends) - before).time()
    return (*others, Span(last.begins, end)) if end > last.begins else tuple(others)


def said_time(at: time) -> Bilingual:
    text = f"{at:%H:%M}"
    return Bilingual(to_persian(text), text)


def said_hours(spans: Sequence[Span]) -> Bilingual:
    """`۹:۰۰ تا ۱۳:۰۰` and `09:00–13:00`."""
    said = [(said_time(span.begins), said_time(span.ends)) for span in spans]
    return Bilingual(
        _BETWEEN.fa.join(f"{begins.fa}{_TO.fa}{ends.fa}" for begins, ends in said),
        _BETWEEN.en.join(f"{begins.en}{_TO.en}{ends.en}" for begins, ends in said),
    )


def said_week(week: Week) -> Bilingual:
    """`Monday to Thursday 09:00–13:00; Friday 09:00–11:00`, for papers."""
    parts = [_said_days(days, week[days[0]]) for days in _alike(week)]
    return Bilingual(_NEXT.fa.join(each.fa for each in parts), _NEXT.en.join(each.en for each in parts))


def _alike(week: Week) -> list[list[int]]:
    """Weekdays in a row with the same hours."""
    rows: list[list[int]] = []
    for day in sorted(week):
        if rows and rows[-1][-1] == day - 1 and week[rows[-1][-1]] == week[day]:
            rows[-1].append(day)
        else:
            rows.append([day])
    return rows


def _said_days(days: Sequence[int], spans: Sequence[Span]) -> Bilingual:
    first, last = (weekday_name(_A_MONDAY + timedelta(days=day)) for day in (days[0], days[-1]))
    hours = said_hours(spans)
    if len(days) == 1:
        return Bilingual(f"{first.fa} {hours.fa}", f"{first.en} {hours.en}")
    return Bilingual(
        f"{first.fa}{_DAYS_TO.fa}{last.fa}، {hours.fa}", f"{first.en}{_DAYS_TO.en}{last.en} {hours.en}"
    )

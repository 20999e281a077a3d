"""Days as people type them, in either calendar."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.bilingual import Language
from kiosk.domain.calendar import FIRST_YEAR, LAST_YEAR, days_in_month, jalali_text
from kiosk.domain.errors import Refused
from kiosk.domain.typed_day import (
    FIRST_GREGORIAN_YEAR,
    LAST_GREGORIAN_YEAR,
    Calendar,
    kept,
    kept_day,
    read_day,
)
from kiosk.domain.wording import said_date
from kiosk.words import Words

VECTORS = Path(__file__).parents[2] / "vectors" / "jalali.json"
DAY = date(2026, 11, 24)
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

days = st.dates(date(FIRST_GREGORIAN_YEAR, 1, 1), date(LAST_GREGORIAN_YEAR, 12, 31))
languages = st.sampled_from(["fa", "en"])


@pytest.mark.parametrize(
    "typed",
    [
        "1405/9/3", "1405/09/03", "1405-09-03", "1405.9.3", "1405 9 3", "3/9/1405", "  1405 / 9 / 3 ",
        "۱۴۰۵/۹/۳", "۱۴۰۵-۰۹-۰۳", "١٤٠٥/٩/٣", "\u2066۱۴۰۵/۰۹/۰۳\u2069",
        "3 آذر 1405", "۳ آذر ۱۴۰۵", "۱۴۰۵ آذر ۳", "۳ آذر، ۱۴۰۵", "3 Azar 1405", "3 AZAR 1405", "Azar 3, 1405",
    ],
)  # fmt: skip
def test_a_jalali_day_is_known_by_its_year(typed: str) -> None:
    read = read_day(typed)

    assert (read.day, read.calendar) == (DAY, Calendar.JALALI)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-24", "2026/11/24", "24.11.2026", "24. 11. 2026", "24/11/2026", "24-11-2026", "۲۰۲۶-۱۱-۲۴",
        "24 November 2026", "24. November 2026", "24 nov 2026", "November 24, 2026", "۲۴ نوامبر ۲۰۲۶",
    ],
)  # fmt: skip
def test_a_gregorian_day_is_known_by_its_year(typed: str) -> None:
    read = read_day(typed)

    assert (read.day, read.calendar) == (DAY, Calendar.GREGORIAN)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("۱ دي ۱۴۰۵", date(2026, 12, 22)),
        ("۱ امرداد ۱۴۰۵", date(2026, 7, 23)),
        ("۱ می ۲۰۲۶", date(2026, 5, 1)),
        ("1 Sept 2026", date(2026, 9, 1)),
    ],
)
def test_months_are_known_in_other_spellings(typed: str, day: date) -> None:
    assert read_day(typed).day == day


@pytest.mark.parametrize(("jalali", "gregorian"), json.loads(VECTORS.read_text()))
def test_known_days_are_read_in_both_calendars(jalali: str, gregorian: str) -> None:
    assert read_day(jalali).day == read_day(gregorian).day == date.fromisoformat(gregorian)


@given(days, languages)
def test_what_the_screens_write_is_read_back(day: date, language: Language) -> None:
    words = Words(language)

    assert read_day(words.short_day(day)).day == day


@given(days, languages)
def test_what_the_papers_write_is_read_back(day: date, language: Language) -> None:
    assert read_day(said_date(day)[language]).day == day


@given(days, st.sampled_from(["/", "-", ".", " "]))
def test_any_digits_and_either_order_are_read_back(day: date, between: str) -> None:
    forwards = jalali_text(day).split("/")

    for parts in (forwards, forwards[::-1]):
        assert read_day(between.join(parts)).day == day
        assert read_day(between.join(parts).translate(ARABIC)).day == day


@pytest.mark.parametrize(
    ("typed", "key", "details"),
    [
        ("", "day.unreadable", {}),
        ("soon", "day.unreadable", {}),
        ("20261124", "day.unreadable", {}),
        ("2026-W48-2", "day.unreadable", {}),
        ("2026-11-24 10:00", "day.unreadable", {}),
        ("05/09/03", "day.year-digits", {}),
        ("1405/9/1405", "day.year-digits", {}),
        ("3 Azar 05", "day.year-digits", {}),
        ("1404/12/30", "day.no-such-day", {"day": 30, "year": 1404, "days": 29}),
        ("30 Esfand 1404", "day.no-such-day", {"day": 30, "year": 1404, "days": 29}),
        ("2026-02-29", "day.no-such-day", {"day": 29, "year": 2026, "days": 28}),
        ("1405/7/0", "day.no-such-day", {"day": 0, "year": 1405, "days": 30}),
        ("1405/13/1", "day.no-such-month", {"month": 13}),
        ("11/24/2026", "day.no-such-month", {"month": 24}),
        ("3 Foo 1405", "day.unknown-month", {"name": "Foo"}),
        ("3 Azar 2026", "day.other-calendar", {"year": 2026}),
        ("3 November 1405", "day.other-calendar", {"year": 1405}),
        ("1600-01-01", "day.year", {"year": 1600}),
        ("1177/1/1", "day.year", {"year": 1177, "first": FIRST_YEAR, "last": LAST_YEAR}),
        ("2123-01-01", "day.year", {"year": 2123, "last_gregorian": LAST_GREGORIAN_YEAR}),
    ],
)
def test_what_is_wrong_with_a_day_is_named(typed: str, key: str, details: dict[str, object]) -> None:
    with pytest.raises(Refused) as refusal:
        read_day(typed)

    assert refusal.value.key == key
    assert details.items() <= refusal.value.details.items()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Esfand 1404 has 29 days; there is no 30."),
        ("fa", "اسفند ۱۴۰۴ فقط ۲۹ روز دارد؛ روز ۳۰ وجود ندارد."),
    ],
)
def test_the_refusal_says_which_part_is_wrong(language: Language, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_day("1404/12/30")

    said = Words(language).error(refusal.value)
    assert said.replace("\u2068", "").replace("\u2069", "") == sentence


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12), st.integers(0, 99))
def test_a_jalali_day_exists_or_is_refused(year: int, month: int, day: int) -> None:
    typed = f"{year}/{month}/{day}"

    if 1 <= day <= days_in_month(year, month):
        assert jalali_text(read_day(typed).day) == f"{year:04}/{month:02}/{day:02}"
    else:
        with pytest.raises(Refused, match=r"day\.no-such-day"):
            read_day(typed)


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_refused_and_kept(text: str) -> None:
    try:
        read = read_day(text)
    except Refused:
        assert kept(text) == text.strip()
    else:
        assert kept_day(kept(text)) == read.day


@pytest.mark.parametrize("text", ["", "32/13/1405", "20261124", "2026-W48-2", "2026-02-30"])
def test_a_text_that_is_no_day_is_kept_as_such(text: str) -> None:
    assert kept(text) == text
    assert kept_day(text) is None

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text.bidi import isolate_ltr, strip_isolates
from kiosk.text.digits import to_ascii
from printouts import wording
from tests.kiosk.text.seen import visual


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("کد ملی 0012345679 است", "کد ملی ۰۰۱۲۳۴۵۶۷۹ است"),
        ("گذرنامه U12345678", "گذرنامه U12345678"),
        ("نامه TUM-2026/4711 در 1405/08/20", "نامه TUM-2026/4711 در ۱۴۰۵/۰۸/۲۰"),
        ("0012345679", "۰۰۱۲۳۴۵۶۷۹"),
        ("a.karimi1@example.org", "a.karimi1@example.org"),
        ("دانشگاه (Ali) هامبورگ", "دانشگاه (Ali) هامبورگ"),
    ],
)
def test_persian_sentences_have_persian_digits_and_codes_keep_theirs(stored: str, printed: str) -> None:
    assert strip_isolates(wording.persian(stored)) == printed


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("تلفن +98 21 1234 است", "تسا +۹۸ ۲۱ ۱۲۳۴ نفلت"),
        ("سهم 25% بود", "دوب ۲۵% مهس"),
        ("کد A-12/ب", "ب/A-12 دک"),
        ("نامه 12-3/45-6 رسید", "دیسر ۱۲-۳/۴۵-۶ همان"),
        ("نشانی a.b@c.de است", "تسا a.b@c.de یناشن"),
    ],
)
def test_codes_and_signed_numbers_are_not_turned_round(stored: str, seen: str) -> None:
    assert visual(wording.persian(stored), 1) == seen


@given(st.text(alphabet="علی 0123۴۵AZaz-/.+%@()\u2066\u2067\u2068\u2069"))
def test_only_digits_and_isolates_change(text: str) -> None:
    assert to_ascii(strip_isolates(wording.persian(text))) == to_ascii(strip_isolates(text))


def test_each_language_has_its_own_calendar() -> None:
    assert strip_isolates(wording.day(date(2026, 11, 24)).fa) == "۱۴۰۵/۰۹/۰۳"
    assert wording.day(date(2026, 11, 24)).en == "24 November 2026"
    assert strip_isolates(wording.both_calendars(date(2026, 12, 20)).fa) == "۱۴۰۵/۰۹/۲۹ (۲۰۲۶/۱۲/۲۰)"
    assert wording.both_calendars(date(2026, 12, 20)).en == "20 December 2026 (1405/09/29)"


def test_a_moment_shows_the_clock_of_the_record() -> None:
    moment = wording.moment(datetime(2026, 11, 20, 9, 5, tzinfo=UTC))

    assert strip_isolates(moment.fa) == "۱۴۰۵/۰۸/۲۹، ساعت ۰۹:۰۵"
    assert moment.en == "20 November 2026, 09:05"


def test_a_latin_phrase_keeps_its_digits_on_the_persian_side() -> None:
    assert wording.persian("Winter term 2026/27") == isolate_ltr("Winter term 2026/27")

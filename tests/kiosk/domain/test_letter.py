"""The letters: whole in both languages, native digits, and no value that turns the sentence around it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.letter import Letter, letter
from kiosk.domain.letter_words import ITEMS, ROWS
from kiosk.domain.mail import CODES, Mail, MailKind
from kiosk.text.bidi import FSI, LRI, PDI, has_rtl, isolate, isolate_ltr
from tests.kiosk.domain.applicant import OFFICE

AT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight of the next day in the office."""
VALUES = {
    "service": "گواهی",
    "tracking_code": "7KQ2M9XWT4RB",
    "walk_in_until": "۶ آذر ۱۴۰۵",
    "due_on": "۳ دی ۱۴۰۵",
    "weekday": "سه‌شنبه",
    "on_day": "۳ آذر ۱۴۰۵",
    "at_time": "۱۰:۱۵",
    "ready_since": "۳ آبان ۱۴۰۵",
    ITEMS: "گذرنامه: خوانا نیست\nعکس: اصل مدرک ارائه نشد",
    "field": "نام پدر",
    "reason": "سند تازه",
}
LANGUAGES: tuple[Language, ...] = ("fa", "en")


def written(kind: MailKind, language: Language = "fa", **values: str) -> Letter:
    secret = {"code": "481516"} if kind in CODES else {}
    until = AT if kind in CODES else None
    return letter(Mail(kind, "sara@example.org", language, None, VALUES | values, secret, until), OFFICE, AT)


def lines(made: Letter) -> list[str]:
    rows = [part for row in made.rows for part in row]
    return [made.subject, *made.head, *made.before, *rows, *made.items, *made.after, *made.foot]


def without_values(text: str) -> str:
    """What is left are our own words."""
    return re.sub(f"[{LRI}{FSI}][^{PDI}]*{PDI}", "", text)


@pytest.mark.parametrize("kind", list(MailKind))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter_is_whole_and_of_one_language(kind: MailKind, language: Language) -> None:
    made = written(kind, language)

    assert made.subject
    assert len(made.before) >= 2
    for line in lines(made):
        ours = without_values(line)
        assert not re.search(r"[{}]", ours)
        assert not re.search("[A-Za-z0-9]" if language == "fa" else "[\u0600-\u06ff]", ours)
        assert has_rtl(ours) == (language == "fa" and bool(ours.strip()))


@pytest.mark.parametrize("kind", sorted(CODES))
def test_a_code_reads_from_left_to_right_in_latin_digits_and_says_how_long_it_lives(kind: MailKind) -> None:
    made = written(kind)

    assert made.code == isolate_ltr("481516")
    assert any(isolate_ltr("۰۰:۳۰") in line and isolate("۴ آذر ۱۴۰۵") in line for line in made.after)
    assert "481516" not in " ".join(lines(made))


def test_only_a_letter_with_a_code_shows_one() -> None:
    assert {kind for kind in MailKind if written(kind).code} == CODES


def test_what_is_missing_is_listed_item_by_item() -> None:
    made = written(MailKind.INCOMPLETE)

    assert made.items == (isolate("گذرنامه: خوانا نیست"), isolate("عکس: اصل مدرک ارائه نشد"))
    assert (ROWS["tracking_code"].fa, isolate_ltr("7KQ2M9XWT4RB")) in made.rows
    assert any("۶ آذر ۱۴۰۵" in line for line in made.after)


def test_a_letter_without_all_its_values_is_a_bug() -> None:
    with pytest.raises(KeyError):
        letter(Mail(MailKind.INCOMPLETE, "sara@example.org", "fa", None), OFFICE, AT)


def test_a_demonstration_says_so_in_each_letter() -> None:
    made = letter(
        Mail(MailKind.REGISTERED, "sara@example.org", "en", None), replace(OFFICE, demonstration=True), AT
    )

    assert "SPECIMEN" in made.foot[-1]


def test_the_head_is_the_letterhead_of_the_office() -> None:
    office = replace(OFFICE, letterhead_lines=(Bilingual("بخش کنسولی", "Consular Section"),))
    mail = Mail(MailKind.REGISTERED, "sara@example.org", "en", None)

    assert letter(mail, office, AT).head == ("Consular Section",)


@given(st.text(max_size=60))
def test_no_value_leaves_its_isolate_or_its_line(typed: str) -> None:
    made = written(MailKind.CORRECTED, reason=typed, field=typed)

    for line in lines(made):
        assert "\n" not in line
        assert "\r" not in line
        assert line.count(LRI) + line.count(FSI) == line.count(PDI)

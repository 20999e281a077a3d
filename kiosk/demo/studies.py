"""Invented universities and courses for the enrolment papers of a demonstration office."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from kiosk.domain.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Study:
    """Where and what somebody studies in the host country."""

    university: Bilingual
    programme: Bilingual
    degree: Bilingual
    student_no: str
    began: date
    term: str
    """As the university writes it: `Winter term 2026/27`."""
    term_begins: date
    term_ends: date

    def two_years_earlier(self) -> Study:
        """The same studies as a paper of that time told them."""
        begins, ends, term = term_of(self.term_begins.replace(year=self.term_begins.year - 2))
        began = min(self.began, begins)
        return replace(self, began=began, term=term, term_begins=begins, term_ends=ends)


UNIVERSITIES = (
    Bilingual("دانشگاه صنعتی موسترشتات", "Musterstadt University of Technology"),
    Bilingual("دانشگاه موسترشتات", "University of Musterstadt"),
    Bilingual("دانشگاه هنر موسترشتات", "Musterstadt University of the Arts"),
    Bilingual("دانشگاه پزشکی لیندنبورگ", "Lindenburg Medical University"),
)

PROGRAMMES = (
    Bilingual("مهندسی برق", "Electrical Engineering"),
    Bilingual("علوم رایانه", "Computer Science"),
    Bilingual("مهندسی مکانیک", "Mechanical Engineering"),
    Bilingual("معماری", "Architecture"),
    Bilingual("زیست‌فناوری", "Biotechnology"),
    Bilingual("اقتصاد", "Economics"),
    Bilingual("پزشکی", "Medicine"),
    Bilingual("موسیقی", "Music"),
    Bilingual("مهندسی شیمی", "Chemical Engineering"),
    Bilingual("زبان‌شناسی", "Linguistics"),
)

DEGREES = (
    Bilingual("کارشناسی", "Bachelor"),
    Bilingual("کارشناسی ارشد", "Master"),
    Bilingual("دکتری", "Doctorate"),
)


def draw_study(draw: Random, today: date) -> Study:
    begins, ends, term = term_of(today)
    return Study(
        university=draw.choice(UNIVERSITIES),
        programme=draw.choice(PROGRAMMES),
        degree=draw.choice(DEGREES),
        student_no=f"{draw.randrange(10**6, 10**7)}",
        began=begins.replace(year=begins.year - draw.randint(0, 3)),
        term=term,
        term_begins=begins,
        term_ends=ends,
    )


def term_of(day: date) -> tuple[date, date, str]:
    """The term a day falls in: summer from April, winter from October."""
    if 4 <= day.month <= 9:
        return date(day.year, 4, 1), date(day.year, 9, 30), f"Summer term {day.year}"
    year = day.year if day.month >= 10 else day.year - 1
    return date(year, 10, 1), date(year + 1, 3, 31), f"Winter term {year}/{(year + 1) % 100:02d}"

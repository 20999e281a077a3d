"""Opening hours, from kiosk.toml to the rules and to the papers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from kiosk import catalogue
from kiosk.config import load
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.opening import Span
from kiosk.office_settings import calendar_of, office_of
from kiosk.queue_settings import queue_rules
from kiosk.strict import ConfigProblems
from tests.kiosk.test_config import a_file, problems_of

CATALOGUE = catalogue.load(None)
DAYS = 'monday = "09:00-13:00", tuesday = "۰۹:۰۰-۱۳:۰۰", wednesday = "9:00-12:00, 14:00-16:00"'
WEEK = f'weekend = ["thursday", "friday", "saturday", "sunday"]\nopening = {{ {DAYS} }}\n'
FORGOTTEN = WEEK.replace('"thursday", ', "")
FREE_MONDAY = WEEK.replace('"thursday"', '"monday", "thursday"')
MONDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (23, 25, 26))


def day(name: str, hours: str) -> str:
    return f'[calendar]\nopening = {{ {name} = "{hours}" }}'


def test_hours_reach_the_rules_and_the_papers(tmp_path: Path) -> None:
    text = f"""[calendar]\n{WEEK}intake-ends-minutes = 30
[queue]\nhours = [{{ group = "student", opening = {{ monday = "10:00-11:00" }} }}]
appointment-minutes = 20\nappointments-at-once = 3"""
    config = load(a_file(tmp_path, text))
    queue, office = queue_rules(config.queue, CATALOGUE), office_of(config)

    morning, afternoon = Span(time(9), time(12)), Span(time(14), time(16))
    assert calendar_of(config).opening == {
        0: (whole := (Span(time(9), time(13)),)),
        1: whole,
        2: (morning, afternoon),
    }
    assert office.open_on(WEDNESDAY) == (morning, afternoon)
    assert office.intake_on(WEDNESDAY) == (morning, Span(time(14), time(15, 30)))
    assert office.open_on(THURSDAY) == ()
    assert office.hours == Bilingual(
        "دوشنبه تا سه‌شنبه، ۰۹:۰۰ تا ۱۳:۰۰؛ چهارشنبه ۰۹:۰۰ تا ۱۲:۰۰ و ۱۴:۰۰ تا ۱۶:۰۰",
        "Monday to Tuesday 09:00–13:00; Wednesday 09:00–12:00, 14:00–16:00",
    )
    assert queue.hours == {"student": {0: (Span(time(10), time(11)),)}}
    assert (queue.slot_minutes, queue.at_once) == (20, 3)
    assert office.moment(MONDAY, time(10)) == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_an_office_that_names_no_hours_depends_on_none(tmp_path: Path) -> None:
    office = office_of(load(a_file(tmp_path)))

    assert (office.open_on(MONDAY), office.intake_on(MONDAY, "student")) == (None, None)
    assert office.hours is None
    assert office.calendar.intake_ends == timedelta(0)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (day("mondey", "09:00-13:00"), "mondey is not a weekday in English; did you mean monday?"),
        (day("monday", "9 to 1"), "monday: 9 to 1 must look like 09:00-12:00, 14:00-16:00"),
        (day("monday", "09:00-25:00"), "monday: 09:00-25:00 must look like"),
        (day("monday", "13:00-09:00"), "monday: 13:00-09:00 must go forward in time"),
        (day("monday", "09:00-12:00, 11:00-13:00"), "must go forward in time"),
        (f"[calendar]\n{FREE_MONDAY}", "monday is in the weekend as well"),
        (f"[calendar]\n{FORGOTTEN}", "thursday has no hours and is not in the weekend"),
        ("[calendar]\nintake-ends-minutes = 999", "must be from 0 to 240"),
        ("[queue]\nappointments-at-once = 0", "must be from 1 to 50"),
        ('[queue]\nhours = [{ group = "student", opening = {} }]', "must have 1 to 7 entries"),
    ],
)
def test_each_wrong_hour_has_its_sentence(tmp_path: Path, text: str, problem: str) -> None:
    assert any(problem in said for said in problems_of(a_file(tmp_path, f"{text}\n")))


def test_hours_of_a_group_that_nothing_knows_are_named(tmp_path: Path) -> None:
    one = '{ group = "GROUP", opening = { monday = "09:00-10:00" } }'
    twice = "[queue]\nhours = [{0}, {0}]".format(one.replace("GROUP", "student"))
    assert problems_of(a_file(tmp_path, twice)) == ["queue.hours: lists group student twice"]

    config = load(a_file(tmp_path, f"[queue]\nhours = [{one.replace('GROUP', 'studnet')}]"))
    with pytest.raises(ConfigProblems) as caught:
        queue_rules(config.queue, CATALOGUE)
    assert [str(each) for each in caught.value.problems] == [
        "queue.hours.studnet: unknown; did you mean student?"
    ]

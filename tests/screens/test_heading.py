"""The line at the top: when it is, in which calendar, and whether the office works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from rich.color import ColorSystem

from kiosk.config import Config
from kiosk.domain.bilingual import Bilingual, Language
from kiosk.domain.working_days import MonthAndDay, OfficeCalendar
from screens.widgets.heading import Heading
from tests.screens.offices import COMMON, LARGE, NARROW, SmallOffice, counter
from tests.waiting import lines_of, says, until

BLACK, BRIGHT_YELLOW = 0, 11
TUESDAY = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
NOWRUZ = datetime(2027, 3, 22, 9, 5, tzinfo=UTC)
SATURDAY_IN_BERLIN = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
STRIKE: Mapping[date | MonthAndDay, Bilingual] = {date(2026, 11, 24): Bilingual("اعتصاب", "Strike")}


def at(
    office: SmallOffice, moment: datetime, holidays: Mapping[date | MonthAndDay, Bilingual] | None = None
) -> SmallOffice:
    """The same office at that moment."""
    rules = replace(office.desk.office, calendar=OfficeCalendar(holidays=holidays or {}))
    return replace(office, desk=replace(office.desk, now=lambda: moment, office=rules))


def speaking(config: Config, language: Language) -> Config:
    return config._replace(station=config.station._replace(language=language))


@pytest.mark.parametrize(
    ("size", "language", "shown"),
    [
        (NARROW, "en", " 10:05 "),
        (COMMON, "en", " 2026-11-24 10:05 "),
        (LARGE, "en", "Tuesday 2026-11-24 (1405/09/03) 10:05"),
        (NARROW, "fa", " ۱۰:۰۵ "),
        (COMMON, "fa", " ۱۴۰۵/۰۹/۰۳ ۱۰:۰۵ "),
        (LARGE, "fa", "سه‌شنبه ۱۴۰۵/۰۹/۰۳ (2026-11-24) ۱۰:۰۵"),
    ],
)
async def test_the_time_stands_in_both_calendars_where_there_is_room(
    office: SmallOffice, size: tuple[int, int], language: Language, shown: str
) -> None:
    there = replace(at(office, TUESDAY), config=speaking(office.config, language))
    async with counter(there, size=size) as pilot:
        top = bare(lines_of(pilot.app)[0])

        assert shown in top
        assert "closed day" not in top
        assert "تعطیل" not in top


async def test_the_notice_of_a_demonstration_is_dark_on_yellow_where_there_are_sixteen_colours(
    office: SmallOffice,
) -> None:
    async with counter(office) as pilot:
        notice = pilot.app.screen.query_one("#heading-demo").visual_style

        front, back = notice.foreground, notice.background
        assert front is not None
        assert back is not None
        sixteen = [(back + front).rich_color, back.rich_color]
        assert [colour.downgrade(ColorSystem.STANDARD).number for colour in sixteen] == [BLACK, BRIGHT_YELLOW]


async def test_the_heading_follows_the_width(office: SmallOffice) -> None:
    async with counter(at(office, TUESDAY)) as pilot:
        await pilot.resize_terminal(*LARGE)
        await says(pilot, "Tuesday 2026-11-24 (1405/09/03) 10:05")
        await pilot.resize_terminal(*NARROW)

        await until(pilot, lambda: "2026-11-24" not in lines_of(pilot.app)[0])


@pytest.mark.parametrize("size", [NARROW, COMMON])
async def test_a_closed_day_is_said_with_its_reason(office: SmallOffice, size: tuple[int, int]) -> None:
    async with counter(at(office, NOWRUZ), size=size) as pilot:
        assert "closed day: Nowruz" in lines_of(pilot.app)[0]
        await pilot.press("f2")

        await until(pilot, lambda: "تعطیل: نوروز" in bare(lines_of(pilot.app)[0]))


@pytest.mark.parametrize(("size", "said"), [(NARROW, "closed day"), (COMMON, "closed day: Nowruz")])
async def test_a_closed_day_leaves_the_title_whole(
    office: SmallOffice, size: tuple[int, int], said: str
) -> None:
    async with counter(at(office, NOWRUZ), size=size) as pilot:
        title = "R7Y2G4BQG9ZK · Confirmation of enrolment"
        await pilot.app.screen.query_one(Heading).say(title)

        await until(pilot, lambda: f" {title} " in lines_of(pilot.app)[0])
        assert f" {said} " in lines_of(pilot.app)[0]


async def test_the_office_s_own_day_counts_and_not_the_universal_one(office: SmallOffice) -> None:
    async with counter(at(office, SATURDAY_IN_BERLIN), size=LARGE) as pilot:
        top = lines_of(pilot.app)[0]

        assert "closed day: weekend" in top
        assert "Saturday 2026-11-28 (1405/09/07) 00:30" in top


async def test_a_holiday_of_the_office_is_named_and_ends_at_midnight(office: SmallOffice) -> None:
    moments = [TUESDAY]
    there = at(office, TUESDAY, STRIKE)
    there = replace(there, desk=replace(there.desk, now=lambda: moments[-1]))
    async with counter(there, size=LARGE) as pilot:
        assert "closed day: Strike" in lines_of(pilot.app)[0]
        moments.append(datetime(2026, 11, 24, 23, 5, tzinfo=UTC))
        await pilot.app.screen.query_one(Heading).say("Reception")

        await until(pilot, lambda: "Wednesday 2026-11-25" in lines_of(pilot.app)[0])
        assert "closed day" not in lines_of(pilot.app)[0]


def bare(line: str) -> str:
    """Without the marks of direction, which a terminal that orders Persian itself is given."""
    return "".join(char for char in line if char not in "\u2066\u2067\u2068\u2069\u200e\u200f")

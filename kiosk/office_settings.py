"""What kiosk.toml says of the office, as the rules know it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from kiosk.config import Config
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.ending import Lives
from kiosk.domain.office import Office
from kiosk.domain.opening import Week, read_spans, said_week
from kiosk.domain.rules.limits import OfficeLimits
from kiosk.domain.throttle import Limits
from kiosk.domain.working_days import UNNAMED, WEEKDAYS, OfficeCalendar, read_holiday


def office_of(config: Config) -> Office:
    """The office's facts and rules of work."""
    security, calendar = config.security, calendar_of(config)
    return Office(
        code=config.office.code,
        name=config.office.name,
        city=config.office.city,
        country=config.office.country,
        zone=ZoneInfo(config.office.time_zone),
        letterhead_lines=config.office.letterhead,
        demonstration=config.office.demonstration,
        limits=Limits(security.failures_per_quarter_hour, security.failures_per_day),
        lease_minutes=security.lease_minutes,
        walk_in_days=security.walk_in_days,
        calendar=calendar,
        station=f"{config.station.kind}-{config.station.number}",
        hours=_hours(calendar, config.calendar.hours),
        rules=OfficeLimits(*config.rules),
        lives=Lives(*config.deadlines),
        one_person=config.office.one_person,
        few_blanks={kind.replace("_", "-"): few for kind, few in config.stock._asdict().items()},
    )


def calendar_of(config: Config) -> OfficeCalendar:
    """The days on which the office works."""
    said = config.calendar
    return OfficeCalendar(
        weekend=frozenset(WEEKDAYS.index(day) for day in said.weekend),
        holidays={read_holiday(each.day): each.name or UNNAMED for each in said.holidays},
        iranian=said.iranian_holidays,
        opening=week_of(said.opening),
        intake_ends=timedelta(minutes=said.intake_ends_minutes),
    )


def week_of(opening: Mapping[str, str]) -> Week:
    """Hours by weekday, as the rules know them."""
    return {WEEKDAYS.index(day): read_spans(hours) for day, hours in opening.items()}


def _hours(calendar: OfficeCalendar, said: Bilingual | None) -> Bilingual | None:
    """As papers say them: in the office's own words, or else as they are counted."""
    return said or (said_week(calendar.opening) if calendar.opening else None)

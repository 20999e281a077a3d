"""What kiosk.toml says of the office, as the rules know it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from kiosk.config import Config
from kiosk.domain.ending import Lives
from kiosk.domain.office import Office
from kiosk.domain.rules.limits import OfficeLimits
from kiosk.domain.throttle import Limits
from kiosk.domain.working_days import UNNAMED, WEEKDAYS, OfficeCalendar, read_holiday


def office_of(config: Config) -> Office:
    """The office's facts and rules of work."""
    security = config.security
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
        calendar=calendar_of(config),
        station=f"{config.station.kind}-{config.station.number}",
        hours=config.calendar.hours,
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
    )

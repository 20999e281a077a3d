"""The office that this installation serves, and its rules of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.ending import USUAL_LIVES, Lives
from kiosk.domain.opening import Span, until_intake_ends
from kiosk.domain.paper import Letterhead
from kiosk.domain.queue_rules import USUAL_QUEUE, QueueRules
from kiosk.domain.rules.limits import USUAL_LIMITS, OfficeLimits
from kiosk.domain.throttle import Limits
from kiosk.domain.working_days import OfficeCalendar


@dataclass(frozen=True, slots=True)
class Office:
    code: str
    """1–5 digits."""
    name: Bilingual
    city: Bilingual
    country: str
    zone: ZoneInfo
    letterhead_lines: tuple[Bilingual, ...]
    demonstration: bool
    limits: Limits
    lease_minutes: int
    walk_in_days: int
    """Working days."""
    calendar: OfficeCalendar
    station: str
    """This station, for example `counter-1`."""
    hours: Bilingual | None = None
    """When the office is open, as its papers say it."""
    rules: OfficeLimits = USUAL_LIMITS
    queue: QueueRules = USUAL_QUEUE
    lives: Lives = USUAL_LIVES
    """How long a request may wait for its applicant."""
    few_blanks: Mapping[str, int] = field(default_factory=dict)
    """Kind of numbered form → how many of it are few."""
    one_person: bool = False
    """Whether somebody who verified a request may approve it too: nobody else works here."""

    @property
    def number(self) -> int:
        return int(self.code)

    @property
    def in_lobby(self) -> bool:
        """Whether anybody may stand at this station."""
        return self.station.startswith("lobby-")

    @property
    def letterhead(self) -> Letterhead:
        return Letterhead(self.name, self.city, self.letterhead_lines, self.demonstration)

    def walk_in_until(self, today: date) -> date:
        """Last day to return without an appointment."""
        return self.calendar.add_working_days(today, self.walk_in_days)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def local_day(self, moment: datetime) -> date:
        """The office's own calendar day of an instant."""
        return self.local(moment).date()

    def day_begins(self, day: date) -> datetime:
        """The instant with which one of the office's own calendar days begins."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def span(self, day: date) -> tuple[datetime, datetime]:
        """Where one of the office's own calendar days begins, and where the next one does."""
        return self.day_begins(day), self.day_begins(day + timedelta(days=1))

    def moment(self, day: date, at: time) -> datetime:
        """The instant of a time of day on one of the office's own days."""
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def open_on(self, day: date, group: str = "") -> tuple[Span, ...] | None:
        """When the office, or a group of its services, is open that weekday; None: nobody has said so."""
        week = self.queue.hours.get(group, self.calendar.opening)
        return week.get(day.weekday(), ()) if week else None

    def intake_on(self, day: date, group: str = "") -> tuple[Span, ...] | None:
        """When tickets are given, likewise."""
        spans = self.open_on(day, group)
        return None if spans is None else until_intake_ends(spans, self.calendar.intake_ends)

"""Settings of the office's week, its closed days and its hours."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, get_args

from kiosk.config.checks import between, entries, holiday
from kiosk.config.hours import opening_hours
from kiosk.domain.bilingual import Bilingual
from kiosk.strict import Says, Wrong, msgid

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Holiday(NamedTuple):
    """Written as a table, or as the day alone."""

    day: Annotated[str, holiday]
    name: Bilingual | None = None


class Calendar(NamedTuple):
    """The days on which the office is closed; the time to return with missing papers leaves them out."""

    hours: Annotated[
        Bilingual | None,
        Says("When the office is open, as receipts and leaflets say it; without it they say nothing."),
    ] = None
    weekend: Annotated[
        tuple[Weekday, ...],
        Says("The days of the week on which the office is closed, in English; at most six."),
        entries(0, 6),
    ] = ("saturday", "sunday")
    holidays: Annotated[
        tuple[Holiday, ...],
        Says("Closed days: a date, or 12-25 for each year; lunar holidays move: enter each year's dates."),
        entries(0, 200),
    ] = ()
    iranian_holidays: Annotated[
        bool, Says("Whether Iran's holidays of the solar year, such as Nowruz, are closed days.")
    ] = True
    opening: Annotated[
        Mapping[str, str],
        Says('The hours of each weekday, such as monday = "09:00-13:00"; tickets are given only then.'),
        opening_hours,
    ] = MappingProxyType({})
    intake_ends_minutes: Annotated[
        int, Says("Minutes before its closing in which the office gives no more tickets."), between(0, 240)
    ] = 0

    def contradictions(self) -> Iterator[tuple[str, Wrong]]:
        if not self.opening:
            return
        for day in get_args(Weekday):
            if day in self.opening and day in self.weekend:
                yield "opening", Wrong(msgid("{day} is in the weekend as well"), day=day)
            if day not in self.opening and day not in self.weekend:
                yield "opening", Wrong(msgid("{day} has no hours and is not in the weekend"), day=day)

"""Days of an invented office; the same for the same seed."""

from __future__ import annotations

import random
from datetime import timedelta

from kiosk.demo.hall import Day
from kiosk.domain.queue import Ticket
from tests import makers
from tests.makers import NOON, STAFF

OPENS = NOON.replace(hour=8, minute=0, second=0, microsecond=0)


def days(count: int, seed: int = 5) -> list[list[Ticket]]:
    """So many days, with two to four counters."""
    draw = random.Random(seed)  # noqa: S311  # Repeatable, not secret.
    return [_day(draw, number).lived() for number in range(count)]


def _day(draw: random.Random, number: int) -> Day:
    opens, counters = OPENS + timedelta(days=number), draw.choice((2, 3, 3, 4))
    return Day(draw, opens, counters, STAFF.clerk.id, lambda ticket: makers.an_id(ticket, 6))

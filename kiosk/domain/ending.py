"""How a request ends without its output.  Source: domain.md 2.0 (side states), 4.2."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from kiosk.domain.course import RequestState


class Refusal(StrEnum):
    """Why the office says no."""

    NO_CAPACITY = "no-capacity"
    UNDER_PRESSURE = "under-pressure"
    FORGED = "forged"
    NOT_ENTITLED = "not-entitled"
    CENTRE_SAID_NO = "centre-said-no"
    OTHER = "other"


AT_THE_COUNTER = frozenset({Refusal.NO_CAPACITY, Refusal.UNDER_PRESSURE})
"""What the officer who speaks with the applicant can tell; everything else a supervisor decides."""

LIVES: Mapping[RequestState, timedelta] = {
    RequestState.INITIAL: timedelta(days=90),
    RequestState.RECEIPTED: timedelta(days=365),
    RequestState.NO_SHOW: timedelta(days=365),
    RequestState.INCOMPLETE: timedelta(days=180),
    RequestState.RETURNED_FOR_CORRECTION: timedelta(days=180),
}
"""How long a request may wait for the applicant before it expires."""

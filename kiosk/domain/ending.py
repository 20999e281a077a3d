"""How a request ends without its output.  Source: domain.md 2.0 (side states), 4.2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.course import RequestState
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.reason import LIMIT


class Ending(StrEnum):
    """What an officer can do to a request beside taking it along its course."""

    CANCEL = "cancel"
    RETURN = "return"
    REFUSE = "refuse"
    LINK = "link"
    VOID = "void"
    REOPEN = "reopen"


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


@dataclass(frozen=True, slots=True)
class Lives:
    """Days that a request may wait for its applicant before it expires; each office sets its own."""

    initial: int = 90
    receipted: int = 365
    no_show: int = 365
    incomplete: int = 180
    returned: int = 180
    remind: int = 14
    """From one reminder to the next of what is ready and was not collected; 0: none."""

    @property
    def spans(self) -> Mapping[RequestState, timedelta]:
        """By the state in which it waits."""
        return {
            RequestState.INITIAL: timedelta(self.initial),
            RequestState.RECEIPTED: timedelta(self.receipted),
            RequestState.NO_SHOW: timedelta(self.no_show),
            RequestState.INCOMPLETE: timedelta(self.incomplete),
            RequestState.RETURNED_FOR_CORRECTION: timedelta(self.returned),
        }


USUAL_LIVES = Lives()


@dataclass(frozen=True, slots=True)
class OfficeClock:
    """Who lets requests expire: time, noticed at a station."""

    station: str

    @property
    def login(self) -> str:
        return "clock"


_SEPARATOR = ": "


def coded_reason(code: Refusal, words: str) -> str:
    """A refusal's reason as the history keeps it."""
    return f"{code.value}{_SEPARATOR}{words}"


def read_reason(reason: str) -> tuple[Refusal | None, str]:
    """What `coded_reason` wrote; no code where somebody else did."""
    code, found, words = reason.partition(_SEPARATOR)
    if not found or code not in list(Refusal):
        return None, reason
    return Refusal(code), words


REASON = RequestField("reason", FieldType.LONG_TEXT, Bilingual("دلیل", "Reason"), most=LIMIT)
CODE, EARLIER = "code", "earlier"
_CODES: Mapping[Refusal, Bilingual] = {
    Refusal.NO_CAPACITY: Bilingual("نبود اهلیت", "No capacity: does not understand what is signed"),
    Refusal.UNDER_PRESSURE: Bilingual(
        "اجبار: به خواست خود نیامده است", "Under pressure: not of their own will"
    ),
    Refusal.FORGED: Bilingual("مدارک جعلی", "Forged documents"),
    Refusal.NOT_ENTITLED: Bilingual("نداشتن شرایط", "Not entitled"),
    Refusal.CENTRE_SAID_NO: Bilingual("مخالفت مرکز", "The centre said no"),
    Refusal.OTHER: Bilingual("دلیل دیگر", "Another reason"),
}


def refusal_form(codes: Sequence[Refusal]) -> tuple[RequestField, ...]:
    """Why, by one of these codes and in words."""
    choices = tuple(Choice(code.value, _CODES[code]) for code in codes)
    label = Bilingual("علت رد", "Why it is refused")
    return (RequestField(CODE, FieldType.CHOICE, label, choices=choices), REASON)


def link_form(earlier: Sequence[Choice]) -> tuple[RequestField, ...]:
    """To which request of the same person, and why."""
    label = Bilingual("درخواست دیگر همین شخص", "The other request of this person")
    return (RequestField(EARLIER, FieldType.CHOICE, label, choices=tuple(earlier)), REASON)

"""Who may take away what was made.  Source: domain.md 4.2 (third party collects), 5.3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.answers import age_on
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import Output
from kiosk.domain.course import USUAL, Course, RequestState
from kiosk.domain.errors import Refused
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.guardian import OF_AGE
from kiosk.domain.person import Person
from kiosk.domain.reason import entry, required_entry
from kiosk.domain.request import Request
from kiosk.text.digits import to_ascii

NATIONAL_CARD = "national-card"
AFTER: Mapping[RequestState, RequestState] = {
    RequestState.QC_OK: RequestState.DELIVERED,
    RequestState.APPROVED: RequestState.DELIVERED,
    RequestState.STAMPED: RequestState.RETURNED,
}
"""States in which something may wait to be collected, and what each becomes by it."""


def collectable(state: RequestState, course: Course | None) -> bool:
    """A certificate or booklet that was looked at, a stamp, or a file that the centre sent."""
    if state is RequestState.APPROVED:
        return (course or USUAL).output is Output.FILE
    return state in AFTER


class Capacity(StrEnum):
    """In what capacity somebody takes it away."""

    SELF = "self"
    GUARDIAN = "guardian"
    PROXY = "proxy"
    POST = "post"


@dataclass(frozen=True, slots=True)
class HandOver:
    capacity: Capacity
    recipient: str = ""
    """Name; for the subject and for a guardian it is taken from the register."""
    identity_paper: str = ""
    """Kind of the paper that was shown: a document kind of the catalogue, or free words."""
    identity_no: str = ""
    """Its number; by post the number of the consignment."""
    proxy_paper: str = ""
    duplicate: int = field(default=0, kw_only=True)
    """Which duplicate of a certificate; 0: the paper itself."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A line of the delivery register."""

    no: int
    said: HandOver
    local_day: date
    at: datetime
    login: str
    station: str


@dataclass(frozen=True, slots=True)
class Ready:
    """One line of what waits to be collected."""

    request: Request
    name_fa: str
    name_lat: str
    since: datetime
    reminded_at: datetime | None = None
    """When the applicant was last reminded of it."""
    duplicate: int = 0


@dataclass(frozen=True, slots=True)
class Collecting:
    """For whom it was made, and who may take it away for them."""

    subject: Person
    guardians: tuple[Person, ...]
    proxy_collects: bool
    today: date

    @property
    def minor(self) -> bool:
        return age_on(self.subject.birth_date, self.today) < OF_AGE


def permitted(said: HandOver, collecting: Collecting) -> HandOver:
    """The hand-over, tidied, once this person may take it.

    Raises:
        Refused: "hand-over.minor", "hand-over.not-a-minor", "hand-over.not-guardian",
            "hand-over.other-identity", "hand-over.no-proxy", "hand-over.proxy-paper", "text.…".
    """
    number = to_ascii(required_entry(said.identity_no, "identity_no")).upper().replace(" ", "")
    paper = (
        "post"
        if said.capacity is Capacity.POST
        else required_entry(said.identity_paper, "identity_paper", 40)
    )
    said = replace(
        said,
        recipient=entry(said.recipient, "recipient"),
        identity_paper=paper,
        identity_no=number,
        proxy_paper=entry(said.proxy_paper, "proxy_paper"),
    )
    if collecting.minor and said.capacity is not Capacity.GUARDIAN:
        raise Refused("hand-over.minor")
    return _BY_CAPACITY[said.capacity](said, collecting)


def _self(said: HandOver, collecting: Collecting) -> HandOver:
    subject = collecting.subject
    # A passport may have got another number meanwhile; a national card never does.
    if said.identity_paper == NATIONAL_CARD and said.identity_no != subject.national_code:
        raise Refused("hand-over.other-identity")
    return replace(said, recipient=subject.full_name_fa, proxy_paper="")


def _guardian(said: HandOver, collecting: Collecting) -> HandOver:
    if not collecting.minor:
        raise Refused("hand-over.not-a-minor")
    for guardian in collecting.guardians:
        if said.identity_no in (guardian.national_code, guardian.passport_no):
            return replace(said, recipient=guardian.full_name_fa)
    raise Refused("hand-over.not-guardian")


def _proxy(said: HandOver, collecting: Collecting) -> HandOver:
    if not collecting.proxy_collects:
        raise Refused("hand-over.no-proxy")
    if not said.proxy_paper:
        raise Refused("hand-over.proxy-paper")
    return replace(said, recipient=required_entry(said.recipient, "recipient"))


def _post(said: HandOver, collecting: Collecting) -> HandOver:
    return replace(said, recipient=said.recipient or collecting.subject.full_name_fa, proxy_paper="")


_BY_CAPACITY = {
    Capacity.SELF: _self,
    Capacity.GUARDIAN: _guardian,
    Capacity.PROXY: _proxy,
    Capacity.POST: _post,
}


FORM: Sequence[RequestField] = (
    RequestField(
        "capacity",
        FieldType.CHOICE,
        Bilingual("گیرنده", "Who takes it"),
        choices=(
            Choice("self", Bilingual("خود متقاضی", "the applicant")),
            Choice("guardian", Bilingual("ولی یا قیم", "the guardian")),
            Choice("proxy", Bilingual("وکیل یا نماینده", "a proxy")),
            Choice("post", Bilingual("پست", "the post")),
        ),
    ),
    RequestField(
        "recipient",
        FieldType.TEXT,
        Bilingual("نام گیرنده", "Recipient's name"),
        when="capacity=proxy",
        most=120,
    ),
    RequestField(
        "identity_paper",
        FieldType.CHOICE,
        Bilingual("مدرک هویتی دیده‌شده", "Identity paper seen"),
        choices=(
            Choice("national-card", Bilingual("کارت ملی", "national card")),
            Choice("passport", Bilingual("گذرنامه", "passport")),
            Choice("birth-booklet", Bilingual("شناسنامه", "birth booklet")),
        ),
        when="capacity!=post",
    ),
    RequestField(
        "identity_no",
        FieldType.TEXT,
        Bilingual("شماره مدرک یا مرسوله", "Its number, or the consignment's"),
        latin=True,
        most=40,
    ),
    RequestField(
        "proxy_paper",
        FieldType.TEXT,
        Bilingual("وکالت‌نامه و شماره آن", "The proxy's paper and its number"),
        when="capacity=proxy",
        most=120,
    ),
)
"""What is written down when something is handed over."""

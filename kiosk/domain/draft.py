"""A request before its initial registration, kept field by field.  Source: domain.md S3, S4, S39, S40."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import RequestSummary
from kiosk.domain.catalogue import Service
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.request import RequestState

SELF = "self"

PURPOSE = RequestField(
    "purpose",
    FieldType.CHOICE,
    Bilingual("هدف از درخواست", "What the request is for"),
    mandatory=False,
    choices=(
        Choice("study", Bilingual("تحصیل", "studies")),
        Choice("other", Bilingual("غیره", "something else")),
    ),
)
LEGACY_CODE = RequestField(
    "legacy_code",
    FieldType.TEXT,
    Bilingual("کد پیشین «تاک»", "Earlier TAK code"),
    help=Bilingual(
        "اگر پرونده‌ای در سامانه پیشین (تاک) دارید.", "If there is a file in the former system, TAK."
    ),
    mandatory=False,
    latin=True,
)
COMMON_FIELDS = (PURPOSE, LEGACY_CODE)
"""What every request may state beside its service's own fields.  Source: domain.md S3, S4."""

OVER = frozenset(
    {
        RequestState.DELIVERED,
        RequestState.CONFIRMED,
        RequestState.NOTIFIED,
        RequestState.STAMPED,
        RequestState.RETURNED,
        RequestState.REFUSED,
        RequestState.CANCELLED,
        RequestState.EXPIRED,
        RequestState.VOIDED,
    }
)
"""States in which nothing more is done for a request: a further one of that service is no duplicate."""

CAME_TO_NOTHING = frozenset(
    {RequestState.REFUSED, RequestState.CANCELLED, RequestState.EXPIRED, RequestState.VOIDED}
)


class DraftState(StrEnum):
    OPEN = "open"
    FILED = "filed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which service, for whom, by whom, and on which basis for somebody else."""

    service: str
    subject_id: UUID
    filer_id: UUID
    basis: str = SELF


@dataclass(frozen=True, slots=True)
class Draft:
    id: UUID
    wish: Wish
    answers: Mapping[str, str]
    """Field id → text as typed, right or not yet."""
    state: DraftState
    started_at: datetime
    changed_at: datetime
    version: int
    request_id: UUID | None = None
    alike: tuple[RequestSummary, ...] = ()
    """Requests of the same person for the same service that are still open: perhaps this is one of them."""


def fields_of(service: Service) -> tuple[RequestField, ...]:
    """Everything that a request for this service asks, in the order of the form."""
    # A service that asks in its own words what it is for is not asked twice.
    common = COMMON_FIELDS if service.field("used_for") is None else (LEGACY_CODE,)
    return (*service.fields, *common)

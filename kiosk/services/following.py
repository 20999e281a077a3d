"""Requests that rest on the yes to an earlier one: tied as they come in.  Source: domain.md 2.3, 2.7."""

from __future__ import annotations

from uuid import UUID

from kiosk.domain.card import RequestSummary
from kiosk.domain.request import Request
from kiosk.domain.rules.following import agreed, follows_reason
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


def agreed_before(desk: Desk, work: Work, service: str, subject_id: UUID) -> RequestSummary | None:
    """The request of the same person whose yes one of this service rests on, as a passport on a crosser's."""
    services = desk.catalogue.before(service)
    asked = [each for code in services for each in work.requests.alike(subject_id, code)]
    return agreed(sorted(asked, key=lambda each: each.filed_at))


def why_tied(earlier: RequestSummary | None) -> str:
    """The reason in the history's first line; empty where nothing was tied."""
    return follows_reason(earlier.service, earlier.tracking_code) if earlier else ""


def noted(request: Request) -> dict[str, str]:
    """What the audit line says beyond the rest."""
    return {"earlier": str(request.follows)} if request.follows else {}

"""The yes to an earlier request that a later one rests on.  Source: domain.md 2.1, 2.3, 2.7 (IBC-01)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.request import RequestState
from kiosk.domain.rules.case import OUT, Case
from kiosk.domain.rules.finding import MET, NOT_APPLICABLE, Finding, broken, said

_S = RequestState
_AGREED = OUT | {_S.APPROVED}
_GIVEN_UP = frozenset({_S.CANCELLED, _S.EXPIRED})
"""Nobody was asked, or nobody waits for the answer."""

_FOLLOWS = "follows: "

_WHY = {
    _S.REPLY_NO: Bilingual(
        "پاسخ به درخواست {day} منفی بوده است", "the answer to the request of {day} was no"
    ),
    _S.REFUSED: Bilingual("درخواست {day} رد شده است", "the request of {day} was refused"),
    _S.VOIDED: Bilingual(
        "پاسخ به درخواست {day} باطل شده است", "the answer to the request of {day} was declared void"
    ),
}
_OPEN = Bilingual("درخواست {day} هنوز پاسخی ندارد", "the request of {day} has no answer yet")


class Asked(Protocol):
    @property
    def state(self) -> RequestState: ...


A = TypeVar("A", bound=Asked)


def agreed(asked: Sequence[A]) -> A | None:
    """The request whose yes holds: the newest, if it was agreed to; `asked`: oldest first."""
    last = _last(asked)
    return last if last is not None and last.state in _AGREED else None


def crossing_agreed(case: Case) -> Finding:
    """Who left outside the border posts gets a passport after the centre's yes; the newest answer counts."""
    last = _last(case.of_service(*case.before))
    if last is None:
        return NOT_APPLICABLE
    if last.state in _AGREED:
        return MET
    why = _WHY.get(last.state, _OPEN)
    return broken(said(why.fa, why.en, day=last.filed_on))


def follows_reason(service: str, tracking_code: str) -> str:
    """To which request another was tied when it was filed, as the history keeps it."""
    return f"{_FOLLOWS}{service} {tracking_code}"


def read_follows(reason: str) -> tuple[str, str] | None:
    """Service and tracking code, where `follows_reason` wrote them."""
    if not reason.startswith(_FOLLOWS):
        return None
    service, _, code = reason.removeprefix(_FOLLOWS).partition(" ")
    return service, code


def _last(asked: Sequence[A]) -> A | None:
    """The newest that was not given up; None: there is none."""
    return next((each for each in reversed(asked) if each.state not in _GIVEN_UP), None)

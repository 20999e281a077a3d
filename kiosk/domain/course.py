"""The states of a request and the ways between them: one table.  Source: domain.md 2.0, 4.1, 4.2.

A request's course is its status path and its output: both are settled when its walk is decided, and
nothing before that depends on them.  `docs/states.md` is drawn from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.errors import Refused


class RequestState(StrEnum):
    """Every state a request can be in; the Persian labels stand in `kiosk.words`."""

    INITIAL = "INITIAL"
    RECEIPTED = "RECEIPTED"
    ARRIVED = "ARRIVED"
    VERIFYING = "VERIFYING"
    VERIFIED = "VERIFIED"
    SENT = "SENT"
    REPLY_OK = "REPLY_OK"
    REPLY_NO = "REPLY_NO"
    APPROVED = "APPROVED"
    PRINTED = "PRINTED"
    QC_OK = "QC_OK"
    DELIVERED = "DELIVERED"
    CONFIRMED = "CONFIRMED"
    NOTIFIED = "NOTIFIED"
    STAMPED = "STAMPED"
    RETURNED = "RETURNED"
    INCOMPLETE = "INCOMPLETE"
    RETURNED_FOR_CORRECTION = "RETURNED_FOR_CORRECTION"
    SUSPENDED = "SUSPENDED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"
    NO_SHOW = "NO_SHOW"
    EXPIRED = "EXPIRED"
    VOIDED = "VOIDED"


class Mover(StrEnum):
    """Who takes a request along a way."""

    APPLICANT = "applicant"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    CLOCK = "clock"
    """The office's deadlines."""


@dataclass(frozen=True, slots=True)
class Course:
    """How one request goes on after its walk, and what comes of it."""

    path: StatusPath
    output: Output


ENDS_IN: Mapping[StatusPath, frozenset[Output]] = {
    StatusPath.HERE: frozenset({Output.CERTIFICATE, Output.BOOKLET, Output.STAMP}),
    StatusPath.CENTRE: frozenset(Output),
    StatusPath.SYSTEM: frozenset({Output.VIRTUAL, Output.FILE}),
    StatusPath.STAMP: frozenset({Output.STAMP}),
}
"""What can come of a path: in the system nothing is printed or stamped, and a file goes by the centre."""


@dataclass(frozen=True, slots=True)
class Way:
    """From one state to the next."""

    before: RequestState
    after: RequestState
    mover: Mover
    paths: frozenset[StatusPath] = frozenset(StatusPath)
    outputs: frozenset[Output] = frozenset(Output)

    def is_on(self, course: Course) -> bool:
        return course.path in self.paths and course.output in self.outputs


_S, _M, _P, _O = RequestState, Mover, StatusPath, Output
_PAPER = frozenset({_O.CERTIFICATE, _O.BOOKLET})
_BACK = frozenset({_S.RECEIPTED, _S.ARRIVED, _S.NO_SHOW, _S.INCOMPLETE, _S.RETURNED_FOR_CORRECTION})
"""States in which the office waits for the applicant."""


def _ways() -> tuple[Way, ...]:
    before_the_walk = (
        Way(_S.INITIAL, _S.RECEIPTED, _M.APPLICANT),
        *(Way(state, _S.ARRIVED, _M.CLERK) for state in sorted(_BACK - {_S.ARRIVED})),
        *(Way(state, _S.NO_SHOW, _M.CLERK) for state in (_S.RECEIPTED, _S.ARRIVED)),
        *(Way(state, _S.VERIFYING, _M.CLERK) for state in sorted(_BACK)),
    )
    walk = (
        Way(_S.VERIFYING, _S.VERIFIED, _M.CLERK),
        Way(_S.VERIFYING, _S.INCOMPLETE, _M.CLERK),
        Way(_S.VERIFYING, _S.RETURNED_FOR_CORRECTION, _M.CLERK),
        Way(_S.VERIFYING, _S.SUSPENDED, _M.CLERK),
        # Without capacity or under pressure nothing is attested: the officer at the counter says no.
        Way(_S.VERIFYING, _S.REFUSED, _M.CLERK),
        Way(_S.SUSPENDED, _S.VERIFYING, _M.SUPERVISOR),
        Way(_S.SUSPENDED, _S.REFUSED, _M.SUPERVISOR),
    )
    second_person = (
        Way(_S.VERIFIED, _S.APPROVED, _M.SUPERVISOR, frozenset({_P.HERE, _P.STAMP})),
        Way(_S.VERIFIED, _S.CONFIRMED, _M.SUPERVISOR, frozenset({_P.SYSTEM})),
        *(Way(state, _S.VERIFYING, _M.SUPERVISOR) for state in (_S.VERIFIED, _S.REPLY_OK, _S.APPROVED)),
        *(Way(state, _S.REFUSED, _M.SUPERVISOR) for state in (_S.VERIFIED, _S.REPLY_OK, _S.APPROVED)),
    )
    centre = (
        Way(_S.VERIFIED, _S.SENT, _M.SUPERVISOR, frozenset({_P.CENTRE})),
        Way(_S.SENT, _S.REPLY_OK, _M.CLERK, frozenset({_P.CENTRE})),
        Way(_S.SENT, _S.REPLY_NO, _M.CLERK, frozenset({_P.CENTRE})),
        Way(_S.SENT, _S.RETURNED_FOR_CORRECTION, _M.CLERK, frozenset({_P.CENTRE})),
        Way(_S.REPLY_OK, _S.APPROVED, _M.SUPERVISOR, frozenset({_P.CENTRE})),
        Way(_S.REPLY_NO, _S.REFUSED, _M.SUPERVISOR, frozenset({_P.CENTRE})),
        # Asked again with what the first reply found missing.
        Way(_S.REPLY_NO, _S.VERIFYING, _M.SUPERVISOR, frozenset({_P.CENTRE})),
    )
    output = (
        Way(_S.APPROVED, _S.PRINTED, _M.CLERK, outputs=_PAPER),
        Way(_S.PRINTED, _S.QC_OK, _M.CLERK, outputs=_PAPER),
        Way(_S.QC_OK, _S.DELIVERED, _M.CLERK, outputs=_PAPER),
        Way(_S.APPROVED, _S.STAMPED, _M.CLERK, outputs=frozenset({_O.STAMP})),
        Way(_S.STAMPED, _S.RETURNED, _M.CLERK, outputs=frozenset({_O.STAMP})),
        # What the centre made is handed over, or its answer alone is told.
        Way(_S.APPROVED, _S.DELIVERED, _M.CLERK, outputs=frozenset({_O.FILE})),
        Way(_S.APPROVED, _S.NOTIFIED, _M.CLERK, outputs=frozenset({_O.FILE})),
        Way(_S.APPROVED, _S.CONFIRMED, _M.CLERK, outputs=frozenset({_O.VIRTUAL})),
        Way(_S.CONFIRMED, _S.NOTIFIED, _M.CLERK),
    )
    undone = (
        *(Way(s, _S.VOIDED, _M.SUPERVISOR, outputs=_PAPER) for s in (_S.PRINTED, _S.QC_OK, _S.DELIVERED)),
        *(Way(s, _S.VOIDED, _M.SUPERVISOR, outputs=frozenset({_O.STAMP})) for s in (_S.STAMPED, _S.RETURNED)),
        *(Way(state, _S.VOIDED, _M.SUPERVISOR) for state in (_S.CONFIRMED, _S.NOTIFIED)),
        # What is wrong is corrected, compared and approved anew before it is replaced.
        Way(_S.VOIDED, _S.VERIFYING, _M.SUPERVISOR),
    )
    given_up = (
        *(
            Way(state, _S.CANCELLED, _M.CLERK)
            for state in sorted(_BACK | {_S.INITIAL, _S.VERIFYING, _S.VERIFIED, _S.SENT})
        ),
        *(
            Way(state, _S.EXPIRED, _M.CLOCK)
            for state in sorted(
                {_S.INITIAL, _S.RECEIPTED, _S.NO_SHOW, _S.INCOMPLETE, _S.RETURNED_FOR_CORRECTION}
            )
        ),
    )
    return (*before_the_walk, *walk, *second_person, *centre, *output, *undone, *given_up)


WAYS: tuple[Way, ...] = _ways()

USUAL = Course(StatusPath.HERE, Output.CERTIFICATE)
"""The course of a request that was decided before courses were kept."""


@cache
def onward(course: Course) -> Mapping[RequestState, frozenset[RequestState]]:
    """State → the states that may follow it on this course."""
    table: dict[RequestState, set[RequestState]] = {state: set() for state in RequestState}
    for way in WAYS:
        if way.is_on(course):
            table[way.before].add(way.after)
    return {before: frozenset(after) for before, after in table.items()}


def advance(course: Course | None, current: RequestState, to: RequestState) -> RequestState:
    """The new state; no course: the usual one.

    Raises:
        Refused: "request.transition" when no way leads from one to the other.
    """
    if to not in onward(course or USUAL)[current]:
        raise Refused("request.transition", current=current.value, to=to.value)
    return to


WALKABLE = frozenset(way.before for way in WAYS if way.after is _S.VERIFYING) | {_S.VERIFYING}
"""States that lead into the verification walk."""

ARRIVES_FROM = frozenset(way.before for way in WAYS if way.after is _S.ARRIVED)
"""States from which a request arrives when its applicant comes."""

CLERK_WALKABLE = frozenset(
    way.before for way in WAYS if way.after is _S.VERIFYING and way.mover is _M.CLERK
) | {_S.VERIFYING}
"""Those from which a clerk opens it; from the others a supervisor alone does."""


def mover(course: Course | None, current: RequestState, to: RequestState) -> Mover:
    """Who takes a request along this way.

    Raises:
        Refused: "request.transition" when no way leads from one to the other.
    """
    for way in WAYS:
        if way.before is current and way.after is to and way.is_on(course or USUAL):
            return way.mover
    raise Refused("request.transition", current=current.value, to=to.value)

"""Numbered forms: where each of them is, what may happen to it, and the day's equation.

received + what was there + what came back = used + spoiled + sent back + written off + in hands + in stock

What came back was used on a former day: its certificate was not printed after all, or was spoiled or void; or
it was written off on a former day, and found.  What headquarters sends a second time is received once more.
Every serial is in one place.  One that was not found when the stock was counted is missing, and while any is,
the day does not balance.  Source: domain.md 3.5, 4.1, 4.2, 5.3, 6 (DFAT, CF, VIC); security.md threat 5.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kiosk.domain.errors import Refused
from kiosk.domain.made import KINDS_OF_BLANKS
from kiosk.domain.roles import Action, Officer, may, require
from kiosk.domain.serials import Run, written

KINDS = KINDS_OF_BLANKS


class Place(StrEnum):
    """Where a form is."""

    STOCK = "RECEIVED"
    HAND = "ISSUED_TO"
    USED = "USED"
    SPOILED = "SPOILED"
    """Kept until it is destroyed."""
    DESTROYED = "DESTROYED"
    SENT_BACK = "SENT_BACK"
    """With headquarters again."""
    MISSING = "MISSING"
    """Nobody can say where it is."""
    LOST = "LOST"
    """Missing, and written off with minutes; found again only with others."""


HERE = frozenset({Place.STOCK, Place.HAND, Place.MISSING})
"""Places of forms for which the office answers and which nothing has become of."""


class Act(StrEnum):
    """What two people do with forms; a form is used by the booklet that it becomes."""

    RECEIVE = "blank-receive"
    ISSUE = "blank-issue"
    TAKE_BACK = "blank-take-back"
    SPOIL = "blank-spoil"
    SEND_BACK = "blank-send-back"
    MISS = "blank-miss"
    FIND = "blank-find"
    WRITE_OFF = "blank-write-off"
    FIND_LOST = "blank-find-lost"
    """It was written off, and is there after all."""
    DESTROY = "blank-destroy"
    RECALL = "blank-recall"
    """Its booklet or certificate is void, and it was brought back."""


AT_HAND = frozenset({Place.STOCK, Place.HAND})
"""Places of forms that can be used, spoiled or lost sight of."""
WAYS: Mapping[Act, tuple[frozenset[Place], Place]] = {
    Act.RECEIVE: (frozenset({Place.SENT_BACK}), Place.STOCK),
    Act.ISSUE: (frozenset({Place.STOCK}), Place.HAND),
    Act.TAKE_BACK: (frozenset({Place.HAND}), Place.STOCK),
    Act.SPOIL: (AT_HAND, Place.SPOILED),
    Act.SEND_BACK: (frozenset({Place.STOCK}), Place.SENT_BACK),
    Act.MISS: (AT_HAND, Place.MISSING),
    Act.FIND: (frozenset({Place.MISSING}), Place.STOCK),
    Act.WRITE_OFF: (frozenset({Place.MISSING}), Place.LOST),
    Act.FIND_LOST: (frozenset({Place.LOST}), Place.STOCK),
    Act.DESTROY: (frozenset({Place.SPOILED}), Place.DESTROYED),
    Act.RECALL: (frozenset({Place.USED}), Place.SPOILED),
}
"""From where each act takes a form, and to where; what is received was nowhere, or had been sent back."""


class Moment(StrEnum):
    """When the stock is counted."""

    OPENING = "opening"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Blank:
    """One form as it stands in the book."""

    serial: str
    place: Place
    holder_id: UUID | None


@dataclass(frozen=True, slots=True)
class Move:
    """Forms that went from one place to another together."""

    kind: str
    run: Run
    came_from: Place | None
    went_to: Place
    local_day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """Who did it, who confirmed it, and whether that is one person, in an office where nobody else works."""

    by: Officer
    second: Officer | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the book."""

    move: Move
    signed: Signed
    holder_id: UUID | None = None
    """In whose hand the forms were, or came."""
    paper_no: str = ""
    """Of headquarters' letter, or of the minutes."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """What two people found when they counted the stock of one kind."""

    kind: str
    moment: Moment
    found: str
    """Ranges."""
    number: int
    missing: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the book as it is read again."""

    move: Move
    by: str
    second: str
    holder: str
    paper_no: str
    reason: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The equation of one kind on one day."""

    kind: str
    opening: int
    """What the office answered for when the day began."""
    received: int
    used: int
    spoiled: int
    returned: int
    """Sent back to headquarters."""
    in_hands: int
    in_stock: int
    missing: tuple[str, ...]
    written_off: int = 0
    came_back: int = 0
    """Used or written off on a former day, and not any more."""
    ranges: Mapping[str, str] = field(default_factory=dict)
    """The serials of each figure, by its name, as one reads them."""
    ahead: date | None = None
    """Under this later day lines stand already, written while a clock was ahead; until then none balances."""

    @property
    def balanced(self) -> bool:
        return not self.missing and self.adds_up

    @property
    def adds_up(self) -> bool:
        """Every form is somewhere, the missing ones among them."""
        gone = self.used + self.spoiled + self.returned + self.written_off + len(self.missing)
        came = self.opening + self.received + self.came_back
        return came == gone + self.in_hands + self.in_stock


Sums = Mapping[tuple[Place | None, Place], int]
"""How many forms went from one place to another."""
_GONE = (
    ("spoiled", Place.SPOILED),
    ("returned", Place.SENT_BACK),
)
_UNDONE = (("used", Place.USED), ("written_off", Place.LOST))
"""Where forms went that may come back from there."""
_ANEW = (None, Place.SENT_BACK)
"""From where forms are received."""
_HERE = (("in_hands", Place.HAND), ("in_stock", Place.STOCK), ("missing", Place.MISSING))


def balance(kind: str, opening: int, moves: Sequence[Move], places: Mapping[str, Place]) -> Balance:
    """
    Arguments:
        opening: for how many forms the office answered when the day began.
        moves: those of the day.
        places: where each form for which the office answers is at the end of the day.
    """
    undone = {name: _into(place, moves) for name, place in _UNDONE}
    lists = {
        "received": [each for move in moves if move.came_from in _ANEW for each in move.run],
        **{name: [each for each, times in into.items() if times > 0] for name, into in undone.items()},
        "came_back": [each for into in undone.values() for each, times in into.items() if times < 0],
        **{name: [each for move in moves if move.went_to is to for each in move.run] for name, to in _GONE},
        **{name: [each for each, at in places.items() if at is place] for name, place in _HERE},
    }
    counts = {name: len(serials) for name, serials in lists.items() if name != "missing"}
    return Balance(
        kind,
        opening=opening,
        missing=tuple(sorted(lists["missing"])),
        ranges={name: written(serials) for name, serials in lists.items()},
        ahead=None,
        **counts,
    )


def _into(place: Place, moves: Sequence[Move]) -> Counter[str]:
    """How often each form came into a place, less how often it left it."""
    came: Counter[str] = Counter()
    for move in moves:
        for serial in move.run:
            came[serial] += (move.went_to is place) - (move.came_from is place)
    return came


def replayed(moves: Iterable[Move]) -> dict[str, Place]:
    """Where the moves of one kind left each form, in whatever order they come: clocks of stations differ."""
    tally: dict[str, Counter[Place]] = defaultdict(Counter)
    for move in moves:
        for serial in move.run:
            tally[serial][move.went_to] += 1
            if move.came_from is not None:
                tally[serial][move.came_from] -= 1
    return {serial: place for serial, places in tally.items() for place, times in places.items() if times > 0}


def summed(moves: Iterable[Move]) -> Sums:
    sums: Counter[tuple[Place | None, Place]] = Counter()
    for move in moves:
        sums[move.came_from, move.went_to] += len(move.run)
    return sums


def require_two(by: Officer, second: Officer, alone_allowed: bool) -> bool:
    """Two people answer for every form that changes hands, and one of them keeps the stock.

    Returns:
        Whether it is one person alone, in an office where nobody else works.

    Raises:
        Refused: "stock.same-person", "stock.no-keeper", "role.not-allowed".
    """
    require(by, Action.USE_BLANKS)
    if not any(may(each, Action.KEEP_BLANKS) for each in (by, second)):
        raise Refused("stock.no-keeper")
    alone = by.person_id == second.person_id
    if alone and not alone_allowed:
        raise Refused("stock.same-person")
    return alone


def require_in(places: frozenset[Place], blank: Blank) -> None:
    """
    Raises:
        Refused: "stock.elsewhere" (details: serial, state).
    """
    if blank.place not in places:
        raise Refused("stock.elsewhere", serial=blank.serial, state=blank.place.value)


def answered_for(sums: Sums) -> int:
    """By how many forms those for which the office answers grew in these moves."""
    came = sum(n for (since, to), n in sums.items() if to in HERE and since not in HERE)
    left = sum(n for (since, to), n in sums.items() if to not in HERE and since in HERE)
    return came - left

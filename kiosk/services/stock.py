"""What the book of numbered forms says: the day's equation, the counts, what is short, who holds what.

What changes the book stands in `kiosk.services.stock_keeping` and `kiosk.services.stock_counting`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from kiosk.domain.day_figures import left_at_the_end
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.serials import written
from kiosk.domain.stock import (
    AT_HAND,
    HERE,
    KINDS,
    Balance,
    Count,
    Line,
    Moment,
    Place,
    answered_for,
    balance,
    replayed,
)
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

CLOCKS_DIFFER = timedelta(minutes=10)
"""By so much at most, where nobody notices."""


def balances(desk: Desk, work: Work, day: date) -> tuple[Balance, ...]:
    """The equation of every kind that was ever received here, for one of the office's own days."""
    return tuple(_balance(desk, work, kind, day) for kind in KINDS if work.stock.is_kept(kind))


def uncounted(desk: Desk, work: Work, day: date, moment: Moment) -> tuple[str, ...]:
    """Kinds that two people have yet to count; at closing nothing is in a hand and the rest was all found."""
    made = [each for each in work.stock.counts_on(day) if each.moment is moment]
    kinds = balances(desk, work, day)
    if moment is Moment.OPENING:
        known = {each.kind for each in made}
        return tuple(each.kind for each in kinds if each.opening and each.kind not in known)
    return tuple(
        each.kind
        for each in kinds
        if _is_to_count(each) and not any(_holds(desk, work, (count, day), each) for count in made)
    )


def counted(desk: Desk, work: Work, day: date, moment: Moment) -> frozenset[str]:
    """Kinds of which two people made a count that holds; one with nothing anywhere needs none."""
    made = {each.kind for each in work.stock.counts_on(day) if each.moment is moment}
    return frozenset(made.difference(uncounted(desk, work, day, moment)))


def in_hands(work: Work) -> tuple[tuple[str, str], ...]:
    """Who holds what now: each officer's sign-in name with the ranges of one kind."""
    held: dict[tuple[str, UUID], list[str]] = {}
    for kind in KINDS:
        for blank in work.stock.in_places(kind, [Place.HAND]):
            if blank.holder_id is not None:
                held.setdefault((kind, blank.holder_id), []).append(blank.serial)
    return tuple((work.accounts.get(by).login, written(serials)) for (_, by), serials in held.items())


@dataclass(frozen=True, slots=True)
class KindOfBlank:
    """One kind as the supervisor's list shows it."""

    kind: str
    figures: Mapping[Place, int]
    few: int
    """So many are few; 0: never."""
    in_stock: str
    """Ranges, as are the next two."""
    missing: str
    hands: tuple[tuple[str, str], ...]
    """Sign-in name and what is in that hand."""
    void: str = ""
    """What is void and was not brought back."""

    @property
    def is_kept(self) -> bool:
        """Whether forms of this kind were ever received here."""
        return bool(self.figures)

    @property
    def is_short(self) -> bool:
        return self.is_kept and 0 < self.few >= sum(self.figures.get(place, 0) for place in AT_HAND)


@dataclass(frozen=True, slots=True)
class Held:
    """Forms of one kind in an officer's own hand."""

    kind: str
    number: int
    serials: str


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a clerk should know before a case is taken that will need a form."""

    kind: str
    left: int


def overview(desk: Desk, officer: Officer) -> tuple[KindOfBlank, ...]:
    """Every kind, with what lies where; no applicant is named, so nothing is noted.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.KEEP_BLANKS)

    def act(work: Work) -> tuple[KindOfBlank, ...]:
        return tuple(_kind(desk, work, kind) for kind in KINDS)

    return desk.store.read(act)


def in_hand(desk: Desk, officer: Officer) -> tuple[Held, ...]:
    """What the book says is in the officer's own hand.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.USE_BLANKS)
    held: dict[str, list[str]] = {}
    for kind, serial in desk.store.read(lambda work: work.stock.held_by(officer.id)):
        held.setdefault(kind, []).append(serial)
    return tuple(Held(kind, len(serials), written(serials)) for kind, serials in held.items())


@dataclass(frozen=True, slots=True)
class Book:
    """One kind: today's equation, and the newest lines first."""

    balance: Balance
    lines: tuple[Line, ...]


def book(desk: Desk, officer: Officer, kind: str) -> Book:
    """
    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.KEEP_BLANKS)

    def act(work: Work) -> Book:
        return Book(_balance(desk, work, kind, desk.today()), tuple(work.stock.book(kind)))

    return desk.store.read(act)


def shortage(desk: Desk, officer: Officer, request_id: UUID) -> Shortage | None:
    """Where few of the forms are left that this request's booklet would be made of.

    Raises:
        NotFound: "request.unknown"; Refused: "role.not-allowed".
    """
    require(officer, Action.USE_BLANKS)

    def act(work: Work) -> Shortage | None:
        kind = desk.catalogue.service(work.requests.get(request_id).service).blank
        return Shortage(kind, _left(work, kind)) if kind and _is_short(desk, work, kind) else None

    return desk.store.read(act)


def still_out(desk: Desk, officer: Officer, request_id: UUID) -> str:
    """Ranges of the forms that are void with what came of a request, and were not brought back.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.KEEP_BLANKS)

    def act(work: Work) -> str:
        return written(serial for kind in KINDS for serial in work.stock.void_and_out(kind, request_id))

    return desk.store.read(act)


def attention(desk: Desk, work: Work) -> int:
    """Kinds of which few are left, or some are missing."""
    kept = [kind for kind in KINDS if work.stock.is_kept(kind)]
    return sum(_is_short(desk, work, kind) or _missing(work, kind) > 0 for kind in kept)


def _is_to_count(kind: Balance) -> bool:
    return bool(kind.in_stock or kind.missing or kind.in_hands)


def _holds(desk: Desk, work: Work, made: tuple[Count, date], kind: Balance) -> bool:
    """Whether a closing count of the day found what is there now, and nothing came and went since.

    Clocks of stations differ: what was found is compared, and moments only where they are far apart.
    """
    count, day = made
    if count.kind != kind.kind or kind.in_hands or count.found != kind.ranges["in_stock"]:
        return False
    since, until = count.at + CLOCKS_DIFFER, desk.now()
    return not any(since < move.at <= until for move in work.stock.moves_on(kind.kind, day))


def _kind(desk: Desk, work: Work, kind: str) -> KindOfBlank:
    here: dict[tuple[Place, UUID | None], list[str]] = {}
    for blank in work.stock.in_places(kind, HERE):
        here.setdefault((blank.place, blank.holder_id), []).append(blank.serial)
    hands = {work.accounts.get(by).login: written(each) for (_, by), each in here.items() if by is not None}
    return KindOfBlank(
        kind,
        work.stock.figures(kind),
        desk.office.few_blanks.get(kind, 0),
        written(here.get((Place.STOCK, None), ())),
        written(here.get((Place.MISSING, None), ())),
        tuple(sorted(hands.items())),
        written(work.stock.void_and_out(kind)),
    )


def _is_short(desk: Desk, work: Work, kind: str) -> bool:
    few = desk.office.few_blanks.get(kind, 0)
    return 0 < few >= _left(work, kind) and work.stock.is_kept(kind)


def _left(work: Work, kind: str) -> int:
    """What can still be used: in the stock, or in a hand."""
    return sum(work.stock.number_in(kind, place) for place in AT_HAND)


def _missing(work: Work, kind: str) -> int:
    return work.stock.number_in(kind, Place.MISSING)


def _balance(desk: Desk, work: Work, kind: str, day: date) -> Balance:
    """Of today by where the forms are, so that there are two sources; of a former day by the book."""
    moves = work.stock.moves_on(kind, day)
    if day < desk.today():
        places = replayed(work.stock.moves_until(kind, day))
    else:
        places = {blank.serial: blank.place for blank in work.stock.in_places(kind, HERE)}
    last, found = work.stock.last_day(kind), balance(kind, _opening(work, kind, day), moves, places)
    return replace(found, ahead=last) if last and last > max(day, desk.today()) else found


def _opening(work: Work, kind: str, day: date) -> int:
    """From the last closed day on, of which nothing changes any more: the whole book grows for years."""
    closed = work.days.last_closed(day)
    if closed is None:
        return answered_for(work.stock.before(kind, day))
    since, figures = closed
    return left_at_the_end(figures, kind) + answered_for(work.stock.before(kind, day, since))

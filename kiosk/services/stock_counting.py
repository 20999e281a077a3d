"""Counting the stock by two people; what is not found is missing until it is found or written off.

Source: domain.md 4.1, 6 (CF); security.md threat 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import Refused
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.serials import read_runs, runs, written
from kiosk.domain.stock import HERE, KINDS, Count, Entry, Moment, Move, Place, Signed, require_two
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.working_day import require_open

COUNTED = "stock:blank:counted"
"""How the audit log calls a count."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What two people say that they found."""

    kind: str
    moment: Moment
    found: str
    """Ranges, as they were typed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What was found beside what the book says, by serial."""

    found: tuple[str, ...]
    missing: tuple[str, ...]
    """In the stock by the book, and not found."""
    back: tuple[str, ...]
    """Missing until now, and found."""


def compare(desk: Desk, officer: Officer, said: Counted) -> Difference:
    """What a count would show; nothing is stored.

    Raises:
        Refused: "stock.kind", "stock.found-elsewhere" (details: serials), "stock.serial", "stock.range",
            "stock.too-many", "stock.twice", "role.not-allowed".
    """
    require(officer, Action.KEEP_BLANKS)
    return desk.store.read(lambda work: _difference(work, said))


def count(desk: Desk, command: OfficerCommand, said: Counted, second: Officer) -> Difference:
    """Store a count; forms that were not found are missing from now on, and found ones are back.

    Raises:
        Refused: "stock.same-person", "stock.no-keeper", and what `compare` raises.
        Conflict: "record.changed".
    """
    require(command.by, Action.KEEP_BLANKS)
    signed = Signed(command.by, second, require_two(command.by, second, desk.office.one_person))

    def act(work: Work) -> Difference:
        difference = _difference(work, said)
        if work.commands.first_time(command):
            require_open(desk, work, command.at)
            for way, serials in ((_GONE, difference.missing), (_BACK, difference.back)):
                _set(desk, work, (command, said.kind, signed), (way, serials))
            _store(desk, work, (command, said, signed), difference)
        return difference

    return desk.store.write(act)


_Way = tuple[Place, Place]
_GONE: _Way = (Place.STOCK, Place.MISSING)
_BACK: _Way = (Place.MISSING, Place.STOCK)
_By = tuple[OfficerCommand, str, Signed]


def _set(desk: Desk, work: Work, by: _By, what: tuple[_Way, Sequence[str]]) -> None:
    command, kind, signed = by
    came_from, went_to = what[0]
    day = desk.office.local_day(command.at)
    for run in runs(what[1]):
        move = Move(kind, run, came_from, went_to, day, command.at)
        work.stock.record(desk.new_key(), Entry(move, signed))


def _store(
    desk: Desk, work: Work, by: tuple[OfficerCommand, Counted, Signed], difference: Difference
) -> None:
    command, said, signed = by
    found = difference.found
    made = Count(said.kind, said.moment, written(found), len(found), written(difference.missing), command.at)
    work.stock.add_count(desk.new_key(), made, signed, desk.office.local_day(command.at))
    desk.note(
        work,
        command,
        said.kind,
        moment=said.moment.value,
        found=len(found),
        missing=made.missing,
        second=signed.second.login if signed.second else None,
        alone=signed.alone,
    )


def _difference(work: Work, said: Counted) -> Difference:
    if said.kind not in KINDS or not work.stock.is_kept(said.kind):
        raise Refused("stock.kind")
    found = set(chain.from_iterable(read_runs(said.found)))
    book = {blank.serial: blank.place for blank in work.stock.in_places(said.kind, HERE)}
    strays = [serial for serial in found if book.get(serial) not in (Place.STOCK, Place.MISSING)]
    if strays:
        raise Refused("stock.found-elsewhere", serials=written(strays))
    missing = (serial for serial, place in book.items() if place is Place.STOCK and serial not in found)
    back = (serial for serial in found if book[serial] is Place.MISSING)
    return Difference(*(tuple(sorted(each)) for each in (found, missing, back)))

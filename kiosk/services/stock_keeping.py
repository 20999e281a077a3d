"""All that happens to numbered forms, each with its line in the book, its second person, its audit line.

Source: domain.md 4.1, 4.2, 6 (DFAT, CF, VIC); security.md threat 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import Refused
from kiosk.domain.reason import entry, required_entry, required_reason
from kiosk.domain.roles import Action, Officer, may, require
from kiosk.domain.serials import Run, run, runs, written
from kiosk.domain.stock import (
    AT_HAND,
    KINDS,
    WAYS,
    Act,
    Blank,
    Entry,
    Move,
    Place,
    Signed,
    require_in,
    require_two,
)
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.working_day import require_open

COMMANDS: Mapping[Act, str] = {
    Act.RECEIVE: "stock:blank:received",
    Act.ISSUE: "stock:blank:issued",
    Act.TAKE_BACK: "stock:blank:taken-back",
    Act.SPOIL: "stock:blank:spoiled",
    Act.SEND_BACK: "stock:blank:sent-back",
    Act.MISS: "stock:blank:missing",
    Act.FIND: "stock:blank:found",
    Act.WRITE_OFF: "stock:blank:written-off",
    Act.FIND_LOST: "stock:blank:lost-found",
    Act.DESTROY: "stock:blank:destroyed",
    Act.RECALL: "stock:blank:recalled",
}
"""How the audit log calls them."""


@dataclass(frozen=True, slots=True)
class Range:
    """Forms of one kind, from the first to the last."""

    kind: str
    run: Run

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise Refused("stock.kind")


@dataclass(frozen=True, slots=True)
class Handled:
    """What is done with which forms, and what is said of it."""

    act: Act
    range: Range
    paper_no: str = ""
    """Of headquarters' letter, or of the minutes."""
    reason: str = ""
    absent: str = ""
    """Why whoever holds the forms is not one of the two."""

    @property
    def why(self) -> str:
        """What the book keeps as the reason."""
        return " · ".join(filter(None, (self.reason, self.absent)))


_PAPERS = frozenset({Act.RECEIVE, Act.SEND_BACK, Act.WRITE_OFF, Act.FIND_LOST, Act.DESTROY})
"""What needs the number of a letter or of minutes."""
_REASONS = frozenset({Act.SPOIL, Act.MISS, Act.WRITE_OFF, Act.FIND, Act.FIND_LOST})
_BY_KEEPER = frozenset(set(Act) - {Act.SPOIL, Act.MISS})
"""What a clerk may not begin; for the rest one of the two keeps the stock."""


def stated(desk: Desk, by: Officer, what: tuple[Act, str], answers: Mapping[str, str]) -> Handled:
    """What an officer's answers ask for, refused before a second person is troubled.

    Arguments:
        what: the act, and the kind of form.

    Raises:
        Refused: as `handle`, except for the second person.
    """
    asked = Range(what[1], run(answers["first"], answers.get("last", "")))
    said = Handled(what[0], asked, *(answers.get(name, "") for name in ("paper_no", "reason", "absent")))
    said = _checked(by, said)
    desk.store.read(lambda work: _parts(work, by, said))
    return said


def handle(desk: Desk, command: OfficerCommand, said: Handled, second: Officer) -> str:
    """Do one thing with a range of forms, confirmed by a second person.

    What is issued goes into the second person's hand.

    Returns:
        The range as it is read.

    Raises:
        Refused: "stock.kind", "stock.same-person", "stock.no-keeper", "stock.known" (details: serials),
            "stock.unknown" (details: serials), "stock.elsewhere" (details: serial, state),
            "stock.not-in-hand" (details: serial), "stock.not-void" (details: serials),
            "stock.holder-needed" (details: serials, login) where the forms are in a third officer's hand,
            "text.empty" (details: field), "reason.required", "role.not-allowed", "day.closing", "day.closed".
        Conflict: "record.changed".
    """
    said = _checked(command.by, said)
    kind, serials = said.range.kind, str(said.range.run)
    alone = require_two(command.by, second, desk.office.one_person)
    signed = Signed(command.by, second, alone)

    def act(work: Work) -> str:
        if work.commands.first_time(command):
            require_open(desk, work, command.at)
            for part, holder_id in _parts(work, command.by, said):
                _require_holder(work, signed, holder_id, said)
                to = second.id if said.act is Act.ISSUE else holder_id
                move = _move(desk, command, kind, part)
                work.stock.record(desk.new_key(), Entry(move, signed, to, said.paper_no, said.why))
            desk.note(work, command, kind, serials=serials, second=second.login, alone=alone)
        return serials

    return desk.store.write(act)


def use(desk: Desk, work: Work, command: OfficerCommand, what: tuple[str, str]) -> None:
    """Write down that a form became a booklet or a certificate, within the transaction that registers it.

    It must be in the hand of whoever fills it in; who keeps the stock may take it from there.  An office that
    never received forms of a kind keeps no book of it.

    Arguments:
        what: kind and serial, such as `passport:K12345678`; the number in the register.

    Raises:
        Refused: "stock.serial", "stock.unknown" (details: serials), "stock.elsewhere" (details: serial,
            state), "stock.not-in-hand" (details: serial).
        Conflict: "record.changed".
    """
    kind, _, serial = what[0].partition(":")
    if not work.stock.is_kept(kind):
        return
    blank = usable(work, command.by, kind, serial)
    move = _move(desk, command, kind, (Run(serial, serial), blank.place, Place.USED))
    entry_made = Entry(move, Signed(command.by), blank.holder_id, paper_no=what[1])
    work.stock.record(desk.new_key(), entry_made)


def usable(work: Work, by: Officer, kind: str, serial: str) -> Blank:
    """A form that the officer may use now.

    Raises: what `use` raises.
    """
    [blank] = _known(work, kind, run(serial))
    require_in(AT_HAND, blank)
    _require_hand(by, blank)
    return blank


def _checked(by: Officer, said: Handled) -> Handled:
    """In its stored spelling."""
    require(by, Action.KEEP_BLANKS if said.act in _BY_KEEPER else Action.USE_BLANKS)
    paper = (required_entry if said.act in _PAPERS else entry)(said.paper_no, "paper_no", 40)
    reason = required_reason(said.reason) if said.act in _REASONS else entry(said.reason, "reason")
    return replace(said, paper_no=paper, reason=reason, absent=entry(said.absent, "absent"))


_Part = tuple[Run, Place | None, Place]
"""Forms that go together: which, from where, to where."""


def _parts(work: Work, by: Officer, said: Handled) -> list[tuple[_Part, UUID | None]]:
    """The ranges of forms that come from one place and one hand, with that hand."""
    kind, asked = said.range.kind, said.range.run
    since, to = WAYS[said.act]
    if said.act is Act.RECEIVE:
        return [((part, place, to), None) for place, part in _arriving(work, kind, asked)]
    if said.act is Act.RECALL:
        _require_void(work, kind, asked)
    together: dict[tuple[Place, UUID | None], list[str]] = {}
    for blank in _known(work, kind, asked):
        require_in(since, blank)
        if not may(by, Action.KEEP_BLANKS):
            _require_hand(by, blank)
        together.setdefault((blank.place, blank.holder_id), []).append(blank.serial)
    return [
        ((part, place, to), holder_id)
        for (place, holder_id), serials in together.items()
        for part in runs(serials)
    ]


def _arriving(work: Work, kind: str, asked: Run) -> Iterator[tuple[Place | None, Run]]:
    """What is new, and what headquarters has sent a second time.

    Raises:
        Refused: "stock.known" (details: serials) for what stands in the book, or became a booklet before.
    """
    book = work.stock.find(kind, [asked])
    again = {serial for serial, blank in book.items() if blank.place in WAYS[Act.RECEIVE][0]}
    known = {*(book.keys() - again), *work.outputs.serials_used(kind, tuple(asked))}
    if known:
        raise Refused("stock.known", serials=written(known))
    yield from ((None, part) for part in runs(serial for serial in asked if serial not in again))
    yield from ((Place.SENT_BACK, part) for part in runs(again))


def _require_void(work: Work, kind: str, asked: Run) -> None:
    """
    Raises:
        Refused: "stock.not-void" (details: serials) for what is in force, or was never used.
    """
    void = set(work.stock.void_and_out(kind))
    valid = [serial for serial in asked if serial not in void]
    if valid:
        raise Refused("stock.not-void", serials=written(valid))


def _known(work: Work, kind: str, asked: Run) -> list[Blank]:
    """
    Raises:
        Refused: "stock.unknown" (details: serials).
    """
    found: Mapping[str, Blank] = work.stock.find(kind, [asked])
    strange = [serial for serial in asked if serial not in found]
    if strange:
        raise Refused("stock.unknown", serials=written(strange))
    return [found[serial] for serial in asked]


def _require_hand(by: Officer, blank: Blank) -> None:
    """
    Raises:
        Refused: "stock.not-in-hand" (details: serial).
    """
    mine = blank.holder_id == by.id
    if not mine and not (blank.place is Place.STOCK and may(by, Action.KEEP_BLANKS)):
        raise Refused("stock.not-in-hand", serial=blank.serial)


def _require_holder(work: Work, signed: Signed, holder_id: UUID | None, said: Handled) -> None:
    """What is in a hand leaves it before its holder; where that is not to be had, the book says why.

    Raises:
        Refused: "stock.holder-needed" (details: serials, login).
    """
    two = (signed.by.id, signed.second.id if signed.second else None)
    if holder_id not in (None, *two) and not said.absent:
        raise Refused(
            "stock.holder-needed", serials=str(said.range.run), login=work.accounts.get(holder_id).login
        )


def _move(desk: Desk, command: OfficerCommand, kind: str, part: _Part) -> Move:
    return Move(kind, *part, desk.office.local_day(command.at), command.at)

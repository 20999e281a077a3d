"""Everything that officers can do to one request, by name, for tests that try it in any order."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import Course
from kiosk.domain.ending import Refusal
from kiosk.domain.errors import NotFound
from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.inquiry import Answer, Reply
from kiosk.domain.made import BookletMade, Origin, StampMade
from kiosk.domain.roles import Officer
from kiosk.domain.verification import Judgement
from kiosk.services import (
    approval,
    centre,
    ending,
    handing_over,
    issuing,
    outputs,
    printing,
    verification,
)
from kiosk.services.desk import Desk
from tests.kiosk.services.finishing import any_course
from tests.kiosk.services.walking import DOUBTFUL, MISSING, walked

SHOWN = HandOver(Capacity.SELF, identity_paper="passport", identity_no="K1")
_blanks = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Case:
    """One request in the hands of one officer; its walks are decided for one course."""

    desk: Desk
    request_id: UUID
    course: Course
    by: Officer
    command: OfficerCommand = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "command", self.desk.command("request:step:tried", self.by))

    @property
    def about(self) -> tuple[Desk, OfficerCommand, UUID]:
        return self.desk, self.command, self.request_id

    def walk(self, said: Judgement | None = None) -> object:
        walked(self.desk, self.by, self.request_id, {1: said} if said else {})
        desk, command, request_id = self.about
        request = desk.store.read(lambda work: work.requests.get(request_id))
        return verification.decide(any_course(desk, request), command, request_id, self.course)

    def reply(self, answer: Answer) -> object:
        asked = self.desk.store.read(lambda work: work.letters.about(self.request_id))
        if not asked:
            raise NotFound("inquiry.unknown")
        reply = Reply(answer, "7", self.desk.today(), "x")
        return centre.record_reply(self.desk, self.command, asked[-1].id, reply)

    def open_and(self, act: Callable[..., object], last: object) -> object:
        """Within the walk."""
        verification.open_walk(self.desk, self.by, self.request_id)
        return act(*self.about, last)

    def fill(self) -> object:
        blank = f"passport:K{next(_blanks):08d}"
        return outputs.fill_booklet(*self.about, BookletMade(blank, Origin.HERE, old_returned=True))


ACTS: Mapping[str, Callable[[Case], object]] = {
    "walk": lambda case: case.walk(),
    "find a lack": lambda case: case.walk(MISSING),
    "doubt": lambda case: case.walk(DOUBTFUL),
    "return": lambda case: case.open_and(ending.return_for_correction, "x"),
    "see no capacity": lambda case: case.open_and(ending.refuse, (Refusal.NO_CAPACITY, "x")),
    "approve": lambda case: approval.approve(*case.about),
    "send back": lambda case: approval.send_back(*case.about, "x"),
    "send": lambda case: centre.send(case.desk, case.command, (case.request_id,), "centre"),
    "hear yes": lambda case: case.reply(Answer.OK),
    "hear no": lambda case: case.reply(Answer.NO),
    "get back": lambda case: case.reply(Answer.RETURNED),
    "issue": lambda case: issuing.issue(*case.about),
    "print": lambda case: printing.send_to_printer(*case.about),
    "look at paper": lambda case: printing.paper_is_good(*case.about),
    "fill booklet": lambda case: case.fill(),
    "look at booklet": lambda case: outputs.booklet_is_good(*case.about),
    "stamp": lambda case: outputs.stamp(*case.about, StampMade("5")),
    "confirm": lambda case: outputs.confirm(*case.about),
    "notify": lambda case: outputs.notify(*case.about),
    "hand over": lambda case: handing_over.hand_over(*case.about, SHOWN),
    "refuse": lambda case: ending.refuse(*case.about, (Refusal.NOT_ENTITLED, "x")),
    "cancel": lambda case: ending.cancel(*case.about, "x"),
    "void": lambda case: ending.void(*case.about, "x"),
    "reopen": lambda case: ending.reopen(*case.about, "x"),
}

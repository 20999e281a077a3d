"""What clerks and the supervisor do with requests on a simulated day, through the services.

Clerks err: a planted flaw is overlooked now and then, and a good paper doubted.  What they found stands in
the database; what was planted is known here alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from kiosk.demo.day.flooring import Officers, Visitor
from kiosk.demo.flaws import Flaw
from kiosk.demo.journeys import judgement, return_originals, settle_rules
from kiosk.domain.catalogue import Output
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import USUAL
from kiosk.domain.hand_over import NATIONAL_CARD, Capacity, HandOver
from kiosk.domain.made import BookletMade, Origin
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.domain.verification import Judgement, Outcome, Slot, Verdict
from kiosk.services import approval, handing_over, issuing, outputs, printing, verification
from kiosk.services.desk import Desk

OVERLOOKED = 0.08
"""Of the planted flaws, those that a clerk does not see."""
SEEN_BY_SUPERVISOR = 0.5
"""Of these, those that a supervisor sees."""
DOUBTED = 0.01
"""Of the good papers, those that a clerk takes for unreadable."""
DOCUMENTS = 6
"""Certificates that are drawn and printed on one day: the others wait for the next."""
_BLURRED = "تصویر تار است"
_LOOK_AGAIN = "مدرک با تصویر نمی‌خواند"


@dataclass(slots=True)
class Casework:
    desk: Desk
    officers: Officers
    draw: Random
    returns: Callable[[Visitor], None]
    """Called for everybody whose paper is ready, to come and fetch it."""
    visitors: dict[UUID, Visitor] = field(default_factory=dict)
    """Request → who came with it."""
    left: int = DOCUMENTS

    def look_at(self, officer: Officer, visitor: Visitor) -> None:
        """Begin with the papers, before something comes between."""
        if not visitor.collects:
            verification.open_walk(self.desk, officer, visitor.request.id)

    def settle(self, officer: Officer, visitor: Visitor) -> None:
        """What somebody came for."""
        if visitor.collects:
            self._hand_over(officer, visitor)
            return
        self.visitors[visitor.request.id] = visitor
        overlooks = self.draw.random() < OVERLOOKED
        self._walk(officer, visitor, None if overlooks else visitor.flaw)

    def supervise(self) -> None:
        """The supervisor's round: yes or no to what waits, then what was agreed to is made."""
        supervisor = self.officers.supervisor
        for line in approval.waiting(self.desk, supervisor):
            visitor = self.visitors[line.request.id]
            dossier = approval.dossier(self.desk, supervisor, line.request.id)
            if is_overlooked(dossier.slots, visitor) and self.draw.random() < SEEN_BY_SUPERVISOR:
                self._look_again(visitor)
            else:
                command = self._by(supervisor, "request:approval:given")
                self._make(approval.approve(self.desk, command, line.request.id))

    def _walk(self, officer: Officer, visitor: Visitor, seen: tuple[str, Flaw] | None) -> Outcome:
        desk, request = self.desk, visitor.request
        walk = verification.open_walk(desk, officer, request.id)
        for slot in walk.slots:
            said = judgement(slot, walk.expected[slot.line], seen)
            if said.verdict is Verdict.MATCH and self.draw.random() < DOUBTED:
                said = Judgement(Verdict.UNREADABLE, reason=_BLURRED)
            command = self._by(officer, "request:document:judged")
            verification.judge_document(desk, command, request.id, slot.line, said)
        settle_rules(desk, (officer, self.officers.supervisor), request)
        outcome = verification.decide(desk, self._by(officer, "request:walk:decided"), request.id)
        return_originals(desk, officer, request)
        return outcome

    def _look_again(self, visitor: Visitor) -> None:
        command = self._by(self.officers.supervisor, "request:approval:refused")
        approval.send_back(self.desk, command, visitor.request.id, _LOOK_AGAIN)
        self._walk(self.officers.reception, visitor, visitor.flaw)

    def _make(self, request: Request) -> None:
        """A booklet out of a blank in the clerk's hand, or a certificate, as long as there is time for it."""
        clerk, desk = self.officers.counters[0], self.desk
        if (request.course or USUAL).output is Output.BOOKLET:
            [held, *_] = desk.store.read(lambda work: work.stock.held_by(clerk.id))
            booklet = BookletMade(":".join(held), Origin.HERE, old_returned=True)
            outputs.fill_booklet(desk, self._by(clerk, "output:booklet:filled"), request.id, booklet)
            outputs.booklet_is_good(desk, self._by(clerk, "output:booklet:good"), request.id)
        elif self.left:
            self.left -= 1
            issuing.issue(desk, self._by(clerk, "certificate:record:issued"), request.id)
            printing.send_to_printer(desk, self._by(clerk, "certificate:print:sent"), request.id)
            printing.paper_is_good(desk, self._by(clerk, "certificate:paper:good"), request.id)
        if self._is_ready(request):
            self.returns(self.visitors[request.id])

    def _is_ready(self, request: Request) -> bool:
        now = self.desk.store.read(lambda work: work.requests.get(request.id))
        return now.state is RequestState.QC_OK

    def _hand_over(self, officer: Officer, visitor: Visitor) -> None:
        subject = visitor.request.subject_id
        person = self.desk.store.read(lambda work: work.people.file(subject)).person
        shown = HandOver(Capacity.SELF, "", NATIONAL_CARD, person.national_code)
        command = self._by(officer, "request:output:handed-over")
        handing_over.hand_over(self.desk, command, visitor.request.id, shown)

    def _by(self, officer: Officer, name: str) -> OfficerCommand:
        return self.desk.command(name, officer)


def is_overlooked(slots: tuple[Slot, ...], visitor: Visitor) -> bool:
    planted = visitor.flaw
    return planted is not None and any(
        slot.kind == planted[0] and slot.verdict is Verdict.MATCH for slot in slots
    )

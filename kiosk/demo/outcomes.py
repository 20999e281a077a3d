"""The invented staff after the walk: the centre asked, things made, handed over, refused, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.demo.seeded import SetClock
from kiosk.domain.catalogue import Output
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import USUAL
from kiosk.domain.ending import Refusal
from kiosk.domain.guardian import OF_AGE
from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.inquiry import Answer, Reply
from kiosk.domain.made import BookletMade, Origin, StampMade
from kiosk.domain.person import Person
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.services import approval, centre, ending, handing_over, issuing, outputs, printing
from kiosk.services.desk import Desk

_S = RequestState
_DAY = timedelta(days=1)
STEPS: dict[RequestState, tuple[RequestState, ...]] = {
    _S.SENT: (_S.SENT,),
    _S.REPLY_OK: (_S.SENT, _S.REPLY_OK),
    _S.REPLY_NO: (_S.SENT, _S.REPLY_NO),
    _S.APPROVED: (_S.APPROVED,),
    _S.PRINTED: (_S.APPROVED, _S.PRINTED),
    _S.QC_OK: (_S.APPROVED, _S.PRINTED, _S.QC_OK),
    _S.DELIVERED: (_S.APPROVED, _S.PRINTED, _S.QC_OK, _S.DELIVERED),
    _S.VOIDED: (_S.APPROVED, _S.PRINTED, _S.QC_OK, _S.DELIVERED, _S.VOIDED),
    _S.CONFIRMED: (_S.APPROVED,),
    _S.NOTIFIED: (_S.APPROVED, _S.NOTIFIED),
    _S.STAMPED: (_S.APPROVED, _S.STAMPED),
    _S.RETURNED: (_S.APPROVED, _S.STAMPED, _S.DELIVERED),
    _S.REFUSED: (_S.REFUSED,),
}
"""What is done after the walk for a request to come to each state."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    desk: Desk
    clock: SetClock
    clerk: Officer
    supervisor: Officer

    def carry_on(self, request: Request, to: RequestState) -> None:
        acts: dict[RequestState, Callable[[Request], object]] = {
            _S.SENT: self._send,
            _S.REPLY_OK: lambda each: self._reply(each, Answer.OK),
            _S.REPLY_NO: lambda each: self._reply(each, Answer.NO),
            _S.APPROVED: self._approve,
            _S.PRINTED: self._make_paper,
            _S.QC_OK: self._look,
            _S.STAMPED: self._stamp,
            _S.DELIVERED: self._hand_over,
            _S.NOTIFIED: self._notify,
            _S.VOIDED: self._void,
            _S.REFUSED: self._refuse,
        }
        for step in STEPS.get(to, ()):
            acts[step](self.desk.store.read(lambda work: work.requests.get(request.id)))

    def _by_clerk(self, name: str) -> OfficerCommand:
        return self.desk.command(name, self.clerk)

    def _by_supervisor(self, name: str) -> OfficerCommand:
        return self.desk.command(name, self.supervisor)

    def _send(self, request: Request) -> None:
        addressee = self.desk.catalogue.service(request.service).addressee
        centre.send(self.desk, self._by_supervisor("centre:letter:sent"), (request.id,), addressee)

    def _reply(self, request: Request, answer: Answer) -> None:
        self.clock.set(self.clock() + 3 * _DAY)
        [asked] = self.desk.store.read(lambda work: work.letters.about(request.id))
        text = "" if answer is Answer.OK else "نیازمند بررسی بیشتر"
        reply = Reply(answer, "۷۲/۱۰۴", self.desk.today(), text)
        centre.record_reply(self.desk, self._by_clerk("centre:reply:recorded"), asked.id, reply)

    def _approve(self, request: Request) -> None:
        approval.approve(self.desk, self._by_supervisor("request:approval:given"), request.id)

    def _make_paper(self, request: Request) -> None:
        desk = self.desk
        if (request.course or USUAL).output is Output.BOOKLET:
            booklet = BookletMade(f"passport:K{request.id.int % 10**8:08d}", Origin.HERE, old_returned=True)
            outputs.fill_booklet(desk, self._by_clerk("output:booklet:filled"), request.id, booklet)
            return
        issuing.issue(desk, self._by_clerk("certificate:record:issued"), request.id)
        printing.send_to_printer(desk, self._by_clerk("certificate:print:sent"), request.id)

    def _look(self, request: Request) -> None:
        if (request.course or USUAL).output is Output.BOOKLET:
            outputs.booklet_is_good(self.desk, self._by_clerk("output:booklet:good"), request.id)
        else:
            printing.paper_is_good(self.desk, self._by_clerk("certificate:paper:good"), request.id)

    def _stamp(self, request: Request) -> None:
        today = self.desk.today()
        made = StampMade("12", today, today + timedelta(days=365), uses=2)
        outputs.stamp(self.desk, self._by_clerk("output:stamp:made"), request.id, made)

    def _hand_over(self, request: Request) -> None:
        person = self.desk.store.read(lambda work: work.people.file(request.subject_id)).person
        self.clock.set(max(self.clock() + _DAY, _of_age(person)))
        shown = HandOver(Capacity.SELF, "", "national-card", person.national_code)
        handing_over.hand_over(self.desk, self._by_clerk("request:output:handed-over"), request.id, shown)

    def _notify(self, request: Request) -> None:
        outputs.notify(self.desk, self._by_clerk("request:notice:given"), request.id)

    def _void(self, request: Request) -> None:
        self.clock.set(self.clock() + timedelta(hours=2))
        reason = "نام دانشگاه اشتباه نوشته شده بود"
        ending.void(self.desk, self._by_supervisor("request:output:voided"), request.id, reason)

    def _refuse(self, request: Request) -> None:
        reason = (Refusal.NOT_ENTITLED, "شرایط خدمت را ندارد")
        ending.refuse(self.desk, self._by_supervisor("request:record:refused"), request.id, reason)


def _of_age(person: Person) -> datetime:
    """From then on they collect their papers themselves."""
    born = person.birth_date
    return datetime(born.year + OF_AGE, born.month, min(born.day, 28), 10, tzinfo=UTC) + 3 * _DAY

"""From the walk to the end: requests on every course, by the services that the screens call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.inquiry import Answer, Inquiry, Letter, Reply
from kiosk.domain.request import Request
from kiosk.services import approval, centre, handing_over, issuing, printing, ruling, verification
from kiosk.services.desk import Desk
from tests.kiosk.services.office import Counter, Wish, filed, request_of
from tests.kiosk.services.walking import sent, walked

HERE = Course(StatusPath.HERE, Output.CERTIFICATE)
ASKED = Course(StatusPath.CENTRE, Output.FILE)


def verified(counter: Counter, course: Course, number: int = 1, wish: Wish | None = None) -> Request:
    """A request whose walk was complete, on this course."""
    request = filed(counter.desk, number, wish or Wish())
    walked(counter.desk, counter.clerk, request.id)
    let_pass(counter, request)
    command = counter.desk.command("request:walk:decided", counter.clerk)
    verification.decide(any_course(counter.desk, request), command, request.id, course)
    return request_of(counter.desk, request.id)


def let_pass(counter: Counter, request: Request) -> None:
    """What does not hold of an invented person is no matter here."""
    for flag in ruling.flags(counter.desk, counter.clerk, request.id):
        if flag.blocks and not flag.by_walk:
            command = counter.desk.command("request:rule:passed", counter.supervisor)
            ruling.override(counter.desk, command, request.id, flag.rule.id, "invented")


def any_course(desk: Desk, request: Request) -> Desk:
    """The same desk, where the service of the request leaves every path and output open."""
    service = desk.catalogue.service(request.service)
    wide = replace(service, other_paths=tuple(StatusPath), other_outputs=tuple(Output))
    services = {**desk.catalogue.services, service.code: wide}
    return replace(desk, catalogue=replace(desk.catalogue, services=services))


def approve(counter: Counter, request: Request) -> Request:
    command = counter.desk.command("request:approval:given", counter.supervisor)
    return approval.approve(counter.desk, command, request.id)


def send(counter: Counter, *requests: Request, addressee: str = "centre") -> Letter:
    command = counter.desk.command("centre:letter:sent", counter.supervisor)
    return centre.send(counter.desk, command, tuple(each.id for each in requests), addressee)


def inquiry_about(counter: Counter, request: Request) -> Inquiry:
    return counter.desk.store.read(lambda work: work.letters.about(request.id))[-1]


def reply(counter: Counter, request: Request, answer: Answer, on: date | None = None) -> Request:
    said = Reply(answer, "72/1", on or counter.desk.today(), "" if answer is Answer.OK else "چنین است")
    command = counter.desk.command("centre:reply:recorded", counter.clerk)
    return centre.record_reply(counter.desk, command, inquiry_about(counter, request).id, said)


def on_paper(counter: Counter, request: Request) -> Request:
    """Issued, printed, and looked at."""
    desk, clerk = counter.desk, counter.clerk
    issuing.issue(desk, desk.command("certificate:record:issued", clerk), request.id)
    sent(counter, request.id)
    printing.paper_is_good(desk, desk.command("certificate:paper:good", clerk), request.id)
    return request_of(desk, request.id)


SHOWN = HandOver(Capacity.SELF, identity_paper="passport", identity_no="K00000001")


def given(counter: Counter, request: Request, said: HandOver = SHOWN) -> Request:
    command = counter.desk.command("request:output:handed-over", counter.clerk)
    return handing_over.hand_over(counter.desk, command, request.id, said)

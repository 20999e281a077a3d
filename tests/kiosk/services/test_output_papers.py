"""The papers round an output: what was stamped, kept, and handed over, and the register of a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from kiosk.domain.errors import Refused
from kiosk.domain.hand_over import Capacity, HandOver
from kiosk.domain.inquiry import Answer
from kiosk.domain.request import Request
from kiosk.domain.roles import Officer
from kiosk.services import delivery_papers, ending, output_papers, outputs, verification
from kiosk.services.desk import Desk
from kiosk.services.slips import SlipKind, fitting_slip
from tests import makers
from tests.kiosk.services.finishing import ASKED, HERE, approve, given, on_paper, reply, send, verified
from tests.kiosk.services.office import Counter, Wish, filed, traced
from tests.kiosk.services.test_outputs import BOOKLET, STAMP, approved, filled, stamped
from tests.printouts.papers import codes_on, picture, text_of, words, words_in

Print = Callable[[Desk, Officer, UUID], object]

EXIT = Wish(
    service="EXS-01",
    answers={
        "file_no": "12345",
        "enrolment_code": "STU0200123",
        "dependants": "همسر و یک فرزند",
        "travel_from": "2026-12-11",
        "travel_to": "2027-01-20",
    },
)
POSTED = HandOver(Capacity.POST, identity_no="RR123456785DE")


def says(pdf: bytes, *parts: str) -> None:
    printed = words_in(pdf)
    for part in parts:
        assert words(part) <= printed, part


def refusal(act: Print, counter: Counter, request: Request) -> str:
    with pytest.raises(Refused) as refused:
        act(counter.desk, counter.clerk, request.id)
    return refused.value.key


def returned(counter: Counter, number: int) -> Request:
    """A certificate that was handed over."""
    return given(counter, on_paper(counter, approved(counter, HERE, number)))


def test_the_stamp_sheet_says_what_to_stamp_and_then_what_was_stamped(counter: Counter) -> None:
    desk, request = counter.desk, approved(counter, STAMP, wish=EXIT)

    with traced(desk) as trace:
        draft = output_papers.stamp_sheet(desk, counter.clerk, request.id)
    stamped(counter, request)
    kept = output_papers.stamp_sheet(desk, counter.clerk, request.id)

    person = makers.a_person()
    says(draft, "SARA KARIMI", "سارا کریمی", person.national_code, person.passport_no, "Maryam C Ahmadi")
    says(draft, "11 December 2026", "۲۰ آذر ۱۴۰۵", "همسر و یک فرزند", "Page of the passport", "Journeys")
    assert "723/1405" not in text_of(draft)
    says(kept, "723/1405/EXS-01/000001", "28 February 2027", "Page of the passport", "11 December 2026")
    assert codes_on(picture(draft, dpi=200)) == codes_on(picture(kept, dpi=200))
    assert (trace.commits, trace.actions) == (1, ["output:stamp-sheet:printed"])
    assert trace.events[0].subject == str(request.id)


def test_only_an_approved_stamp_has_its_sheet(counter: Counter) -> None:
    waiting, paper = verified(counter, STAMP, 1), approved(counter, HERE, 2)

    for request in (waiting, paper):
        with traced(counter.desk) as trace:
            assert refusal(output_papers.stamp_sheet, counter, request) == "slip.no-stamp"
        assert trace.events == ()


def test_the_originals_that_the_centre_needs_are_receipted_until_they_go_back(counter: Counter) -> None:
    desk, request = counter.desk, filed(counter.desk)
    assert refusal(output_papers.custody_slip, counter, request) == "slip.nothing-kept"
    request = verified(counter, ASKED, 2)
    send(counter, request)
    reply(counter, request, Answer.OK)
    approve(counter, request)
    desk.store.write(lambda work: work.walks.add_slot(request.id, makers.a_slot(9, kind="birth-booklet")))

    with traced(desk) as trace:
        pdf = output_papers.custody_slip(desk, counter.clerk, request.id)

    says(pdf, "with the result of the request", "clerk1", "رسید نگهداری اصل مدارک")
    for slot in desk.store.read(lambda work: work.walks.slots(request.id)):
        name = desk.catalogue.document(slot.kind).name.en
        assert (words(name) <= words_in(pdf)) is (slot.check is not None), "What was not seen is not kept."
    assert makers.a_person(2).national_code not in text_of(pdf)
    assert trace.actions == ["request:custody:printed"]

    given(counter, request)
    assert refusal(output_papers.custody_slip, counter, request) == "slip.nothing-kept"


def test_what_is_settled_here_keeps_no_original(counter: Counter) -> None:
    assert refusal(output_papers.custody_slip, counter, verified(counter, HERE)) == "slip.nothing-kept"


def test_the_hand_over_slip_names_what_was_given_to_whom(counter: Counter) -> None:
    desk, request = counter.desk, on_paper(counter, approved(counter, HERE))
    assert refusal(output_papers.hand_over_slip, counter, request) == "slip.not-handed-over"
    given(counter, request)

    with traced(desk) as trace:
        pdf = output_papers.hand_over_slip(desk, counter.supervisor, request.id)

    says(pdf, "723/1405/STU-02/000001", "the applicant", "خود متقاضی", "گذرنامه", "K00000001", "سارا کریمی")
    says(pdf, "clerk1")
    assert makers.a_person().national_code not in text_of(pdf)
    assert trace.actions == ["request:hand-over:printed"]


def test_a_booklet_s_slip_has_its_serial_and_what_became_of_the_former_one(counter: Counter) -> None:
    desk, request = counter.desk, approved(counter, BOOKLET)
    filled(counter, request)
    outputs.booklet_is_good(desk, desk.command("output:booklet:good", counter.clerk), request.id)
    given(counter, request, POSTED)

    pdf = output_papers.hand_over_slip(desk, counter.clerk, request.id)

    says(pdf, "K12345678", "was cancelled and given back", "باطل و پس داده شد", "New booklet", "passport")
    says(pdf, "postal consignment", "مرسوله پستی", "RR123456785DE", "the post")


def test_the_register_of_a_day_has_its_lines_under_the_numbers_that_went_out(counter: Counter) -> None:
    desk = counter.desk
    first = returned(counter, 1)
    counter.clock.passes(timedelta(minutes=40))
    sent_back = approved(counter, STAMP, 2)
    stamped(counter, sent_back)
    given(counter, sent_back)
    asked = verified(counter, ASKED, 3)
    send(counter, asked)
    reply(counter, asked, Answer.OK)
    given(counter, approve(counter, asked), POSTED)
    day = desk.today()
    for request in (first, sent_back):
        command = desk.command("request:output:voided", counter.supervisor)
        ending.void(desk, command, request.id, "نام اشتباه بود")
    counter.clock.passes(timedelta(days=1))
    returned(counter, 4)

    with traced(desk) as trace:
        pdf = delivery_papers.register_page(desk, counter.clerk, day)

    says(pdf, "24 November 2026", "K00000001", "RR123456785DE", "10:30", "11:10", "گذرنامه", "مرسوله")
    says(pdf, *(f"۷۲۳/۱۴۰۵/STU-۰۲/{serial}" for serial in ("۰۰۰۰۰۱", "۰۰۰۰۰۲", "۰۰۰۰۰۳")))
    assert "۰۰۰۰۰۴" not in words_in(pdf)
    assert (trace.commits, trace.actions) == (1, ["register:page:printed"])
    assert (trace.events[0].subject, trace.events[0].details) == (day.isoformat(), '{"lines":3}')


def test_a_day_without_a_hand_over_says_so(counter: Counter) -> None:
    pdf = delivery_papers.register_page(counter.desk, counter.supervisor, counter.desk.today())

    says(pdf, "Nothing was handed over")


def test_a_returned_request_s_slip_says_what_to_put_right(counter: Counter) -> None:
    desk, by_clerk = counter.desk, filed(counter.desk, 1)
    verification.open_walk(desk, counter.clerk, by_clerk.id)
    command = desk.command("request:record:returned", counter.clerk)
    ending.return_for_correction(desk, command, by_clerk.id, "شماره دانشجویی ناقص است")
    by_centre = verified(counter, ASKED, 2)
    send(counter, by_centre)
    reply(counter, by_centre, Answer.RETURNED)

    for request, reason in ((by_clerk, "شماره دانشجویی ناقص است"), (by_centre, "چنین است")):
        slip = fitting_slip(desk, counter.clerk, request.id)
        assert slip.kind is SlipKind.DEFICIENCY
        says(slip.pdf, "The answers of the request", "باید اصلاح شود", reason)


def test_what_has_no_slip_now_says_so(counter: Counter) -> None:
    for request in (filed(counter.desk), approved(counter, HERE, 2), approved(counter, BOOKLET, 3)):
        with pytest.raises(Refused) as refused:
            fitting_slip(counter.desk, counter.clerk, request.id)
        assert refused.value.key == "slip.none"
        assert refused.value.details == {"state": request.state}


@pytest.mark.parametrize(
    "act", [output_papers.stamp_sheet, output_papers.custody_slip, output_papers.hand_over_slip, fitting_slip]
)
def test_nobody_prints_a_paper_of_their_own(counter: Counter, act: Print) -> None:
    request = returned(counter, 1)
    own = replace(counter, clerk=replace(counter.clerk, person_id=request.subject_id))

    assert refusal(act, own, request) == "role.own-file"

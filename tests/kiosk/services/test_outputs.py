"""Stamps, booklets, files and confirmations: each with its line in the register."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.inquiry import Answer
from kiosk.domain.made import BookletMade, Origin, StampMade
from kiosk.domain.mail import MailKind
from kiosk.domain.request import Request, RequestState
from kiosk.services import issuing, outputs
from tests.kiosk.services.finishing import ASKED, approve, on_paper, reply, send, verified
from tests.kiosk.services.office import Counter, Wish, fingerprint, request_of

S = RequestState
STAMP = Course(StatusPath.STAMP, Output.STAMP)
BOOKLET = Course(StatusPath.HERE, Output.BOOKLET)
SYSTEM = Course(StatusPath.SYSTEM, Output.VIRTUAL)
FILE_IN_SYSTEM = Course(StatusPath.SYSTEM, Output.FILE)
VIRTUAL = Course(StatusPath.CENTRE, Output.VIRTUAL)
MADE = StampMade("۷", date(2026, 12, 1), date(2027, 2, 28), 2, 1)
FILLED = BookletMade("Passport: k12345678", Origin.HERE, old_returned=True)


def approved(counter: Counter, course: Course, number: int = 1, wish: Wish | None = None) -> Request:
    return approve(counter, verified(counter, course, number, wish))


def stamped(counter: Counter, request: Request, made: StampMade = MADE) -> None:
    command = counter.desk.command("output:stamp:made", counter.clerk)
    outputs.stamp(counter.desk, command, request.id, made)


def filled(counter: Counter, request: Request, made: BookletMade = FILLED) -> None:
    command = counter.desk.command("output:booklet:filled", counter.clerk)
    outputs.fill_booklet(counter.desk, command, request.id, made)


def mails(counter: Counter) -> list[MailKind]:
    return [each.mail.kind for each in counter.desk.store.read(lambda work: work.outbox.waiting())]


def test_a_stamp_is_kept_with_its_page_and_days(counter: Counter) -> None:
    request = approved(counter, STAMP)

    stamped(counter, request)

    made = outputs.made_of(counter.desk, counter.clerk, request.id)
    assert (made.kind, str(made.number)) == (Output.STAMP, "723/1405/STU-02/000001")
    assert made.facts == {
        "page": "7",
        "since": "2026-12-01",
        "until": "2027-02-28",
        "uses": "2",
        "companions": "1",
    }
    assert request_of(counter.desk, request.id).state is S.STAMPED
    assert mails(counter) == [MailKind.APPROVED, MailKind.READY]


def test_a_booklet_uses_up_its_blank_and_is_looked_at(counter: Counter) -> None:
    desk = counter.desk
    first, second = approved(counter, BOOKLET, 1), approved(counter, BOOKLET, 2)
    filled(counter, first)
    assert outputs.made_of(desk, counter.clerk, first.id).blank == "passport:K12345678"

    before = fingerprint(desk)
    with pytest.raises(Conflict, match=r"^output\.blank-used$"):
        filled(counter, second)
    assert fingerprint(desk) == before

    outputs.booklet_is_good(desk, desk.command("output:booklet:good", counter.clerk), first.id)
    assert request_of(desk, first.id).state is S.QC_OK


def test_certificates_and_stamps_of_a_service_share_their_numbers(counter: Counter) -> None:
    desk = counter.desk
    stamped(counter, approved(counter, STAMP, 1))
    paper = approved(counter, Course(StatusPath.HERE, Output.CERTIFICATE), 2)
    on_paper(counter, paper)
    last = approved(counter, STAMP, 3)
    stamped(counter, last)

    serials = [
        issuing.certificate_of(desk, counter.clerk, paper.id).issued.number.serial,
        outputs.made_of(desk, counter.clerk, last.id).number.serial,
    ]
    assert serials == [2, 3]


@pytest.mark.parametrize(
    ("course", "kind"), [(SYSTEM, Output.VIRTUAL), (FILE_IN_SYSTEM, Output.FILE)], ids=["V", "F"]
)
def test_what_is_settled_in_the_system_is_confirmed_by_the_second_person(
    counter: Counter, course: Course, kind: Output
) -> None:
    request = approved(counter, course)

    assert request.state is S.CONFIRMED
    assert outputs.made_of(counter.desk, counter.clerk, request.id).kind is kind
    command = counter.desk.command("request:notice:given", counter.clerk)
    assert outputs.notify(counter.desk, command, request.id).state is S.NOTIFIED
    assert mails(counter) == [MailKind.CONFIRMED]


def test_a_confirmation_after_the_centre_agreed_is_made_and_told(counter: Counter) -> None:
    desk, request = counter.desk, verified(counter, VIRTUAL)
    send(counter, request)
    reply(counter, request, Answer.OK)
    approve(counter, request)

    outputs.confirm(desk, desk.command("output:confirmation:made", counter.clerk), request.id)
    outputs.notify(desk, desk.command("request:notice:given", counter.clerk), request.id)

    assert request_of(desk, request.id).state is S.NOTIFIED
    assert mails(counter) == [MailKind.ASKED_CENTRE, MailKind.CONFIRMED]


def test_the_centres_yes_alone_is_told_and_registered(counter: Counter) -> None:
    desk, request = counter.desk, verified(counter, ASKED)
    send(counter, request)
    reply(counter, request, Answer.OK)
    approve(counter, request)

    outputs.notify(desk, desk.command("request:notice:given", counter.clerk), request.id)

    assert outputs.made_of(desk, counter.clerk, request.id).kind is Output.FILE
    assert mails(counter) == [MailKind.ASKED_CENTRE, MailKind.CENTRE_AGREED]


@pytest.mark.parametrize("course", [BOOKLET, Course(StatusPath.HERE, Output.CERTIFICATE), ASKED])
def test_only_what_ends_in_a_stamp_is_stamped(counter: Counter, course: Course) -> None:
    request = verified(counter, course)
    if course is ASKED:
        send(counter, request)
        reply(counter, request, Answer.OK)
    approve(counter, request)

    with pytest.raises(Refused, match=r"^output\.wrong-kind$"):
        stamped(counter, request)


def test_nothing_is_made_without_approval_or_twice(counter: Counter) -> None:
    request = verified(counter, STAMP)
    with pytest.raises(Refused, match=r"^output\.not-approved$"):
        stamped(counter, request)
    with pytest.raises(NotFound, match=r"^output\.none$"):
        outputs.made_of(counter.desk, counter.clerk, request.id)

    approve(counter, request)
    stamped(counter, request)
    with pytest.raises(Refused, match=r"^output\.not-approved$"):
        stamped(counter, request)


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (StampMade(""), "text.empty"),
        (StampMade("7", date(2026, 12, 1)), "output.days"),
        (StampMade("7", date(2026, 12, 2), date(2026, 12, 1)), "output.days"),
        (StampMade("7", uses=0), "output.uses"),
        (StampMade("7", companions=-1), "output.companions"),
    ],
)
def test_a_stamp_that_cannot_be_is_refused(made: StampMade, key: str) -> None:
    with pytest.raises(Refused) as refused:
        made.facts()
    assert refused.value.key == key


def spelled(text: str) -> str:
    """The blank, or why it is none."""
    try:
        return BookletMade(text, Origin.CENTRE, old_returned=False).tidied()
    except Refused as refused:
        return refused.key


@given(st.text(max_size=30) | st.from_regex(r" ?[A-Za-z]{2,9} ?: ?[a-zA-Z0-9۰-۹]{3,9}", fullmatch=True))
def test_a_blank_has_one_spelling_or_is_refused(text: str) -> None:
    blank = spelled(text)

    assert blank in ("output.blank", spelled(blank))

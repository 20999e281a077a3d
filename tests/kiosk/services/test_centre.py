"""What the centre is asked, by when, and what its answer does."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.inquiry import Answer, Reply
from kiosk.domain.mail import MailKind
from kiosk.domain.request import Request, RequestState
from kiosk.services import centre
from tests.kiosk.services.finishing import (
    ASKED,
    HERE,
    approve,
    inquiry_about,
    reply,
    send,
    verified,
)
from tests.kiosk.services.office import NOW, Clock, Counter, Wish, fingerprint, request_of, traced
from tests.printouts.papers import words, words_in

S = RequestState
STAMP = Course(StatusPath.CENTRE, Output.STAMP)
POLICE = Wish("PCC-01", {})
CONSCRIPT = Wish("EXC-01", {})


def refused(counter: Counter, act: Callable[[], object]) -> str:
    """The key; nothing was changed."""
    before = fingerprint(counter.desk)
    with pytest.raises(Refused) as found:
        act()
    assert fingerprint(counter.desk) == before
    return found.value.key


def test_one_letter_goes_about_several_requests_with_one_number(counter: Counter) -> None:
    desk = counter.desk
    requests = [verified(counter, ASKED, number, POLICE) for number in (1, 2)]
    listed = centre.to_send(desk, counter.supervisor)
    assert [line.request.id for line in listed] == [each.id for each in requests]
    assert {line.addressee for line in listed} == {"international-police"}

    with traced(desk) as trace:
        letter = send(counter, *requests, addressee="international-police")

    assert letter.number == "723/1405/LETTER/000001"
    assert (trace.commits, trace.actions) == (1, ["centre:letter:sent"] * 2)
    assert centre.to_send(desk, counter.supervisor) == ()
    for request in requests:
        assert request_of(desk, request.id).state is S.SENT
        inquiry = inquiry_about(counter, request)
        assert (inquiry.sent_no, inquiry.letter_id) == (letter.number, letter.id)
        assert inquiry.due_on - inquiry.sent_on == timedelta(days=30)
    printed = words_in(centre.open_letter(desk, counter.clerk, letter.id).pdf)
    assert words("International Police") <= printed
    assert words("SARA KARIMI") <= printed


def test_letters_are_numbered_without_gaps_even_when_one_cannot_go(counter: Counter) -> None:
    first, second, here = (
        verified(counter, course, number, POLICE) for number, course in ((1, ASKED), (2, ASKED), (3, HERE))
    )
    numbers = [send(counter, first).serial]

    assert refused(counter, lambda: send(counter, second, here)) == "centre.not-to-send"
    numbers.append(send(counter, second).serial)

    assert numbers == [1, 2]


def test_a_letter_that_is_repeated_is_sent_once(counter: Counter) -> None:
    desk, request = counter.desk, verified(counter, ASKED, 1, POLICE)
    command = desk.command("centre:letter:sent", counter.supervisor)
    first = centre.send(desk, command, (request.id,), "centre")
    before = fingerprint(desk)

    assert centre.send(desk, command, (request.id,), "centre") == first
    assert fingerprint(desk) == before


def test_nobody_else_learns_of_a_request(counter: Counter) -> None:
    request = verified(counter, ASKED, 1, POLICE)

    assert refused(counter, lambda: send(counter, request, addressee="unit-721")) == "centre.other-addressee"
    with pytest.raises(NotFound, match=r"^catalogue\.no-such-addressee$"):
        send(counter, request, addressee="nobody")
    assert refused(counter, lambda: send(counter)) == "centre.nothing"


def test_what_goes_by_the_centre_is_not_approved_before_it_answered(counter: Counter) -> None:
    request = verified(counter, ASKED, 1, POLICE)

    assert refused(counter, lambda: approve(counter, request)) == "approval.centre-first"
    send(counter, request)
    assert refused(counter, lambda: approve(counter, request)) == "approval.not-waiting"
    reply(counter, request, Answer.OK)
    assert approve(counter, request).state is S.APPROVED


@pytest.mark.parametrize(
    ("answer", "after"),
    [(Answer.OK, S.REPLY_OK), (Answer.NO, S.REPLY_NO), (Answer.RETURNED, S.RETURNED_FOR_CORRECTION)],
)
def test_an_answer_is_kept_and_takes_the_request_on(
    counter: Counter, answer: Answer, after: RequestState
) -> None:
    request = verified(counter, ASKED, 1, POLICE)
    send(counter, request)

    assert reply(counter, request, answer).state is after
    kept = inquiry_about(counter, request).reply
    assert kept is not None
    assert (kept.answer, kept.number) == (answer, "72/1")
    assert refused(counter, lambda: reply(counter, request, answer)) == "inquiry.answered"


def test_the_applicant_is_told_of_the_question_with_its_day_and_of_a_no(counter: Counter) -> None:
    request = verified(counter, ASKED, 1, POLICE)
    send(counter, request)
    reply(counter, request, Answer.NO)

    asked, answered = counter.desk.store.read(lambda work: work.outbox.waiting())

    assert asked.mail.kind is MailKind.ASKED_CENTRE
    assert asked.mail.values["due_on"] == "۳ دی ۱۴۰۵"
    assert answered.mail.kind is MailKind.CENTRE_REFUSED


def test_overdue_questions_come_first_and_a_reminder_names_the_first_letter(
    counter: Counter, clock: Clock
) -> None:
    desk = counter.desk
    police, conscript = verified(counter, ASKED, 1, POLICE), verified(counter, STAMP, 2, CONSCRIPT)
    send(counter, police)
    first = send(counter, conscript, addressee="unit-721")
    clock.passes(timedelta(days=10))

    lines = centre.sent(desk, counter.clerk)
    assert [(line.request.id, line.overdue, line.silence_agrees) for line in lines] == [
        (conscript.id, 3, True),
        (police.id, 0, False),
    ]

    command = desk.command("centre:letter:reminded", counter.supervisor)
    letter = centre.remind(desk, command, lines[0].inquiry.id)
    assert words(first.number) <= words_in(centre.open_letter(desk, counter.clerk, letter.id).pdf)
    assert inquiry_about(counter, conscript).reminded_on == desk.today()


def silent(counter: Counter, inquiry_id: UUID) -> Request:
    command = counter.desk.command("centre:reply:silent", counter.clerk)
    return centre.record_silence(counter.desk, command, inquiry_id)


def test_silence_is_a_yes_for_the_conscripts_stamp_after_its_week_only(
    counter: Counter, clock: Clock
) -> None:
    police, conscript = verified(counter, ASKED, 1, POLICE), verified(counter, STAMP, 2, CONSCRIPT)
    send(counter, police)
    send(counter, conscript)
    asked = inquiry_about(counter, conscript).id

    clock.passes(timedelta(days=7))
    assert refused(counter, lambda: silent(counter, asked)) == "inquiry.not-due"
    clock.passes(timedelta(days=1))
    silent(counter, asked)
    assert request_of(counter.desk, conscript.id).state is S.REPLY_OK

    clock.passes(timedelta(days=100))
    other = inquiry_about(counter, police).id
    assert refused(counter, lambda: silent(counter, other)) == "inquiry.no-silence"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (Reply(Answer.OK, "7", (NOW - timedelta(days=1)).date()), "inquiry.reply-day"),
        (Reply(Answer.OK, "7", (NOW + timedelta(days=1)).date()), "inquiry.reply-day"),
        (Reply(Answer.NO, "7", NOW.date()), "inquiry.text-required"),
        (Reply(Answer.OK, " ", NOW.date()), "text.empty"),
        (Reply(Answer.OK, "7\u202e", NOW.date()), "text.forbidden-character"),
    ],
)
def test_an_answer_that_cannot_be_one_changes_nothing(counter: Counter, said: Reply, key: str) -> None:
    request = verified(counter, ASKED, 1, POLICE)
    send(counter, request)
    inquiry = inquiry_about(counter, request).id
    command = counter.desk.command("centre:reply:recorded", counter.clerk)

    assert refused(counter, lambda: centre.record_reply(counter.desk, command, inquiry, said)) == key


def test_the_history_tells_every_step(counter: Counter) -> None:
    request = verified(counter, ASKED, 1, POLICE)
    send(counter, request)
    reply(counter, request, Answer.OK)

    history = counter.desk.store.read(lambda work: work.requests.history(request.id))

    assert [each.after for each in history[-3:]] == [S.VERIFIED, S.SENT, S.REPLY_OK]
    assert all(one.after is two.before for one, two in itertools.pairwise(history))

"""Requests that end otherwise, and certificates that are void: by whom, why, and what comes after."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.domain.ending import Refusal
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused
from kiosk.domain.inquiry import Answer
from kiosk.domain.mail import MailKind
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.services import centre, ending, issuing, verification
from kiosk.services.own_state import by_receipt
from kiosk.services.receipts import receipt_seal
from tests import makers
from tests.kiosk.services.finishing import (
    ASKED,
    HERE,
    any_course,
    approve,
    given,
    inquiry_about,
    on_paper,
    reply,
    send,
    verified,
)
from tests.kiosk.services.office import Counter, Wish, filed, fingerprint
from tests.kiosk.services.test_outputs import STAMP, stamped
from tests.kiosk.services.walking import DOUBTFUL, decided
from tests.printouts.papers import words, words_in

S = RequestState
Act = Callable[[], object]


def failed(counter: Counter, act: Act) -> str:
    """The key; nothing was changed."""
    before = fingerprint(counter.desk)
    with pytest.raises(KioskError) as found:
        act()
    assert fingerprint(counter.desk) == before
    return found.value.key


def cancel(
    counter: Counter, request: Request, reason: str = "نمی‌خواهد", by: Officer | None = None
) -> Request:
    command = counter.desk.command("request:record:cancelled", by or counter.clerk)
    return ending.cancel(counter.desk, command, request.id, reason)


def refuse(counter: Counter, request: Request, by: Officer, code: Refusal) -> Request:
    command = counter.desk.command("request:record:refused", by)
    return ending.refuse(counter.desk, command, request.id, (code, "دلیل"))


def void(counter: Counter, request: Request, by: Officer | None = None) -> Request:
    command = counter.desk.command("request:output:voided", by or counter.supervisor)
    return ending.void(counter.desk, command, request.id, "نام اشتباه است")


def reopen(counter: Counter, request: Request) -> Request:
    command = counter.desk.command("request:walk:reopened", counter.supervisor)
    return ending.reopen(counter.desk, command, request.id, "دوباره")


def link(counter: Counter, request: Request, earlier: Request) -> Request:
    command = counter.desk.command("request:record:linked", counter.clerk)
    return ending.link(counter.desk, command, request.id, earlier.id, "تکراری")


# Cancelling


@pytest.mark.parametrize("state", [S.INITIAL, S.RECEIPTED, S.ARRIVED, S.INCOMPLETE, S.NO_SHOW])
def test_what_waits_for_the_applicant_is_cancelled_with_a_reason(
    counter: Counter, state: RequestState
) -> None:
    request = filed(counter.desk, wish=Wish(state=state))
    assert failed(counter, lambda: cancel(counter, request, "  ")) == "reason.required"

    assert cancel(counter, request).state is S.CANCELLED

    last = counter.desk.store.read(lambda work: work.requests.history(request.id))[-1]
    assert last.reason == "نمی‌خواهد"
    assert failed(counter, lambda: cancel(counter, request)) == "request.transition"


def test_what_the_centre_has_is_cancelled_and_asked_for_no_more(counter: Counter) -> None:
    request = verified(counter, ASKED)
    send(counter, request)

    cancel(counter, request)

    assert centre.sent(counter.desk, counter.clerk) == ()
    assert failed(counter, lambda: reply(counter, request, Answer.OK)) == "inquiry.closed"
    assert inquiry_about(counter, request).reply is None


def test_nobody_cancels_under_another_officers_hands(counter: Counter) -> None:
    request = filed(counter.desk)
    verification.open_walk(counter.desk, counter.colleague, request.id)

    assert failed(counter, lambda: cancel(counter, request)) == "walk.held"
    assert cancel(counter, request, by=counter.colleague).state is S.CANCELLED


# Refusing


def test_in_the_walk_no_capacity_is_refused_and_a_forgery_is_not(counter: Counter) -> None:
    request = filed(counter.desk)
    verification.open_walk(counter.desk, counter.clerk, request.id)

    forged = lambda: refuse(counter, request, counter.clerk, Refusal.FORGED)  # noqa: E731  # One use.
    assert failed(counter, forged) == "refusal.not-at-the-counter"
    assert refuse(counter, request, counter.clerk, Refusal.NO_CAPACITY).state is S.REFUSED
    last = counter.desk.store.read(lambda work: work.requests.history(request.id))[-1]
    assert last.reason == "no-capacity: دلیل"


def test_a_doubt_is_refused_or_cleared_by_a_supervisor_alone(counter: Counter) -> None:
    first, second = filed(counter.desk, 1), filed(counter.desk, 2)
    for request in (first, second):
        decided(counter.desk, counter.clerk, request.id, {1: DOUBTFUL})

    by_clerk = failed(counter, lambda: refuse(counter, first, counter.clerk, Refusal.FORGED))
    assert by_clerk == "request.supervisor-only"
    assert refuse(counter, first, counter.supervisor, Refusal.FORGED).state is S.REFUSED
    assert reopen(counter, second).state is S.VERIFYING
    assert verification.open_walk(counter.desk, counter.colleague, second.id).request_id == second.id


def test_the_letter_of_a_refusal_names_no_reason(counter: Counter) -> None:
    request = filed(counter.desk)
    refuse_in_walk = counter.clerk
    verification.open_walk(counter.desk, refuse_in_walk, request.id)
    refuse(counter, request, refuse_in_walk, Refusal.UNDER_PRESSURE)

    [queued] = counter.desk.store.read(lambda work: work.outbox.waiting())

    assert queued.mail.kind is MailKind.REFUSED
    assert set(queued.mail.values) == {"service", "tracking_code"}


def test_a_supervisor_opens_no_walk_that_a_clerk_begins(counter: Counter) -> None:
    request = filed(counter.desk)

    assert failed(counter, lambda: reopen(counter, request)) == "walk.wrong-state"


def test_a_request_is_returned_for_correction_out_of_its_walk_only(counter: Counter) -> None:
    desk, request = counter.desk, filed(counter.desk)

    def give_back() -> Request:
        command = desk.command("request:record:returned", counter.clerk)
        return ending.return_for_correction(desk, command, request.id, "تاریخ اشتباه است")

    assert failed(counter, give_back) == "walk.wrong-state"
    verification.open_walk(desk, counter.clerk, request.id)
    assert give_back().state is S.RETURNED_FOR_CORRECTION


# Tying together


def test_a_request_follows_an_earlier_one_of_the_same_person(counter: Counter) -> None:
    desk = counter.desk
    crosser, other = filed(desk, 1), filed(desk, 2)
    passport = makers.a_request(3, subject=crosser.subject_id, service="PAS-01")
    desk.store.write(lambda work: work.requests.add(passport, desk.today()))

    assert link(counter, passport, crosser).follows == crosser.id
    card = desk.store.read(lambda work: work.people.card(crosser.subject_id))
    assert [(made.field, made.after) for made in card.corrections] == [("follows", crosser.tracking_code)]
    assert failed(counter, lambda: link(counter, crosser, passport)) == "link.circle"
    assert failed(counter, lambda: link(counter, passport, crosser)) == "link.already"
    assert failed(counter, lambda: link(counter, passport, passport)) == "link.itself"
    assert failed(counter, lambda: link(counter, passport, other)) == "link.other-person"


# Void, and anew


def test_a_void_certificate_is_replaced_by_one_that_names_it(counter: Counter) -> None:
    desk, clerk = counter.desk, counter.clerk
    request = verified(counter, HERE)
    approve(counter, request)
    on_paper(counter, request)
    given(counter, request)
    first = issuing.certificate_of(desk, clerk, request.id).issued

    assert failed(counter, lambda: void(counter, request, clerk)) == "role.not-allowed"
    assert void(counter, request).state is S.VOIDED
    with pytest.raises(NotFound, match=r"^certificate\.none$"):
        issuing.certificate_of(desk, clerk, request.id)
    reopen(counter, request)
    with pytest.raises(Refused, match=r"^certificate\.not-approved$"):
        issuing.issue(desk, desk.command("certificate:record:issued", clerk), request.id)

    decided(desk, counter.colleague, request.id)
    approve(counter, request)
    on_paper(counter, request)

    second = issuing.certificate_of(desk, clerk, request.id).issued
    assert (first.number.serial, second.number.serial) == (1, 2)
    assert words(str(first.number)) <= words_in(desk.vault.get(second.blob))
    assert f'"replaces":"{first.number}"' in second.record
    assert desk.store.read(lambda work: work.certificates.is_void(first.number))
    assert not desk.store.read(lambda work: work.certificates.is_void(second.number))


def test_who_decided_anew_cannot_approve_anew(counter: Counter) -> None:
    """The second approval is written over the first: the rule of two people holds for it as well."""
    desk = counter.desk
    request = verified(counter, HERE)
    approve(counter, request)
    on_paper(counter, request)
    void(counter, request)
    reopen(counter, request)
    decided(desk, counter.colleague, request.id)
    who = (counter.supervisor.id, counter.supervisor.person_id)

    with pytest.raises(Conflict, match=r"^database\.conflict$"):
        desk.store.write(
            lambda work: work.certificates.approve(request.id, who, counter.supervisor, desk.now())
        )
    approve(counter, request)
    assert desk.store.read(lambda work: work.certificates.approver(request.id)) == counter.supervisor.id


def test_a_void_stamp_is_stamped_anew_under_a_new_number(counter: Counter) -> None:
    request = approve(counter, verified(counter, STAMP))
    stamped(counter, request)
    void(counter, request)
    reopen(counter, request)
    decided_again = counter.desk.command("request:walk:decided", counter.clerk)
    verification.open_walk(counter.desk, counter.clerk, request.id)
    verification.decide(any_course(counter.desk, request), decided_again, request.id, STAMP)
    approve(counter, request)
    stamped(counter, request)

    made = counter.desk.store.read(lambda work: work.outputs.in_force(request.id))
    assert made is not None
    assert made.number.serial == 2


def test_an_approval_is_taken_back_before_anything_was_made(counter: Counter) -> None:
    request = approve(counter, verified(counter, HERE))

    assert failed(counter, lambda: void(counter, request)) == "ending.nothing-made"
    assert reopen(counter, request).state is S.VERIFYING


# What the applicant reads


def test_a_receipt_tells_what_the_centres_yes_means(counter: Counter) -> None:
    desk, request = counter.desk, verified(counter, ASKED)
    send(counter, request)
    reply(counter, request, Answer.OK)
    approve(counter, request)

    shown = by_receipt(desk, counter.clerk, receipt_seal(desk, request))

    assert shown.next_step == "The centre agrees. Ask at the counter for what it has sent."

"""What an applicant is told of a request: with the step itself, once, and in their own language."""

from __future__ import annotations

from collections import Counter as Counted
from dataclasses import replace
from datetime import timedelta

from kiosk.domain.letter_words import ITEMS
from kiosk.domain.mail import Mail, MailKind
from kiosk.domain.request import Request, RequestState
from kiosk.domain.verification import Judgement, Verdict
from kiosk.services import approval, mailing, printing, verification
from kiosk.services.desk import Desk
from tests import makers
from tests.kiosk.services.office import Clock, Counter, Wish, events, filed
from tests.kiosk.services.walking import DOUBTFUL, MISSING, approved, decided, issued, sent


def told(desk: Desk) -> list[Mail]:
    return [queued.mail for queued in desk.store.read(lambda work: work.outbox.waiting())]


def kinds(desk: Desk) -> list[MailKind]:
    return [mail.kind for mail in told(desk)]


def test_an_incomplete_request_is_told_with_exactly_what_its_slip_says(counter: Counter) -> None:
    desk, request = counter.desk, filed(counter.desk)
    unreadable = Judgement(Verdict.UNREADABLE, reason="تصویر تار است")

    decided(desk, counter.clerk, request.id, {1: MISSING, 2: unreadable})

    [mail] = told(desk)
    slip = verification.deficiency_slip(desk, counter.clerk, request.id).paper
    assert (mail.kind, mail.to, mail.language) == (MailKind.INCOMPLETE, "sara.karimi@example.org", "fa")
    assert mail.values[ITEMS].splitlines() == [
        f"{each.document.fa}: {each.reason.fa}" + (" (تصویر تار است)" if each.note else "")
        for each in slip.deficiencies
    ]
    assert len(slip.deficiencies) == 2
    assert mail.values["tracking_code"] == request.tracking_code
    assert mail.values["walk_in_until"] == "۶ آذر ۱۴۰۵"


def test_a_complete_one_waits_in_silence_and_so_does_a_doubt(counter: Counter) -> None:
    decided(counter.desk, counter.clerk, filed(counter.desk, 1).id)
    decided(counter.desk, counter.clerk, filed(counter.desk, 2).id, {1: DOUBTFUL})

    assert told(counter.desk) == []


def test_approval_and_a_good_paper_are_told_once_each(counter: Counter) -> None:
    paper = issued(counter)
    request_id = paper.issued.request_id
    assert kinds(counter.desk) == [MailKind.APPROVED]

    sent(counter, request_id)
    good = counter.desk.command("certificate:paper:good", counter.clerk)
    printing.paper_is_good(counter.desk, good, request_id)
    printing.paper_is_good(counter.desk, good, request_id)

    assert kinds(counter.desk) == [MailKind.APPROVED, MailKind.READY]


def test_what_was_not_approved_is_not_told(counter: Counter) -> None:
    request = filed(counter.desk)
    decided(counter.desk, counter.clerk, request.id)
    stale = counter.desk.command("request:approval:given", counter.supervisor)
    approval.approve(counter.desk, stale, request.id)
    approval.approve(counter.desk, stale, request.id)

    assert kinds(counter.desk) == [MailKind.APPROVED]


def test_a_second_deficiency_is_told_again(counter: Counter, clock: Clock) -> None:
    request = filed(counter.desk)

    decided(counter.desk, counter.clerk, request.id, {1: MISSING})
    clock.passes(timedelta(days=1))
    decided(counter.desk, counter.clerk, request.id, {1: MISSING})

    assert kinds(counter.desk) == [MailKind.INCOMPLETE, MailKind.INCOMPLETE]


def told_of(counter: Counter, request: Request, state: RequestState) -> None:
    counter.desk.store.write(lambda work: mailing.tell_state(counter.desk, work, request, state))


def test_receipt_and_handing_over_have_their_letters(counter: Counter) -> None:
    request = filed(counter.desk)

    for state in set(RequestState) - {RequestState.SENT}:
        told_of(counter, replace(request, version=request.version + 1), state)

    assert Counted(kinds(counter.desk)) == {
        MailKind.REQUEST_RECEIVED: 1,
        MailKind.INCOMPLETE: 1,
        MailKind.TO_CORRECT: 1,
        MailKind.CENTRE_REFUSED: 1,
        MailKind.APPROVED: 1,
        MailKind.READY: 2,
        MailKind.CONFIRMED: 1,
        MailKind.HANDED_OVER: 2,
        MailKind.REFUSED: 1,
        MailKind.CANCELLED: 1,
        MailKind.EXPIRED: 1,
        MailKind.VOIDED: 1,
    }


def test_who_filed_for_a_child_is_told(counter: Counter) -> None:
    filed(counter.desk, 7)
    request = filed(counter.desk, 1, Wish(filer=makers.person_id(7)))

    told_of(counter, request, RequestState.RECEIPTED)

    assert [mail.person_id for mail in told(counter.desk)] == [makers.person_id(7)]


def test_an_english_reader_is_told_in_english(counter: Counter) -> None:
    reader = replace(makers.a_contact(), language="en")
    person = makers.a_person(9)
    counter.desk.store.write(
        lambda work: work.people.add(replace(makers.a_file(person), contact=reader), counter.desk.now())
    )
    request = filed(counter.desk, 1, Wish(filer=person.id))

    decided(counter.desk, counter.clerk, request.id, {1: MISSING})

    [mail] = told(counter.desk)
    assert mail.language == "en"
    assert mail.values["walk_in_until"] == "27 November 2026"
    assert "the original was not presented" in mail.values[ITEMS]


def test_without_an_address_the_work_goes_on(counter: Counter) -> None:
    nobody = makers.a_person(9)
    counter.desk.store.write(lambda work: work.people.add(makers.a_bare_file(nobody), counter.desk.now()))

    approved(counter, 1, Wish(filer=nobody.id))

    assert told(counter.desk) == []


def test_a_clerk_sees_how_the_mails_of_a_person_went_and_that_is_written_down(counter: Counter) -> None:
    request = approved(counter)

    [posted] = mailing.of_person(counter.desk, counter.clerk, request.subject_id)

    assert (posted.kind, posted.tries, posted.error) == (MailKind.APPROVED, 0, "")
    assert events(counter.desk)[-1].action == "person:mails:listed"

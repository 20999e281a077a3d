"""Correcting with a reason: who may, when, and what is left behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.card import PersonFile
from kiosk.domain.correction import Correction
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused
from kiosk.domain.mail import MailKind
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.domain.verification import Outcome
from kiosk.services import correcting, reception, verification
from kiosk.services.desk import Desk
from tests import makers
from tests.kiosk.services.office import Counter, Wish, filed, fingerprint, request_of, traced
from tests.kiosk.services.walking import judged, matching

REASON = "as in the birth booklet"


@pytest.fixture
def request_filed(counter: Counter) -> Request:
    return filed(counter.desk)


def file_of(desk: Desk, person: int = 1) -> PersonFile:
    return desk.store.read(lambda work: work.people.file(makers.person_id(person)))


def of_person(field: str, before: str, after: str, reason: str = REASON) -> Correction:
    return Correction(makers.person_id(), None, field, before, after, reason)


def of_request(request: Request, field: str, after: str) -> Correction:
    before = request.purpose if field == "purpose" else request.fields[field]
    return Correction(request.subject_id, request.id, field, before, after, REASON)


FATHER = of_person("father", "حسین", "حسن")


def refused(desk: Desk, by: Officer, wish: Correction) -> KioskError:
    """Why not; and nothing was changed."""
    before = fingerprint(desk)
    with pytest.raises(KioskError) as refusal:
        correcting.correct(desk, by, wish)
    assert fingerprint(desk) == before
    return refusal.value


def test_a_correction_changes_the_person_and_keeps_the_old_value(
    counter: Counter, request_filed: Request
) -> None:
    desk = counter.desk
    with traced(desk) as trace:
        sheet = correcting.correct(desk, counter.clerk, FATHER)

    assert file_of(desk).person.father == "حسن"
    (kept,) = reception.open_card(desk, counter.clerk, makers.person_id()).corrections
    assert (kept.field, kept.before, kept.after, kept.reason) == ("father", "حسین", "حسن", REASON)
    assert (kept.login, kept.at, kept.tracking_code) == ("clerk1", counter.clock.at, "")
    assert trace.commits == 1
    assert trace.actions == ["person:datum:corrected"]
    assert "حس" not in trace.events[0].details
    assert sheet.pdf.startswith(b"%PDF")
    (line,) = sheet.paper.fields
    assert (line.label.en, line.before.fa, line.after.fa) == ("Father's name", "حسین", "حسن")
    assert (sheet.paper.reason, sheet.paper.clerk, sheet.paper.tracking_code) == (REASON, "clerk1", "")


def test_a_corrected_name_is_found(counter: Counter, request_filed: Request) -> None:
    correcting.correct(counter.desk, counter.clerk, of_person("surname_fa", "کریمی", "رضوانی"))
    correcting.correct(counter.desk, counter.clerk, of_person("surname_lat", "KARIMI", "Rezvani"))

    found = reception.find(counter.desk, counter.clerk, "سارا رضوانی")
    assert found.card is not None
    assert found.card.person.full_name_lat == "SARA REZVANI"


def test_a_new_permit_day_leaves_the_permit_of_before_on_record(
    counter: Counter, request_filed: Request
) -> None:
    permit = makers.a_permit()
    wish = of_person("permit_to", str(permit.valid_to), "1407/01/01")
    sheet = correcting.correct(counter.desk, counter.clerk, wish)

    assert file_of(counter.desk).permit == replace(permit, valid_to=date(2028, 3, 20))
    assert sheet.paper.fields[0].after == Bilingual("۱ فروردین ۱۴۰۷", "20 March 2028")


def test_an_answer_is_corrected_with_the_version_of_its_request(
    counter: Counter, request_filed: Request
) -> None:
    desk = counter.desk
    with traced(desk) as trace:
        sheet = correcting.correct(desk, counter.clerk, of_request(request_filed, "level", "دکتری"))
    now = request_of(desk, request_filed.id)

    assert now.fields == {**request_filed.fields, "level": "doctorate"}
    assert now.version == request_filed.version + 1
    assert trace.actions == ["request:answer:corrected"]
    assert sheet.paper.tracking_code == request_filed.tracking_code
    assert sheet.paper.service is not None
    assert sheet.paper.fields[0].before != sheet.paper.fields[0].after
    (kept,) = reception.open_card(desk, counter.clerk, now.subject_id).corrections
    assert (kept.service, kept.tracking_code) == (now.service, now.tracking_code)


def test_the_purpose_may_be_corrected_too(counter: Counter, request_filed: Request) -> None:
    correcting.correct(counter.desk, counter.clerk, of_request(request_filed, "purpose", "کار"))
    now = request_of(counter.desk, request_filed.id)

    assert (now.purpose, now.fields) == ("کار", request_filed.fields)


def test_the_person_is_told_by_mail(counter: Counter, request_filed: Request) -> None:
    correcting.correct(counter.desk, counter.clerk, of_request(request_filed, "student_no", "S-78"))
    (mail,) = counter.desk.store.read(lambda work: work.outbox.waiting())

    assert (mail.mail.kind, mail.mail.to) == (MailKind.CORRECTED, "sara.karimi@example.org")
    assert mail.mail.values["tracking_code"] == request_filed.tracking_code
    assert "S-78" not in str(mail.mail.values)


def test_somebody_without_an_address_is_corrected_without_a_mail(counter: Counter) -> None:
    person = makers.a_person(7)
    counter.desk.store.write(lambda work: work.people.add(makers.a_bare_file(person), counter.desk.now()))
    correcting.correct(counter.desk, counter.clerk, replace(FATHER, person_id=person.id))

    assert file_of(counter.desk, 7).person.father == "حسن"
    assert counter.desk.store.read(lambda work: work.outbox.waiting()) == []


@pytest.mark.parametrize(
    ("wish", "key"),
    [
        (replace(FATHER, reason="  "), "correction.reason-required"),
        (replace(FATHER, reason="x" * 501), "verdict.note-too-long"),
        (replace(FATHER, after="حسین"), "correction.same"),
        (replace(FATHER, after="Hassan"), "text.script"),
        (replace(FATHER, before="علی"), "record.changed"),
        (replace(FATHER, field="national_code"), "correction.no-such-field"),
        (replace(FATHER, field="level"), "correction.no-such-field"),
        (replace(FATHER, person_id=makers.person_id(77)), "person.unknown"),
        (replace(FATHER, request_id=makers.request_id(77)), "request.unknown"),
        (replace(FATHER, request_id=makers.request_id(1)), "correction.no-such-field"),
        (replace(FATHER, reason="a\u202eb"), "paper.forbidden-character"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_changed(
    counter: Counter, request_filed: Request, wish: Correction, key: str
) -> None:
    assert refused(counter.desk, counter.clerk, wish).key == key


def test_nobody_corrects_a_file_of_their_own(counter: Counter) -> None:
    own = counter.clerk.person_id
    child = filed(counter.desk, 2, Wish(filer=own))

    for person, request in ((own, None), (child.subject_id, child.id)):
        wish = Correction(person, request, "father", "حسین", "حسن", REASON)
        assert refused(counter.desk, counter.clerk, wish).key == "role.own-file"
        with pytest.raises(Refused, match=r"role\.own-file"):
            correcting.offered(counter.desk, counter.clerk, person, request)
    wish = Correction(child.subject_id, None, "father", "حسین", "حسن", REASON)
    correcting.correct(counter.desk, counter.colleague, wish)


def test_answers_stay_as_they_are_before_sending_and_after_a_decision(counter: Counter) -> None:
    open_states = {
        *(RequestState.RECEIPTED, RequestState.ARRIVED, RequestState.VERIFYING, RequestState.INCOMPLETE),
        *(RequestState.NO_SHOW, RequestState.RETURNED_FOR_CORRECTION),
    }
    for number, state in enumerate(RequestState, 1):
        request = filed(counter.desk, number, Wish(state=state))
        wish = of_request(request, "student_no", "S-78")
        if state in open_states:
            correcting.correct(counter.desk, counter.clerk, wish)
        else:
            refusal = refused(counter.desk, counter.clerk, wish)
            assert (refusal.key, refusal.details["state"]) == ("correction.request-closed", state)


@pytest.mark.parametrize("state", [RequestState.VERIFIED, RequestState.APPROVED])
def test_what_a_coming_certificate_rests_on_stays_as_it_was_verified(
    counter: Counter, state: RequestState
) -> None:
    request = filed(counter.desk, 1, Wish(state=state))

    refusal = refused(counter.desk, counter.clerk, FATHER)
    assert (refusal.key, refusal.details["code"]) == ("correction.request-decided", request.tracking_code)
    blocked = {
        datum.field.id
        for datum in correcting.offered(counter.desk, counter.clerk, request.subject_id, None)
        if datum.why_not
    }
    assert "father" in blocked
    assert "permit_to" in blocked
    assert "phone" not in blocked
    correcting.correct(counter.desk, counter.clerk, of_person("phone", "+493023125001", "+493023125009"))


def test_a_guardian_is_corrected_though_the_childs_request_is_decided(counter: Counter) -> None:
    guardian = filed(counter.desk, 1)
    filed(counter.desk, 2, Wish(filer=guardian.subject_id, state=RequestState.APPROVED))

    correcting.correct(counter.desk, counter.clerk, FATHER)


def test_on_the_guardians_card_the_childs_answers_are_not_offered(counter: Counter) -> None:
    guardian = filed(counter.desk, 1)
    child = filed(counter.desk, 2, Wish(filer=guardian.subject_id))

    data = correcting.offered(counter.desk, counter.clerk, guardian.subject_id, child.id)

    assert not [datum for datum in data if datum.of_request]


def test_the_answers_of_a_request_in_a_colleagues_hands_wait(
    counter: Counter, request_filed: Request
) -> None:
    verification.open_walk(counter.desk, counter.colleague, request_filed.id)
    request = request_of(counter.desk, request_filed.id)

    refusal = refused(counter.desk, counter.clerk, of_request(request, "level", "doctorate"))
    assert isinstance(refusal, Conflict)
    assert (refusal.key, refusal.details["holder"]) == ("walk.held", "clerk2")
    correcting.correct(counter.desk, counter.colleague, of_request(request, "level", "doctorate"))


def test_two_clerks_who_correct_the_same_change_it_once(counter: Counter, request_filed: Request) -> None:
    elsewhere = counter.next_counter()
    correcting.correct(counter.desk, counter.clerk, FATHER)

    wish = replace(FATHER, after="محسن")
    assert refused(elsewhere.desk, elsewhere.colleague, wish).key == "record.changed"


def test_a_document_that_matched_the_old_value_must_be_judged_again(
    counter: Counter, request_filed: Request
) -> None:
    desk, clerk = counter.desk, counter.clerk
    walk = verification.open_walk(desk, clerk, request_filed.id)
    for slot in walk.slots:
        judged(desk, clerk, request_filed.id, slot.line, matching(walk, slot.line))
    dated = next(line for line, values in walk.expected.items() if "passport_no" in values)
    correcting.correct(desk, clerk, of_person("passport_no", "K00000001", "K00000002"))

    command = desk.command("request:walk:decided", clerk)
    with pytest.raises(Refused, match=r"walk\.corrected-since") as refusal:
        verification.decide(desk, command, request_filed.id)
    assert refusal.value.details["line"] == dated

    walk = verification.open_walk(desk, clerk, request_filed.id)
    for line, values in walk.expected.items():
        if "passport_no" in values or "number" in values:
            judged(desk, clerk, request_filed.id, line, matching(walk, line))
    command = desk.command("request:walk:decided", clerk)
    assert verification.decide(desk, command, request_filed.id) is Outcome.COMPLETE


def test_what_is_offered_is_audited_without_values(counter: Counter, request_filed: Request) -> None:
    with traced(counter.desk) as trace:
        data = correcting.offered(counter.desk, counter.clerk, request_filed.subject_id, request_filed.id)

    assert trace.actions == ["person:correction:opened"]
    assert [datum.of_request for datum in data] == sorted((d.of_request for d in data), reverse=True)
    named = {datum.field.id: datum.value for datum in data}
    assert (named["father"], named["level"], named["sex"]) == ("حسین", "master", "F")
    assert data[0].field.label == Bilingual("کاربرد", "Purpose")


def test_a_person_that_is_nowhere_is_not_found(counter: Counter) -> None:
    with pytest.raises(NotFound, match=r"person\.unknown"):
        correcting.offered(counter.desk, counter.clerk, makers.person_id(9), None)

"""Rules at the counter: answered by a clerk, let pass by a supervisor, looked at by every decision."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.fee import Exempt, FeeSlip
from kiosk.domain.request import Request, RequestState
from kiosk.domain.rules.case import Told
from kiosk.domain.rules.finding import Flag, Standing
from kiosk.domain.verification import Judgement, Outcome, Verdict
from kiosk.services import approval, ruling, verification
from kiosk.services.ports import Work
from tests import makers
from tests.kiosk.services.office import Counter, Wish, filed, fingerprint, request_of, traced
from tests.kiosk.services.walking import decided, judged, matching

S = RequestState
SLIP = FeeSlip("۱۲۳/۴۵-الف", date(2026, 11, 20), 4_000, "eur", "Sample Bank")
UNKNOWN_FILE = Wish(grounded=False)
DEED = Wish("POA-01", answers={"matter": "نمونه"})


def walked(counter: Counter, request: Request, said: dict[int, Judgement] | None = None) -> None:
    """Every document judged, no question answered."""
    walk = verification.open_walk(counter.desk, counter.clerk, request.id)
    for slot in walk.slots:
        words = (said or {}).get(slot.line) or matching(walk, slot.line)
        judged(counter.desk, counter.clerk, request.id, slot.line, words)


def decide(counter: Counter, request: Request, course: Course | None = None) -> Outcome:
    command = counter.desk.command("request:walk:decided", counter.clerk)
    return verification.decide(counter.desk, command, request.id, course)


def answer(counter: Counter, request: Request, rule: str, told: Told) -> tuple[Flag, ...]:
    command = counter.desk.command("request:rule:answered", counter.clerk)
    return ruling.answer(counter.desk, command, request.id, rule, told)


def let_pass(counter: Counter, request: Request, rule: str, reason: str = "مجوز تازه در راه است") -> None:
    command = counter.desk.command("request:rule:passed", counter.supervisor)
    ruling.override(counter.desk, command, request.id, rule, reason)


def flag(counter: Counter, request: Request, rule: str) -> Flag:
    every = ruling.flags(counter.desk, counter.clerk, request.id)
    return next(each for each in every if each.rule.id == rule)


def expire_permit(counter: Counter, request: Request) -> None:
    def act(work: Work) -> None:
        file = work.people.file(request.subject_id)
        assert file.permit is not None
        over = replace(file.permit, valid_to=makers.TODAY - timedelta(days=1))
        work.people.change(file, replace(file, permit=over), counter.desk.now())

    counter.desk.store.write(act)


def test_a_student_with_a_confirmed_file_is_asked_nothing(counter: Counter) -> None:
    request = filed(counter.desk)
    walked(counter, request)

    assert decide(counter, request) is Outcome.COMPLETE
    moved = request_of(counter.desk, request.id)
    assert moved.course == Course(StatusPath.HERE, Output.CERTIFICATE)


def test_nothing_is_decided_before_an_open_rule_is_answered(counter: Counter) -> None:
    request = filed(counter.desk, wish=UNKNOWN_FILE)
    walked(counter, request)
    before = fingerprint(counter.desk)

    with pytest.raises(Refused, match=r"^rules\.open$") as refused:
        decide(counter, request)

    assert refused.value.details["rule"] == counter.desk.catalogue.rule("student-file").text
    assert fingerprint(counter.desk) == before
    answer(counter, request, "student-file", Told("yes"))
    assert decide(counter, request) is Outcome.COMPLETE


def test_a_changed_answer_takes_the_place_of_the_first(counter: Counter) -> None:
    request = filed(counter.desk, wish=UNKNOWN_FILE)
    walked(counter, request)
    answer(counter, request, "student-file", Told("no"))
    with traced(counter.desk) as trace:
        answer(counter, request, "student-file", Told("yes", " پرونده ۱۲ "))

    assert flag(counter, request, "student-file").told == Told("yes", "پرونده ۱۲")
    assert trace.actions == ["request:rule:answered"]
    assert json.loads(trace.events[0].details) == {"rule": "student-file", "answer": "yes"}


def test_a_broken_rule_makes_the_request_incomplete_and_stands_on_the_slip(counter: Counter) -> None:
    request = filed(counter.desk)
    expire_permit(counter, request)
    walked(counter, request)

    assert decide(counter, request) is Outcome.INCOMPLETE
    slip = verification.deficiency_slip(counter.desk, counter.clerk, request.id)
    (named,) = slip.paper.deficiencies
    assert named.document == counter.desk.catalogue.rule("permit-valid").text
    assert "23 November 2026" in named.reason.en
    assert request_of(counter.desk, request.id).course is None


def test_a_supervisor_lets_a_rule_pass_for_a_reason(counter: Counter) -> None:
    request = filed(counter.desk)
    expire_permit(counter, request)
    walked(counter, request)

    with pytest.raises(Refused, match=r"^rules\.reason-required$"):
        let_pass(counter, request, "permit-valid", " ")
    let_pass(counter, request, "permit-valid")

    overridden = flag(counter, request, "permit-valid").overridden
    assert overridden is not None
    assert overridden.login == "supervisor"
    assert decide(counter, request) is Outcome.COMPLETE
    dossier = approval.dossier(counter.desk, counter.supervisor, request.id)
    assert [each.rule.id for each in dossier.flags if each.overridden] == ["permit-valid"]
    given = counter.desk.command("request:approval:given", counter.supervisor)
    assert approval.approve(counter.desk, given, request.id).state is S.APPROVED


def test_what_is_met_or_final_is_not_let_pass(counter: Counter) -> None:
    student, deed = filed(counter.desk, 1), filed(counter.desk, 2, DEED)
    for request in (student, deed):
        walked(counter, request)

    with pytest.raises(Refused, match=r"^rules\.nothing-to-override$"):
        let_pass(counter, student, "permit-valid")
    with pytest.raises(Refused, match=r"^rules\.final$"):
        let_pass(counter, deed, "presence-and-will")
    with pytest.raises(NotFound, match=r"^rules\.not-here$"):
        let_pass(counter, student, "presence-and-will")
    command = counter.desk.command("request:rule:passed", counter.clerk)
    with pytest.raises(Refused, match=r"^role\.not-allowed$"):
        ruling.override(counter.desk, command, student.id, "permit-valid", "x")


def test_answers_that_do_not_fit_leave_nothing(counter: Counter) -> None:
    request = filed(counter.desk, wish=Wish("LSP-01", answers={"flight_date": "2026-12-01"}))
    walked(counter, request)
    before = fingerprint(counter.desk)

    for rule, told, key in (
        ("nationality-certain", Told("perhaps"), "rules.no-such-answer"),
        ("nationality-certain", Told("certain"), "rules.note-required"),
        ("ticket-in-time", Told("yes"), "rules.not-asked"),
        ("nationality-certain", Told("certain", "x" * 501), "verdict.note-too-long"),
    ):
        with pytest.raises(Refused) as refused:
            answer(counter, request, rule, told)
        assert refused.value.key == key

    assert fingerprint(counter.desk) == before


def test_without_capacity_nothing_is_decided_but_a_refusal(counter: Counter) -> None:
    request = filed(counter.desk, wish=DEED)
    walked(counter, request)
    answer(counter, request, "presence-and-will", Told("no-capacity"))

    assert flag(counter, request, "presence-and-will").refusal == "no-capacity"
    with pytest.raises(Refused, match=r"^rules\.refuse$"):
        decide(counter, request)
    answer(counter, request, "presence-and-will", Told("ascertained"))
    assert decide(counter, request) is Outcome.COMPLETE


def test_a_duplicate_booklet_goes_to_the_centre(counter: Counter) -> None:
    request = filed(counter.desk, wish=Wish("CIV-06", answers={"marital_history": "never"}))
    duplicate = Judgement(Verdict.MISMATCH, failed_points=("not-duplicate",))
    walked(counter, request, {1: duplicate})

    with pytest.raises(Refused, match=r"^course\.centre-needed$"):
        decide(counter, request, Course(StatusPath.HERE, Output.CERTIFICATE))
    assert decide(counter, request) is Outcome.COMPLETE
    course = request_of(counter.desk, request.id).course
    assert course == Course(StatusPath.CENTRE, Output.CERTIFICATE)


def test_a_forged_passport_is_referred_without_a_word(counter: Counter) -> None:
    request = filed(counter.desk, wish=Wish("PAS-04", answers={"damage": "forged"}))

    assert decided(counter.desk, counter.clerk, request.id) is Outcome.DOUBT
    assert request_of(counter.desk, request.id).state is S.SUSPENDED


def test_the_clerk_chooses_among_the_courses_of_the_service(counter: Counter) -> None:
    request = filed(counter.desk)
    walked(counter, request)

    with pytest.raises(Refused, match=r"^course\.not-offered$"):
        decide(counter, request, Course(StatusPath.CENTRE, Output.BOOKLET))
    decide(counter, request, Course(StatusPath.SYSTEM, Output.VIRTUAL))
    assert request_of(counter.desk, request.id).course == Course(StatusPath.SYSTEM, Output.VIRTUAL)


def test_approval_looks_at_the_rules_again(counter: Counter) -> None:
    request = filed(counter.desk)
    decided(counter.desk, counter.clerk, request.id)
    expire_permit(counter, request)
    before = fingerprint(counter.desk)

    given = counter.desk.command("request:approval:given", counter.supervisor)
    with pytest.raises(Refused, match=r"^rules\.broken$"):
        approval.approve(counter.desk, given, request.id)

    assert fingerprint(counter.desk) == before


def test_a_slip_pays_once_however_it_is_written(counter: Counter) -> None:
    first, second = filed(counter.desk, 1), filed(counter.desk, 2)
    for request in (first, second):
        verification.open_walk(counter.desk, counter.clerk, request.id)
    command = counter.desk.command("request:fee:recorded", counter.clerk)
    fee = ruling.record_fee(counter.desk, command, first.id, SLIP)

    assert fee.paid == FeeSlip("12345الف", SLIP.paid_on, 4_000, "EUR", "SAMPLE BANK")
    again = counter.desk.command("request:fee:recorded", counter.clerk)
    with pytest.raises(Conflict, match=r"^fee\.slip-used$"):
        ruling.record_fee(
            counter.desk, again, second.id, replace(SLIP, number="12345 الف", bank="sample bank")
        )
    ruling.record_fee(counter.desk, again, first.id, Exempt("دانشجو"))
    other = counter.desk.command("request:fee:recorded", counter.clerk)
    ruling.record_fee(counter.desk, other, second.id, SLIP)
    stored = counter.desk.store.read(lambda work: work.rulings.fee(first.id))
    assert stored is not None
    assert stored.paid == Exempt("دانشجو")


@pytest.mark.parametrize(
    ("paid", "key"),
    [
        (replace(SLIP, number=" - "), "text.empty"),
        (replace(SLIP, bank=""), "text.empty"),
        (replace(SLIP, amount_cents=0), "number.range"),
        (replace(SLIP, currency="€"), "fee.currency"),
        (replace(SLIP, paid_on=makers.TODAY + timedelta(days=1)), "day.not-yet"),
        (replace(SLIP, bank="Sample\u202e Bank"), "text.forbidden-character"),
        (Exempt(" "), "text.empty"),
        (Exempt("x" * 301), "text.too-long"),
    ],
)
def test_a_slip_that_cannot_be_is_refused(counter: Counter, paid: FeeSlip | Exempt, key: str) -> None:
    request = filed(counter.desk)
    verification.open_walk(counter.desk, counter.clerk, request.id)

    command = counter.desk.command("request:fee:recorded", counter.clerk)
    with pytest.raises(Refused) as refused:
        ruling.record_fee(counter.desk, command, request.id, paid)

    assert refused.value.key == key


def test_a_second_laissez_passer_is_blocked_when_the_first_goes_on(counter: Counter) -> None:
    first = filed(counter.desk, wish=Wish("LSP-01", answers={"flight_date": "2026-12-01"}))
    second = replace(
        makers.a_request(2, subject=first.subject_id, service="LSP-01"),
        filed_at=first.filed_at + timedelta(days=1),
        legacy_code="",
    )
    counter.desk.store.write(lambda work: work.requests.add(second, makers.TODAY))

    assert flag(counter, first, "once-per-applicant").standing is Standing.MET
    assert flag(counter, second, "once-per-applicant").blocks

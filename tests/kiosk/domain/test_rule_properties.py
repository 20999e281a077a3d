"""What holds of the rules whatever the case: everybody is judged, nothing is decided by halves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import bills
from kiosk.domain.bills import Bill, BillKind
from kiosk.domain.catalogue import Service
from kiosk.domain.course import onward
from kiosk.domain.errors import Refused
from kiosk.domain.person import Marital, MilitaryStatus, Sex
from kiosk.domain.request import Channel, RequestState
from kiosk.domain.rule import Weight
from kiosk.domain.rules.case import Case, Earlier
from kiosk.domain.rules.days import academic_year, add_months
from kiosk.domain.rules.deciding import course_of, courses, decided, excused, named_on_the_slip
from kiosk.domain.rules.finding import Standing
from kiosk.domain.rules.judging import JUDGES, judge_all
from kiosk.domain.verification import Judgement, OriginalCheck, Outcome, Slot, Verdict
from tests import makers
from tests.kiosk.domain.rule_cases import CATALOGUE, TODAY, told

DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Somebody asks for some service: anything may be wrong, nothing was asked yet."""
    service = draw(st.sampled_from(tuple(CATALOGUE.services.values())))
    person = replace(
        makers.a_person(),
        sex=draw(st.sampled_from(Sex)),
        marital=draw(st.sampled_from(Marital)),
        birth_date=draw(st.dates(date(1920, 1, 1), TODAY)),
        military_status=draw(st.sampled_from((None, *MilitaryStatus))),
        reads_persian=draw(st.booleans()),
    )
    answers = {
        field.id: draw(st.sampled_from([choice.id for choice in field.choices] or ["2026-10-01"]))
        for field in service.fields
    }
    earlier = st.builds(
        Earlier, st.sampled_from(sorted(CATALOGUE.services)), st.sampled_from(RequestState),
        st.just({}), DAYS, st.none() | DAYS, st.booleans(),
    )  # fmt: skip
    file = makers.a_file(person)
    return Case(
        subject=draw(st.sampled_from([file, makers.a_bare_file(person)])),
        basis="self",
        answers=answers,
        today=TODAY,
        slots=tuple(draw(slot(line, wanted.kind)) for line, wanted in enumerate(service.documents, 1)),
        earlier=tuple(draw(st.lists(earlier, max_size=4))),
        channel=draw(st.sampled_from(Channel)),
        service=service.code,
        kinds=CATALOGUE.documents,
    )


@st.composite
def slot(draw: st.DrawFn, line: int, kind: str) -> Slot:
    verdict = draw(st.sampled_from(Verdict))
    points = [point.id for point in CATALOGUE.document(kind).points]
    some = st.lists(st.sampled_from(points), min_size=1, unique=True)
    wrong = tuple(draw(some)) if verdict is Verdict.MISMATCH else ()
    check = OriginalCheck(1, Judgement(verdict, (), wrong), "clerk1", "counter-1", makers.NOON)
    return Slot(line, kind, True, True, 1, check=check)


def some_bills(*currencies: str) -> st.SearchStrategy[Bill]:
    amounts = st.integers(1, 99_999_999)
    return st.builds(Bill, DAYS, st.sampled_from(BillKind), amounts, st.sampled_from(currencies))


def answered(case: Case, *, well: bool) -> Case:
    """Every question that is put answered well, or the first answer that is not good."""
    for flag in judge_all(CATALOGUE, case):
        if flag.asks:
            wanted = [choice for choice in flag.rule.choices if choice.good is well and not choice.refuses]
            case = told(case, flag.rule.id, wanted[0].id, "x")
    return case


@given(cases())
def test_whoever_asks_gets_a_flag_for_each_rule_and_one_way_on(case: Case) -> None:
    flags = judge_all(CATALOGUE, case)

    assert [flag.rule.id for flag in flags][: len(CATALOGUE.service(case.service).rules)] == list(
        CATALOGUE.service(case.service).rules
    )
    for flag in flags:
        assert not flag.asks or flag.standing is Standing.OPEN
        assert not flag.waits or flag.rule.question is not None
        assert not (flag.blocks and flag.standing in (Standing.MET, Standing.NOT_APPLICABLE))


@given(cases(), st.booleans())
def test_with_every_question_answered_a_decision_is_reached(case: Case, well: bool) -> None:
    case = answered(case, well=well)
    flags = judge_all(CATALOGUE, case)

    outcome = decided(case.slots, flags)

    if outcome is Outcome.COMPLETE:
        assert not any(flag.blocks for flag in flags)
        course = course_of(CATALOGUE.service(case.service), flags)
        assert course in courses(CATALOGUE.service(case.service))
    if outcome is Outcome.INCOMPLETE:
        lacking = {slot.line for slot in case.slots} - excused(case.slots, flags)
        fine = (Verdict.MATCH, Verdict.NOT_APPLICABLE)
        documents = [each for each in case.slots if each.line in lacking and each.verdict not in fine]
        assert documents or named_on_the_slip(flags)


@pytest.mark.parametrize("service", CATALOGUE.services.values(), ids=lambda each: each.code)
def test_no_course_of_a_service_ends_before_its_result(service: Service) -> None:
    for course in courses(service):
        reached, ahead = set(), {RequestState.VERIFIED}
        while ahead:
            state = ahead.pop()
            reached.add(state)
            ahead |= onward(course)[state] - reached - {RequestState.VERIFYING}
        assert reached & {RequestState.DELIVERED, RequestState.NOTIFIED, RequestState.RETURNED}, course


def test_every_rule_that_counts_and_may_be_asked_has_its_question_and_its_reason() -> None:
    for rule in CATALOGUE.rules.values():
        assert rule.why is not None, rule.id
        assert rule.source, rule.id
        assert rule.id in JUDGES or rule.weight is Weight.ADVISES or rule.question, rule.id
        assert not rule.choices or any(not choice.good for choice in rule.choices), rule.id


@given(st.lists(some_bills("EUR", "USD", "IRR")))
def test_bills_are_counted_once_by_currency_and_kept_apart(every: list[Bill]) -> None:
    reckoned = bills.reckon(every)

    assert sorted(map(repr, (*reckoned.accepted, *reckoned.excluded))) == sorted(map(repr, every))
    both = sum(reckoned.totals.values()) + sum(reckoned.left_out.values())
    assert both == sum(bill.amount for bill in every)
    assert not {bill.kind for bill in reckoned.accepted} & {BillKind.TRAVEL, BillKind.FOOD, BillKind.LODGING}


@given(st.lists(some_bills("EUR"), min_size=1))
def test_bills_are_read_back_as_they_were_written(every: list[Bill]) -> None:
    lines = [f"{bill.day}; {bills.KINDS[bill.kind].fa}؛ {bills.amount(bill.amount)} eur" for bill in every]

    assert bills.parse("\n".join(lines)) == tuple(every)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-10-01; hospital",
        "2026-10-01; parrot; 5 EUR",
        "x; food; 5 EUR",
        "2026-10-01; food; 0 EUR",
        "2026-10-01; food; 5",
        "2026-10-01; food; 1,2,3 EUR",
    ],
)
def test_a_line_that_is_no_bill_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        bills.parse(text)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_later_is_never_before_and_back_again_never_after(day: date, months: int) -> None:
    later = add_months(day, months)

    assert later >= day
    assert add_months(later, -months) <= day
    assert later - day <= timedelta(days=31 * months)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_an_academic_year_begins_once_a_year(day: date) -> None:
    assert academic_year(day + timedelta(days=366)) - academic_year(day) in (1, 2)
    assert academic_year(day + timedelta(days=1)) - academic_year(day) in (0, 1)

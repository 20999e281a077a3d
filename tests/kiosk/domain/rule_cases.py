"""Cases for the tests of rules: a person, and what is different about the request."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kiosk import catalogue
from kiosk.domain.person import Sex
from kiosk.domain.request import RequestState
from kiosk.domain.rules.case import Case, Earlier, Override, Told
from kiosk.domain.rules.finding import Flag
from kiosk.domain.rules.judging import judge_all
from kiosk.domain.verification import FieldCheck, Judgement, OriginalCheck, Slot, Verdict
from tests import makers

TODAY = makers.TODAY
CATALOGUE = catalogue.load()
KINDS = CATALOGUE.documents


def a_case(service: str = "STU-02", **answers: str) -> Case:
    """Of a woman of 28 with a valid permit, who lives abroad since 2020."""
    before = CATALOGUE.before(service)
    return Case(makers.a_file(), "self", answers, TODAY, service=service, before=before, kinds=KINDS)


def of(case: Case, **person: object) -> Case:
    """With other data of the person."""
    changed = replace(case.subject.person, **person)  # type: ignore[arg-type]  # names of a person's own fields
    return replace(case, subject=replace(case.subject, person=changed))


def a_man(case: Case, years: int = 25, **person: object) -> Case:
    return of(case, sex=Sex.MALE, birth_date=years_ago(years), **person)


def years_ago(years: int) -> date:
    return TODAY.replace(year=TODAY.year - years)


def checked(
    kind: str,
    verdict: Verdict | None = Verdict.MATCH,
    *failed: str,
    fields: tuple[FieldCheck, ...] = (),
) -> Slot:
    """A document as it was judged; None: not yet."""
    judgement = Judgement(verdict, fields, failed) if verdict else None
    check = OriginalCheck(1, judgement, "clerk1", "counter-1", makers.NOON) if judgement else None
    return Slot(1, kind, True, True, 1, check=check)


def with_papers(case: Case, *slots: Slot) -> Case:
    return replace(case, slots=tuple(replace(slot, line=line) for line, slot in enumerate(slots, 1)))


def earlier(
    service: str, state: RequestState, days_ago: int = 30, *, first: bool = True, **fields: str
) -> Earlier:
    day = TODAY - timedelta(days=days_ago)
    return Earlier(service, state, fields, day, day, first)


def after(case: Case, *requests: Earlier) -> Case:
    return replace(case, earlier=requests)


def told(case: Case, rule: str, answer: str, note: str = "") -> Case:
    return replace(case, told={**case.told, rule: Told(answer, note)})


def let_pass(case: Case, rule: str) -> Case:
    return replace(case, overrides={**case.overrides, rule: Override("اجازه مسئول", "supervisor")})


def flag(case: Case, rule: str) -> Flag:
    """How this rule stands among those of its service."""
    return next(each for each in judge_all(CATALOGUE, case) if each.rule.id == rule)

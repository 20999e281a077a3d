"""Every rule by its id, and the flags of a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kiosk.domain.catalogue import Catalogue, Service
from kiosk.domain.rule import Rule, Weight
from kiosk.domain.rules import civil, documents, following, movement, others, persons, students
from kiosk.domain.rules.case import Case
from kiosk.domain.rules.finding import ASK, MET, Finding, Flag, Standing

JUDGES: Mapping[str, Callable[[Case], Finding]] = {
    # R1 to R10
    "minor": persons.minor,
    "married-woman": persons.married_woman,
    "military-age": persons.military_age,
    "booklet-photo": documents.booklet_photo,
    "photo": documents.photo,
    "residence-in-iran": movement.residence_in_iran,
    "residence-abroad": movement.residence_abroad,
    "clean-document": documents.clean_document,
    "names-equal": documents.names_equal,
    "first-time-in-person": persons.first_time_in_person,
    "register": persons.entered_by_itself,
    # passports, travel papers, exit stamps
    "crossing-agreed": following.crossing_agreed,
    "permit-valid": documents.permit_valid,
    "nationality-certain": movement.nationality_certain,
    "renewal-reason": movement.renewal_reason,
    "doubtful-passport": movement.doubtful_passport,
    "once-per-applicant": movement.once_per_applicant,
    "ticket-in-time": movement.ticket_in_time,
    "conscript-age": persons.conscript_age,
    "conscript-inquiry": movement.conscript_inquiry,
    "exit-quota": movement.exit_quota,
    # students
    "student-file": students.student_file,
    "one-file-per-level": students.one_file_per_level,
    "recognised-university": persons.only_a_person_can_tell,
    "once-per-academic-year": students.once_per_academic_year,
    "no-web-print": documents.no_web_print,
    "certificate-fresh": documents.certificate_fresh,
    "son-over-18": students.son_over_18,
    "conscript-student": students.conscript_student,
    # civil registry
    "permitted-name": persons.only_a_person_can_tell,
    "both-parents": civil.both_parents,
    "two-witnesses": civil.two_witnesses,
    "age-15": persons.age_15,
    "page-two": civil.page_two,
    "duplicate-booklet": documents.duplicate_booklet,
    "first-marriage": civil.first_marriage,
    "both-parties": civil.both_parties,
    # deeds, criminal record, medical papers, fees
    "presence-and-will": persons.only_a_person_can_tell,
    "read-aloud": persons.read_aloud,
    "fingerprints": persons.only_a_person_can_tell,
    "open-request": others.open_request,
    "interim-month": others.interim_month,
    "excluded-bills": others.excluded_bills,
    "fee-due": others.fee_due,
}


def rules_of(catalogue: Catalogue, service: Service) -> tuple[Rule, ...]:
    """The service's own rules in its order, then the conditions of its documents that can be judged."""
    conditions = (wanted.when for wanted in service.documents if wanted.when in JUDGES)
    names = dict.fromkeys((*service.rules, *(when for when in conditions if when)))
    return tuple(catalogue.rules[name] for name in names if name in catalogue.rules)


def judge_all(catalogue: Catalogue, case: Case) -> tuple[Flag, ...]:
    """A flag for every rule of the case's service.

    Raises:
        NotFound: "catalogue.no-such-service".
    """
    return tuple(_flags(rules_of(catalogue, catalogue.service(case.service)), case))


def _flags(rules: tuple[Rule, ...], case: Case) -> Iterator[Flag]:
    for rule in rules:
        judge = JUDGES.get(rule.id)
        yield _flag(rule, judge(case) if judge else _unjudged(rule), case)


def _unjudged(rule: Rule) -> Finding:
    """A rule of the office's own: asked if it has a question, a reminder if it has none."""
    return ASK if rule.question else Finding(Standing.OPEN, weight=Weight.ADVISES)


def _flag(rule: Rule, found: Finding, case: Case) -> Flag:
    told = case.told.get(rule.id) if found.asks else None
    given = rule.choice(told.answer) if told else None
    standing, because = found.standing, found.because
    if given is not None:
        standing = Standing.MET if given.good else Standing.BROKEN
        because = given.name
    return Flag(
        rule=rule,
        standing=standing,
        weight=found.weight or rule.weight,
        because=because,
        asks=found.asks and given is None and bool(rule.choices),
        by_walk=found.by_walk,
        told=told if given is not None else None,
        overridden=case.overrides.get(rule.id) if standing is not MET.standing else None,
    )

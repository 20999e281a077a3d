"""Each rule: the case that passes, the one that fails, the one that only a person can tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.domain.person import Marital, MilitaryStatus, PermitKind
from kiosk.domain.request import Channel, RequestState
from kiosk.domain.rule import Weight
from kiosk.domain.rules.case import Case
from kiosk.domain.rules.finding import Standing
from kiosk.domain.rules.judging import JUDGES, judge_all
from kiosk.domain.verification import FieldCheck, Verdict
from kiosk.domain.wording import said_date
from tests import makers
from tests.kiosk.domain.rule_cases import (
    CATALOGUE,
    TODAY,
    a_case,
    a_man,
    after,
    checked,
    earlier,
    flag,
    let_pass,
    of,
    told,
    with_papers,
    years_ago,
)

S, V = RequestState, Verdict
MET, BROKEN, OPEN, NOT_APPLICABLE = Standing
WOMAN = a_case("PAS-01")
CHILD = of(WOMAN, birth_date=years_ago(10))
WIFE = of(WOMAN, marital=Marital.MARRIED)
BOOKLET, CARD, CONSENT = checked("birth-booklet"), checked("national-card"), checked("guardian-consent")
TICKET = {"flight_date": (TODAY + timedelta(days=20)).isoformat()}
SPELT = FieldCheck("full_name_lat", "MOHAMMADALI KARIMI", None, "MOHAMMAD ALI KARIMI")
OTHER_NAME = FieldCheck("full_name_lat", "SARA KARIMI", None, "NEGAR AHMADI")

BY_POST = replace(WOMAN, channel=Channel.POST)
NO_PHOTO_YET = with_papers(CHILD, checked("birth-booklet", V.MISMATCH, "booklet-photo"))
STUDIES = checked("enrolment-certificate")
MASTER = a_case("STU-01", level="master")
LIABLE = a_man(a_case("EXS-01"))
DIVORCED = a_case("CIV-06", marital_history="divorced")
BRIDE = a_case("CIV-07", event_kind="marriage")


def failed(kind: str, point: str, service: str = "STU-02") -> Case:
    """With one document on which a point was found wrong."""
    return with_papers(a_case(service), checked(kind, V.MISMATCH, point))


def returned_before(*days: int) -> Case:
    """A student who had stamps so many days ago."""
    return after(a_case("EXS-01"), *(earlier("EXS-01", S.RETURNED, each) for each in days))


def permit(case: Case, days: int) -> Case:
    """With a permit that has so many days left."""
    known = replace(makers.a_permit(), valid_to=TODAY + timedelta(days=days))
    return replace(case, subject=replace(case.subject, permit=known))


def no_permit(case: Case) -> Case:
    return replace(case, subject=replace(case.subject, permit=None))


def entry(case: Case, country: str, since: date | None = None) -> Case:
    """With this residence entry in the passport."""
    home = replace(makers.a_residence(), in_passport=country, abroad_since=since or date(2020, 9, 1))
    return replace(case, subject=replace(case.subject, residence=home))


def homeless(case: Case) -> Case:
    return replace(case, subject=replace(case.subject, residence=None))


def years_married(days_before_birth: int) -> Case:
    born = date(2026, 9, 30)
    return a_case(
        "CIV-01",
        child_birth_date=born.isoformat(),
        marriage_date=(born - timedelta(days=days_before_birth)).isoformat(),
    )


TABLE: tuple[tuple[str, Case, Standing], ...] = (
    # R1
    ("minor", WOMAN, NOT_APPLICABLE),
    ("minor", replace(with_papers(CHILD, CONSENT), guardian="father"), MET),
    ("minor", with_papers(CHILD, CONSENT), OPEN),
    ("minor", told(with_papers(CHILD, CONSENT), "minor", "mother-proxy"), MET),
    ("minor", told(with_papers(CHILD, CONSENT), "minor", "mother-alone"), BROKEN),
    ("minor", with_papers(CHILD, checked("guardian-consent", V.ORIGINAL_MISSING)), BROKEN),
    ("minor", with_papers(CHILD, checked("guardian-consent", None)), OPEN),
    # R2
    ("married-woman", WOMAN, NOT_APPLICABLE),
    ("married-woman", of(a_man(WOMAN), marital=Marital.MARRIED), NOT_APPLICABLE),
    ("married-woman", with_papers(WIFE, checked("spouse-consent")), MET),
    ("married-woman", WIFE, OPEN),
    ("married-woman", told(WIFE, "married-woman", "lives-with-husband"), MET),
    ("married-woman", told(WIFE, "married-woman", "foreign-husband"), MET),
    ("married-woman", told(WIFE, "married-woman", "none"), BROKEN),
    # R3
    ("military-age", WOMAN, NOT_APPLICABLE),
    ("military-age", a_man(WOMAN, 50), NOT_APPLICABLE),
    ("military-age", a_man(WOMAN, 49, military_status=MilitaryStatus.EXEMPT), MET),
    ("military-age", with_papers(a_man(WOMAN, 18), checked("military-card")), MET),
    ("military-age", with_papers(a_man(WOMAN, 18), checked("military-card", V.MISMATCH, "x")), BROKEN),
    ("military-age", a_man(WOMAN, 18, military_status=MilitaryStatus.CONSCRIPT), OPEN),
    ("military-age", with_papers(a_man(WOMAN, 12), checked("military-card")), BROKEN),
    ("military-age", a_man(WOMAN, 12, military_status=MilitaryStatus.SERVED), BROKEN),
    ("military-age", a_man(WOMAN, 60, military_status=MilitaryStatus.SERVED), NOT_APPLICABLE),
    ("military-age", a_case("STU-01", military_basis="پایان خدمت"), BROKEN),
    # R4, R5, R7
    ("booklet-photo", with_papers(WOMAN, BOOKLET), MET),
    ("booklet-photo", with_papers(WOMAN, checked("birth-booklet", V.MISMATCH, "booklet-photo")), BROKEN),
    ("booklet-photo", NO_PHOTO_YET, NOT_APPLICABLE),
    ("booklet-photo", with_papers(WOMAN, checked("birth-booklet", None)), OPEN),
    ("photo", with_papers(WOMAN, checked("portrait")), MET),
    ("photo", with_papers(WOMAN, checked("portrait", V.MISMATCH, "hijab")), BROKEN),
    ("photo", with_papers(WOMAN, checked("portrait", None)), OPEN),
    ("clean-document", with_papers(a_case(), BOOKLET, checked("passport")), MET),
    ("clean-document", failed("passport", "no-erasure"), BROKEN),
    ("clean-document", with_papers(a_case(), checked("passport", None)), OPEN),
    # R6
    ("residence-in-iran", entry(a_case("STU-01"), "IR"), MET),
    ("residence-in-iran", entry(a_case("STU-01"), "DE"), BROKEN),
    ("residence-in-iran", failed("passport", "residence-entry", "STU-01"), BROKEN),
    ("residence-in-iran", homeless(a_case("STU-01")), OPEN),
    ("residence-abroad", entry(a_case("EXC-01"), "DE", years_ago(3)), MET),
    ("residence-abroad", entry(a_case("EXC-01"), "DE", years_ago(3) + timedelta(days=1)), BROKEN),
    ("residence-abroad", entry(a_case("EXC-01"), "IR", years_ago(9)), BROKEN),
    ("residence-abroad", homeless(a_case("EXC-01")), OPEN),
    # R8, R9, R10
    ("names-equal", with_papers(a_case(), checked("passport")), MET),
    ("names-equal", with_papers(a_case(), checked("passport", V.MISMATCH, fields=(OTHER_NAME,))), BROKEN),
    ("names-equal", with_papers(a_case(), checked("passport", V.MISMATCH, fields=(SPELT,))), OPEN),
    ("names-equal", with_papers(a_case(), checked("passport", None)), OPEN),
    ("first-time-in-person", WOMAN, MET),
    ("first-time-in-person", BY_POST, BROKEN),
    ("first-time-in-person", after(BY_POST, earlier("CIV-06", S.DELIVERED)), MET),
    ("first-time-in-person", after(BY_POST, earlier("CIV-06", S.REFUSED)), BROKEN),
    ("register", a_case(), MET),
    # passports and travel papers
    ("crossing-agreed", WOMAN, NOT_APPLICABLE),
    ("crossing-agreed", after(WOMAN, earlier("PAS-03", S.SENT)), NOT_APPLICABLE),
    ("crossing-agreed", after(WOMAN, earlier("IBC-01", S.CANCELLED)), NOT_APPLICABLE),
    ("crossing-agreed", after(WOMAN, earlier("IBC-01", S.NOTIFIED)), MET),
    ("crossing-agreed", after(WOMAN, earlier("IBC-01", S.APPROVED)), MET),
    ("crossing-agreed", after(WOMAN, earlier("IBC-01", S.SENT)), BROKEN),
    ("crossing-agreed", after(WOMAN, earlier("IBC-01", S.REPLY_OK)), BROKEN),
    ("crossing-agreed", after(WOMAN, earlier("IBC-01", S.RECEIPTED, 5, first=False)), BROKEN),
    ("crossing-agreed", after(a_case("PAS-06"), earlier("IBC-01", S.REPLY_NO)), BROKEN),
    ("crossing-agreed", after(WOMAN, earlier("IBC-01", S.REFUSED), earlier("IBC-01", S.DELIVERED, 5)), MET),
    ("crossing-agreed", after(WOMAN, earlier("IBC-01", S.NOTIFIED), earlier("IBC-01", S.REFUSED, 5)), BROKEN),
    ("crossing-agreed", after(WOMAN, earlier("IBC-01", S.NOTIFIED), earlier("IBC-01", S.EXPIRED, 5)), MET),
    ("permit-valid", permit(a_case(), 61), MET),
    ("permit-valid", permit(a_case(), -1), BROKEN),
    ("permit-valid", failed("residence-permit", "not-expired"), BROKEN),
    ("permit-valid", no_permit(a_case()), OPEN),
    ("nationality-certain", with_papers(WOMAN, BOOKLET, CARD), MET),
    ("nationality-certain", a_case("LSP-01"), OPEN),
    ("nationality-certain", told(a_case("LSP-01"), "nationality-certain", "certain"), MET),
    ("nationality-certain", told(a_case("LSP-01"), "nationality-certain", "uncertain"), BROKEN),
    ("renewal-reason", a_case("PAS-02", previous_passport_expiry="2027-05-24"), MET),
    ("renewal-reason", a_case("PAS-02", previous_passport_expiry="2027-05-25"), OPEN),
    ("renewal-reason", told(a_case("PAS-02"), "renewal-reason", "pages-full"), MET),
    ("renewal-reason", told(a_case("PAS-02"), "renewal-reason", "none"), BROKEN),
    ("doubtful-passport", a_case("PAS-04", damage="torn"), MET),
    ("doubtful-passport", a_case("PAS-04", damage="forged"), BROKEN),
    ("doubtful-passport", a_case("PAS-04"), NOT_APPLICABLE),
    ("once-per-applicant", a_case("LSP-01"), MET),
    ("once-per-applicant", after(a_case("LSP-01"), earlier("LSP-01", S.RECEIPTED)), BROKEN),
    ("once-per-applicant", after(a_case("LSP-01"), earlier("LSP-01", S.REFUSED)), MET),
    ("once-per-applicant", after(a_case("LSP-01"), earlier("LSP-01", S.VERIFIED, first=False)), MET),
    ("once-per-applicant", after(a_case("LSP-01"), earlier("LSP-01", S.APPROVED, first=False)), BROKEN),
    ("ticket-in-time", a_case("LSP-01", **TICKET), MET),
    ("ticket-in-time", a_case("LSP-01", flight_date=(TODAY + timedelta(days=21)).isoformat()), BROKEN),
    ("ticket-in-time", a_case("LSP-01", flight_date=(TODAY - timedelta(days=1)).isoformat()), BROKEN),
    ("ticket-in-time", a_case("LSP-01"), OPEN),
    ("conscript-age", a_man(a_case("EXC-01"), 49), MET),
    ("conscript-age", a_man(a_case("EXC-01"), 50), BROKEN),
    ("conscript-age", a_man(a_case("EXC-01"), 17), BROKEN),
    ("conscript-age", a_man(a_case("EXC-01"), 30, military_status=MilitaryStatus.EXEMPT), BROKEN),
    ("conscript-age", a_case("EXC-01"), BROKEN),
    ("conscript-inquiry", after(a_case("EXC-01"), earlier("EXC-01", S.RETURNED, 400)), MET),
    ("conscript-inquiry", a_case("EXC-01", stamps_this_year="0"), BROKEN),
    ("conscript-inquiry", a_case("EXC-01", stamps_this_year="1"), OPEN),
    ("exit-quota", a_case("EXS-01"), MET),
    ("exit-quota", after(a_case("EXS-01"), earlier("EXS-01", S.RETURNED, 100)), MET),
    ("exit-quota", after(a_case("EXS-01"), earlier("EXS-01", S.STAMPED, 60)), BROKEN),
    ("exit-quota", returned_before(100, 200), BROKEN),
    ("exit-quota", returned_before(300, 500), MET),
    ("exit-quota", after(a_case("EXC-01"), earlier("EXC-01", S.STAMPED, 2)), MET),
    ("exit-quota", a_case("EXC-01", stamps_this_year="2"), BROKEN),
    # students
    ("student-file", after(a_case(level="master"), earlier("STU-01", S.CONFIRMED, level="master")), MET),
    ("student-file", after(a_case("EXS-01"), earlier("STU-01", S.NOTIFIED, level="master")), MET),
    ("student-file", after(a_case(level="master"), earlier("STU-01", S.NOTIFIED, level="bachelor")), OPEN),
    ("student-file", after(a_case(), earlier("STU-01", S.VERIFIED)), OPEN),
    ("student-file", a_case(), OPEN),
    ("student-file", told(a_case(), "student-file", "yes"), MET),
    ("student-file", told(a_case(), "student-file", "no"), BROKEN),
    ("one-file-per-level", MASTER, MET),
    ("one-file-per-level", after(MASTER, earlier("STU-01", S.NOTIFIED, level="master")), BROKEN),
    ("one-file-per-level", after(MASTER, earlier("STU-01", S.NOTIFIED, level="bachelor")), MET),
    ("recognised-university", a_case("STU-01"), OPEN),
    ("recognised-university", told(a_case("STU-01"), "recognised-university", "yes"), MET),
    ("recognised-university", told(a_case("STU-01"), "recognised-university", "no"), BROKEN),
    ("once-per-academic-year", a_case(), MET),
    ("once-per-academic-year", after(a_case(), earlier("STU-02", S.DELIVERED, 10)), BROKEN),
    ("once-per-academic-year", after(a_case(), earlier("STU-02", S.APPROVED, 10)), BROKEN),
    ("once-per-academic-year", after(a_case(), earlier("STU-02", S.VOIDED, 10)), MET),
    ("once-per-academic-year", after(a_case(), earlier("STU-02", S.DELIVERED, 120)), MET),
    ("no-web-print", with_papers(a_case(), STUDIES), MET),
    ("no-web-print", failed("enrolment-certificate", "is-certificate"), BROKEN),
    ("no-web-print", failed("enrolment-certificate", "responsible-officer"), BROKEN),
    ("no-web-print", with_papers(a_case(), checked("enrolment-certificate", None)), OPEN),
    ("certificate-fresh", with_papers(a_case(certificate_date="2026-10-01"), STUDIES), MET),
    ("certificate-fresh", a_case(certificate_date="2026-08-01"), BROKEN),
    ("certificate-fresh", failed("enrolment-certificate", "recent-date"), BROKEN),
    ("son-over-18", a_case("EXS-01"), NOT_APPLICABLE),
    ("son-over-18", a_case("EXS-01", dependants="همسر و پسر"), OPEN),
    ("son-over-18", told(a_case("EXS-01", dependants="پسر"), "son-over-18", "left-out"), MET),
    ("son-over-18", told(a_case("EXS-01", dependants="پسر"), "son-over-18", "yes"), BROKEN),
    ("conscript-student", a_case("EXS-01"), NOT_APPLICABLE),
    ("conscript-student", a_man(a_case("EXS-01"), military_status=MilitaryStatus.STUDENT), OPEN),
    ("conscript-student", with_papers(LIABLE, checked("ministry-permission")), MET),
    ("conscript-student", with_papers(LIABLE, checked("ministry-permission", V.UNREADABLE)), BROKEN),
    # civil registry
    ("permitted-name", a_case("CIV-01"), OPEN),
    ("permitted-name", told(a_case("CIV-01"), "permitted-name", "yes"), MET),
    ("permitted-name", told(a_case("CIV-01"), "permitted-name", "no"), BROKEN),
    ("both-parents", years_married(183), MET),
    ("both-parents", years_married(182), OPEN),
    ("both-parents", years_married(-10), OPEN),
    ("both-parents", told(years_married(30), "both-parents", "yes"), MET),
    ("both-parents", told(years_married(30), "both-parents", "no"), BROKEN),
    ("two-witnesses", a_case("CIV-04", witness_one_code="1", witness_two_code="2"), OPEN),
    ("two-witnesses", a_case("CIV-04", witness_one_code="1", witness_two_code="1"), BROKEN),
    ("two-witnesses", a_case("CIV-04", witness_one_code=makers.a_person().national_code), BROKEN),
    ("two-witnesses", told(a_case("CIV-04"), "two-witnesses", "present"), MET),
    ("two-witnesses", told(a_case("CIV-04"), "two-witnesses", "relatives"), BROKEN),
    ("age-15", of(a_case("CIV-05"), birth_date=years_ago(15)), MET),
    ("age-15", of(a_case("CIV-05"), birth_date=years_ago(15) + timedelta(days=1)), BROKEN),
    ("page-two", with_papers(a_case("CIV-06"), BOOKLET), MET),
    ("page-two", of(with_papers(a_case("CIV-06"), BOOKLET), marital=Marital.MARRIED), BROKEN),
    ("page-two", failed("birth-booklet", "events-page", "CIV-06"), BROKEN),
    ("page-two", with_papers(DIVORCED, BOOKLET, checked("divorce-or-death")), MET),
    ("page-two", with_papers(DIVORCED, BOOKLET, checked("divorce-or-death", V.ORIGINAL_MISSING)), BROKEN),
    ("page-two", with_papers(a_case("CIV-06"), checked("birth-booklet", None)), OPEN),
    ("page-two", a_case("CIV-06"), OPEN),
    ("duplicate-booklet", with_papers(a_case("CIV-06"), BOOKLET), MET),
    ("duplicate-booklet", failed("birth-booklet", "not-duplicate", "CIV-06"), BROKEN),
    ("duplicate-booklet", with_papers(a_case("CIV-06"), checked("birth-booklet", None)), OPEN),
    ("first-marriage", a_man(BRIDE), NOT_APPLICABLE),
    ("first-marriage", a_case("CIV-07", event_kind="divorce"), NOT_APPLICABLE),
    ("first-marriage", with_papers(BRIDE, checked("father-permission")), MET),
    ("first-marriage", BRIDE, OPEN),
    ("first-marriage", told(BRIDE, "first-marriage", "not-first"), MET),
    ("first-marriage", told(BRIDE, "first-marriage", "none"), BROKEN),
    ("both-parties", a_case("CIV-07", event_kind="death"), NOT_APPLICABLE),
    ("both-parties", BRIDE, OPEN),
    ("both-parties", told(BRIDE, "both-parties", "yes"), MET),
    ("both-parties", told(BRIDE, "both-parties", "no"), BROKEN),
    # deeds, criminal record, medical papers, fees
    ("presence-and-will", a_case("POA-01"), OPEN),
    ("presence-and-will", told(a_case("POA-01"), "presence-and-will", "ascertained"), MET),
    ("presence-and-will", told(a_case("POA-01"), "presence-and-will", "no-capacity"), BROKEN),
    ("read-aloud", a_case("POA-01"), NOT_APPLICABLE),
    ("read-aloud", a_case("POA-01", signer_reads="no"), OPEN),
    ("read-aloud", of(a_case("POA-01", signer_reads="yes"), reads_persian=False), BROKEN),
    ("read-aloud", of(a_case("POA-01"), reads_persian=False), OPEN),
    ("read-aloud", of(a_case("POA-01"), special_needs="نابینا"), OPEN),
    ("read-aloud", told(of(a_case("POA-01"), reads_persian=False), "read-aloud", "read-aloud"), MET),
    ("read-aloud", told(of(a_case("POA-01"), reads_persian=False), "read-aloud", "not-possible"), BROKEN),
    ("fingerprints", a_case("PCC-01"), OPEN),
    ("fingerprints", told(a_case("PCC-01"), "fingerprints", "taken"), MET),
    ("fingerprints", told(a_case("PCC-01"), "fingerprints", "not-taken"), BROKEN),
    ("open-request", after(a_case("PCC-02"), earlier("PCC-01", S.SENT)), MET),
    ("open-request", after(a_case("PCC-02"), earlier("PCC-01", S.DELIVERED)), OPEN),
    ("open-request", after(a_case("PCC-02"), earlier("PCC-01", S.INITIAL)), OPEN),
    ("open-request", told(a_case("PCC-02"), "open-request", "no"), BROKEN),
    ("interim-month", a_case("PCC-02", received_on="2026-10-24"), MET),
    ("interim-month", a_case("PCC-02", received_on="2026-10-23"), BROKEN),
    ("interim-month", after(a_case("PCC-02"), earlier("PCC-02", S.DELIVERED, 30)), BROKEN),
    ("interim-month", after(a_case("PCC-02"), earlier("PCC-02", S.DELIVERED, 31)), MET),
    ("excluded-bills", a_case("MED-01", bills="2026-10-01; hospital; 1,200.50 EUR"), MET),
    ("excluded-bills", a_case("MED-01", bills="2026-10-01; hotel; 90 EUR"), BROKEN),
    ("excluded-bills", a_case("MED-01", bills="some bills"), OPEN),
    ("excluded-bills", told(a_case("MED-01"), "excluded-bills", "yes"), MET),
    ("fee-due", WOMAN, NOT_APPLICABLE),
    ("fee-due", with_papers(WOMAN, checked("fee-slip")), BROKEN),
    ("fee-due", replace(with_papers(WOMAN, checked("fee-slip")), fee_seen=True), MET),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "case", "standing"), TABLE, ids=[f"{row[0]}-{row[2]}" for row in TABLE])
def test_a_rule_judges_its_case(rule: str, case: Case, standing: Standing) -> None:
    assert flag(case, rule).standing is standing


def test_every_rule_that_is_judged_has_its_cases() -> None:
    assert {rule for rule, _, _ in TABLE} == set(JUDGES)
    shown = {(rule, standing) for rule, _, standing in TABLE}
    for rule in set(JUDGES) - {"register"}:
        assert {MET, BROKEN} <= {standing for name, standing in shown if name == rule}, rule


@pytest.mark.parametrize(
    ("rule", "case"),
    [(rule, case) for rule, case, standing in TABLE if standing in (BROKEN, OPEN)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_supervisor_lets_pass_blocks_and_refers_no_more(rule: str, case: Case) -> None:
    passed = flag(let_pass(case, rule), rule)

    assert not any((passed.blocks, passed.refers, passed.waits))
    assert passed.overridden is not None
    assert passed.standing is flag(case, rule).standing


@pytest.mark.parametrize(
    ("rule", "case"),
    [(row[0], row[1]) for row in TABLE if row[2] is OPEN],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_nothing_but_a_person_can_tell_is_asked_once(rule: str, case: Case) -> None:
    open_flag = flag(case, rule)

    if open_flag.by_walk:
        assert not open_flag.asks
    else:
        assert open_flag.asks
        assert open_flag.rule.question is not None
        for choice in open_flag.rule.choices:
            answered = flag(told(case, rule, choice.id), rule)
            assert not answered.asks
            assert answered.standing is (MET if choice.good else BROKEN)
            assert answered.because == choice.name


def test_a_military_card_at_twelve_gets_a_sentence_with_the_age() -> None:
    found = flag(with_papers(a_man(WOMAN, 12), checked("military-card")), "military-age")

    assert found.blocks
    assert found.because is not None
    assert "at the age of 12" in found.because.en
    assert "۱۲ ساله" in found.because.fa


def test_a_woman_who_says_in_words_that_she_need_not_serve_is_kept_from_nothing() -> None:
    told_so = flag(a_case("STU-01", military_basis="ندارم"), "military-age")
    known = flag(of(a_case("STU-01"), military_status=MilitaryStatus.SERVED), "military-age")

    assert (told_so.standing, told_so.blocks) == (BROKEN, False)
    assert known.blocks


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (S.SENT, "has no answer yet"),
        (S.REPLY_NO, "was no"),
        (S.REFUSED, "was refused"),
        (S.VOIDED, "was declared void"),
    ],
)
def test_what_keeps_a_crosser_from_a_passport_is_said_with_its_day(state: RequestState, words: str) -> None:
    found = flag(after(WOMAN, earlier("IBC-01", state)), "crossing-agreed")

    assert found.blocks
    assert found.because is not None
    assert words in found.because.en
    assert said_date(TODAY - timedelta(days=30)).en in found.because.en


def test_a_permit_that_ends_soon_is_a_warning() -> None:
    soon = flag(permit(a_case(), 60), "permit-valid")

    assert (soon.standing, soon.weight, soon.blocks) == (BROKEN, Weight.ADVISES, False)


def test_bills_left_out_are_a_warning_with_both_sums() -> None:
    found = flag(
        a_case("MED-01", bills="2026-10-01; دارو; ۱٬۲۰۰٫۵ EUR\n1405/07/10؛ هتل؛ 90 usd"), "excluded-bills"
    )

    assert not found.blocks
    assert found.because is not None
    assert "1,200.50 EUR" in found.because.en
    assert "90 USD" in found.because.en
    assert "۱٬۲۰۰٫۵۰ EUR" in found.because.fa


def test_a_refugee_without_papers_is_no_resident() -> None:
    case = a_case()
    assert case.subject.permit is not None
    nothing = replace(case.subject.permit, kind=PermitKind.NONE)

    assert flag(replace(case, subject=replace(case.subject, permit=nothing)), "permit-valid").asks


def test_a_student_of_the_usual_kind_is_asked_nothing() -> None:
    papers = (checked("enrolment-certificate"), checked("passport"), checked("residence-permit"))
    case = with_papers(after(a_case(level="master"), earlier("STU-01", S.NOTIFIED)), *papers)

    assert not any(each.asks or each.blocks for each in judge_all(CATALOGUE, case))

"""Rules of passports, travel papers and conscripts' stamps.  Source: domain.md 2.1 to 2.3, 2.7."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.request import RequestState
from kiosk.domain.rules.case import OUT, Case, Earlier
from kiosk.domain.rules.days import add_months, jalali_year
from kiosk.domain.rules.documents import POINTS, looked_at
from kiosk.domain.rules.finding import ASK, LATER, MET, NOT_APPLICABLE, Finding, ask, broken, said
from kiosk.domain.verification import Verdict

LAISSEZ_PASSER_DAYS = 20
YEARS_ABROAD = 3
IRAN = "IR"
_STAMPED = frozenset({RequestState.STAMPED, RequestState.RETURNED})
_UNDER_WAY = OUT | {RequestState.APPROVED}
_FALSE = frozenset({"false", "forged"})


def nationality_certain(case: Case) -> Finding:
    """Booklet and national card, seen in the original, leave no doubt; less is for a person to say."""
    papers = [case.said_of(kind) for kind in ("birth-booklet", "national-card")]
    if papers == [Verdict.MATCH, Verdict.MATCH]:
        return MET
    return LATER if case.awaits("birth-booklet") or case.awaits("national-card") else ASK


def once_per_applicant(case: Case) -> Finding:
    """Of two requests the one filed first may go on, until the other has been approved."""
    for each in case.of_service(case.service):
        if each.stands and (each.first or each.state in _UNDER_WAY):
            return broken(
                said(
                    "درخواست {day} همین شخص در میان است",
                    "this person's request of {day} stands",
                    day=each.filed_on,
                )
            )
    return MET


def ticket_in_time(case: Case) -> Finding:
    flight = case.day("flight_date")
    last = case.today + timedelta(days=LAISSEZ_PASSER_DAYS)
    if flight is None:
        return ASK
    if flight < case.today:
        return broken(said("پرواز {day} گذشته است", "the flight of {day} has left", day=flight))
    if flight > last:
        return broken(
            said(
                "پرواز {day} است؛ برگ عبور امروز تا {last} اعتبار دارد",
                "the flight is on {day}; a paper of today is valid until {last}",
                day=flight,
                last=last,
            )
        )
    return MET


def residence_in_iran(case: Case) -> Finding:
    return _residence(case, "residence-in-iran", iran=True)


def residence_abroad(case: Case) -> Finding:
    """The entry of the passport, and three full years."""
    entry = _residence(case, "residence-abroad", iran=False)
    if entry is not MET:
        return entry
    residence = case.subject.residence
    since = case.day("abroad_since") or (residence.abroad_since if residence else None)
    if since is None:
        return ASK
    enough = add_months(since, 12 * YEARS_ABROAD)
    if enough > case.today:
        return broken(said("سه سال در {day} کامل می‌شود", "three years are complete on {day}", day=enough))
    return MET


def _residence(case: Case, rule: str, *, iran: bool) -> Finding:
    """The passport that was seen outweighs what the register knows of it."""
    looked = looked_at(case, rule)
    if any(slot.kind in POINTS[rule].kinds for slot in case.slots) and looked.by_walk:
        return looked
    entry = case.subject.residence.in_passport if case.subject.residence else ""
    if not entry:
        return looked if looked is MET else ASK
    if (entry == IRAN) is iran:
        return MET
    if iran:
        return broken(
            Bilingual("محل اقامت در گذرنامه خارج از کشور است", "the passport's residence entry is abroad")
        )
    return broken(Bilingual("محل اقامت در گذرنامه ایران است", "the passport's residence entry is Iran"))


def conscript_inquiry(case: Case) -> Finding:
    """The first stamp goes to the passport police; who has had one goes on here."""
    if _stamps(case):
        return MET
    if case.number("stamps_this_year"):
        return ask(
            Bilingual("مهر پیشین در این نمایندگی ثبت نشده است", "no earlier stamp is known at this post")
        )
    return broken(Bilingual("نخستین مهر خروج این شخص است", "it is this person's first exit stamp"))


def exit_quota(case: Case) -> Finding:
    """Stamps of this Jalali year, and the gap since the last one."""
    conscript = case.service.startswith("EXC")
    limits = case.limits
    allowed = limits.conscript_stamps_per_year if conscript else limits.student_stamps_per_year
    stamps = _stamps(case)
    this_year = [each for each in stamps if jalali_year(each.day) == jalali_year(case.today)]
    count = max(len(this_year), case.number("stamps_this_year"))
    if count >= allowed:
        return broken(
            said(
                "امسال {count} مهر خورده است؛ سهمیه {allowed} مهر است",
                "{count} stamps this year; the quota is {allowed}",
                count=count,
                allowed=allowed,
            )
        )
    return MET if conscript else _gap(case, stamps)


def _gap(case: Case, stamps: list[Earlier]) -> Finding:
    last = max((each.day for each in stamps), default=None)
    free = add_months(last, case.limits.student_stamp_gap_months) if last else date.min
    if free > case.today:
        return broken(said("مهر بعدی از {day}", "the next stamp from {day} on", day=free))
    return MET


def _stamps(case: Case) -> list[Earlier]:
    return [each for each in case.of_service(case.service) if each.state in _STAMPED]


def renewal_reason(case: Case) -> Finding:
    """Six months or less left, or another reason that the clerk has seen."""
    expiry = case.day("previous_passport_expiry") or case.subject.person.passport_expiry
    if expiry is None:
        return ASK
    if expiry <= add_months(case.today, case.limits.renewal_months):
        return MET
    return ask(said("گذرنامه تا {day} اعتبار دارد", "the passport is valid until {day}", day=expiry))


def doubtful_passport(case: Case) -> Finding:
    """What was got with false papers, or forged, is no renewal: the supervisor sees it first."""
    damage = case.answers.get("damage", "")
    if not damage:
        return NOT_APPLICABLE
    return broken() if damage in _FALSE else MET

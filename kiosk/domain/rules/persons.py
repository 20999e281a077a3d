"""Rules about the applicant: age, guardian, husband, service, who came.  Source: domain.md 2.0, 4.2."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.conditions import EXEMPT_AGE, due
from kiosk.domain.guardian import BASIS, OF_AGE
from kiosk.domain.person import Marital, MilitaryStatus
from kiosk.domain.request import Channel
from kiosk.domain.rule import Weight
from kiosk.domain.rules.case import Case
from kiosk.domain.rules.documents import held_by_a_paper
from kiosk.domain.rules.finding import ASK, MET, NOT_APPLICABLE, Finding, ask, broken, said
from kiosk.domain.verification import Verdict

OWN_BOOKLET = 15
ENTITLED = frozenset(choice.id for choice in BASIS.choices)
"""Who may give a minor the permission: the mother only by the father's formal proxy (rule R1)."""
RELEASED = frozenset({MilitaryStatus.SERVED, MilitaryStatus.EXEMPT})

_NOT_SHOWN = Bilingual("اجازه‌نامه ارائه نشد یا ایراد دارد", "the permission was not shown or is not in order")
_OF_A_WOMAN = Bilingual(
    "برای یک زن وضعیت خدمت نوشته شده است؛ یکی از این دو نادرست است",
    "a military status is stated of a woman; one of the two is wrong",
)
_NO_CARD = Bilingual("کارت ارائه نشد یا ایراد دارد", "the card was not shown or is not in order")


def only_a_person_can_tell(_case: Case) -> Finding:
    return ASK


def entered_by_itself(_case: Case) -> Finding:
    """Rule R10: the counter enters whatever it issues in the register; nobody has to think of it."""
    return MET


def minor(case: Case) -> Finding:
    """Rule R1: the permission by itself, and who gives it on which basis."""
    if case.age >= OF_AGE:
        return NOT_APPLICABLE
    consent = held_by_a_paper(case, "guardian-consent", _NOT_SHOWN)
    if consent is not None and consent is not MET:
        return consent
    stated = case.answers.get("guardian_basis") in ENTITLED
    shown = stated and case.said_of("guardian-identity") is Verdict.MATCH
    return MET if consent is MET and (case.guardian in ENTITLED or shown) else ASK


def married_woman(case: Case) -> Finding:
    """Rule R2; its two exemptions are answers to its question."""
    if case.is_man or case.subject.person.marital is not Marital.MARRIED:
        return NOT_APPLICABLE
    consent = held_by_a_paper(case, "spouse-consent", _NOT_SHOWN)
    return ASK if consent is None or case.lacks("spouse-consent") else consent


def military_age(case: Case) -> Finding:
    """Rule R3: the card, or what the register knows of the service where the card is not asked for."""
    if not due("military-age", case):
        return _never_called_up(case)
    card = held_by_a_paper(case, "military-card", _NO_CARD)
    if card is not None:
        return card
    return MET if case.subject.person.military_status in RELEASED else ASK


def _never_called_up(case: Case) -> Finding:
    """Of a woman or a child no service can be known: what says so contradicts the sex or the birth date."""
    known = case.subject.person.military_status or case.said_of("military-card") is Verdict.MATCH
    told = case.answers.get("military_basis", "").strip()
    if not (known or told) or (case.is_man and case.age >= OF_AGE):
        return NOT_APPLICABLE
    sentence = _OF_A_WOMAN
    if case.is_man:
        sentence = said(
            "برای متقاضی {age} ساله وضعیت خدمت نوشته شده است؛ یکی از این دو نادرست است",
            "a military status is stated at the age of {age}; one of the two is wrong",
            age=case.age,
        )
    # In their own words they may as well have said that there is none.
    return broken(sentence, None if known else Weight.ADVISES)


def first_time_in_person(case: Case) -> Finding:
    """Rule R9: who was never here before does not come by post."""
    if case.channel is Channel.POST and not any(each.first and each.stands for each in case.earlier):
        return broken(Bilingual("نخستین درخواست با پست رسیده است", "the first request came by post"))
    return MET


def read_aloud(case: Case) -> Finding:
    """The clause on the paper follows the form, so the form must say what the register says."""
    person, reads = case.subject.person, case.answers.get("signer_reads")
    if not person.reads_persian and reads == "yes":
        return broken(
            Bilingual(
                "در درخواست آمده که امضاکننده می‌خواند؛ نخست آن را اصلاح کنید",
                "the request says that the signer can read; correct that first",
            )
        )
    if reads == "no":
        return ask(
            Bilingual("در درخواست آمده که نمی‌تواند بخواند", "the request says that the signer cannot read")
        )
    if not person.reads_persian:
        return ask(Bilingual("متقاضی فارسی نمی‌خواند", "the applicant does not read Persian"))
    if person.special_needs.strip():
        return ask(Bilingual(f"نیاز ویژه: {person.special_needs}", f"special needs: {person.special_needs}"))
    return NOT_APPLICABLE


def age_15(case: Case) -> Finding:
    if case.age >= OWN_BOOKLET:
        return MET
    return broken(Bilingual("هنوز ۱۵ سال تمام ندارد", "not yet 15 years old"))


def conscript_age(case: Case) -> Finding:
    """Who may have the conscript's stamp at all: no exempt, no released man, none of 50 or more."""
    if not case.is_man:
        return broken(Bilingual("مهر خروج مشمولین ویژه مردان است", "the conscript's stamp is for men"))
    if case.subject.person.military_status in RELEASED:
        return broken(Bilingual("خدمت را انجام داده یا معاف است", "has served or is exempt"))
    if case.age >= EXEMPT_AGE:
        return broken(Bilingual("۵۰ سال تمام دارد و معاف است", "is 50 or older, and so exempt"))
    if case.age < OF_AGE:
        return broken(Bilingual("هنوز مشمول نیست", "is not liable to conscription yet"))
    return MET

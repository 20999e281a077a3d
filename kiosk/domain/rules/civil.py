"""Rules of the civil registry.  Source: domain.md 2.5, 2.7."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.conditions import due
from kiosk.domain.person import Marital
from kiosk.domain.rules.case import Case
from kiosk.domain.rules.days import add_months
from kiosk.domain.rules.documents import held_by_a_paper
from kiosk.domain.rules.finding import ASK, LATER, MET, NOT_APPLICABLE, Finding, ask, broken, said
from kiosk.domain.verification import Verdict

MONTHS_MARRIED = 6
_ENDED = frozenset({"divorced", "widowed"})
_NO_PAPER = Bilingual("سند ارائه نشد یا ایراد دارد", "the paper was not shown or is not in order")


def two_witnesses(case: Case) -> Finding:
    """Two people, neither the applicant; whether they are here, and no close relatives, is asked."""
    codes = [case.answers.get(field, "") for field in ("witness_one_code", "witness_two_code")]
    named = [code for code in codes if code]
    if len(set(named)) < len(named):
        return broken(Bilingual("هر دو شاهد یک نفرند", "both witnesses are one person"))
    if case.subject.person.national_code in named:
        return broken(Bilingual("متقاضی شاهد خودش نیست", "the applicant is no witness"))
    return ASK


def both_parents(case: Case) -> Finding:
    """One parent is enough when the marriage was registered six months before the birth."""
    married, born = case.day("marriage_date"), case.day("child_birth_date")
    if married is None or born is None:
        return ASK
    if add_months(married, MONTHS_MARRIED) <= born:
        return MET
    return ask(
        said(
            "ازدواج در {married}، تولد در {born}",
            "married on {married}, born on {born}",
            married=married,
            born=born,
        )
    )


def page_two(case: Case) -> Finding:
    """The events page was seen on the booklet; it must not show a marriage that still stands."""
    history = case.answers.get("marital_history", "")
    if case.subject.person.marital is Marital.MARRIED:
        return broken(Bilingual("متقاضی متأهل ثبت شده است", "the applicant is registered as married"))
    booklet = case.slot("birth-booklet")
    if booklet is None or booklet.verdict is Verdict.NOT_APPLICABLE:
        return ASK
    if "events-page" in (booklet.check.judgement.failed_points if booklet.check else ()):
        return Finding(broken().standing, by_walk=True)
    if history in _ENDED and (paper := held_by_a_paper(case, "divorce-or-death", _NO_PAPER)) is not None:
        return paper
    seen = booklet.verdict in (Verdict.MATCH, Verdict.MISMATCH)
    return MET if seen else LATER


def first_marriage(case: Case) -> Finding:
    if due("first-marriage", case) is False:
        return NOT_APPLICABLE
    return held_by_a_paper(case, "father-permission", _NO_PAPER) or ASK


def both_parties(case: Case) -> Finding:
    return NOT_APPLICABLE if case.said("event_kind", "death") else ASK

"""Rules of students' requests.  Source: domain.md 2.1, 2.3, 2.4, 2.7."""

from __future__ import annotations

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.conditions import due
from kiosk.domain.request import RequestState
from kiosk.domain.rules.case import OUT, Case
from kiosk.domain.rules.days import academic_year
from kiosk.domain.rules.documents import held_by_a_paper
from kiosk.domain.rules.finding import ASK, MET, NOT_APPLICABLE, Finding, ask, broken, said

_FILE = "STU-01"
_CONFIRMED = frozenset({RequestState.CONFIRMED, RequestState.NOTIFIED})
_NO_PERMISSION = Bilingual(
    "موافقت وزارتخانه ارائه نشد یا ایراد دارد", "the ministry's permission was not shown or is not in order"
)


def student_file(case: Case) -> Finding:
    """A file confirmed here is known; one of another post, or of earlier times, the clerk has to find."""
    files = case.of_service(_FILE)
    level = case.answers.get("level", "")
    confirmed = [each for each in files if each.state in _CONFIRMED]
    if any(not level or each.fields.get("level", level) == level for each in confirmed):
        return MET
    if confirmed:
        return ask(Bilingual("پرونده تأییدشده برای مقطع دیگری است", "the confirmed file is of another level"))
    if any(each.stands for each in files):
        return ask(Bilingual("پرونده دانشجویی هنوز تأیید نشده است", "the student file is not confirmed yet"))
    return ASK


def one_file_per_level(case: Case) -> Finding:
    level = case.answers.get("level", "")
    for each in case.of_service(_FILE):
        if each.stands and (each.first or each.state in OUT) and each.fields.get("level", "") == level:
            return broken(
                said(
                    "پرونده این مقطع در {day} تشکیل شده است",
                    "the file of this level was begun on {day}",
                    day=each.filed_on,
                )
            )
    return MET


def once_per_academic_year(case: Case) -> Finding:
    for each in case.of_service(case.service):
        given = each.state in OUT or each.state is RequestState.APPROVED
        if given and academic_year(each.day) == academic_year(case.today):
            return broken(
                said("برای همین سال در {day} تأیید شده است", "confirmed for this year on {day}", day=each.day)
            )
    return MET


def son_over_18(case: Case) -> Finding:
    named = case.answers.get("dependants", "").strip()
    return ask(said("{names}", "{names}", names=named)) if named else NOT_APPLICABLE


def conscript_student(case: Case) -> Finding:
    liable = due("conscript-student", case)
    if liable is False:
        return NOT_APPLICABLE
    return held_by_a_paper(case, "ministry-permission", _NO_PERMISSION) or ASK

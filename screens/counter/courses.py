"""The course of a request in words."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course

_PATHS: Mapping[StatusPath, Bilingual] = {
    StatusPath.HERE: Bilingual("در همین نمایندگی", "here at this office"),
    StatusPath.CENTRE: Bilingual("پس از پاسخ مرکز", "after the centre's reply"),
    StatusPath.SYSTEM: Bilingual("در سامانه", "in the system"),
    StatusPath.STAMP: Bilingual("در گذرنامه", "in the passport"),
}
_OUTPUTS: Mapping[Output, Bilingual] = {
    Output.CERTIFICATE: Bilingual("گواهی چاپی", "a printed certificate"),
    Output.BOOKLET: Bilingual("دفترچه یا برگ رسمی", "a booklet or official blank"),
    Output.STAMP: Bilingual("مهر", "a stamp"),
    Output.FILE: Bilingual("پرونده یا آنچه مرکز می‌فرستد", "a file, or what the centre sends"),
    Output.VIRTUAL: Bilingual("تأیید در سامانه", "a confirmation in the system"),
}


def course_name(course: Course) -> Bilingual:
    path, output = _PATHS[course.path], _OUTPUTS[course.output]
    return Bilingual(f"{output.fa}، {path.fa}", f"{output.en}, {path.en}")

"""What is asked when numbered forms change hands.  Source: domain.md 4.1, 4.2, 6 (VIC)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.roles import Action, Officer, may
from kiosk.domain.stock import WAYS, Act, Moment, Place

_AS_PRINTED = Bilingual("همان‌گونه که بر سند چاپ شده است.", "As printed on the blank.")
FIRST = RequestField(
    "first",
    FieldType.TEXT,
    Bilingual("نخستین سریال", "First serial"),
    help=_AS_PRINTED,
    latin=True,
    least=4,
    most=20,
)
LAST = RequestField(
    "last",
    FieldType.TEXT,
    Bilingual("آخرین سریال", "Last serial"),
    help=Bilingual("اگر تنها یک سند است، خالی بگذارید.", "Leave it empty for a single blank."),
    mandatory=False,
    latin=True,
    least=4,
    most=20,
)
IN_THE_PRINTER = RequestField(
    "serial",
    FieldType.TEXT,
    Bilingual("سریال برگ درون چاپگر", "Serial in the printer"),
    help=_AS_PRINTED,
    latin=True,
    least=4,
    most=20,
)
REASON = RequestField("reason", FieldType.LONG_TEXT, Bilingual("دلیل", "Reason"), most=500)
_LETTER = RequestField(
    "paper_no", FieldType.TEXT, Bilingual("شماره نامه مرکز", "Number of headquarters' letter"), most=40
)
_MINUTES = RequestField(
    "paper_no", FieldType.TEXT, Bilingual("شماره صورت‌جلسه", "Number of the minutes"), most=40
)
_ABSENT = RequestField(
    "absent",
    FieldType.TEXT,
    Bilingual("اگر دارنده حاضر نیست، علت", "If the holder is not here: why"),
    help=Bilingual(
        "اگر دارنده خود یکی از دو امضاکننده است، خالی بگذارید.",
        "Leave it empty where the holder is one of the two who sign.",
    ),
    mandatory=False,
    most=120,
)

FORMS: Mapping[Act, Sequence[RequestField]] = {
    Act.RECEIVE: (FIRST, LAST, _LETTER),
    Act.ISSUE: (FIRST, LAST),
    Act.TAKE_BACK: (FIRST, LAST),
    Act.SPOIL: (FIRST, LAST, REASON),
    Act.SEND_BACK: (FIRST, LAST, _LETTER),
    Act.MISS: (FIRST, LAST, REASON),
    Act.FIND: (FIRST, LAST, REASON),
    Act.WRITE_OFF: (FIRST, LAST, _MINUTES, REASON),
    Act.FIND_LOST: (FIRST, LAST, _MINUTES, REASON),
    Act.DESTROY: (FIRST, LAST, _MINUTES),
    Act.RECALL: (FIRST, LAST),
}
"""What is asked for each act."""


def asked(officer: Officer, act: Act) -> Sequence[RequestField]:
    """For each act what the officer is asked: who keeps the stock takes from another's hand as well."""
    from_hands = Place.HAND in WAYS[act][0] and may(officer, Action.KEEP_BLANKS)
    return (*FORMS[act], _ABSENT) if from_hands else FORMS[act]


COUNT_FORM: Sequence[RequestField] = (
    RequestField(
        "moment",
        FieldType.CHOICE,
        Bilingual("شمارش", "Count"),
        choices=(
            Choice(Moment.OPENING.value, Bilingual("آغاز روز", "when the day opens")),
            Choice(Moment.CLOSING.value, Bilingual("پایان روز", "when the day closes")),
        ),
    ),
    RequestField(
        "found",
        FieldType.LONG_TEXT,
        Bilingual("سریال‌های موجود", "Serials that are there"),
        help=Bilingual(
            "بازه‌ها با ویرگول یا در سطرهای جدا، مانند K0001–K0050، K0055.",
            "Ranges after commas or on lines of their own, such as K0001–K0050, K0055.",
        ),
        mandatory=False,
        most=4_000,
    ),
)
"""What two people write down when they have counted."""

"""What is asked about the sheets that were written by hand.  Source: domain.md 4.2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kiosk.domain import hand_over
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.form import Choice, FieldType, RequestField
from kiosk.domain.hand_sheet import MOST_PRINTED, Done, SheetState

COUNT: Sequence[RequestField] = (
    RequestField(
        "count",
        FieldType.NUMBER,
        Bilingual("شمار برگ‌ها", "Number of sheets"),
        help=Bilingual("شماره‌ها تنها یک بار چاپ می‌شوند.", "Each number is printed only once."),
        least=1,
        most=MOST_PRINTED,
    ),
)
"""Before sheets are printed."""

NUMBER: Sequence[RequestField] = (
    RequestField(
        "number",
        FieldType.TEXT,
        Bilingual("شماره برگ", "Number of the sheet"),
        help=Bilingual("رمزینه برگ را بخوانید یا شماره را بنویسید.", "Scan its code, or type its number."),
        latin=True,
        most=20,
    ),
)
"""Which sheet is entered."""

VOID: Sequence[RequestField] = (
    RequestField(
        "state",
        FieldType.CHOICE,
        Bilingual("چرا باطل است", "Why it is void"),
        choices=(
            Choice(SheetState.SPOILT.value, Bilingual("خراب شده است", "it is spoilt")),
            Choice(SheetState.LOST.value, Bilingual("گم شده است", "it is lost")),
        ),
    ),
    RequestField("reason", FieldType.LONG_TEXT, Bilingual("شرح", "How that came"), most=500),
)

_AT = RequestField("at", FieldType.TEXT, Bilingual("ساعت روی برگ", "Time on the sheet"), latin=True, most=5)
_DONE = RequestField(
    "done",
    FieldType.CHOICE,
    Bilingual("آنچه انجام شد", "What was done"),
    choices=(
        Choice(Done.SENT_AWAY.value, Bilingual("آمد و برگردانده شد", "came, and was sent away")),
        Choice(Done.TAKEN_IN.value, Bilingual("درخواست پذیرفته شد", "request taken in")),
        Choice(Done.HANDED_OVER.value, Bilingual("آماده‌شده تحویل داده شد", "what was ready was handed over")),
    ),
)
_CODE = RequestField(
    "code",
    FieldType.TEXT,
    Bilingual("کد رهگیری درخواست", "Tracking code of the request"),
    help=Bilingual(
        "تنها کسی که برگردانده شده است شاید درخواستی نداشته باشد.",
        "Only who was sent away may have no request.",
    ),
    mandatory=False,
    latin=True,
    most=400,
)
_NOTE = RequestField(
    "note",
    FieldType.LONG_TEXT,
    Bilingual("کسری، و آنچه گفته شد", "What is missing, what was said"),
    mandatory=False,
    most=1_000,
)


def entry_form(writers: Iterable[tuple[str, Bilingual]]) -> Sequence[RequestField]:
    """What stands on a sheet; `writers`: sign-in name and name of those who may have written it."""
    written_by = RequestField(
        "written_by",
        FieldType.CHOICE,
        Bilingual("نویسنده برگ", "Who wrote the sheet"),
        choices=tuple(Choice(login, name) for login, name in writers),
    )
    return (
        RequestField("day", FieldType.DATE, Bilingual("تاریخ روی برگ", "Date on the sheet"), past=True),
        _AT,
        written_by,
        _DONE,
        _CODE,
        _NOTE,
        *(_when_given(field) for field in hand_over.FORM),
    )


def _when_given(field: RequestField) -> RequestField:
    """A question of the hand-over, asked only where there was one."""
    return replace(field, when=f"done={Done.HANDED_OVER} {field.when or ''}".strip())

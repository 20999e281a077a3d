"""Invented figures of a day."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.day_figures import (
    Blanks,
    ClerkLoad,
    Counts,
    DayFigures,
    Lacking,
    Looked,
    Noted,
    NumberRange,
    ServiceFigures,
    Standing,
    Timer,
    waits_of,
)

HEAD = "0123456789abcdef" * 4
OPEN = Standing("day-open", "2026-11-24T08:30+01:00", "boss", "", "", "ab" * 32, "", HEAD)
CLOSED = replace(
    OPEN, state="day-closed", closed_at="2026-11-24T13:45+01:00", closed_by="boss", seed="cd" * 32
)

EMPTY = DayFigures(
    office="723",
    day="2026-11-24",
    standing=OPEN,
    counts=Counts(0, 0, 0, 0, 0, 0, 0, 0),
    services=(),
    waits=(),
    hours=(),
    clerks=(),
    numbers=(),
    exceptions=(),
    timers=(),
    blanks=(),
    sample=(),
)
FULL = replace(
    EMPTY,
    standing=CLOSED,
    counts=Counts(86, 4, 3, 2, 1, 5, 2, 40),
    services=(
        ServiceFigures("STU-02", 12, 11, 8, 2, 1, 0, (Lacking("passport", "MISMATCH", 2),)),
        ServiceFigures("CIV-06", 5, 5, 5, 0, 0, 0),
    ),
    waits=(waits_of("", [60, 600, 900, 1800]), waits_of("student", [60, 600])),
    hours=((9, 7), (10, 21), (11, 0), (12, 3)),
    clerks=(ClerkLoad("clerk1", 40, 9000, 38, 12), ClerkLoad("clerk2", 46, 10000, 41, 9)),
    numbers=(NumberRange("STU-02", "723/1405/STU-02/000101", "723/1405/STU-02/000112", 12),),
    exceptions=(
        Noted("override", "ABCD2345EFGH", "minor", "boss", "وکالت‌نامه دیده شد"),
        Noted("priority", "A017", "elderly", "clerk1", "با عصا آمد"),
        Noted("out-of-turn", "C003", "student", "clerk2", "قطار ساعت یازده"),
        Noted("alone", "ABCD2345EFGJ", "STU-02", "boss", ""),
        Noted("void", "ABCD2345EFGK", "STU-02", "boss", "نام نادرست"),
    ),
    timers=(
        Timer("inquiry", "ABCD2345EFGH", "STU-02", "2026-11-25"),
        Timer("certificate", "723/1405/LSP-01/000004", "LSP-01", "2026-11-25"),
        Timer("request", "ABCD2345EFGM", "EXC-01", "2026-11-25"),
    ),
    blanks=(
        Blanks("laissez-passer", 100, 50, 12, 1, 0, 0, 5, 132, (), True, True, True),
        Blanks("passport", 10, 0, 1, 0, 0, 0, 0, 8, ("K00000007",), False, True, False),
    ),
    sample=(
        Looked("ABCD2345EFGH", "STU-02", "sample-fine", "", "boss"),
        Looked("ABCD2345EFGJ", "CIV-06", "sample-finding", "مهر روی امضا ناخوانا است", "boss"),
        Looked("ABCD2345EFGK", "STU-02", "", "", ""),
    ),
)


def figures_with_reason(said: str) -> DayFigures:
    return replace(FULL, exceptions=(Noted("override", "ABCD2345EFGH", "minor", "boss", said),))

"""The daily report as a paper.  Source: domain.md 5.3 (گزارش روزانه)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from kiosk.domain import day_figures as parts
from kiosk.domain import day_words as say
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.calendar import jalali_text
from kiosk.domain.day_figures import ClerkLoad, DayFigures, Exceptional, Looked, Noted, ServiceFigures
from kiosk.domain.day_paper import Bar, Chart, Column, DayReportPaper, Table
from kiosk.domain.errors import Refused
from kiosk.domain.made import KINDS_OF_BLANKS
from kiosk.domain.paper import Row
from kiosk.domain.queue import COLLECTION
from kiosk.domain.roles import Officer
from kiosk.domain.serials import written
from kiosk.services import day_figures
from kiosk.services.desk import Desk
from kiosk.text.bidi import isolate_ltr
from kiosk.text.digits import to_persian

EMPTY = Bilingual("", "")
_MOST_SIGNS = 40
_LONGEST_WORD = 20


def report(desk: Desk, officer: Officer, day: date) -> bytes:
    """The report of one of the office's own days, as a PDF.

    Raises:
        Refused: "role.not-allowed", "report.ahead" (details: day), "paper.…".
    """
    return drawn(desk, day_figures.figures(desk, officer, day))


def drawn(desk: Desk, figures: DayFigures) -> bytes:
    """A sign that no font has becomes a question mark: a reason must not keep a day from its report.

    Raises Refused: "paper.…".
    """
    for _ in range(_MOST_SIGNS):
        try:
            return desk.renderer.day_report(paper_of(desk, figures))
        except Refused as refusal:
            if "character" not in refusal.details:
                raise
            figures = _without(figures, _sign(str(refusal.details["character"])))
    return desk.renderer.day_report(paper_of(desk, parts.without_words(figures)))


def _sign(named: str) -> str:
    """What a refusal names: itself, or by its number where it cannot be seen."""
    return chr(int(named[2:], 16)) if named.startswith("U+") else named


def _without(figures: DayFigures, sign: str) -> DayFigures:
    kept = day_figures.frozen(figures)
    return parts.from_json(json.loads(kept.replace(sign, "?")))


def prose(text: str) -> Bilingual:
    """What somebody wrote, once for both languages; a word that no column could hold is parted."""
    words = [
        word[at : at + _LONGEST_WORD] for word in text.split() for at in range(0, len(word), _LONGEST_WORD)
    ]
    return Bilingual(" ".join(words), "")


def paper_of(desk: Desk, figures: DayFigures) -> DayReportPaper:
    standing = figures.standing
    return DayReportPaper(
        letterhead=desk.office.letterhead,
        day=date.fromisoformat(figures.day),
        # A closed day's report is the same whenever it is printed.
        made_at=datetime.fromisoformat(standing.closed_at)
        if standing.closed_at
        else desk.office.local(desk.now()),
        facts=tuple(_facts(figures)),
        charts=(_hours(figures), _waits_chart(desk, figures)),
        tables=tuple(_tables(desk, figures)),
        head=standing.head,
        head_code=f"MIKHAK-DAY {figures.office} {figures.day} {standing.head}".upper(),
    )


def _facts(figures: DayFigures) -> Iterator[Row]:
    standing, counts = figures.standing, figures.counts
    yield Row(say.STATE, say.STATES[standing.state])
    yield Row(say.OPENED, _done(standing.opened_at, standing.opened_by, say.BY_ITSELF))
    yield Row(say.CLOSED, _done(standing.closed_at, standing.closed_by, EMPTY))
    for label, count in (
        (say.GIVEN, counts.tickets),
        (say.NO_SHOW, counts.no_show),
        (say.REBOOKED, counts.rebooked),
        (say.FINISHED, counts.finished),
        (say.REPRINTS, counts.reprints),
        (say.REFERRED, counts.referred),
        (say.UNCOLLECTED, counts.uncollected),
        (say.OVERDUE, counts.overdue),
        (say.SHEETS, counts.sheets),
    ):
        if count is not None:
            yield Row(label, Bilingual(to_persian(str(count)), str(count)))


def _done(at: str, by: str, nobody: Bilingual) -> Bilingual:
    if not at:
        return say.NOT_YET
    clock = at[11:16]
    persian, english = (isolate_ltr(by), by) if by else (nobody.fa, nobody.en)
    return Bilingual(f"{isolate_ltr(to_persian(clock))}، {persian}", f"{clock}, {english}")


def _hours(figures: DayFigures) -> Chart:
    bars = [Bar(_latin(f"{hour:02d}:00"), (count,), number(count)) for hour, count in figures.hours]
    return Chart(say.HOURS_CHART, tuple(bars), say.NOBODY)


def _waits_chart(desk: Desk, figures: DayFigures) -> Chart:
    bars = [
        Bar(
            _group(desk, each.group),
            (each.median, each.p90),
            _latin(f"{_clock(each.median)} – {_clock(each.p90)}"),
        )
        for each in figures.waits
    ]
    return Chart(say.WAITS_CHART, tuple(bars), say.NOBODY)


def _tables(desk: Desk, figures: DayFigures) -> Iterator[Table]:
    yield _services(desk, figures)
    yield _table(
        say.WAITS,
        {say.GROUP: 4, say.SAMPLE_SIZE: 2, say.AVERAGE: 2, say.MEDIAN: 2, say.P90: 2, say.LONGEST: 2},
        [
            (
                _group(desk, each.group),
                number(each.sample),
                *(_latin(_clock(span)) for span in (each.average, each.median, each.p90, each.longest)),
            )
            for each in figures.waits
        ],
    )
    yield _table(
        say.CLERKS,
        {say.LOGIN: 4, say.TICKETS_SERVED: 2, say.COUNTER_TIME: 3, say.DECIDED: 2, say.ISSUED: 2},
        [_clerk(each) for each in figures.clerks],
    )
    yield _table(
        say.NUMBERS,
        {say.SERVICE: 5, say.FIRST: 4, say.LAST: 4, say.COUNT: 2},
        [
            (_service(desk, each.service), code(each.first), code(each.last), number(each.count))
            for each in figures.numbers
        ],
    )
    yield _table(say.EXCEPTIONAL, _EXCEPTION_COLUMNS, [_noted(desk, each) for each in figures.exceptions])
    yield from _tables_of_the_end(desk, figures)


_EXCEPTION_COLUMNS = {say.KIND: 3.0, say.SUBJECT: 4.0, say.DETAIL: 4.0, say.BY: 3.0, say.REASON: 7.0}


def _tables_of_the_end(desk: Desk, figures: DayFigures) -> Iterator[Table]:
    yield _table(
        say.DUE,
        {say.KIND: 4, say.SUBJECT: 5, say.SERVICE: 5, say.DUE_ON: 3},
        [
            (say.TIMERS[each.kind], code(each.subject), _service(desk, each.service), day_of(each.due))
            for each in figures.timers
        ],
    )
    if figures.blanks:
        yield _blanks(figures)
    yield _table(
        say.LOOKED,
        {say.SUBJECT: 4, say.SERVICE: 5, say.RESULT: 3, say.BY: 3, say.REASON: 5},
        [_looked(desk, each) for each in figures.sample],
    )


def _services(desk: Desk, figures: DayFigures) -> Table:
    columns = {
        say.SERVICE: 5.0, say.RECEIVED: 1.7, say.SERVED: 1.7, say.COMPLETE: 1.7, say.INCOMPLETE: 1.9,
        say.REFUSED: 1.6, say.WAITING: 1.7, say.REASONS: 6.0,
    }  # fmt: skip
    rows = []
    for each in figures.services:
        counts = (each.received, each.served, each.complete, each.incomplete, each.refused, each.waiting)
        rows.append((_service(desk, each.service), *map(number, counts), _reasons(desk, each)))
    return _table(say.SERVICES, columns, rows)


def _reasons(desk: Desk, figures: ServiceFigures) -> Bilingual:
    said = [
        (desk.catalogue.document(each.document).name, say.VERDICTS[each.verdict], each.count)
        for each in figures.reasons
    ]
    return Bilingual(
        "، ".join(f"{name.fa}: {verdict.fa} ({to_persian(str(count))})" for name, verdict, count in said),
        ", ".join(f"{name.en}: {verdict.en} ({count})" for name, verdict, count in said),
    )


def _blanks(figures: DayFigures) -> Table:
    again = any(each.came_back for each in figures.blanks)
    columns = {
        say.BLANK: 4.0, say.OPENING: 2.0, say.STOCK_IN: 2.0,
        **({say.CAME_BACK: 2.2} if again else {}), say.USED: 2.0, say.SPOILED: 2.0,
        say.GIVEN_BACK: 2.0, say.WRITTEN_OFF: 2.4, say.IN_HANDS: 2.0, say.CLOSING: 2.0, say.HOLES: 3.0,
        say.COUNTED: 2.2,
    }  # fmt: skip
    rows = []
    for each in figures.blanks:
        counts = (
            each.opening, each.received, *([each.came_back] if again else []), each.used, each.spoiled,
            each.returned, each.written_off, each.in_hands, each.closing,
        )  # fmt: skip
        missing = code(written(each.missing)) if each.missing else number(0)
        counted = say.YES if each.counted else say.NO if each.was_there else say.NOTHING_THERE
        rows.append((KINDS_OF_BLANKS[each.kind].name, *map(number, counts), missing, counted))
    return _table(say.BLANKS, columns, rows)


def _clerk(load: ClerkLoad) -> tuple[Bilingual, ...]:
    time, counts = _latin(_clock(load.seconds)), (load.decided, load.issued)
    return (code(load.login), number(load.tickets), time, *map(number, counts))


def _looked(desk: Desk, case: Looked) -> tuple[Bilingual, ...]:
    found = say.SAMPLE[case.verdict], code(case.by), prose(case.finding)
    return (code(case.tracking_code), _service(desk, case.service), *found)


def _noted(desk: Desk, noted: Noted) -> tuple[Bilingual, ...]:
    match noted.kind:
        case Exceptional.OVERRIDE:
            about = desk.catalogue.rule(noted.detail).text
        case Exceptional.PRIORITY:
            about = say.PRIORITIES[noted.detail]
        case Exceptional.OUT_OF_TURN:
            about = _group(desk, noted.detail)
        case _:
            about = _service(desk, noted.detail)
    reason = prose(noted.reason)
    return (say.EXCEPTIONS[noted.kind], code(noted.subject), about, code(noted.by), reason)


def _service(desk: Desk, service: str) -> Bilingual:
    name = desk.catalogue.service(service).name
    return Bilingual(f"{name.fa} ({isolate_ltr(service)})", f"{name.en} ({service})")


def _group(desk: Desk, group: str) -> Bilingual:
    if not group:
        return say.ALL
    return say.COLLECT if group == COLLECTION else desk.catalogue.group(group).name


def _table(title: Bilingual, columns: Mapping[Bilingual, float], rows: list[tuple[Bilingual, ...]]) -> Table:
    heads = tuple(Column(head, share) for head, share in columns.items())
    return Table(title, heads, tuple(rows), say.NONE)


def number(count: int) -> Bilingual:
    """Once, in Persian digits: a column of figures needs no second language."""
    return Bilingual(to_persian(str(count)), "")


def code(text: str) -> Bilingual:
    return Bilingual(isolate_ltr(text), "") if text else EMPTY


def clock(at: datetime) -> Bilingual:
    said = f"{at:%H:%M}"
    return Bilingual(isolate_ltr(to_persian(said)), said)


def day_of(iso: str) -> Bilingual:
    return Bilingual(isolate_ltr(to_persian(jalali_text(date.fromisoformat(iso)))), iso)


def _latin(text: str) -> Bilingual:
    return Bilingual(isolate_ltr(to_persian(text)), "")


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"

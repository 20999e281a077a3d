"""What a day came to: counted while it lasts, and read as they were kept once it is closed."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from kiosk.domain import day_figures as parts
from kiosk.domain.audit import combined_head
from kiosk.domain.course import RequestState
from kiosk.domain.day import DayState, OfficeDay
from kiosk.domain.day_figures import (
    TOP_REASONS,
    Blanks,
    ClerkLoad,
    DayFigures,
    Exceptional,
    Lacking,
    Looked,
    Noted,
    ServiceFigures,
    Standing,
    Waits,
    waits_of,
)
from kiosk.domain.errors import Refused
from kiosk.domain.queue import Ticket, TicketState
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.stock import Moment
from kiosk.domain.waiting import waited
from kiosk.services import stock, waiting_lists
from kiosk.services.before_others import called_before_others
from kiosk.services.day_ports import Span
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

_S, _T = RequestState, TicketState
_REFUSED = (_S.REFUSED.value,)
_INCOMPLETE = (_S.INCOMPLETE.value, _S.RETURNED_FOR_CORRECTION.value)


def figures(desk: Desk, officer: Officer, day: date, reason: str = "") -> DayFigures:
    """One of the office's own days, written down as looked at.

    Raises:
        Refused: "role.not-allowed", "report.ahead" (details: day).
    """
    require(officer, Action.CLOSE_DAY)
    _require_begun(desk, day)
    command = desk.command("day:report:opened", officer)

    def act(work: Work) -> DayFigures:
        found = of_day(desk, work, day)
        desk.note(work, command, day.isoformat(), **({"reason": reason} if reason else {}))
        return found

    return desk.store.write(act)


def numbers_alone(desk: Desk, day: date) -> DayFigures:
    """Likewise for whoever has the machine, without the words and codes that lead to a person.

    Raises:
        Refused: "report.ahead" (details: day).
    """
    _require_begun(desk, day)
    return parts.without_words(desk.store.read(lambda work: of_day(desk, work, day)))


def _require_begun(desk: Desk, day: date) -> None:
    if day > desk.today():
        raise Refused("report.ahead", day=day)


def of_day(desk: Desk, work: Work, day: date) -> DayFigures:
    found = work.days.get(day)
    if found is not None and found.figures:
        return parts.from_json(json.loads(found.figures))
    return figures_of(desk, work, found, day)


def frozen(found: DayFigures) -> str:
    """As a closed day keeps them."""
    return json.dumps(parts.as_json(found), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def figures_of(desk: Desk, work: Work, opened: OfficeDay | None, day: date) -> DayFigures:
    """`opened`: the day's own record; None for a day that nobody opened."""
    span, tickets = desk.office.span(day), work.queue.of_day(day)
    logins = work.day_figures.logins()
    until = desk.office.calendar.next_working_day(day)
    return DayFigures(
        office=desk.office.code,
        day=day.isoformat(),
        standing=_standing(desk, work, opened),
        counts=_counts(desk, work, day, tickets),
        services=tuple(_services(desk, work, opened, day)),
        waits=tuple(_waits(tickets)),
        hours=_hours(desk, tickets),
        clerks=tuple(_clerks(work, span, day, tickets)),
        numbers=tuple(work.day_figures.numbers(day)),
        exceptions=(*_noted(work, span, logins), *called_before_others(work, tickets, logins)),
        timers=tuple(work.day_figures.timers(day, until)),
        blanks=tuple(_blanks(desk, work, day)),
        sample=tuple(_sample(work, day)),
    )


def _reported(desk: Desk, work: Work, opened: OfficeDay | None, day: date) -> Span:
    """From the end of the last day that was opened to the end of this one.

    So what comes in after the closing, or on days that nobody opened, is in the next opened day's report.
    """
    begins, ends = desk.office.span(day)
    former = work.days.before(day) if opened else None
    return _end(desk, former) if former else begins, _end(desk, opened) if opened else ends


def _end(desk: Desk, day: OfficeDay) -> datetime:
    """Its closing; midnight, where it was closed later or not at all."""
    midnight = desk.office.span(day.day)[1]
    return min(day.closed_at or midnight, midnight)


def _standing(desk: Desk, work: Work, day: OfficeDay | None) -> Standing:
    head = combined_head(work.audit.heads())
    if day is None:
        return Standing(DayState.OPEN.value, "", "", "", "", "", "", head)
    moments = [
        desk.office.local(at).isoformat(timespec="minutes") if at else ""
        for at in (day.opened_at, day.closed_at)
    ]
    return Standing(
        state=day.state.value,
        opened_at=moments[0],
        opened_by=day.opened_by,
        closed_at=moments[1],
        closed_by=day.closed_by,
        commitment=day.commitment.hex(),
        seed=day.seed.hex(),
        head=day.head or head,
    )


def _counts(desk: Desk, work: Work, day: date, tickets: Sequence[Ticket]) -> parts.Counts:
    states = Counter(ticket.state for ticket in tickets)
    span = desk.office.span(day)
    # What waits now says nothing about another day.
    lists = waiting_lists.counted(desk, work) if day == desk.today() else None
    return parts.Counts(
        tickets=len(tickets),
        no_show=states[_T.NO_SHOW],
        rebooked=states[_T.REBOOKED],
        reprints=work.day_figures.reprints(span),
        referred=lists.referred if lists else None,
        uncollected=lists.uncollected if lists else None,
        overdue=lists.overdue if lists else None,
        finished=len(work.days.finished(*span)),
        sheets=work.hand_sheets.entered_between(*span),
    )


def _services(desk: Desk, work: Work, opened: OfficeDay | None, day: date) -> Iterator[ServiceFigures]:
    """Services about which anything happened, in the order of their codes."""
    span, received = desk.office.span(day), work.day_figures.received(_reported(desk, work, opened, day))
    decided = {(service, after): many for service, after, many in work.day_figures.decisions(span)}
    served, waiting = Counter[str](), Counter[str]()
    for service, state, many in work.day_figures.on_tickets(day):
        counter = served if state == _T.DONE.value else waiting
        if state not in (_T.NO_SHOW.value, _T.REBOOKED.value):
            counter[service] += many
    reasons = defaultdict[str, list[Lacking]](list)
    for service, kind, verdict, many in work.day_figures.lacking(span):
        reasons[service].append(Lacking(kind, verdict, many))
    for service in sorted({*received, *served, *waiting, *(each for each, _ in decided)}):
        yield ServiceFigures(
            service=service,
            received=received.get(service, 0),
            served=served[service],
            complete=decided.get((service, _S.VERIFIED.value), 0),
            incomplete=sum(decided.get((service, state), 0) for state in _INCOMPLETE),
            refused=sum(decided.get((service, state), 0) for state in _REFUSED),
            waiting=waiting[service],
            reasons=tuple(reasons[service][:TOP_REASONS]),
        )


def _waits(tickets: Sequence[Ticket]) -> Iterator[Waits]:
    """Of those who came to the counter: all together first."""
    groups = defaultdict[str, list[int]](list)
    for ticket in tickets:
        time = waited(ticket)
        if time is not None and ticket.begun_at is not None:
            groups[ticket.group].append(int(time.total_seconds()))
    if groups:
        yield waits_of("", [seconds for group in groups.values() for seconds in group])
    for group in sorted(groups):
        yield waits_of(group, groups[group])


def _hours(desk: Desk, tickets: Sequence[Ticket]) -> tuple[tuple[int, int], ...]:
    taken = Counter(desk.office.local(ticket.taken_at).hour for ticket in tickets)
    return tuple((hour, taken[hour]) for hour in range(min(taken), max(taken) + 1)) if taken else ()


def _clerks(work: Work, span: Span, day: date, tickets: Sequence[Ticket]) -> Iterator[ClerkLoad]:
    logins = work.day_figures.logins()
    decided = work.day_figures.decided_by(span)
    issued = {logins[by]: many for by, many in work.day_figures.issued_by(day).items()}
    served, seconds = Counter[str](), Counter[str]()
    for ticket in tickets:
        if ticket.hold and ticket.begun_at and ticket.ended_at and ticket.state is _T.DONE:
            login = logins[ticket.hold.officer_id]
            served[login] += 1
            seconds[login] += int((ticket.ended_at - ticket.begun_at).total_seconds())
    staff = set(logins.values())
    for login in sorted({*served, *issued, *(set(decided) & staff)}):
        yield ClerkLoad(login, served[login], seconds[login], decided.get(login, 0), issued.get(login, 0))


def _noted(work: Work, span: Span, logins: Mapping[UUID, str]) -> Iterator[Noted]:
    for code, rule, by, reason in work.day_figures.overrides(span):
        yield Noted(Exceptional.OVERRIDE.value, code, rule, logins[by], reason)
    for alone in work.requests.approved_alone(*span):
        yield Noted(Exceptional.ALONE.value, alone.tracking_code, alone.service, alone.login, "")
    for code, service, by_login, reason in work.day_figures.voided(span):
        yield Noted(Exceptional.VOID.value, code, service, by_login, reason)


def _sample(work: Work, day: date) -> Iterator[Looked]:
    for case in work.days.sample(day):
        verdict = case.verdict.value if case.verdict else ""
        yield Looked(case.tracking_code, case.service, verdict, case.finding, case.looked_by)


def _blanks(desk: Desk, work: Work, day: date) -> Iterator[Blanks]:
    counted = {moment: stock.counted(desk, work, day, moment) for moment in Moment}
    for each in stock.balances(desk, work, day):
        yield Blanks(
            kind=each.kind,
            opening=each.opening,
            received=each.received,
            used=each.used,
            spoiled=each.spoiled,
            returned=each.returned,
            written_off=each.written_off,
            in_hands=each.in_hands,
            closing=each.in_stock,
            missing=each.missing,
            balanced=each.balanced,
            opening_counted=each.kind in counted[Moment.OPENING],
            counted=each.kind in counted[Moment.CLOSING],
            came_back=each.came_back,
        )

"""What the board's lines say: signs beside every colour, since a colour alone tells some people nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeAlias

from kiosk.domain.board import GroupLine
from kiosk.domain.queue import TicketState
from kiosk.services.board import Board, CounterLine
from kiosk.services.desk import Desk
from kiosk.services.outlooks import group_name
from kiosk.strict import msgid
from kiosk.words import Words
from screens.base import KioskScreen
from screens.supervisor.listing import LATE
from screens.widgets.spans import minutes, spread_said
from screens.widgets.table import Cell, cell

LONG = timedelta(minutes=45)
"""A wait from which it is marked."""
COUNTERS: Sequence[str] = (
    msgid("Counter"),
    msgid("Officer"),
    msgid("Ticket"),
    msgid("State"),
    msgid("Since"),
    msgid("Service"),
)
GROUPS: Sequence[str] = (
    msgid("Group"),
    msgid("Waiting"),
    msgid("Longest"),
    msgid("Expected"),
    msgid("Set aside"),
    msgid("Served"),
)
Figured: TypeAlias = tuple[str, str, str, bool]
"""A number in digits, the words below it, both in one line, and whether it is too high."""
_FREE, _GOOD = "$text-muted", "bold $text-success"


def figures(words: Words, seen: Board | None) -> list[Figured]:
    """How many wait, how long, how many are at the counters, and how many were there."""
    longest = seen.longest if seen else timedelta(0)
    at_work = sum(each.seen is not None for each in seen.counters) if seen else 0
    late = longest >= LONG
    span = ("! " if late else "") + minutes(words, longest)
    return [
        _figured(words, words("Waiting"), seen.waiting if seen else 0),
        (
            words.number(longest // timedelta(minutes=1)),
            words("Longest, minutes"),
            f"{words('Longest')} {span}",
            late,
        ),
        _figured(words, words("At counters"), at_work),
        _figured(words, words("Served"), seen.done if seen else 0),
        _figured(words, words("Nobody came"), seen.missed if seen else 0),
    ]


def _figured(words: Words, name: str, count: int) -> Figured:
    return words.number(count), name, f"{name} {words.number(count)}", False


def counter_cells(screen: KioskScreen[Any], line: CounterLine) -> list[Cell]:
    words = screen.words
    names = [service_said(screen.desk, words, code) for code in line.services]
    said, style = _state(words, line)
    since = screen.desk.now() - line.since
    return [
        cell(words.station(line.station), "bold"),
        cell(line.login),
        cell(line.seen.number if line.seen else "", "bold"),
        cell(said, style),
        cell(minutes(words, since)),
        cell(words.series(names)),
    ]


def _state(words: Words, line: CounterLine) -> tuple[str, str]:
    if line.seen is None:
        return "○ " + words("free"), _FREE
    if line.silent:
        return "! " + words("silent for {time}", time=minutes(words, line.silent)), LATE
    sign = "▶" if line.seen.state == TicketState.SERVING else "●"
    return f"{sign} {words.label(line.seen.state)}", _GOOD


def group_cells(screen: KioskScreen[Any], seen: Board, line: GroupLine) -> list[Cell]:
    words = screen.words
    late = line.longest >= LONG
    return [
        cell(group_said(screen.desk, words, line.group), "bold" if line.waiting else ""),
        cell(words.number(line.waiting), "bold" if line.waiting else _FREE),
        cell(
            ("! " if late else "") + minutes(words, line.longest) if line.waiting else "",
            LATE if late else "",
        ),
        cell(_expected(words, seen, line.group)),
        cell(words.number(line.parked) if line.parked else ""),
        cell(words.number(line.done)),
    ]


def group_said(desk: Desk, words: Words, group: str) -> str:
    """A group's name; one that has left the catalogue keeps its code."""
    known = group in desk.office.queue.groups(desk.catalogue.groups)
    return words.pick(group_name(desk, group)) if known else group


def service_said(desk: Desk, words: Words, code: str) -> str:
    """A service's name; one that has left the catalogue keeps its code."""
    known = desk.catalogue.services.get(code)
    return words.pick(known.name) if known else code


def _expected(words: Words, seen: Board, group: str) -> str:
    interval = seen.expected[group]
    minute = timedelta(minutes=1)
    said = words("{least} to {most} min", least=interval.least // minute, most=interval.most // minute)
    return said if interval.seen else f"{said} ?"


def times_said(words: Words, seen: Board) -> str:
    return "\n".join(
        (
            words("Waits: {times}", times=spread_said(words, seen.waits)),
            words("Visits: {times}", times=spread_said(words, seen.visits)),
        )
    )


def late_lines(words: Words, desk: Desk, seen: Board) -> Iterator[str]:
    """What is late or stands still, the most pressing first."""
    late, lists = seen.late, seen.lists
    for parked in seen.parked:
        if parked.back_at is not None and parked.back_at <= seen.at:
            yield words("The time promised to ticket {ticket} is over.", ticket=parked.number)
    if late.unanswered:
        yield words("Papers that the printer has not answered for: {count}", count=late.unanswered)
    if late.unjudged:
        yield words("Papers that nobody has judged: {count}", count=late.unjudged)
    if late.due:
        yield words("Answers due from the centre: {services}", services=_counts(words, late.due))
    if late.expiring:
        yield words(
            "Not collected, and soon no longer valid: {services}", services=_counts(words, late.expiring)
        )
    if lists.uncollected:
        yield words("Not collected for long: {count}", count=lists.uncollected)
    if late.failing and late.oldest_mail is not None:
        since = desk.office.local(late.oldest_mail)
        yield words(
            "Mails that wait: {count}, tried in vain: {failing}, the oldest since {time}",
            count=late.mails,
            failing=late.failing,
            time=words.moment(since),
        )


def _counts(words: Words, services: Mapping[str, int]) -> str:
    return words.series(f"{words.code(code)} × {words.number(count)}" for code, count in services.items())

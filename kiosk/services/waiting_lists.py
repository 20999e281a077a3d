"""What waits for a supervisor: how many in each list, and what was referred.  Source: domain.md 4.1, 4.2."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.appointment import AppointmentState
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.catalogue import StatusPath
from kiosk.domain.course import USUAL, RequestState
from kiosk.domain.hand_over import AFTER, collectable
from kiosk.domain.hand_sheet import SheetState
from kiosk.domain.request import Request, Standing
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.verification import Slot, Verdict
from kiosk.services.approval import REFERRED
from kiosk.services.desk import Desk
from kiosk.services.listing import Look, listed
from kiosk.services.ports import Work
from kiosk.services.ruling import flags_of
from kiosk.services.stock import attention

_S = RequestState


@dataclass(frozen=True, slots=True)
class Overview:
    """How many requests wait in each of the supervisor's lists."""

    to_approve: int
    referred: int
    to_send: int
    awaiting: int
    overdue: int
    """Of those awaiting a reply."""
    to_collect: int
    uncollected: int
    """Of those to be collected, the ones that have waited too long."""
    blanks: int = 0
    """Kinds of numbered forms of which few are left, or some are missing."""
    expected: int = 0
    """Of those with an appointment today, the ones who have not come yet."""
    overdue_today: int = 0
    """Of these, the ones whose time is over."""
    sheets: int = 0
    """Sheets written by hand that were entered and that a second person has not confirmed."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a referral: about what, and in whose words."""

    about: Bilingual
    said: str = ""


@dataclass(frozen=True, slots=True)
class Referred:
    """One line of what was referred to the supervisor."""

    request: Request
    name_fa: str
    name_lat: str
    since: datetime
    by: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What came out of a printer, or was filled in, and nobody has looked at."""

    request: Request
    name_fa: str
    name_lat: str
    since: datetime
    by: str


def overview(desk: Desk, officer: Officer) -> Overview:
    """Numbers alone: nobody is named, so nothing is written down.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    return desk.store.read(lambda work: counted(desk, work))


def counted(desk: Desk, work: Work) -> Overview:
    """The same, within a reading of more."""
    states = {_S.VERIFIED, _S.REPLY_OK, *REFERRED, *AFTER}
    standing = work.requests.standing(states, late(desk))
    awaiting, overdue = work.letters.count_waiting(desk.today())
    ready = [each for each in standing if collectable(each.state, each.course)]
    expected = work.appointments.of_day(desk.today(), [AppointmentState.BOOKED])
    gone = desk.now() - desk.office.queue.late
    return Overview(
        to_approve=_count(standing, _to_approve),
        referred=_count(standing, lambda each: each.state in REFERRED),
        to_send=_count(standing, lambda each: each.state is _S.VERIFIED and _by_the_centre(each)),
        awaiting=awaiting,
        overdue=overdue,
        to_collect=sum(each.count for each in ready),
        uncollected=sum(each.old for each in ready),
        blanks=attention(desk, work),
        expected=len(expected),
        overdue_today=sum(each.starts_at < gone for each in expected),
        sheets=work.hand_sheets.number_in(SheetState.ENTERED),
    )


def referrals(desk: Desk, officer: Officer, look: Look = Look.OPENING) -> tuple[Referred, ...]:
    """What a clerk doubted and what the centre said no to, the longest waiting first.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    command = desk.command("request:referrals:listed", officer)

    def lines(work: Work) -> tuple[Referred, ...]:
        found = [
            _referred(desk, work, request)
            for state in sorted(REFERRED)
            for request in work.requests.in_state(state)
        ]
        return tuple(sorted(found, key=lambda line: line.since))

    return listed(desk, command, lines, look)


def unchecked(desk: Desk, officer: Officer, look: Look = Look.OPENING) -> tuple[Unchecked, ...]:
    """What must be looked at before the day can be closed, the longest waiting first.

    Raises:
        Refused: "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    command = desk.command("request:unchecked:listed", officer)

    def lines(work: Work) -> tuple[Unchecked, ...]:
        codes = dict.fromkeys(work.open_work.papers(desk.office.span(desk.today())[1]))
        found = [_unchecked(work, work.requests.by_tracking_code(code)) for code in codes]
        return tuple(sorted(found, key=lambda line: line.since))

    return listed(desk, command, lines, look)


def _unchecked(work: Work, request: Request) -> Unchecked:
    person = work.people.file(request.subject_id).person
    last = work.requests.history(request.id)[-1]
    return Unchecked(request, person.full_name_fa, person.full_name_lat, last.at, last.login)


def late(desk: Desk) -> datetime:
    """What has been ready since before this moment should have been collected."""
    return desk.now() - timedelta(days=desk.office.rules.collect_days)


def _count(standing: Iterable[Standing], fits: Callable[[Standing], bool]) -> int:
    return sum(each.count for each in standing if fits(each))


def _to_approve(each: Standing) -> bool:
    return each.state is _S.REPLY_OK or (each.state is _S.VERIFIED and not _by_the_centre(each))


def _by_the_centre(each: Standing) -> bool:
    return (each.course or USUAL).path is StatusPath.CENTRE


def _referred(desk: Desk, work: Work, request: Request) -> Referred:
    person = work.people.file(request.subject_id).person
    last = work.requests.history(request.id)[-1]
    reasons = _doubts if request.state is _S.SUSPENDED else _answers
    why = tuple(reasons(desk, work, request))
    return Referred(request, person.full_name_fa, person.full_name_lat, last.at, last.login, why)


def _doubts(desk: Desk, work: Work, request: Request) -> Iterator[Why]:
    """The documents that were doubted, and the rules that leave it to the supervisor."""
    for slot in work.walks.slots(request.id):
        if slot.verdict is Verdict.DOUBT:
            yield Why(desk.catalogue.document(slot.kind).name, _reason(slot))
    for flag in flags_of(desk, work, request):
        if flag.refers and not flag.rule.centre:
            yield Why(flag.rule.text, flag.told.note if flag.told else "")


def _answers(desk: Desk, work: Work, request: Request) -> Iterator[Why]:
    """What the centre wrote."""
    for inquiry in work.letters.about(request.id)[-1:]:
        if inquiry.reply is not None:
            yield Why(desk.catalogue.addressee(inquiry.addressee), inquiry.reply.text)


def _reason(slot: Slot) -> str:
    return slot.check.judgement.reason if slot.check else ""

"""The end of the day: what is open is named, the sample is looked at, and the day is closed.

Source: domain.md 4.1, security.md threats 3-7.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from kiosk.domain import day as rules
from kiosk.domain.audit import combined_head
from kiosk.domain.command import OfficerCommand
from kiosk.domain.course import RequestState
from kiosk.domain.day import OfficeDay, SampleCase, SampleVerdict
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.reason import entry
from kiosk.domain.roles import Action, Officer, Role, require, require_disinterested
from kiosk.services.balancing import Balance, balanced
from kiosk.services.calling import give_back_within
from kiosk.services.day_figures import figures_of, frozen
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.rebooking import Rest, rebook_rest
from kiosk.services.working_day import in_hand

FINDING_LIMIT = 300
_YES = frozenset({RequestState.APPROVED, RequestState.CONFIRMED})


def end_intake(desk: Desk, command: OfficerCommand, day: date) -> Rest:
    """Give no more tickets, re-book each that waits or was set aside, and tell whose it is.

    What a counter has stays there: its visit ends as every other.  What fell silent is nobody's any more.

    Raises:
        Refused: "role.not-allowed", "day.not-open", "day.closing", "day.closed".
    """
    require(command.by, Action.CLOSE_DAY)

    def act(work: Work) -> Rest:
        if not work.commands.first_time(command):
            return Rest()
        work.days.save(rules.intake_ended(in_hand(desk, work, command, day), command.at))
        give_back_within(desk, work, command)
        rest = rebook_rest(desk, work, command, day)
        desk.note(work, command, day.isoformat(), tickets=len(rest.tickets), untold=", ".join(rest.untold))
        return rest

    return desk.store.write(act)


def draw_sample(desk: Desk, command: OfficerCommand, day: date) -> tuple[SampleCase, ...]:
    """Reveal the seed and draw the cases that are looked at again; from here on nothing more is finished.

    Raises:
        Refused: "day.not-balanced" (details: count), "day.closing", "day.closed", "role.not-allowed".
    """
    require(command.by, Action.CLOSE_DAY)

    def act(work: Work) -> tuple[SampleCase, ...]:
        if work.commands.first_time(command):
            _draw(desk, work, command, day)
        return tuple(work.days.sample(day))

    return desk.store.write(act)


def look_at(
    desk: Desk, command: OfficerCommand, case: tuple[date, UUID], found: tuple[SampleVerdict, str]
) -> tuple[SampleCase, ...]:
    """What a supervisor found in one case of a day's sample: in order, or what was not.

    Whoever approved it looks again only where nobody else could, and the audit log says so.

    Raises:
        Refused: "day.not-drawn", "day.finding-required", "day.finding-stands", "day.own-approval",
            "text.…", "role.…".
        Conflict: "day.closed"; NotFound: "day.not-in-sample".
    """
    require(command.by, Action.CLOSE_DAY)
    (day, request_id), said = case, (found[0], entry(found[1], "finding", FINDING_LIMIT))

    def act(work: Work) -> tuple[SampleCase, ...]:
        if work.commands.first_time(command):
            _require_drawn(work.days.lock(day))
            drawn = _case(work, day, request_id)
            alone = _approved_it(desk, work, command.by, request_id)
            seen = rules.looked_at(drawn, said, command.by.login, command.at)
            work.days.look_at(day, seen)
            desk.note(work, command, request_id, verdict=said[0].value, finding=said[1], alone=alone)
        return tuple(work.days.sample(day))

    return desk.store.write(act)


def close(desk: Desk, command: OfficerCommand, day: date) -> OfficeDay:
    """Close a day: its figures and the head of the audit log are kept, and nothing of it changes any more.

    Raises:
        Refused: "day.not-open", "day.not-drawn", "day.sample-open", "day.not-balanced", "role.not-allowed".
        Conflict: "day.closed" the second time.
    """
    require(command.by, Action.CLOSE_DAY)

    def act(work: Work) -> OfficeDay:
        found = work.days.lock(day)
        if found is None:
            raise Refused("day.not-open")
        if work.commands.first_time(command):
            over = rules.closed(found, work.days.sample(day), command.by.login, command.at)
            _require_balanced(balanced(desk, work, command.at, day))
            over = replace(over, head=combined_head(work.audit.heads()))
            over = replace(over, figures=frozen(figures_of(desk, work, over, day)))
            work.days.save(over)
            desk.note(work, command, day.isoformat(), head=over.head)
            return over
        return found

    return desk.store.write(act)


def is_true_sample(desk: Desk, day: date) -> bool:
    """Whether a past day's sample is what its seed, committed to at the opening, makes of what was finished.

    Raises:
        Refused: "day.not-drawn".
    """

    def act(work: Work) -> bool:
        found = work.days.get(day)
        if found is None or found.drawn_at is None:
            raise Refused("day.not-drawn")
        codes = [code for code, _ in work.days.finished(*desk.office.span(day))]
        return rules.is_true_sample(found, codes, [case.tracking_code for case in work.days.sample(day)])

    return desk.store.read(act)


def _draw(desk: Desk, work: Work, command: OfficerCommand, day: date) -> None:
    found = in_hand(desk, work, command, day)
    rules.require_working(found)
    _require_balanced(balanced(desk, work, command.at, day))
    seed = bytes.fromhex(desk.credentials.take_out(found.locked_seed))
    finished = dict(work.days.finished(*desk.office.span(day)))
    chosen = rules.draw(seed, finished)
    work.days.save(rules.drawn(found, seed, command.by.login, command.at))
    work.days.add_sample(day, [finished[code] for code in chosen])
    desk.note(work, command, day.isoformat(), seed=seed.hex(), finished=len(finished), sample=len(chosen))


def _require_balanced(found: Balance) -> None:
    if found.blocking:
        raise Refused("day.not-balanced", count=len(found.blocking))


def _require_drawn(day: OfficeDay | None) -> None:
    if day is None or day.drawn_at is None:
        raise Refused("day.not-drawn")
    if day.closed_at is not None:
        raise Conflict("day.closed", day=day.day)


def _approved_it(desk: Desk, work: Work, officer: Officer, request_id: UUID) -> bool:
    """Whether the same human being, by whatever account, approved what is looked at again."""
    request = work.requests.get(request_id)
    require_disinterested(officer, request.subject_id, request.filer_id)
    logins = {each.login for each in work.requests.history(request_id) if each.after in _YES}
    accounts = work.accounts.all()
    persons = {each.person_id for each in accounts if each.login in logins}
    if officer.person_id not in persons:
        return False
    others = [each for each in accounts if each.active and each.role is Role.SUPERVISOR]
    if not desk.office.one_person and any(each.person_id not in persons for each in others):
        raise Refused("day.own-approval")
    return True


def _case(work: Work, day: date, request_id: UUID) -> SampleCase:
    for case in work.days.sample(day):
        if case.request_id == request_id:
            return case
    raise NotFound("day.not-in-sample")

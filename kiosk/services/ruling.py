"""The rules of a request: how they stand, what a clerk answers, what a supervisor lets pass, and its fee.

Source: domain.md 2.0, 2.6, 4.2.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.fee import Exempt, Fee, FeeSlip, checked
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Action, Officer, require, require_disinterested
from kiosk.domain.rules.case import Case, Earlier, Told
from kiosk.domain.rules.finding import Flag
from kiosk.domain.rules.judging import judge_all
from kiosk.domain.verification import NOTE_LIMIT
from kiosk.services.desk import Desk
from kiosk.services.holding import held_request
from kiosk.services.ports import Work
from kiosk.services.working_day import require_open

_S = RequestState
OVERRIDABLE = frozenset({_S.VERIFYING, _S.SUSPENDED, _S.VERIFIED, _S.REPLY_OK})
"""States in which letting a rule pass still changes what becomes of the request."""


def flags(desk: Desk, officer: Officer, request_id: UUID) -> tuple[Flag, ...]:
    """Every rule of the request as it stands now, in the order of its service.

    Raises:
        Refused: "role.own-file", "role.not-allowed"; NotFound: "request.unknown".
    """
    require(officer, Action.OPEN_CARD)
    command = desk.command("request:rules:listed", officer)

    def act(work: Work) -> tuple[Flag, ...]:
        request = work.requests.get(request_id)
        require_disinterested(officer, request.subject_id, request.filer_id)
        desk.note(work, command, request_id)
        return flags_of(desk, work, request)

    return desk.store.write(act)


def answer(desk: Desk, command: OfficerCommand, request_id: UUID, rule: str, told: Told) -> tuple[Flag, ...]:
    """Answer the question of a rule; a later answer takes the place of an earlier one.

    Raises:
        NotFound: "rules.not-here"; Conflict: "walk.held".
        Refused: "rules.not-asked" (details: rule), "rules.no-such-answer", "rules.note-required" (rule),
            "verdict.note-too-long", "walk.wrong-state", "role.own-file", "role.not-allowed".
    """
    require(command.by, Action.WALK)

    def act(work: Work) -> tuple[Flag, ...]:
        request = held_request(desk, work, command, request_id)
        if work.commands.first_time(command):
            said = _fitting(_flag(flags_of(desk, work, request), rule), told)
            work.rulings.answer(request_id, rule, said, (command.by, command.at))
            desk.note(work, command, request_id, rule=rule, answer=said.answer)
        return flags_of(desk, work, request)

    return desk.store.write(act)


def override(
    desk: Desk, command: OfficerCommand, request_id: UUID, rule: str, reason: str
) -> tuple[Flag, ...]:
    """Let the request pass a rule that is not met, as a supervisor and for a reason; it stands in the report.

    Raises:
        NotFound: "rules.not-here".
        Refused: "rules.reason-required", "rules.final" (details: rule), "rules.nothing-to-override" (rule),
            "rules.too-late" (state), "verdict.note-too-long", "role.own-file", "role.not-allowed",
            "day.closing", "day.closed".
    """
    require(command.by, Action.OVERRIDE)
    reason = _note(reason)
    if not reason:
        raise Refused("rules.reason-required")

    def act(work: Work) -> tuple[Flag, ...]:
        request = work.requests.get(request_id)
        require_disinterested(command.by, request.subject_id, request.filer_id)
        if request.state not in OVERRIDABLE:
            raise Refused("rules.too-late", state=request.state)
        if work.commands.first_time(command):
            require_open(desk, work, command.at)
            flag = _flag(flags_of(desk, work, request), rule)
            if flag.rule.final:
                raise Refused("rules.final", rule=flag.rule.text)
            if (flag.by_walk and flag.because is None) or not (flag.blocks or flag.refers or flag.waits):
                raise Refused("rules.nothing-to-override", rule=flag.rule.text)
            work.rulings.override(request_id, rule, reason, (command.by, command.at))
            desk.note(work, command, request_id, rule=rule)
        return flags_of(desk, work, request)

    return desk.store.write(act)


def record_fee(desk: Desk, command: OfficerCommand, request_id: UUID, paid: FeeSlip | Exempt) -> Fee:
    """Write down the slip that was seen, or why none is due; a slip pays for one request only.

    Raises:
        Refused: "text.empty", "text.too-long", "day.not-yet", "number.range", "fee.currency",
            "walk.wrong-state", "role.own-file", "role.not-allowed".
        Conflict: "fee.slip-used", "walk.held".
    """
    require(command.by, Action.WALK)
    good = checked(paid, desk.today())

    def act(work: Work) -> Fee:
        held_request(desk, work, command, request_id)
        if work.commands.first_time(command):
            work.rulings.record_fee(request_id, good, (command.by, command.at))
            desk.note(work, command, request_id, exempt=isinstance(good, Exempt))
        return Fee(good, command.by.login, command.at)

    return desk.store.write(act)


def flags_of(desk: Desk, work: Work, request: Request) -> tuple[Flag, ...]:
    """The flags within a transaction."""
    return judge_all(desk.catalogue, case_of(desk, work, request))


def case_of(desk: Desk, work: Work, request: Request) -> Case:
    return Case(
        subject=work.people.file(request.subject_id),
        basis=request.basis,
        answers=request.fields,
        today=desk.today(),
        slots=work.walks.slots(request.id),
        earlier=_earlier(desk, work, request),
        told=work.rulings.told(request.id),
        overrides=work.rulings.overrides(request.id),
        limits=desk.office.rules,
        channel=request.channel,
        guardian=work.drafts.guardian_basis(request.subject_id, request.filer_id),
        fee_seen=work.rulings.fee(request.id) is not None,
        service=request.service,
        before=desk.catalogue.before(request.service),
        price=desk.catalogue.price(request.service, request.fields, desk.today()),
        kinds=desk.catalogue.documents,
    )


def _earlier(desk: Desk, work: Work, request: Request) -> tuple[Earlier, ...]:
    found = work.rulings.earlier(request)
    return tuple(
        replace(each, made_on=desk.office.local_day(made_at)) if made_at else each for each, made_at in found
    )


def _flag(every: tuple[Flag, ...], rule: str) -> Flag:
    for flag in every:
        if flag.rule.id == rule:
            return flag
    raise NotFound("rules.not-here", rule=rule)


def _fitting(flag: Flag, told: Told) -> Told:
    if not flag.asks and flag.told is None:
        raise Refused("rules.not-asked", rule=flag.rule.text)
    chosen = flag.rule.choice(told.answer)
    if chosen is None:
        raise Refused("rules.no-such-answer", rule=flag.rule.text)
    note = _note(told.note)
    if chosen.note and not note:
        raise Refused("rules.note-required", rule=flag.rule.text)
    return Told(chosen.id, note)


def _note(text: str) -> str:
    note = text.strip()
    if len(note) > NOTE_LIMIT:
        raise Refused("verdict.note-too-long", limit=NOTE_LIMIT)
    return note

"""The invented staff at work: requests carried on through the real services."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.demo.flaws import Flaw
from kiosk.demo.outcomes import Outcomes
from kiosk.demo.plan import PlannedRequest
from kiosk.demo.seeded import SetClock
from kiosk.demo.stock import lay_in_stock
from kiosk.domain.account import Account
from kiosk.domain.command import OfficerCommand
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.domain.rules.case import Told
from kiosk.domain.verification import FieldCheck, Judgement, Slot, Verdict
from kiosk.services import ending, expiring, originals, ruling, verification
from kiosk.services.desk import Desk

_SEEN = "اصل مدرک دیده شد"
_LET_THROUGH = "برگ تمدید اقامت را نشان داد"


class Journeys:
    def __init__(self, desk: Desk, clock: SetClock) -> None:
        self._desk = desk
        self._clock = clock
        accounts = {account.login: account for account in desk.store.read(lambda work: work.accounts.all())}
        self._clerk = self._at_work(accounts["clerk1"], "counter-1")
        self._supervisor = self._at_work(accounts["supervisor"], "supervisor-1")
        self._outcomes = Outcomes(desk, clock, self._clerk, self._supervisor)

    def carry_on(self, request: Request, planned: PlannedRequest, at: datetime) -> None:
        """Take a request as far as the plan says."""
        self._clock.set(max(request.filed_at + timedelta(hours=1), at))
        match planned.state:
            case RequestState.EXPIRED:
                return  # Time does that, and the supervisor who opens the day.
            case RequestState.CANCELLED:
                ending.cancel(
                    self._desk, self._command("request:record:cancelled"), request.id, "متقاضی منصرف شد"
                )
            case RequestState.RETURNED_FOR_CORRECTION:
                verification.open_walk(self._desk, self._clerk, request.id)
                ending.return_for_correction(
                    self._desk, self._command("request:record:returned"), request.id, "پاسخ‌ها کامل نیست"
                )
            case RequestState.VERIFYING:
                self._walk(request, planned)
                verification.leave_walk(self._desk, self._clerk, request.id)
                return_originals(self._desk, self._clerk, request)
            case _:
                self._walk(request, planned)
                settle_rules(self._desk, (self._clerk, self._supervisor), request)
                verification.decide(self._desk, self._command("request:walk:decided"), request.id)
                self._outcomes.carry_on(request, planned.state)
                return_originals(self._desk, self._clerk, request)

    def lay_in_stock(self, at: datetime) -> None:
        """Numbered forms came from headquarters, and the clerk has a few in hand."""
        self._clock.set(at)
        lay_in_stock(self._desk, self._supervisor, self._clerk)

    def open_the_day(self) -> None:
        """What has waited for its applicant too long expires."""
        expiring.expire_old(self._desk, self._supervisor)

    def _command(self, name: str) -> OfficerCommand:
        return self._desk.command(name, self._clerk)

    def _walk(self, request: Request, planned: PlannedRequest) -> None:
        walk = verification.open_walk(self._desk, self._clerk, request.id)
        for slot in walk.slots:
            if planned.state is RequestState.VERIFYING and slot.line == walk.slots[-1].line:
                return
            said = judgement(slot, walk.expected[slot.line], planned.flaw)
            command = self._desk.command("request:document:judged", self._clerk)
            walk = verification.judge_document(self._desk, command, request.id, slot.line, said)

    def _at_work(self, account: Account, station: str) -> Officer:
        return Officer(
            account.id, account.person_id, account.login, account.name, account.role, station, self._clock()
        )


def return_originals(desk: Desk, clerk: Officer, request: Request) -> None:
    """The applicant goes with them, unless they are kept for the centre."""
    if originals.on_desk(desk, clerk, request.id):
        originals.give_back(desk, desk.command("request:originals:given-back", clerk), request.id)


def settle_rules(desk: Desk, officers: tuple[Officer, Officer], request: Request) -> None:
    """Questions are answered well; what does not hold, such as a permit that ran out, is let pass.

    `officers`: the clerk who walks, and a supervisor.
    """
    clerk, supervisor = officers
    for flag in ruling.flags(desk, clerk, request.id):
        if flag.asks:
            good = next(choice for choice in flag.rule.choices if choice.good)
            command = desk.command("request:rule:answered", clerk)
            ruling.answer(desk, command, request.id, flag.rule.id, Told(good.id, _SEEN))
        elif flag.blocks and not flag.by_walk:
            command = desk.command("request:rule:passed", supervisor)
            ruling.override(desk, command, request.id, flag.rule.id, _LET_THROUGH)


def judgement(slot: Slot, expected: object, planted: tuple[str, Flaw] | None) -> Judgement:
    """What an attentive clerk says of a document; `planted`: a document kind, and what is wrong with it."""
    values = dict(expected) if isinstance(expected, dict) else {}
    fields = tuple(FieldCheck(field, value) for field, value in values.items())
    flaw = planted[1] if planted and planted[0] == slot.kind else None
    match flaw:
        case Flaw.UNREADABLE:
            return Judgement(Verdict.UNREADABLE, reason="تصویر تار است")
        case Flaw.WRONG_PERSON:
            return Judgement(Verdict.DOUBT, fields, reason="مدرک متعلق به شخص دیگری است")
        case Flaw.OTHER_NUMBER if fields:
            return Judgement(Verdict.MISMATCH, _other_number(fields))
        case _:
            return Judgement(Verdict.MATCH, fields)


def _other_number(fields: tuple[FieldCheck, ...]) -> tuple[FieldCheck, ...]:
    """The first field that is a number reads another last digit on the original."""
    at = next((i for i, each in enumerate(fields) if each.expected[-1:].isdigit()), 0)
    told = fields[at].expected
    seen = told[:-1] + (str((int(told[-1]) + 3) % 10) if told[-1:].isdigit() else "…")
    return (*fields[:at], FieldCheck(fields[at].field, told, original_seen=seen), *fields[at + 1 :])

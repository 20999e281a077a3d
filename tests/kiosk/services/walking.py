"""The steps of a request through the counter, by the services that the screens call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from kiosk.domain.request import Request
from kiosk.domain.roles import Officer
from kiosk.domain.rules.case import Told
from kiosk.domain.verification import FieldCheck, Judgement, Outcome, Verdict, Walk
from kiosk.services import approval, issuing, printing, ruling, verification
from kiosk.services.desk import Desk
from kiosk.services.issuing import CertificateOnPaper
from tests.kiosk.services.office import Counter, Wish, filed

MISSING = Judgement(Verdict.ORIGINAL_MISSING)
DOUBTFUL = Judgement(Verdict.DOUBT, reason="مهر مشکوک است")


def matching(walk: Walk, line: int) -> Judgement:
    """Every field as expected."""
    fields = tuple(FieldCheck(name, value) for name, value in walk.expected[line].items())
    return Judgement(Verdict.MATCH, fields)


def differing(walk: Walk, line: int, field: str, seen: str, reason: str = "") -> Judgement:
    """One field that reads otherwise on the original."""
    fields = tuple(
        replace(check, original_seen=seen) if check.field == field else check
        for check in matching(walk, line).fields
    )
    return Judgement(Verdict.MISMATCH, fields, reason=reason)


def judged(desk: Desk, clerk: Officer, request_id: UUID, line: int, said: Judgement) -> Walk:
    command = desk.command("request:document:judged", clerk)
    return verification.judge_document(desk, command, request_id, line, said)


def walked(desk: Desk, clerk: Officer, request_id: UUID, said: Mapping[int, Judgement] | None = None) -> Walk:
    """Every document judged: as `said` for its line, otherwise as matching; what is asked answered well."""
    walk = verification.open_walk(desk, clerk, request_id)
    for slot in walk.slots:
        walk = judged(
            desk, clerk, request_id, slot.line, (said or {}).get(slot.line) or matching(walk, slot.line)
        )
    answer_well(desk, clerk, request_id)
    return walk


def answer_well(desk: Desk, clerk: Officer, request_id: UUID) -> None:
    """What only a person can tell, told as the rules wish it."""
    asked = desk.store.read(lambda work: ruling.flags_of(desk, work, work.requests.get(request_id)))
    for flag in asked:
        if flag.asks:
            good = next(choice for choice in flag.rule.choices if choice.good)
            command = desk.command("request:rule:answered", clerk)
            ruling.answer(desk, command, request_id, flag.rule.id, Told(good.id, "دیده شد"))


def decided(
    desk: Desk, clerk: Officer, request_id: UUID, said: Mapping[int, Judgement] | None = None
) -> Outcome:
    walked(desk, clerk, request_id, said)
    return verification.decide(desk, desk.command("request:walk:decided", clerk), request_id)


def approved(counter: Counter, number: int = 1, wish: Wish | None = None) -> Request:
    """A request that was filed, walked through by the clerk, and approved by the supervisor."""
    desk = counter.desk
    request = filed(desk, number, wish)
    decided(desk, counter.clerk, request.id)
    return approval.approve(desk, desk.command("request:approval:given", counter.supervisor), request.id)


def issued(counter: Counter, number: int = 1, wish: Wish | None = None) -> CertificateOnPaper:
    request = approved(counter, number, wish)
    return issuing.issue(
        counter.desk, counter.desk.command("certificate:record:issued", counter.clerk), request.id
    )


def sent(counter: Counter, request_id: UUID) -> CertificateOnPaper:
    command = counter.desk.command("certificate:print:sent", counter.clerk)
    return printing.send_to_printer(counter.desk, command, request_id)

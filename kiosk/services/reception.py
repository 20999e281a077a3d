"""Finding an applicant.  Every look-up is in the audit log before a row leaves (security.md threat 6)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kiosk.domain import tracking
from kiosk.domain.card import ApplicantCard, Match
from kiosk.domain.command import OfficerCommand
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.lookup import Kind, Recognised, recognise
from kiosk.domain.request import Request
from kiosk.domain.roles import Action, Officer, require
from kiosk.domain.scan import Page
from kiosk.services.desk import Desk
from kiosk.services.ports import Work
from kiosk.services.receipts import sealed_code


@dataclass(frozen=True, slots=True)
class Found:
    """One card, or a list to choose from; `request_id` is the request that the code names."""

    card: ApplicantCard | None
    matches: tuple[Match, ...] = ()
    request_id: UUID | None = None


def find(desk: Desk, officer: Officer, text: str, reason: str = "counter") -> Found:
    """Look up whatever was typed or scanned.

    Raises:
        Refused: what is wrong with the code, "seal.foreign", "seal.forged", "receipt.wrong-kind",
            "lookup.empty".
        NotFound: "person.unknown", "request.unknown" or "receipt.unknown".
    """
    require(officer, Action.FIND)
    recognised = recognise(text)
    try:
        return _find(desk, officer, recognised, reason)
    except (Refused, NotFound):
        # What no code of ours can be may be one of the former system, on papers that still say «تاک».
        found = _find_by_former_code(desk, officer, tracking.legacy(text), reason)
        if found is None:
            raise
        return found


def _find(desk: Desk, officer: Officer, recognised: Recognised, reason: str) -> Found:
    if recognised.problem and recognised.kind is not Kind.RECEIPT:
        raise recognised.problem
    tracking_code = _from_receipt(desk, officer, recognised) if recognised.kind is Kind.RECEIPT else None
    command = desk.command("person:card:looked-up", officer)

    def act(work: Work) -> Found | NotFound:
        try:
            found = _look_up(work, recognised, tracking_code)
        except NotFound as missing:
            # Looking for someone who is not here is written down as well, so the transaction must commit.
            _note(desk, work, command, Found(None), recognised, reason)
            return missing
        _note(desk, work, command, found, recognised, reason)
        return found

    answer = desk.store.write(act)
    if isinstance(answer, NotFound):
        raise answer
    return answer


def _find_by_former_code(desk: Desk, officer: Officer, code: str, reason: str) -> Found | None:
    """A miss is in the audit log already, by what was typed."""
    if not code or not desk.store.read(lambda work: _knows_former_code(work, code)):
        return None
    command = desk.command("person:card:looked-up", officer)

    def act(work: Work) -> Found:
        request = work.requests.by_legacy_code(code)
        found = Found(work.people.card(request.subject_id), request_id=request.id)
        _note(desk, work, command, found, Recognised(Kind.LEGACY_CODE, code), reason)
        return found

    return desk.store.write(act)


def _knows_former_code(work: Work, code: str) -> bool:
    try:
        work.requests.by_legacy_code(code)
    except NotFound:
        return False
    return True


def open_card(desk: Desk, officer: Officer, person_id: UUID, reason: str = "chosen") -> ApplicantCard:
    """The card of a person chosen from a list or opened again.

    Raises:
        NotFound: "person.unknown".
    """
    require(officer, Action.OPEN_CARD)
    command = desk.command("person:card:opened", officer)

    def act(work: Work) -> ApplicantCard:
        card = work.people.card(person_id)
        desk.note(work, command, person_id, reason=reason)
        return card

    return desk.store.write(act)


def photo(desk: Desk, blob: str) -> Page:
    """The portrait of a card, decoded."""
    return desk.decode(desk.vault.get(blob))


def unfinished_walks(desk: Desk, officer: Officer) -> tuple[Request, ...]:
    """Walks that this officer left open, here or at another counter."""
    return tuple(desk.store.read(lambda work: work.requests.held_by(officer.id)))


def _from_receipt(desk: Desk, officer: Officer, recognised: Recognised) -> str:
    """The tracking code of a genuine receipt of ours; a refusal is written down, not what was scanned."""
    try:
        if recognised.problem:
            raise recognised.problem
        return sealed_code(desk, recognised.value)
    except Refused as refused:
        command, kind = desk.command("request:receipt:refused", officer), refused.key
        desk.store.write(lambda work: desk.note(work, command, "-", refusal=kind))
        raise


def _look_up(work: Work, recognised: Recognised, tracking_code: str | None) -> Found:
    match recognised.kind:
        case Kind.NOTHING:
            raise Refused("lookup.empty")
        case Kind.NATIONAL_CODE:
            card = work.people.card_by_national_code(recognised.value)
            if card is None:
                raise NotFound("person.unknown")
            return Found(card)
        case Kind.RECEIPT:
            return _by_tracking_code(work, tracking_code or "", "receipt.unknown")
        case Kind.TRACKING_CODE:
            return _by_tracking_code(work, recognised.value, "request.unknown")
        case Kind.PASSPORT:
            return _one_or_many(work, tuple(work.people.by_passport(recognised.value)))
    return _one_or_many(work, tuple(work.people.by_name(recognised.value)))


def _by_tracking_code(work: Work, code: str, unknown: str) -> Found:
    try:
        request = work.requests.by_tracking_code(code)
    except NotFound as missing:
        raise NotFound(unknown) from missing
    return Found(work.people.card(request.subject_id), request_id=request.id)


def _one_or_many(work: Work, matches: tuple[Match, ...]) -> Found:
    if not matches:
        raise NotFound("person.unknown")
    if len(matches) == 1 and not matches[0].by_sound:
        return Found(work.people.card(matches[0].person_id), matches)
    return Found(None, matches)


def _note(
    desk: Desk, work: Work, command: OfficerCommand, found: Found, recognised: Recognised, reason: str
) -> None:
    subject = found.card.person.id if found.card else "-"
    desk.note(
        work,
        command,
        subject,
        by=recognised.kind.value,
        matches=len(found.matches) or int(found.card is not None),
        reason=reason,
    )

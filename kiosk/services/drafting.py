"""Drafts of requests: begun, kept answer by answer, taken up, dropped.  Source: domain.md S39, S40, 4.2."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from kiosk.domain import eligible
from kiosk.domain.answers import age_on
from kiosk.domain.card import RequestSummary
from kiosk.domain.draft import CAME_TO_NOTHING, OVER, SELF, Draft, DraftState, Wish, fields_of
from kiosk.domain.errors import Conflict, Refused
from kiosk.domain.guardian import OF_AGE
from kiosk.domain.roles import Actor, Officer
from kiosk.services.desk import Desk
from kiosk.services.own_requests import require_own
from kiosk.services.ports import Work

ANSWER_LIMIT = 10_000
"""Letters of an answer as typed, before any rule has read it."""
_ONCE = "once-per-applicant"


def start(desk: Desk, by: Actor, wish: Wish) -> Draft:
    """Begin a request, or take up the one that was begun; what is alike and still open comes with it.

    Raises:
        Refused: "role.…", "filing.not-offered", "filing.not-today", "filing.age", "filing.men-only",
            "filing.women-only", "filing.filer-minor", "filing.not-your-child",
            "filing.basis", "filing.once-only".
        NotFound: "person.unknown", "catalogue.no-such-service".
    """
    command = desk.command("request:draft:begun", by)

    def act(work: Work) -> Draft:
        require_offered(desk, work, by, wish)
        new = Draft(
            id=command.key,
            wish=replace(wish, basis=_basis(work, by, wish)),
            answers={},
            state=DraftState.OPEN,
            started_at=command.at,
            changed_at=command.at,
            version=1,
        )
        draft = work.drafts.begin(new)
        desk.note(work, command, draft.id, service=wish.service, resumed=draft.id != new.id)
        return replace(draft, alike=_alike(work, wish))

    return desk.store.write(act)


def take_up(desk: Desk, by: Actor, draft_id: UUID) -> Draft:
    """A draft that was begun, as it is now.

    Raises:
        NotFound: "draft.unknown"; Conflict: "draft.closed"; Refused: "role.…".
    """
    command = desk.command("request:draft:resumed", by)

    def act(work: Work) -> Draft:
        draft = own_draft(work, by, draft_id)
        desk.note(work, command, draft_id)
        return draft

    return desk.store.write(act)


def drafts(desk: Desk, by: Actor, filer_id: UUID) -> tuple[Draft, ...]:
    """What this person has begun and not filed yet, the newest first."""
    require_own(by, "person.unknown", filer_id)
    return tuple(desk.store.read(lambda work: work.drafts.open_of(filer_id)))


def keep_answer(desk: Desk, by: Actor, draft_id: UUID, field_id: str, text: str) -> None:
    """Keep one answer as it was typed, right or not yet.

    Raises:
        Refused: "form.no-such-field", "text.too-long" (details: field, limit), "role.…".
        NotFound: "draft.unknown"; Conflict: "draft.closed".
    """
    command = desk.command("request:draft:answered", by)

    def act(work: Work) -> None:
        draft = own_draft(work, by, draft_id)
        field = next(
            (each for each in fields_of(desk.catalogue.service(draft.wish.service)) if each.id == field_id),
            None,
        )
        if field is None:
            raise Refused("form.no-such-field", field=field_id)
        if len(text) > ANSWER_LIMIT:
            raise Refused("text.too-long", field=field.label, limit=ANSWER_LIMIT)
        answers = {**draft.answers, field_id: text}
        work.drafts.save(replace(draft, answers=answers, changed_at=command.at))
        desk.note(work, command, draft_id, field=field_id)

    desk.store.write(act)


def drop(desk: Desk, by: Actor, draft_id: UUID) -> None:
    """Give up what was begun; its number is free for nobody, since it never had one.

    Raises:
        NotFound: "draft.unknown"; Conflict: "draft.closed"; Refused: "role.…".
    """
    command = desk.command("request:draft:dropped", by)

    def act(work: Work) -> None:
        draft = own_draft(work, by, draft_id)
        work.drafts.save(replace(draft, state=DraftState.DROPPED, changed_at=command.at))
        desk.note(work, command, draft_id)

    desk.store.write(act)


def require_offered(desk: Desk, work: Work, by: Actor, wish: Wish) -> None:
    require_own(by, "person.unknown", wish.filer_id)
    if isinstance(by, Officer):
        require_own(by, "person.unknown", wish.filer_id, wish.subject_id)
    service = desk.catalogue.service(wish.service)
    eligible.require_offered(service, desk.today())
    subject = work.people.file(wish.subject_id).person
    eligible.require_eligible(service, subject.birth_date, subject.sex, desk.today())
    if age_on(work.people.file(wish.filer_id).person.birth_date, desk.today()) < OF_AGE:
        raise Refused("filing.filer-minor", years=OF_AGE)
    if _ONCE not in service.rules:
        return
    work.rulings.lock(wish.subject_id)  # Or two filers at two stations would each see none of the other.
    if any(each.state not in CAME_TO_NOTHING for each in work.requests.alike(wish.subject_id, wish.service)):
        raise Refused("filing.once-only", service=service.name)


def _basis(work: Work, by: Actor, wish: Wish) -> str:
    """On which basis the filer files; an applicant for a child of the register only."""
    if wish.subject_id == wish.filer_id:
        return SELF
    work.people.file(wish.subject_id)
    if recorded := work.drafts.guardian_basis(wish.subject_id, wish.filer_id):
        return recorded
    if not isinstance(by, Officer):
        raise Refused("filing.not-your-child")
    if wish.basis in ("", SELF):
        raise Refused("filing.basis")
    return wish.basis


def _alike(work: Work, wish: Wish) -> tuple[RequestSummary, ...]:
    alike = work.requests.alike(wish.subject_id, wish.service)
    return tuple(each for each in alike if each.state not in OVER)


def own_draft(work: Work, by: Actor, draft_id: UUID) -> Draft:
    draft = work.drafts.take(draft_id)
    require_own(by, "draft.unknown", draft.wish.filer_id)
    if draft.state is not DraftState.OPEN:
        raise Conflict("draft.closed")
    return draft

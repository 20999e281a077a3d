"""Requests before their initial registration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from data.table_access import TableAccess, Values, values_of
from data.tables import Guardianship, RequestDraft
from kiosk.domain.draft import Draft, DraftState, Wish
from kiosk.domain.errors import NotFound

_DRAFT = (
    RequestDraft.id, RequestDraft.service, RequestDraft.subject_id, RequestDraft.filer_id, RequestDraft.basis,
    RequestDraft.answers, RequestDraft.state, RequestDraft.started_at, RequestDraft.changed_at,
    RequestDraft.version, RequestDraft.request_id,
)  # fmt: skip


class Drafts(TableAccess):
    def begin(self, draft: Draft) -> Draft:
        """The draft, or the one that the filer has open for the same person and service already."""
        wish = draft.wish
        row = {
            "id": draft.id,
            "filer_id": wish.filer_id,
            "subject_id": wish.subject_id,
            "basis": wish.basis,
            "service": wish.service,
            "answers": dict(draft.answers),
            "state": draft.state.value,
            "started_at": draft.started_at,
            "changed_at": draft.changed_at,
        }
        self._connection.execute(self._insert_or(RequestDraft, row).on_conflict_do_nothing())
        return self._one(
            RequestDraft.filer_id == wish.filer_id,
            RequestDraft.subject_id == wish.subject_id,
            RequestDraft.service == wish.service,
            RequestDraft.state == DraftState.OPEN.value,
        )

    def take(self, draft_id: UUID) -> Draft:
        """The draft, in this transaction's hands until it ends: another station waits.

        Raises:
            NotFound: "draft.unknown".
        """
        return self._one(RequestDraft.id == draft_id)

    def open_of(self, filer_id: UUID) -> Sequence[Draft]:
        """What a person has begun and not filed yet, the newest first."""
        rows = self._connection.execute(
            select(*_DRAFT)
            .where(
                RequestDraft.office == self._office,
                RequestDraft.filer_id == filer_id,
                RequestDraft.state == DraftState.OPEN.value,
            )
            .order_by(RequestDraft.changed_at.desc())
        )
        return [_draft(row) for row in values_of(rows)]

    def save(self, draft: Draft) -> None:
        """Write answers and state over what was taken.

        Raises:
            Conflict: "record.changed".
        """
        self._swap(
            update(RequestDraft)
            .where(
                RequestDraft.office == self._office,
                RequestDraft.filer_id == draft.wish.filer_id,
                RequestDraft.id == draft.id,
                RequestDraft.version == draft.version,
            )
            .values(
                answers=dict(draft.answers),
                state=draft.state.value,
                changed_at=draft.changed_at,
                request_id=draft.request_id,
                version=draft.version + 1,
            )
            .returning(RequestDraft.id)
        )

    def guardian_basis(self, minor_id: UUID, guardian_id: UUID) -> str | None:
        """On which basis somebody acts for a minor; None: not recorded."""
        return self._connection.scalar(
            select(Guardianship.basis).where(
                Guardianship.office == self._office,
                Guardianship.minor_id == minor_id,
                Guardianship.guardian_id == guardian_id,
            )
        )

    def _one(self, *conditions: Any) -> Draft:
        row = self._connection.execute(
            select(*_DRAFT).where(RequestDraft.office == self._office, *conditions).with_for_update()
        ).first()
        if row is None:
            raise NotFound("draft.unknown")
        return _draft(tuple(row))


def _draft(values: Values) -> Draft:
    draft_id, service, subject_id, filer_id, basis, answers, state, started_at, changed_at, *rest = values
    version, request_id = rest
    stated: Mapping[str, str] = answers
    return Draft(
        id=draft_id,
        wish=Wish(service, subject_id, filer_id, basis),
        answers=stated,
        state=DraftState(state),
        started_at=started_at,
        changed_at=changed_at,
        version=version,
        request_id=request_id,
    )

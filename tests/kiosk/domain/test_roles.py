"""Who may do what: every role with every action, and nobody's own file."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import Refused
from kiosk.domain.roles import ALLOWED, Action, Role, require, require_disinterested
from tests.makers import an_officer, person_id

A = Action
BOTH = {
    A.FIND,
    A.OPEN_CARD,
    A.REPRINT_RECEIPT,
    A.VIEW_SCAN,
    A.ISSUE,
    A.PRINT,
    A.JUDGE_PAPER,
    A.ASSIST,
    A.CORRECT,
    A.ANSWER_CALL,
    A.RECORD_REPLY,
    A.MAKE_OUTPUT,
    A.HAND_OVER,
    A.CANCEL,
    A.REFUSE,
    A.GIVE_TICKET,
    A.APPOINT,
    A.CALL,
    A.USE_BLANKS,
    A.ENTER_SHEETS,
}
MAY = {
    Role.CLERK: BOTH | {A.WALK, A.DECIDE},
    Role.SUPERVISOR: BOTH
    | {A.LIST_WAITING, A.APPROVE, A.SEND_BACK, A.OVERRIDE, A.ASK_CENTRE, A.VOID, A.DIRECT}
    | {A.DUPLICATE, A.CLOSE_DAY, A.KEEP_BLANKS, A.KEEP_SHEETS},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_do_what_its_row_says(role: Role, action: Action) -> None:
    officer = replace(an_officer(), role=role)

    if action in MAY[role]:
        require(officer, action)
    else:
        with pytest.raises(Refused, match=r"^role\.not-allowed$") as refused:
            require(officer, action)
        assert refused.value.details == {"action": action.value, "role": role.value}


def test_every_role_has_its_row_and_every_action_somebody_who_may() -> None:
    assert set(ALLOWED) == set(Role)
    assert frozenset[Action]().union(*ALLOWED.values()) == set(Action)


@pytest.mark.parametrize("role", Role)
def test_no_role_both_verifies_and_approves(role: Role) -> None:
    assert not {A.DECIDE, A.APPROVE} <= ALLOWED[role]
    assert not {A.WALK, A.APPROVE} <= ALLOWED[role]


people = st.lists(st.integers(1, 5).map(person_id), max_size=3)


@given(people, st.integers(1, 5).map(person_id))
def test_nobody_handles_a_file_of_their_own(people: list[UUID], own: UUID) -> None:
    officer = replace(an_officer(), person_id=own)

    if own in people:
        with pytest.raises(Refused, match=r"^role\.own-file$"):
            require_disinterested(officer, *people)
    else:
        require_disinterested(officer, *people)

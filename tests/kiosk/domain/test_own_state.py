"""What a receipt tells its bearer at the lobby screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.own_state import to_bring
from kiosk.domain.request import RequestState as State
from kiosk.domain.verification import Judgement, OriginalCheck, Slot, Verdict
from tests.makers import NOON, a_slot


def judged(line: int, verdict: Verdict) -> Slot:
    check = OriginalCheck(1, Judgement(verdict), "clerk1", "counter-1", NOON)
    return replace(a_slot(line), kind=f"paper-{line}", check=check)


def test_the_first_visit_asks_for_every_original() -> None:
    slots = (a_slot(1), replace(a_slot(2), kind="form", original_required=False))

    assert to_bring(State.RECEIPTED, slots) == (a_slot(1).kind,)


def test_the_second_visit_asks_for_what_was_found_wanting() -> None:
    slots = (judged(1, Verdict.MATCH), judged(2, Verdict.UNREADABLE), judged(3, Verdict.NOT_APPLICABLE))

    assert to_bring(State.INCOMPLETE, slots) == ("paper-2",)


@pytest.mark.parametrize(
    "state", [State.INITIAL, State.VERIFYING, State.PRINTED, State.QC_OK, State.DELIVERED]
)
def test_nothing_is_asked_for_where_the_next_step_asks_for_nothing(state: State) -> None:
    assert to_bring(state, (a_slot(1),)) == ()

"""What one officer leaves to the next in the middle of a walk.  Source: domain.md 4.2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kiosk.domain.request import RequestState, StateChange
from kiosk.domain.verification import Hands, Passed, Slot

NOTE_LIMIT = 300


def is_note(before: RequestState, after: RequestState) -> bool:
    """Whether a line of history is a note for a colleague: it moves no state."""
    return before is after is RequestState.VERIFYING


def hands(history: Sequence[StateChange], slots: Sequence[Slot]) -> Hands:
    """`history`: the oldest first."""
    checks = [slot.check for slot in slots if slot.check is not None]
    notes = [Passed(each.login, each.at, each.reason) for each in history if is_note(each.before, each.after)]
    last = [*notes[-1:], *(Passed(each.login, each.at) for each in checks)]
    return Hands(
        len(slots),
        tuple(Counter(each.login for each in checks).most_common()),
        max(last, key=lambda each: (each.at, each.note), default=None),
    )

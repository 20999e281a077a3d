"""Lists that name people: who opens one is written down, once for each opening.

A list that stands on a screen follows what others do.  Reading it again for that writes nothing: the audit
log would only repeat that it stands there, and each line would wake every other list.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from kiosk.domain.command import OfficerCommand
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

Line = TypeVar("Line")


class Look(StrEnum):
    OPENING = "opening"
    FOLLOWING = "following"
    """The list stands on the screen, and somebody changed something."""


def listed(
    desk: Desk, command: OfficerCommand, lines: Callable[[Work], tuple[Line, ...]], look: Look
) -> tuple[Line, ...]:
    """What `lines` finds; the opening stands in the audit log as the command, with how many they were."""

    def act(work: Work) -> tuple[Line, ...]:
        found = lines(work)
        desk.note(work, command, "-", requests=len(found))
        return found

    return desk.store.write(act) if look is Look.OPENING else desk.store.read(lines)

"""What an officer looks for in a list again and again, on the keys 1–9.  Source: peers.md 1.6.

Everybody's own, and nobody else's; it decides nothing, so it is not in the audit log.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.domain.errors import Refused
from kiosk.domain.reason import entry
from kiosk.domain.roles import Action, Officer, require
from kiosk.services.desk import Desk
from kiosk.services.ports import Work

KEYS = range(1, 10)
WANTED_LIMIT = 80


def saved(desk: Desk, officer: Officer, listing: str) -> Mapping[int, str]:
    """Key → what it looks for.  Raises Refused: "role.not-allowed"."""
    require(officer, Action.LIST_WAITING)
    return desk.store.read(lambda work: work.saved_filters.of(officer.id, listing))


def save(desk: Desk, officer: Officer, listing: str, kept: tuple[int, str]) -> Mapping[int, str]:
    """`kept`: the key, and what it is to look for; nothing frees it.  All keys as they are now.

    Raises:
        Refused: "filter.key" for a key that is none of 1–9, "text.…", "role.not-allowed".
    """
    require(officer, Action.LIST_WAITING)
    no, wanted = kept[0], entry(kept[1], "filter", WANTED_LIMIT)
    if no not in KEYS:
        raise Refused("filter.key")

    def act(work: Work) -> Mapping[int, str]:
        work.saved_filters.save(officer.id, listing, (no, wanted), desk.now())
        return work.saved_filters.of(officer.id, listing)

    return desk.store.write(act)

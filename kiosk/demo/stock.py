"""Some numbered forms in the invented office: received, and a few in the clerk's hand."""

from __future__ import annotations

from kiosk.domain.roles import Officer
from kiosk.domain.serials import run
from kiosk.domain.stock import Act
from kiosk.services.desk import Desk
from kiosk.services.stock_keeping import COMMANDS, Handled, Range, handle

_RECEIVED = (("passport", "T40000001", "T40000060"), ("laissez-passer", "LP-000101", "LP-000112"))
"""Serials that no booklet of the demonstration has."""
_IN_HAND = ("passport", "T40000001", "T40000005")


def lay_in_stock(desk: Desk, keeper: Officer, clerk: Officer) -> None:
    for kind, first, last in _RECEIVED:
        received = Handled(Act.RECEIVE, Range(kind, run(first, last)), "۷۲/۱۱۸")
        handle(desk, desk.command(COMMANDS[Act.RECEIVE], keeper), received, clerk)
    kind, first, last = _IN_HAND
    issued = Handled(Act.ISSUE, Range(kind, run(first, last)))
    handle(desk, desk.command(COMMANDS[Act.ISSUE], keeper), issued, clerk)

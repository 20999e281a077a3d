"""What the book of numbered forms says: the day's equation, the counts, what is short, who holds what.

What changes the book stands in `kiosk.services.stock_keeping` and `kiosk.services.stock_counting`.
"""

from __future__ import annotations

from datetime import date

from kiosk.domain.stock import HERE, KINDS, Balance, Moment, balance, replayed
from kiosk.services.desk import Desk
from kiosk.services.ports import Work


def balances(desk: Desk, work: Work, day: date) -> tuple[Balance, ...]:
    """The equation of every kind that was ever received here, for one of the office's own days."""
    return tuple(_balance(desk, work, kind, day) for kind in KINDS if work.stock.is_kept(kind))


def counted(desk: Desk, work: Work, day: date, moment: Moment) -> bool:
    """Whether two people counted every kind that there was to count, at closing after its last move."""
    counts = {each.kind: each.at for each in work.stock.counts_on(day) if each.moment is moment}
    for each in balances(desk, work, day):
        at = counts.get(each.kind)
        if moment is Moment.OPENING:
            if each.opening and at is None:
                return False
            continue
        moved = max((move.at for move in work.stock.moves_on(each.kind, day)), default=None)
        if (each.in_stock or each.missing) and (at is None or (moved is not None and moved > at)):
            return False
    return True


def _balance(desk: Desk, work: Work, kind: str, day: date) -> Balance:
    """Of today by where the forms are, so that there are two sources; of a former day by the book."""
    moves = work.stock.moves_on(kind, day)
    if day < desk.today():
        places = replayed(work.stock.moves_until(kind, day))
    else:
        places = {blank.serial: blank.place for blank in work.stock.in_places(kind, HERE)}
    return balance(kind, work.stock.before(kind, day), moves, places)

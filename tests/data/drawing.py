"""Drawing certificate numbers, in threads and in processes of their own (which need no pytest)."""

from __future__ import annotations

import contextlib
from multiprocessing.synchronize import Barrier

from sqlalchemy import text

from data.store import Store
from data.work import Work
from kiosk.domain.errors import Refused
from tests.databases import Database
from tests.makers import SERVICE, YEAR


def next_serial(work: Work) -> int:
    return work.certificates.next_number(SERVICE, YEAR).serial


def draw(store: Store, count: int, seed: int) -> list[int]:
    """`count` numbers; before every fourth, a use case takes one and fails."""
    drawn = []
    for number in range(count):
        if (number + seed) % 4 == 0:
            with contextlib.suppress(Refused):
                store.write(_in_vain)
        drawn.append(store.write(next_serial))
    return drawn


def draw_in_process(database: Database, number: int, together: Barrier) -> list[int]:
    store = database.open()
    together.wait()
    drawn = draw(store, 10, number)
    store.close()
    return drawn


def highest_plus_one(database: Database, _number: int, together: Barrier) -> list[int]:
    """The naive way: everybody looks before anybody writes."""
    store = database.open()
    with store.engine.begin() as connection:
        highest = connection.execute(text("SELECT coalesce(max(number), 0) FROM naive")).scalar_one()
    together.wait()
    with store.engine.begin() as connection:
        connection.execute(text("INSERT INTO naive VALUES (:number)"), {"number": highest + 1})
    store.close()
    return []


def _in_vain(work: Work) -> None:
    next_serial(work)
    raise Refused("paper.does-not-fit")

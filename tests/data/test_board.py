"""What the board reads, on both databases."""

from __future__ import annotations

from datetime import timedelta

from data.store import Store
from kiosk.domain.board import Seen
from tests.data.rows import fill_every_table
from tests.kiosk.domain.tickets import a_ticket
from tests.makers import NOON, STAFF, TODAY

DAY = timedelta(days=1)


def test_the_board_reads_the_tickets_of_the_day_and_who_called_where(store: Store) -> None:
    store.write(fill_every_table)
    ticket = a_ticket()

    (seen,) = store.read(lambda work: work.boards.seen(TODAY))

    assert seen == Seen(
        "A", 1, ticket.group, "WAITING", "ordinary", ticket.taken_at, ticket.counts_from, *[None] * 6
    )
    clerk = STAFF.clerk
    assert store.read(lambda work: work.boards.counters(NOON)) == [(clerk.station, clerk.login, NOON)]
    assert store.read(lambda work: work.boards.counters(NOON + DAY)) == []
    assert store.read(lambda work: work.boards.services_at_counters(TODAY)) == {}
    assert store.read(lambda work: work.boards.seen(TODAY + DAY)) == []


def test_the_board_counts_mails_papers_and_the_steps_of_officers(store: Store) -> None:
    store.write(fill_every_table)

    count, failing, oldest = store.read(lambda work: work.boards.mails())
    steps = store.read(lambda work: work.boards.steps(NOON, NOON + DAY))

    assert (failing <= count, oldest is None or oldest.tzinfo is not None) == (True, True)
    assert steps == {(STAFF.clerk.login, "VERIFYING"): 1}
    assert store.read(lambda work: work.boards.steps(NOON + DAY, NOON + 2 * DAY)) == {}
    assert store.read(lambda work: work.boards.papers()) == (0, 0)
    assert store.read(lambda work: (work.boards.due(TODAY), work.boards.expiring(TODAY))) == ({}, {})

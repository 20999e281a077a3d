"""The audit chain in the database: appended with what it tells, and every change is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, update

from data import audit
from data.audit import Audit
from data.store import Store
from data.tables import AuditEvent
from data.work import Work
from kiosk.domain import audit as audit_domain
from kiosk.domain.audit import Fault, first_fault
from kiosk.domain.errors import Refused
from tests import makers
from tests.data.crowds import in_threads
from tests.makers import NOON, OFFICE

COLUMNS = (
    "chain", "seq", "at_ms", "actor", "station", "action", "subject", "details", "prev", "hash",
)  # fmt: skip
LENGTH = 6


def append(number: int, station: str = "counter-1") -> Callable[[Work], int]:
    at = NOON + timedelta(seconds=number)
    return lambda work: work.audit.append(makers.an_audit_line(number), "clerk1", station, at)


def verify(store: Store) -> tuple[int, Fault | None]:
    return store.read(lambda work: first_fault(OFFICE, work.audit.events(), work.audit.heads()))


@pytest.fixture
def chained(store: Store) -> Store:
    """A store with six events of one station."""
    for number in range(1, LENGTH + 1):
        assert store.write(append(number)) == number
    return store


@pytest.fixture
def tampering(chained: Store) -> Iterator[Connection]:
    """What an intruder with the database in hands can do: the triggers are gone."""
    with chained.engine.begin() as connection:
        disarm(connection)
        yield connection
        connection.rollback()


def disarm(connection: Connection) -> None:
    on = " ON audit_event" if connection.dialect.name == "postgresql" else ""
    for action in ("update", "delete"):
        connection.exec_driver_sql(f"DROP TRIGGER audit_event_no_{action}{on}")


def fault_of(connection: Connection) -> Fault | None:
    access = Audit(connection, OFFICE)
    return first_fault(OFFICE, access.events(), access.heads())[1]


def test_an_untouched_chain_verifies(chained: Store) -> None:
    assert verify(chained) == (LENGTH, None)


def test_an_empty_log_verifies(store: Store) -> None:
    assert verify(store) == (0, None)


def test_an_event_says_who_what_when_and_where(chained: Store) -> None:
    event = chained.read(lambda work: next(iter(work.audit.events())))

    assert (event.actor, event.station, event.action) == ("clerk1", "counter-1", "request:document:judged")
    assert event.subject == str(makers.request_id(1))
    assert event.details == '{"line":1,"ok":true,"what":"همه"}'
    assert event.at_ms == 1795521601123


def test_an_event_vanishes_with_the_change_it_told_of(chained: Store) -> None:
    def fail(work: Work) -> None:
        append(7)(work)
        raise Refused("verdict.reason-required")

    with pytest.raises(Refused, match=r"verdict.reason-required"):
        chained.write(fail)

    assert verify(chained) == (LENGTH, None)
    assert chained.write(append(8)) == LENGTH + 1


@pytest.mark.parametrize("column", COLUMNS)
def test_every_changed_byte_of_an_event_is_found_with_its_number(tampering: Connection, column: str) -> None:
    found = 0
    for event in list(Audit(tampering, OFFICE).events()):
        for forged in _one_byte_changed(getattr(event, column)):
            with tampering.begin_nested() as attempt:
                _set(tampering, event, column, forged)

                fault = fault_of(tampering)

                assert fault is not None
                assert fault.entry in _suspects(column, event, forged)
                attempt.rollback()
            found += 1
    assert found >= LENGTH
    assert fault_of(tampering) is None


def test_each_deleted_event_is_found_with_its_number(tampering: Connection) -> None:
    for seq in range(1, LENGTH + 1):
        with tampering.begin_nested() as attempt:
            tampering.execute(delete(AuditEvent).where(AuditEvent.seq == seq))

            fault = fault_of(tampering)

            assert fault is not None
            assert fault.entry == seq
            assert fault.what == ("cut" if seq == LENGTH else "missing")
            attempt.rollback()


def test_each_swap_of_neighbours_is_found_with_its_number(tampering: Connection) -> None:
    for seq in range(1, LENGTH):
        with tampering.begin_nested() as attempt:
            for before, after in ((seq, 1000), (seq + 1, seq), (1000, seq + 1)):
                tampering.execute(update(AuditEvent).where(AuditEvent.seq == before).values(seq=after))

            fault = fault_of(tampering)

            assert fault is not None
            assert fault.entry == seq
            attempt.rollback()


def test_a_cut_tail_is_found_with_its_number(tampering: Connection) -> None:
    tampering.exec_driver_sql("DELETE FROM audit_event WHERE seq > 3")

    assert fault_of(tampering) == Fault(_chain(tampering), 4, "cut")


def test_a_whole_chain_that_is_gone_is_found(tampering: Connection) -> None:
    tampering.exec_driver_sql("DELETE FROM audit_event")

    assert fault_of(tampering) == Fault(_chain(tampering), 1, "cut")


def test_a_changed_head_is_found(tampering: Connection) -> None:
    tampering.exec_driver_sql("UPDATE chain_head SET seq = 4")

    assert fault_of(tampering) == Fault(_chain(tampering), 5, "cut")


def test_an_event_of_another_office_does_not_fit_here(chained: Store) -> None:
    assert chained.read(lambda work: Audit(work.connection, "999").heads()) == {}
    assert chained.read(lambda work: list(Audit(work.connection, "999").events())) == []


def test_long_chains_are_read_in_pages(chained: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, station in ((7, "counter-2"), (8, "back-office"), (9, "counter-2")):
        chained.write(append(number, station))

    for page in range(1, LENGTH + 5):
        monkeypatch.setattr(audit, "PAGE", page)

        assert verify(chained) == (LENGTH + 3, None)


def test_sqlite_keeps_one_chain_and_postgresql_one_for_each_station(store: Store) -> None:
    for number, station in ((1, "counter-1"), (2, "counter-2"), (3, "counter-1")):
        store.write(append(number, station))

    heads = store.read(lambda work: work.audit.heads())

    lengths = {chain: seq for chain, (seq, _hash) in heads.items()}
    if store.engine.dialect.name == "sqlite":
        assert lengths == {"office": 3}
    else:
        assert lengths == {"counter-1": 2, "counter-2": 1}
    assert verify(store) == (3, None)


@pytest.mark.parametrize("stations", [1, 4], ids=["one station", "a station each"])
def test_events_of_many_writers_make_whole_chains(store: Store, stations: int) -> None:
    def write_five(number: int) -> None:
        for event in range(5):
            store.write(append(number * 5 + event, f"counter-{number % stations}"))

    in_threads(4, write_five)

    assert verify(store) == (20, None)


def test_verifying_sees_one_moment_while_others_write(chained: Store) -> None:
    def while_others_write(work: Work) -> tuple[int, Fault | None]:
        events = work.audit.events()
        first = next(iter(events))
        chained.write(append(7))
        return first_fault(OFFICE, [first, *events], work.audit.heads())

    assert chained.read(while_others_write) == (LENGTH, None)
    assert verify(chained) == (LENGTH + 1, None)


def _one_byte_changed(value: str | int | bytes) -> Iterator[str | int | bytes]:
    if isinstance(value, int):
        # A changed number must not meet another event's key.
        yield from (value + 100, -value)
        return
    if isinstance(value, bytes):
        yield from (_flipped(value, place) for place in range(len(value)))
        return
    for place, letter in enumerate(value):
        yield value[:place] + ("x" if letter != "x" else "y") + value[place + 1 :]


def _flipped(value: bytes, place: int) -> bytes:
    return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]


def _set(connection: Connection, event: audit_domain.AuditEvent, column: str, value: object) -> None:
    connection.execute(update(AuditEvent).where(AuditEvent.seq == event.seq).values({column: value}))


def _suspects(column: str, event: audit_domain.AuditEvent, forged: object) -> set[int]:
    """The numbers a fault may carry: the event's own, or where an event left its place in the order."""
    if column == "chain":
        # It heads a chain of its own now, or is missed in the old one.
        return {event.seq, 1}
    if column == "seq":
        return {event.seq, 1}
    return {event.seq}


def _chain(connection: Connection) -> str:
    return next(iter(Audit(connection, OFFICE).heads()))

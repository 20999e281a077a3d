"""Transactions: whole or not at all, and every trouble has its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import Connection, event, select, text
from sqlalchemy.exc import StatementError

from data.engine import open_engine
from data.store import Store
from data.tables import Person
from data.work import Work
from kiosk.domain.appointment import AppointmentState
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused, Unavailable
from tests import makers
from tests.data.crowds import in_threads
from tests.data.rows import count
from tests.databases import Database
from tests.kiosk.domain.appointments import an_appointment
from tests.makers import NOON, OFFICE, STAFF, TODAY


def add_person(number: int = 1) -> Callable[[Work], None]:
    return lambda work: work.people.add(makers.a_file(makers.a_person(number)), NOON)


def people(store: Store) -> int:
    return store.read(lambda work: count(work.connection, "person"))


def test_what_was_written_is_read(store: Store) -> None:
    store.write(add_person())

    assert people(store) == 1


def test_a_use_case_that_fails_leaves_nothing(store: Store) -> None:
    def half(work: Work) -> None:
        add_person()(work)
        raise Refused("verdict.reason-required")

    with pytest.raises(Refused, match=r"verdict.reason-required"):
        store.write(half)

    assert people(store) == 0


def test_one_use_case_is_one_commit(store: Store) -> None:
    commits: list[Connection] = []
    event.listen(store.engine, "commit", commits.append)

    def judge(work: Work) -> None:
        request = makers.filed(work)
        work.commands.first_time(makers.a_command())
        work.walks.add_check(request.id, makers.a_slot(), makers.a_mismatch(), STAFF.clerk, NOON)
        work.audit.append(makers.an_audit_line(), STAFF.clerk.login, "counter-1", NOON)

    store.write(judge)

    assert len(commits) == 1


def test_a_second_person_with_the_same_code_is_a_conflict(store: Store) -> None:
    store.write(add_person(1))
    twin = makers.a_person(2, code=makers.a_person(1).national_code)

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.people.add(makers.a_bare_file(twin), NOON))

    assert people(store) == 1


def test_a_row_that_points_nowhere_is_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.requests.add(makers.a_request(), TODAY))


def test_a_naive_time_is_refused(store: Store) -> None:
    naive = datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001  # The point of the test.

    with pytest.raises(StatementError, match="a moment needs a time zone"):
        store.write(lambda work: work.people.add(makers.a_file(), naive))

    assert people(store) == 0


@pytest.mark.parametrize("hostile", ["Sa\0ra", "Sa\ud800ra"], ids=["nul", "half a pair"])
def test_text_that_cannot_be_stored_is_refused(store: Store, hostile: str) -> None:
    person = makers.a_person(names=("سارا", "کریمی", hostile, "Karimi"))

    with pytest.raises(Refused, match=r"database.characters"):
        store.write(lambda work: work.people.add(makers.a_bare_file(person), NOON))
    with pytest.raises(Refused, match=r"database.characters"):
        store.read(lambda work: work.people.by_passport(hostile))

    assert people(store) == 0


def test_a_code_longer_than_the_schema_is_refused(store: Store) -> None:
    person = makers.a_person(passport="K" * 41)

    with pytest.raises(Refused, match=r"database.too-long"):
        store.write(lambda work: work.people.add(makers.a_bare_file(person), NOON))


def test_reading_sees_one_moment(store: Store) -> None:
    store.write(add_person(1))

    def look_twice(work: Work) -> tuple[int, int]:
        before = count(work.connection, "person")
        store.write(add_person(2))
        return before, count(work.connection, "person")

    assert store.read(look_twice) == (1, 1)
    assert people(store) == 2


def test_no_update_is_lost_between_threads(store: Store) -> None:
    """Read, think, write: with the drivers' default most of these would vanish without a word."""
    store.write(add_person())

    def count_up(work: Work) -> None:
        row = select(Person.version).where(Person.office == OFFICE).with_for_update()
        version = work.connection.execute(row).scalar_one()
        work.connection.execute(text("UPDATE person SET version = :next"), {"next": version + 1})

    in_threads(4, lambda _number: [store.write(count_up) for _ in range(10)])

    assert store.read(lambda work: work.connection.scalar(select(Person.version))) == 41


def test_a_write_has_sqlites_lock_before_its_first_statement(sqlite_database: Database) -> None:
    foreign = open_engine(sqlite_database.url, sqlite_database.key, patience=0)
    store = sqlite_database.open()

    def look_around(_work: Work) -> None:
        with foreign.connect() as other:
            other.exec_driver_sql("CREATE TABLE taken (id INTEGER)")

    with pytest.raises(Unavailable, match=r"database.locked"):
        store.write(look_around)

    store.close()
    foreign.dispose()


def test_a_bug_in_our_sql_is_no_outage(store: Store) -> None:
    with pytest.raises(Exception, match="nonsense") as caught:
        store.read(lambda work: work.connection.exec_driver_sql("SELECT nonsense"))

    assert not isinstance(caught.value, KioskError)


def test_another_offices_rows_are_out_of_sight(store: Store) -> None:
    store.write(add_person())
    other = Store(store.engine, "999")

    with pytest.raises(NotFound, match=r"person.unknown"):
        other.read(lambda work: work.people.file(makers.person_id()))
    assert other.read(lambda work: work.people.by_name("کریمی")) == []


def test_a_request_has_one_appointment_at_a_time(store: Store) -> None:
    store.write(makers.filed)
    first = an_appointment(1)
    store.write(lambda work: work.appointments.add(first, STAFF.clerk, NOON))

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.appointments.add(an_appointment(2), STAFF.clerk, NOON))

    moved = store.write(lambda work: work.appointments.save(replace(first, state=AppointmentState.MOVED)))
    store.write(lambda work: work.appointments.add(an_appointment(2), STAFF.clerk, NOON))
    assert store.read(lambda work: work.appointments.booked_for(first.request_id)) == an_appointment(2)
    assert store.read(lambda work: work.appointments.get(first.id)) == moved
    assert list(store.read(lambda work: work.appointments.of_day(TODAY, [AppointmentState.MOVED]))) == [moved]
    with pytest.raises(Conflict, match=r"record\.changed"):
        store.write(lambda work: work.appointments.save(first))

"""Every look-up goes by a key: none reads through all rows of an office, whatever it grows to."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import event

from data.appointments import APPOINTMENT_BY_ID, BOOKED_FOR, DAY_OF_APPOINTMENTS
from data.board import SEEN
from data.corrections import CORRECTIONS
from data.hand_sheets import STEPS
from data.one_time_codes import CODES_OF_ONE
from data.people import FILE_BY_CODE, FILE_BY_ID
from data.prepared import Prepared
from data.queue_statements import (
    AT_COUNTER,
    BY_ID,
    BY_NUMBER,
    COMING_BACK,
    COUNT_CALL,
    OF_DAY,
    REQUESTS,
    REST_OF_DAY,
    SAVE,
    TICKET_OF_REQUEST,
    UNTIE,
    next_due,
    next_early,
)
from data.requests import REQUEST_BY_ID, STATES
from data.store import Store
from data.summaries import HISTORY, SUMMARIES
from data.work import Work
from kiosk.domain.request import RequestState
from tests import makers
from tests.data.rows import fill_every_table
from tests.makers import CLERK, NOON, SERVICE, TODAY, YEAR

# Of the index that holds what is on its way everything is read: it holds nothing else.
THROUGH_ALL_ROWS = re.compile(
    r"SCAN (?!CONSTANT|\w+ VIRTUAL TABLE INDEX \d+:M|\(subquery-\d+\)|anon_\d+)|(?<!on_its_way )\(office=\?\)"
)

LOOKUPS: dict[str, Callable[[Work], object]] = {
    "tracking code": lambda work: work.requests.by_tracking_code(makers.a_tracking_code()),
    "code of the former system": lambda work: work.requests.by_legacy_code("TAK00001"),
    "requests alike": lambda work: work.requests.alike(makers.person_id(), SERVICE),
    "reminders in the outbox": lambda work: work.outbox.queued(["a", "b"]),
    "open drafts": lambda work: work.drafts.open_of(makers.person_id()),
    "draft": lambda work: work.drafts.take(makers.an_id(1)),
    "guardian": lambda work: work.drafts.guardian_basis(makers.person_id(1), makers.person_id(2)),
    "requests of one state": lambda work: work.requests.in_state(RequestState.VERIFIED),
    "how many wait": lambda work: work.requests.standing(
        [RequestState.VERIFIED, RequestState.SUSPENDED], NOON
    ),
    "questions without an answer": lambda work: work.letters.count_waiting(TODAY),
    "open walks": lambda work: work.requests.held_by(CLERK.id),
    "approvals of one person alone": lambda work: work.requests.approved_alone(NOON, NOON),
    "documents": lambda work: work.walks.slots(makers.request_id()),
    "judges": lambda work: work.walks.judges(makers.request_id()),
    "last closed day": lambda work: work.days.last_closed(TODAY),
    "moves of forms before a day": lambda work: work.stock.before("passport", TODAY, TODAY),
    "void forms": lambda work: work.stock.void_and_out("passport"),
    "void forms of a request": lambda work: work.stock.void_and_out("passport", makers.request_id()),
    "approver": lambda work: work.certificates.approver(makers.request_id()),
    "certificate of a request": lambda work: work.certificates.of_request(makers.request_id()),
    "certificate": lambda work: work.certificates.get(makers.an_id(1, 5)),
    "numbers": lambda work: work.certificates.numbers(SERVICE, YEAR),
    "print attempts": lambda work: work.certificates.attempts(makers.an_id(1, 5)),
    "login": lambda work: work.accounts.by_login(CLERK.login),
    "account": lambda work: work.accounts.get(CLERK.id),
    "failures": lambda work: work.accounts.failures_since(CLERK.login, NOON),
    "failures in a row": lambda work: work.accounts.consecutive_failures(CLERK.login),
    "applicant": lambda work: work.applicants.known("0932833810"),
    "applicant by person": lambda work: work.applicants.by_person(makers.person_id()),
    "codes to an address": lambda work: work.one_time_codes.sent_to("reza@example.org", NOON),
    "codes from a station": lambda work: work.one_time_codes.sent_from("lobby-1", NOON),
    "registration": lambda work: work.registrations.get(makers.an_id(1)),
    "open registration": lambda work: work.registrations.open_of("0932833810"),
    "registrations of a person": lambda work: work.registrations.newest_of("0932833810", "a@b.c"),
    "children": lambda work: work.registrations.minors_of(makers.person_id()),
    "mails to be sent": lambda work: work.outbox.waiting(),
    "mails of a person": lambda work: work.outbox.of_person(makers.person_id()),
    "passport": lambda work: work.people.by_passport("K00000001"),
    "name": lambda work: work.people.by_name("Karimi Sara"),
    "events of a record": lambda work: work.audit.about("x"),
    "saved filters": lambda work: work.saved_filters.of(CLERK.id, "referrals"),
    "services at the counters": lambda work: work.boards.services_at_counters(TODAY),
    "services of tickets": lambda work: work.boards.services(TODAY),
    "rules let pass": lambda work: work.boards.overrides(NOON, NOON),
    "mails that wait": lambda work: work.boards.mails(),
    "papers not judged": lambda work: work.boards.papers(),
    "answers that are due": lambda work: work.boards.due(TODAY),
    "papers that end soon": lambda work: work.boards.expiring(TODAY),
    "steps of a day": lambda work: work.boards.steps(NOON, NOON),
    "what is open of a day": lambda work: work.open_work.of_day(TODAY, NOON, NOON),
    "a day that was left open": lambda work: work.days.left_open(TODAY),
    "kinds that were counted later": lambda work: work.stock.counted_after(TODAY),
    "calls for help": lambda work: work.help_calls.open_since(NOON),
}
PREPARED = {
    "request": REQUEST_BY_ID,
    "history": STATES,
    "person": FILE_BY_ID,
    "national code": FILE_BY_CODE,
    "requests of a person": SUMMARIES,
    "history of a person": HISTORY,
    "corrections of a person": CORRECTIONS,
    "sheets about a person": STEPS,
}

QUEUE = {
    "ticket": BY_ID,
    "number of a ticket": BY_NUMBER,
    "appointment": APPOINTMENT_BY_ID,
    "appointment of a request": BOOKED_FOR,
    "appointments of a day": DAY_OF_APPOINTMENTS,
    "tickets of a day": OF_DAY,
    "tickets of the board": SEEN,
    "tickets that wait at the end of a day": REST_OF_DAY,
    "ticket at a counter": AT_COUNTER,
    "tickets that come back": COMING_BACK,
    "requests of a ticket": REQUESTS,
    "ticket of a request": TICKET_OF_REQUEST,
    "next ticket that is due": next_due(2),
    "next ticket before its time": next_early(2),
    "step of a ticket": SAVE,
    "end of a ticket": UNTIE,
    "call of a counter": COUNT_CALL,
}


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    sqlite_store.write(fill_every_table)
    return sqlite_store


@pytest.mark.parametrize("name", LOOKUPS)
def test_a_look_up_goes_by_a_key(filled: Store, name: str) -> None:
    heard: list[tuple[str, object]] = []

    def listen(_connection: object, _cursor: object, sql: str, values: object, *_rest: object) -> None:
        heard.append((sql, values))

    event.listen(filled.engine, "before_cursor_execute", listen)
    filled.read(LOOKUPS[name])
    event.remove(filled.engine, "before_cursor_execute", listen)

    assert heard
    for sql, values in heard:
        assert _plan(filled, sql, values)


@pytest.mark.parametrize("name", PREPARED)
def test_what_the_card_needs_goes_by_a_key(filled: Store, name: str) -> None:
    sql, names = _compiled(PREPARED[name], filled)
    values = {"office": makers.OFFICE, "code": "0000000019", "id": bytes(16), "person": bytes(16)}

    assert _plan(filled, sql, tuple(values[name] for name in names))


@pytest.mark.parametrize("name", QUEUE)
def test_what_a_counter_asks_goes_by_a_key(filled: Store, name: str) -> None:
    sql, names = _compiled(QUEUE[name], filled)

    assert _plan(filled, sql, tuple("x" for _ in names))


def test_the_codes_of_one_person_go_by_a_key(filled: Store) -> None:
    sql, names = _compiled(CODES_OF_ONE, filled)

    assert _plan(filled, sql, tuple("x" for _ in names))


@pytest.mark.parametrize("name", PREPARED)
def test_what_the_card_needs_is_planned_once(filled: Store, name: str) -> None:
    """SQLite plans a statement anew whenever a bound constant could change the plan."""
    _sql, names = _compiled(PREPARED[name], filled)

    assert set(names) <= {"office", "code", "id", "person"}


def test_a_person_is_found_at_once_in_a_database_that_grew_from_nothing(sqlite_store: Store) -> None:
    """Statistics counted while the office was young would send the planner through all rows."""
    with sqlite_store.engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT DISTINCT tbl FROM sqlite_stat1").scalars().all()

    assert {"person", "request", "request_state", "document_slot", "original_check"} <= set(tables)


def _plan(store: Store, sql: str, values: object) -> list[str]:
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)  # type: ignore[arg-type]  # as the driver got them
        steps = [str(row[3]) for row in rows]
    assert [step for step in steps if THROUGH_ALL_ROWS.search(step)] == []
    return steps


def _compiled(prepared: Prepared, store: Store) -> tuple[str, list[str]]:
    compiled = prepared.statement.compile(dialect=store.engine.dialect)
    return str(compiled), list(compiled.positiontup or ())

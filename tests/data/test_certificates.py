"""Approvals, gapless numbers, certificates and print attempts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import insert, select, text, update

from data.store import Store
from data.tables import Approval, Certificate
from data.work import Work
from kiosk.domain.certificate import PaperState, PrintAttempt
from kiosk.domain.errors import Conflict, NotFound, Refused
from kiosk.domain.request import Request
from kiosk.domain.roles import Role
from tests import makers
from tests.data.crowds import in_processes, in_threads
from tests.data.drawing import draw, draw_in_process, highest_plus_one, next_serial
from tests.databases import Database
from tests.makers import NOON, OFFICE, SERVICE, STAFF, TODAY, YEAR

Pair = tuple[UUID, UUID]


@pytest.fixture
def request_approved(store: Store) -> Request:
    store.write(makers.staffed)
    return store.write(makers.approved)


# Approval


def test_the_approver_is_known(store: Store, request_approved: Request) -> None:
    assert store.read(lambda work: work.certificates.approver(request_approved.id)) == STAFF.supervisor.id


def test_without_approval_there_is_no_approver(store: Store) -> None:
    with pytest.raises(NotFound, match=r"approval.none"):
        store.read(lambda work: work.certificates.approver(makers.request_id()))


def test_one_person_cannot_stand_in_both_places_of_an_approval(store: Store) -> None:
    request = store.write(makers.filed)
    clerk = STAFF.clerk

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(
            lambda work: work.certificates.approve(request.id, (clerk.id, clerk.person_id), clerk, NOON)
        )


@pytest.mark.parametrize(
    ("decided", "approved_by"),
    [
        ("clerk", "clerk"),
        ("clerk", "second account of the clerk"),
        ("clerk", "supervisor under the clerk's name"),
        ("nobody", "supervisor"),
    ],
)
def test_raw_sql_cannot_make_one_person_two(store: Store, decided: str, approved_by: str) -> None:
    request = store.write(makers.filed)
    second = makers.an_account(9, role=Role.SUPERVISOR, person=STAFF.clerk.person_id)
    store.write(lambda work: work.accounts.add(second, NOON))
    pairs: dict[str, Pair] = {
        "clerk": (STAFF.clerk.id, STAFF.clerk.person_id),
        "supervisor": (STAFF.supervisor.id, STAFF.supervisor.person_id),
        "second account of the clerk": (second.id, second.person_id),
        # The foreign key holds account and person together, so a false person is refused too.
        "supervisor under the clerk's name": (STAFF.supervisor.id, makers.person_id()),
        "nobody": (makers.an_id(77), makers.an_id(78)),
    }
    row = {
        "office": OFFICE,
        "request_id": request.id,
        "decided_by": pairs[decided][0],
        "decided_person": pairs[decided][1],
        "approved_by": pairs[approved_by][0],
        "approved_person": pairs[approved_by][1],
        "approved_at": NOON,
    }

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.connection.execute(insert(Approval).values(row)))


def test_a_stored_approval_cannot_be_turned_into_one_of_a_single_person(
    store: Store, request_approved: Request
) -> None:
    clerk = STAFF.clerk
    forged = update(Approval).values(approved_by=clerk.id, approved_person=clerk.person_id)

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.connection.execute(forged))

    assert store.read(lambda work: work.certificates.approver(request_approved.id)) == STAFF.supervisor.id


def test_one_person_is_taken_only_where_the_row_says_so(store: Store, request_approved: Request) -> None:
    """And a row that said so says it no longer once a second person has approved anew."""
    clerk = STAFF.clerk
    decided_by = clerk.id, clerk.person_id
    for approve, person, said in (
        ("approve_alone", clerk, True),
        ("approve", STAFF.supervisor, False),
        ("approve_alone", clerk, True),
    ):
        store.write(
            lambda work: getattr(work.certificates, approve)(request_approved.id, decided_by, person, NOON)  # noqa: B023 - called at once
        )
        rows = store.read(
            lambda work: work.connection.execute(select(Approval.approved_by, Approval.alone)).all()
        )
        assert [tuple(row) for row in rows] == [(person.id, said)]

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.connection.execute(update(Approval).values(alone=False)))


# Certificates


def test_a_certificate_comes_back_as_issued(store: Store, request_approved: Request) -> None:
    issued = replace(makers.an_issued(), expires_on=None)

    store.write(lambda work: work.certificates.add(issued))

    assert store.read(lambda work: work.certificates.of_request(request_approved.id)) == issued
    assert store.read(lambda work: work.certificates.get(issued.id)) == issued


def test_an_unknown_certificate_is_said(store: Store) -> None:
    with pytest.raises(NotFound, match=r"certificate.none"):
        store.read(lambda work: work.certificates.of_request(makers.request_id()))
    with pytest.raises(NotFound, match=r"certificate.none"):
        store.read(lambda work: work.certificates.get(makers.an_id(1, 5)))


def test_nothing_is_issued_without_approval(store: Store) -> None:
    store.write(makers.filed)

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.certificates.add(makers.an_issued()))


@pytest.mark.usefixtures("request_approved")
def test_a_request_has_one_valid_certificate(store: Store) -> None:
    store.write(lambda work: work.certificates.add(makers.an_issued(1)))

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.certificates.add(makers.an_issued(2)))


def test_a_void_certificate_keeps_its_number_beside_its_replacement(
    store: Store, request_approved: Request
) -> None:
    store.write(lambda work: work.certificates.add(makers.an_issued(1)))
    void = update(Certificate).values(state="void", void_reason="a wrong name")
    store.write(lambda work: work.connection.execute(void))

    store.write(lambda work: work.certificates.add(makers.an_issued(2)))

    assert store.read(lambda work: work.certificates.numbers(SERVICE, YEAR)) == [1, 2]
    valid = store.read(lambda work: work.certificates.of_request(request_approved.id))
    assert valid.number.serial == 2


def test_a_number_is_used_once(store: Store, request_approved: Request) -> None:
    other = store.write(lambda work: makers.approved(work, 2))
    store.write(lambda work: work.certificates.add(makers.an_issued(1, request=request_approved.id)))
    twin = replace(makers.an_issued(2, request=other.id), number=makers.an_issued(1).number)

    with pytest.raises(Conflict, match=r"database.conflict"):
        store.write(lambda work: work.certificates.add(twin))


# Numbers


def test_numbers_begin_at_one_for_each_service_and_year(store: Store) -> None:
    def draw(work: Work) -> list[str]:
        drawn = [(SERVICE, YEAR), (SERVICE, YEAR), ("CIV-06", YEAR), (SERVICE, YEAR + 1), (SERVICE, YEAR)]
        return [str(work.certificates.next_number(service, year)) for service, year in drawn]

    assert store.write(draw) == [
        "723/1405/STU-02/000001",
        "723/1405/STU-02/000002",
        "723/1405/CIV-06/000001",
        "723/1406/STU-02/000001",
        "723/1405/STU-02/000003",
    ]


def test_a_number_whose_use_case_failed_is_given_again(store: Store) -> None:
    def fail(work: Work) -> None:
        next_serial(work)
        raise Refused("paper.does-not-fit")

    assert store.write(next_serial) == 1
    with pytest.raises(Refused, match=r"paper.does-not-fit"):
        store.write(fail)

    assert store.write(next_serial) == 2


def test_threads_draw_numbers_without_duplicate_or_gap(store: Store) -> None:
    drawn: list[int] = []

    in_threads(4, lambda number: drawn.extend(draw(store, 10, number)))

    assert sorted(drawn) == list(range(1, 41))


@pytest.mark.parametrize("processes", [2, 4])
def test_processes_draw_numbers_without_duplicate_or_gap(database: Database, processes: int) -> None:
    """Each process lets every fourth use case fail after it took a number."""
    drawn = in_processes(draw_in_process, database, processes)

    assert sorted(drawn) == list(range(1, 10 * processes + 1))


def test_the_race_is_real_since_the_highest_number_plus_one_repeats_itself(database: Database) -> None:
    """Both processes look before either writes, as they would by bad luck."""
    store = database.open()
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE naive (number BIGINT)"))

    in_processes(highest_plus_one, database, 2)

    with store.engine.begin() as connection:
        numbers = connection.scalars(text("SELECT number FROM naive")).all()
        connection.execute(text("DROP TABLE naive"))
    store.close()
    assert numbers == [1, 1]


def test_a_number_waits_for_the_one_before_it(store: Store) -> None:
    """The second writer may not go on before it is known whether the first number counts."""
    order: list[str] = []

    def first(work: Work) -> None:
        next_serial(work)
        order.append("first has a number")
        second.start()
        order.append("first ends")
        raise Refused("paper.does-not-fit")

    def then() -> None:
        serial = store.write(next_serial)
        order.append(f"second has {serial}")

    second = Thread(target=then)
    with pytest.raises(Refused, match=r"paper.does-not-fit"):
        store.write(first)
    second.join()

    assert order == ["first has a number", "first ends", "second has 1"]


# Print attempts


@pytest.fixture
def attempt(store: Store, request_approved: Request) -> PrintAttempt:
    def claim(work: Work) -> PrintAttempt:
        issued = makers.an_issued(request=request_approved.id)
        work.certificates.add(issued)
        return work.certificates.claim_attempt(issued, "counter-printer", STAFF.clerk, NOON)

    return store.write(claim)


def test_an_attempt_begins_queued(attempt: PrintAttempt) -> None:
    assert attempt == PrintAttempt(
        makers.an_issued().id, 1, "counter-printer", None, PaperState.QUEUED, "", None, 1
    )


def test_an_attempt_is_settled_step_by_step(store: Store, attempt: PrintAttempt) -> None:
    sent = replace(attempt, state=PaperState.SENT, job="counter-printer-17")
    store.write(lambda work: work.certificates.settle(sent, NOON))
    spoiled = replace(sent, state=PaperState.SPOILED, reason="the paper was torn", version=2)
    store.write(lambda work: work.certificates.settle(spoiled, NOON + timedelta(minutes=1)))
    store.write(lambda work: work.certificates.claim_attempt(makers.an_issued(), "other", STAFF.clerk, NOON))

    first, second = store.read(lambda work: work.certificates.attempts(attempt.certificate_id))

    assert first == replace(spoiled, handed_over_at=NOON, version=3)
    assert (second.no, second.state, second.printer) == (2, PaperState.QUEUED, "other")


def test_an_attempt_is_settled_by_one_officer_only(store: Store, attempt: PrintAttempt) -> None:
    store.write(lambda work: work.certificates.settle(replace(attempt, state=PaperState.FAILED), NOON))

    with pytest.raises(Conflict, match=r"record.changed"):
        store.write(lambda work: work.certificates.settle(replace(attempt, state=PaperState.SENT), NOON))


def test_days_and_years_are_the_offices_own(store: Store, request_approved: Request) -> None:
    issued = replace(makers.an_issued(request=request_approved.id), local_day=TODAY + timedelta(1))

    store.write(lambda work: work.certificates.add(issued))

    stored = store.read(lambda work: work.certificates.get(issued.id))
    assert (stored.local_day, stored.issued_at) == (TODAY + timedelta(1), NOON)

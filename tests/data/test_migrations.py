"""What a migration makes of the rows that are there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, column, delete, insert, select, table
from sqlalchemy.exc import DatabaseError, IntegrityError

from data import schema
from data.engine import for_writing
from data.tables import Base
from data.work import Work
from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.originals import Move
from kiosk.domain.request import RequestState as S
from kiosk.domain.request import StateChange
from kiosk.domain.verification import Holder
from tests import makers
from tests.makers import NOON, OFFICE, STAFF

TRIES = (
    ("clerk1", 1, False, True),
    ("clerk1", 2, True, False),
    ("clerk1", 3, False, False),
    ("clerk2", 0, True, False),
    ("clerk2", 1, False, False),
    ("nobody", 1, False, False),
)
"""Login, minute, success, and whether a later success forgave it."""


def test_failures_before_a_success_are_forgiven(engine: Engine) -> None:
    migrate_to(engine, "0001")
    now = Base.metadata.tables["sign_in_attempt"]
    old = table(now.name, *(column(each.name, each.type) for each in now.columns if each.name != "forgiven"))
    rows = [
        {
            "office": OFFICE,
            "id": makers.an_id(number),
            "login": login,
            "at": NOON + timedelta(minutes=minute),
            "station": "counter-1",
            "succeeded": succeeded,
        }
        for number, (login, minute, succeeded, _forgiven) in enumerate(TRIES, 1)
    ]
    with engine.begin() as connection:
        connection.execute(insert(old), rows)

    schema.migrate(engine)

    with engine.connect() as connection:
        said = connection.scalars(select(now.c.forgiven).order_by(now.c.id)).all()
    assert said == [forgiven for *_, forgiven in TRIES]


def test_permits_keep_their_days_and_stay_undeletable(engine: Engine) -> None:
    migrate_to(engine, "0004")
    person, permit = (Base.metadata.tables[name] for name in ("person", "permit"))
    known = {"office": OFFICE, "created_at": NOON, **_slots(makers.a_person())}
    days = {"office": OFFICE, "person_id": makers.person_id(), "no": 1, "recorded_at": NOON}
    with engine.begin() as connection:
        connection.execute(insert(person), [known])
        connection.execute(insert(permit), [days | _slots(makers.a_permit())])

    schema.migrate(engine)

    with engine.begin() as connection:
        connection.execute(insert(permit), [{**days, "no": 2, "number": "", "issuer": "", "kind": "none"}])
        kept = connection.execute(select(permit.c.valid_to, permit.c.kind).order_by(permit.c.no)).all()
    assert [tuple(row) for row in kept] == [(makers.a_permit().valid_to, "study"), (None, "none")]
    with pytest.raises(DatabaseError, match="rows of permit are kept"), engine.begin() as connection:
        connection.execute(delete(permit))


def test_approvals_stay_under_what_was_issued_and_undeletable(engine: Engine) -> None:
    migrate_to(engine, "0007")
    now = Base.metadata.tables["approval"]
    old = table(now.name, *(column(each.name, each.type) for each in now.columns if each.name != "alone"))
    clerk, boss = STAFF.clerk, STAFF.supervisor
    row = {
        "office": OFFICE,
        "request_id": makers.request_id(),
        "decided_by": clerk.id,
        "decided_person": clerk.person_id,
        "approved_by": boss.id,
        "approved_person": boss.person_id,
        "approved_at": NOON,
    }
    with engine.begin() as connection:
        work = Work(connection, OFFICE)
        makers.filed(work)
        connection.execute(insert(old), [row])
        work.certificates.add(makers.an_issued())

    schema.migrate(engine)

    with engine.connect() as connection:
        kept = connection.execute(select(now)).mappings().all()
    assert [dict(each) for each in kept] == [row | {"alone": False}]
    with pytest.raises(DatabaseError, match="rows of approval are kept"), engine.begin() as connection:
        connection.execute(delete(now))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        Work(connection, OFFICE).certificates.add(makers.an_issued(2, request=makers.request_id(2)))


def test_originals_kept_for_the_centre_are_with_whoever_verified_them(engine: Engine) -> None:
    migrate_to(engine, "0013")
    asked = Course(StatusPath.CENTRE, Output.FILE)
    with engine.begin() as connection:
        work = Work(connection, OFFICE)
        request = makers.filed(work)
        for at, by, state in (
            (0, STAFF.colleague, S.VERIFYING),
            (1, STAFF.colleague, S.VERIFIED),
            (2, STAFF.supervisor, S.VERIFYING),
            (3, STAFF.clerk, S.VERIFIED),
        ):
            before, request = request.state, replace(request, course=asked)
            change = StateChange(NOON + timedelta(minutes=at), by.login, before, state, "")
            request = work.requests.move(request, change, None)
        work.requests.add(makers.a_request(2, state=S.VERIFIED), makers.TODAY)

    schema.migrate(engine)

    since = NOON + timedelta(minutes=3)
    with engine.begin() as connection:
        kept = Work(connection, OFFICE).originals
        assert [(each.request_id, each.holder) for each in kept.lying()] == [
            (request.id, Holder(STAFF.clerk.id, STAFF.clerk.login, since))
        ]
        assert kept.moves(request.id) == [Move(since, None, STAFF.clerk.id)]


def _slots(record: object) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).__slots__}  # type: ignore[attr-defined]  # frozen dataclasses with slots only


def migrate_to(engine: Engine, revision: str) -> None:
    config = schema._config()
    with for_writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

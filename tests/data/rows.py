"""One row in every table, for tests that go through all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert

from data.tables import (
    Account,
    BlankStock,
    Correction,
    Guardianship,
    HelpCall,
    Inquiry,
    Office,
    OneTimeCode,
    Outbox,
    Registration,
    RequestDraft,
    Visit,
)
from data.tables.base import Base
from data.work import Work
from kiosk.domain.request import RequestState, StateChange
from tests import makers
from tests.makers import NOON, OFFICE, STAFF, TODAY


def fill_every_table(work: Work) -> None:
    request = makers.filed(work)
    scan = makers.a_scan()
    work.walks.add_scan(request.id, 1, scan, makers.SCAN_FACTS)
    work.walks.add_check(request.id, makers.a_slot(scan=scan), makers.a_mismatch(), STAFF.clerk, NOON)
    work.requests.record(
        request.id,
        StateChange(NOON, STAFF.clerk.login, RequestState.RECEIPTED, RequestState.VERIFYING, ""),
    )
    clerk = STAFF.clerk
    work.certificates.approve(request.id, (clerk.id, clerk.person_id), STAFF.supervisor, NOON)
    issued = makers.an_issued(work.certificates.next_number(makers.SERVICE, makers.YEAR).serial)
    work.certificates.add(issued)
    work.certificates.claim_attempt(issued, "folder", clerk, NOON)
    work.accounts.count_attempt(makers.an_id(1), clerk.login, clerk.station, NOON)
    work.commands.first_time(makers.a_command())
    work.audit.append(makers.an_audit_line(), clerk.login, clerk.station, NOON)
    for table, row in _OTHERS:
        work.connection.execute(insert(table).values(office=OFFICE, **row))


_OTHERS: tuple[tuple[type[Base], dict[str, Any]], ...] = (
    (Office, {"name_fa": "نمونه", "name_en": "Sample", "time_zone": "Europe/Berlin", "created_at": NOON}),
    (
        Guardianship,
        {
            "minor_id": makers.person_id(),
            "guardian_id": STAFF.clerk.person_id,
            "basis": "parent",
            "paper": "birth booklet",
            "recorded_at": NOON,
        },
    ),
    (
        Visit,
        {
            "id": makers.an_id(1),
            "person_id": makers.person_id(),
            "request_id": makers.request_id(),
            "local_day": TODAY,
            "token": "A-012",
            "counter": "counter-1",
            "arrived_at": NOON,
        },
    ),
    (
        Inquiry,
        {
            "id": makers.an_id(1),
            "request_id": makers.request_id(),
            "addressee": "centre",
            "sent_no": "12/345",
            "sent_on": TODAY,
            "due_on": TODAY + timedelta(14),
        },
    ),
    (
        Outbox,
        {
            "id": makers.an_id(1),
            "channel": "mail",
            "dedupe": "once",
            "payload": {"to": "sara.karimi@example.org"},
            "state": "waiting",
            "due_at": NOON,
            "tries": 0,
        },
    ),
    (
        Account,
        {
            "id": makers.an_id(1),
            "person_id": makers.person_id(),
            "email": "sara.karimi@example.org",
            "language": "fa",
            "state": "active",
            "activated_at": NOON,
            "activated_by": "lobby",
        },
    ),
    (
        Registration,
        {
            "id": makers.an_id(1),
            "national_code": "0932833810",
            "email": "reza@example.org",
            "language": "fa",
            "answers": {"name_fa": "رضا"},
            "recorded": [],
            "state": "open",
            "started_at": NOON,
            "station": "lobby-1",
            "changed_at": NOON,
        },
    ),
    (
        OneTimeCode,
        {
            "id": makers.an_id(1),
            "purpose": "sign-in",
            "subject": "0932833810",
            "email": "reza@example.org",
            "digest": bytes(32),
            "station": "lobby-1",
            "sent_at": NOON,
            "expires_at": NOON + timedelta(minutes=10),
            "tries": 0,
        },
    ),
    (
        RequestDraft,
        {
            "id": makers.an_id(1),
            "filer_id": makers.person_id(),
            "subject_id": makers.person_id(),
            "basis": "self",
            "service": makers.SERVICE,
            "answers": {},
            "state": "open",
            "started_at": NOON,
            "changed_at": NOON,
        },
    ),
    (
        Correction,
        {
            "id": makers.an_id(1),
            "person_id": makers.person_id(),
            "field": "father",
            "before": "حسین",
            "after": "حسن",
            "reason": "as in the birth booklet",
            "clerk_id": STAFF.clerk.id,
            "station": "counter-1",
            "at": NOON,
        },
    ),
    (HelpCall, {"id": makers.an_id(1), "station": "lobby-1", "language": "fa", "called_at": NOON}),
    (
        BlankStock,
        {
            "kind": "certificate",
            "serial": "000017",
            "state": "RECEIVED",
            "custodian_id": STAFF.supervisor.id,
            "changed_at": NOON,
        },
    ),
)


def count(connection: Connection, table: str) -> int:
    counted = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608  # Our own table's name.
    assert isinstance(counted, int)
    return counted

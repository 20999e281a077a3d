"""One row in every table, for tests that go through all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert

from data.tables import (
    Account,
    Appointment,
    BlankCount,
    BlankMove,
    BlankStock,
    Correction,
    Fee,
    Guardianship,
    HandOver,
    HelpCall,
    Inquiry,
    Letter,
    Office,
    OneTimeCode,
    Outbox,
    Output,
    Registration,
    RequestDraft,
    RuleAnswer,
    RuleOverride,
)
from data.tables.base import Base
from data.work import Work
from kiosk.domain.certificate import Issued
from kiosk.domain.day import OfficeDay
from kiosk.domain.duplicate import Duplicate
from kiosk.domain.hand_sheet import Done, Entry, HandSheet
from kiosk.domain.request import RequestState, StateChange
from kiosk.domain.sheet_note import SheetNote, SheetStep
from tests import makers
from tests.kiosk.domain.tickets import a_ticket
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
    work.originals.take(request.id, None, STAFF.clerk, NOON)
    work.certificates.approve(request.id, (clerk.id, clerk.person_id), STAFF.supervisor, NOON)
    issued = makers.an_issued(work.certificates.next_number(makers.SERVICE, makers.YEAR).serial)
    work.certificates.add(issued)
    work.certificates.claim_attempt(issued, "folder", clerk, NOON)
    work.duplicates.add(_a_duplicate(issued))
    work.accounts.count_attempt(makers.an_id(1), clerk.login, clerk.station, NOON)
    work.commands.first_time(makers.a_command())
    work.audit.append(makers.an_audit_line(), clerk.login, clerk.station, NOON)
    number = work.queue.next_number(TODAY, "A")
    work.queue.add(replace(a_ticket(), number=number))
    work.queue.run_at(clerk, NOON)
    work.days.begin(OfficeDay(TODAY, NOON, clerk.login, b"commitment", b"seed"))
    work.days.add_sample(TODAY, [request.id])
    work.saved_filters.save(clerk.id, "referrals", (1, "passport"), NOON)
    work.hand_sheets.add([HandSheet(1, makers.an_id(1), clerk.id, NOON)])
    entry = Entry(NOON, clerk.id, Done.TAKEN_IN, request.id, "", clerk.id, NOON)
    work.hand_sheets.note(makers.an_id(1), SheetNote(1, SheetStep.ENTERED, entry, NOON, clerk.id))
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
        Appointment,
        {
            "id": makers.an_id(1),
            "request_id": makers.request_id(),
            "party": makers.an_id(1),
            "local_day": TODAY,
            "starts_at": NOON,
            "minutes": 15,
            "service_group": "student",
            "state": "BOOKED",
            "source": "officer",
            "uid": "",
            "note": "",
            "made_by": "clerk1",
            "made_at": NOON,
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
            "kind": "account-active",
            "person_id": makers.person_id(),
            "payload": {"to": "sara.karimi@example.org", "language": "fa"},
            "queued_at": NOON,
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
        RuleAnswer,
        {
            "request_id": makers.request_id(),
            "rule": "read-aloud",
            "no": 1,
            "answer": "done",
            "note": "",
            "clerk_id": STAFF.clerk.id,
            "station": "counter-1",
            "at": NOON,
        },
    ),
    (
        RuleOverride,
        {
            "request_id": makers.request_id(),
            "rule": "permit-valid",
            "no": 1,
            "reason": "the new permit is being printed",
            "supervisor_id": STAFF.supervisor.id,
            "station": "counter-1",
            "at": NOON,
        },
    ),
    (
        Fee,
        {
            "request_id": makers.request_id(),
            "slip_no": "4711",
            "paid_on": TODAY,
            "amount": 4000,
            "currency": "EUR",
            "bank": "Sample Bank",
            "exempt_because": "",
            "seen_by": STAFF.clerk.id,
            "station": "counter-1",
            "at": NOON,
        },
    ),
    (
        Letter,
        {
            "jalali_year": makers.YEAR,
            "serial": 1,
            "id": makers.an_id(1),
            "addressee": "centre",
            "made_at": NOON,
            "local_day": TODAY,
            "made_by": STAFF.supervisor.id,
            "blob": "00" * 32,
            "sha256": bytes(32),
        },
    ),
    (
        Output,
        {
            "jalali_year": makers.YEAR,
            "service": "EXS-01",
            "serial": 1,
            "id": makers.an_id(1),
            "request_id": makers.request_id(),
            "kind": "X",
            "facts": {"page": "12"},
            "local_day": TODAY,
            "made_by": STAFF.clerk.id,
            "made_at": NOON,
            "state": "made",
        },
    ),
    (
        HandOver,
        {
            "request_id": makers.request_id(),
            "no": 1,
            "capacity": "self",
            "recipient": "سارا کریمی",
            "identity_paper": "passport",
            "identity_no": "A00000000",
            "proxy_paper": "",
            "local_day": TODAY,
            "at": NOON,
            "officer_id": STAFF.clerk.id,
            "station": "counter-1",
        },
    ),
    (
        BlankStock,
        {
            "kind": "passport",
            "serial": "K00000017",
            "state": "RECEIVED",
            "custodian_id": STAFF.supervisor.id,
            "changed_at": NOON,
        },
    ),
    (
        BlankMove,
        {
            "id": makers.an_id(1),
            "kind": "passport",
            "first": "K00000017",
            "last": "K00000017",
            "number": 1,
            "went_to": "RECEIVED",
            "paper_no": "12/345",
            "reason": "",
            "by_id": STAFF.supervisor.id,
            "second_id": STAFF.clerk.id,
            "alone": False,
            "local_day": TODAY,
            "at": NOON,
            "station": "counter-1",
        },
    ),
    (
        BlankCount,
        {
            "id": makers.an_id(1),
            "kind": "passport",
            "local_day": TODAY,
            "moment": "opening",
            "found": "K00000017",
            "number": 1,
            "missing": "",
            "by_id": STAFF.supervisor.id,
            "second_id": STAFF.clerk.id,
            "alone": False,
            "at": NOON,
            "station": "counter-1",
        },
    ),
)


def _a_duplicate(issued: Issued) -> Duplicate:
    supervisor = STAFF.supervisor
    return Duplicate(
        certificate_id=issued.id,
        no=1,
        reason="lost",
        made_by=supervisor.id,
        made_at=NOON,
        local_day=TODAY,
        station=supervisor.station,
        blob="duplicate-1",
        sha256=bytes(32),
        seal="0123456789",
    )


def count(connection: Connection, table: str) -> int:
    counted = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608  # Our own table's name.
    assert isinstance(counted, int)
    return counted

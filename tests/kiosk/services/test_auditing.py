"""The whole log read through: right after a day's work, wrong after one changed byte."""

from __future__ import annotations

import pytest

from kiosk.domain.audit import AuditLine, Fault
from kiosk.services.auditing import verify_audit
from tests.kiosk.services.office import CODE, Counter, events, store_of
from tests.kiosk.services.walking import issued, sent

DISARM = ("DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete")


@pytest.fixture
def worked(counter: Counter) -> Counter:
    """A counter after one certificate, from the walk to the print."""
    paper = issued(counter)
    sent(counter, paper.issued.request_id)
    return counter


def test_after_a_days_work_the_log_is_right(worked: Counter) -> None:
    seen = verify_audit(worked.desk.store, CODE)

    assert (seen.entries, seen.fault) == (len(events(worked.desk)), None)
    assert seen.entries > 8
    assert len(seen.head) == 64


def test_each_event_moves_the_head(worked: Counter) -> None:
    before = verify_audit(worked.desk.store, CODE).head
    sent_again = events(worked.desk)[-1]

    worked.desk.store.write(
        lambda work: work.audit.append(
            # Equal but for its place.
            _line_of(sent_again.action, sent_again.subject),
            "clerk1",
            "counter-1",
            worked.clock(),
        )
    )

    assert verify_audit(worked.desk.store, CODE).head != before


def _line_of(action: str, subject: str) -> AuditLine:
    return AuditLine(action, subject, {})


@pytest.mark.parametrize("column", ["details", "action", "actor", "subject", "station"])
def test_one_changed_byte_is_found_with_the_number_of_its_event(worked: Counter, column: str) -> None:
    with store_of(worked.desk).engine.begin() as connection:
        for statement in DISARM:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(
            f"UPDATE audit_event SET {column} = '!' || substr({column}, 2) WHERE seq = 5"  # noqa: S608
        )

    seen = verify_audit(worked.desk.store, CODE)

    assert (seen.entries, seen.fault) == (4, Fault("office", 5, "altered"))


def test_a_deleted_last_event_is_found(worked: Counter) -> None:
    count = len(events(worked.desk))
    with store_of(worked.desk).engine.begin() as connection:
        for statement in DISARM:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"DELETE FROM audit_event WHERE seq = {count}")  # noqa: S608

    seen = verify_audit(worked.desk.store, CODE)

    assert (seen.entries, seen.fault) == (count - 1, Fault("office", count, "cut"))


def test_the_log_of_another_office_is_wrong_from_its_first_event(worked: Counter) -> None:
    assert verify_audit(worked.desk.store, "724").fault == Fault("office", 1, "altered")

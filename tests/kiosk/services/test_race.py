"""Two processes at once: every number once, and every request one certificate."""

from __future__ import annotations

from kiosk.services import issuing
from kiosk.services.auditing import verify_audit
from tests.kiosk.services import office
from tests.kiosk.services.crowd import approve_many, issue_together
from tests.kiosk.services.office import CODE, Clock, Place

EACH = 24


def number(serial: int) -> str:
    return f"723/1405/STU-02/{serial:06d}"


def test_two_processes_issue_without_a_duplicate_or_a_gap(place: Place) -> None:
    requests = approve_many(place, 2 * EACH)

    first, second = issue_together(place, [requests[:EACH], requests[EACH:]])

    assert sorted(first + second) == [number(serial) for serial in range(1, 2 * EACH + 1)]
    assert first == sorted(first)
    counter = office.staffed(place, Clock())
    papers = [issuing.certificate_of(counter.desk, counter.clerk, each).issued for each in requests]
    assert len({each.blob for each in papers}) == len({each.seal for each in papers}) == 2 * EACH
    assert verify_audit(counter.desk.store, CODE).fault is None
    office.store_of(counter.desk).close()


def test_two_processes_with_the_same_requests_issue_each_once(place: Place) -> None:
    requests = approve_many(place, EACH)

    answers = issue_together(place, [requests, requests])

    for pair in zip(*answers, strict=True):
        assert sorted(pair)[1] == "certificate.not-approved"
    given = sorted(min(pair) for pair in zip(*answers, strict=True))
    assert given == [number(serial) for serial in range(1, EACH + 1)]

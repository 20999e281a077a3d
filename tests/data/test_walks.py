"""Documents, scans and verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.store import Store
from data.work import Work
from kiosk.domain.errors import Conflict
from kiosk.domain.request import Request
from kiosk.domain.verification import FieldCheck, Judgement, OriginalCheck, Slot, Verdict
from tests import makers
from tests.makers import NOON, STAFF

MATCH = Judgement(Verdict.MATCH, (FieldCheck("surname_lat", "Karimi"),))


@pytest.fixture
def filed(store: Store) -> Request:
    return store.write(makers.filed)


def slots(store: Store, request: Request) -> tuple[Slot, ...]:
    return store.read(lambda work: work.walks.slots(request.id))


def judge(store: Store, request: Request, slot: Slot, judgement: Judgement) -> None:
    store.write(lambda work: work.walks.add_check(request.id, slot, judgement, STAFF.clerk, NOON))


def test_documents_come_back_in_order(store: Store, filed: Request) -> None:
    assert slots(store, filed) == (makers.a_slot(1), makers.a_slot(2), makers.a_slot(3))


def test_a_document_shows_its_present_scan(store: Store, filed: Request) -> None:
    first, second = makers.a_scan(1), makers.a_scan(2)
    store.write(lambda work: work.walks.add_scan(filed.id, 2, first, makers.SCAN_FACTS))
    assert slots(store, filed)[1].scan == first

    store.write(lambda work: work.walks.add_scan(filed.id, 2, second, makers.SCAN_FACTS))

    assert [slot.scan for slot in slots(store, filed)] == [None, second, None]


def test_a_verdict_comes_back_with_its_evidence(store: Store, filed: Request) -> None:
    judge(store, filed, makers.a_slot(2), makers.a_mismatch())

    first, second, third = slots(store, filed)
    assert (first.check, third.check) == (None, None)
    assert second.version == 2
    assert second.check == OriginalCheck(1, makers.a_mismatch(), STAFF.clerk.login, STAFF.clerk.station, NOON)


def test_a_changed_verdict_is_a_new_row_and_the_newest_counts(store: Store, filed: Request) -> None:
    judge(store, filed, makers.a_slot(1), makers.a_mismatch())
    judge(store, filed, replace(makers.a_slot(1), version=2), MATCH)

    check = slots(store, filed)[0].check
    assert check is not None
    assert (check.no, check.judgement) == (2, MATCH)


def test_the_tenth_verdict_is_newer_than_the_ninth(store: Store, filed: Request) -> None:
    for version in range(1, 12):
        judge(store, filed, replace(makers.a_slot(1), version=version), MATCH)

    check = slots(store, filed)[0].check
    assert check is not None
    assert check.no == 11


def test_the_second_of_two_clerks_learns_that_the_verdict_changed(store: Store, filed: Request) -> None:
    judge(store, filed, makers.a_slot(1), MATCH)

    with pytest.raises(Conflict, match=r"record.changed"):
        judge(store, filed, makers.a_slot(1), makers.a_mismatch())

    check = slots(store, filed)[0].check
    assert check is not None
    assert check.judgement == MATCH


def test_the_people_who_judged_are_known(store: Store, filed: Request) -> None:
    def both_judge(work: Work) -> None:
        for line, officer in ((1, STAFF.clerk), (2, STAFF.colleague), (3, STAFF.clerk)):
            work.walks.add_check(filed.id, makers.a_slot(line), MATCH, officer, NOON)

    store.write(both_judge)

    judges = store.read(lambda work: work.walks.judges(filed.id))
    assert sorted(judges) == sorted([STAFF.clerk.person_id, STAFF.colleague.person_id])

"""The second person: another human being, who judged nothing in it and has no part in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer, Role
from kiosk.domain.verification import Verdict
from kiosk.services import approval, staff, verification
from kiosk.services.approval import approve, send_back
from kiosk.services.desk import Desk
from kiosk.services.staff import NewAccount
from tests import makers
from tests.kiosk.services.office import (
    NOW,
    PASSWORD,
    Clock,
    Counter,
    Wish,
    filed,
    fingerprint,
    officer,
    person_of_staff,
    request_of,
    store_of,
    traced,
)
from tests.kiosk.services.walking import MISSING, decided, judged, matching, walked

S = RequestState


@pytest.fixture
def waiting(counter: Counter) -> Request:
    """A request that clerk1 verified."""
    request = filed(counter.desk)
    decided(counter.desk, counter.clerk, request.id)
    return request_of(counter.desk, request.id)


def second_account(desk: Desk, number: int) -> Officer:
    """A supervisor's account of somebody who works here already."""
    login = f"boss{number}"
    staff.add_staff(desk, "admin", NewAccount(login, Role.SUPERVISOR, person_of_staff(number), PASSWORD))
    return officer(desk, login)


def refused_approval(desk: Desk, by: Officer, request: Request) -> str:
    before = fingerprint(desk)
    with pytest.raises(Refused) as refused:
        approve(desk, desk.command("request:approval:given", by), request.id)
    assert fingerprint(desk) == before
    return refused.value.key


def test_another_person_approves(counter: Counter, waiting: Request) -> None:
    desk = counter.desk

    with traced(desk) as trace:
        after = approve(desk, desk.command("request:approval:given", counter.supervisor), waiting.id)

    assert after.state is S.APPROVED
    assert desk.store.read(lambda work: work.certificates.approver(waiting.id)) == counter.supervisor.id
    assert (trace.commits, trace.actions) == (1, ["request:approval:given"])
    last = desk.store.read(lambda work: work.requests.history(waiting.id))[-1]
    assert (last.login, last.before, last.after) == ("supervisor", S.VERIFIED, S.APPROVED)


def test_an_approval_that_is_repeated_counts_once(counter: Counter, waiting: Request) -> None:
    desk = counter.desk
    command = desk.command("request:approval:given", counter.supervisor)
    first = approve(desk, command, waiting.id)
    before = fingerprint(desk)

    assert approve(desk, command, waiting.id) == first
    assert fingerprint(desk) == before
    assert refused_approval(desk, counter.supervisor, waiting) == "approval.not-waiting"


def test_who_decided_cannot_approve_by_a_second_account(counter: Counter, waiting: Request) -> None:
    assert refused_approval(counter.desk, second_account(counter.desk, 1), waiting) == "approval.same-person"


def test_who_judged_one_document_cannot_approve_either(counter: Counter) -> None:
    desk = counter.desk
    request = filed(desk)
    walk = verification.open_walk(desk, counter.colleague, request.id)
    judged(desk, counter.colleague, request.id, 1, matching(walk, 1))
    verification.leave_walk(desk, counter.colleague, request.id)
    decided(desk, counter.clerk, request.id)

    assert refused_approval(desk, second_account(desk, 2), request) == "approval.same-person"
    assert request_of(desk, request.id).state is S.VERIFIED


def test_who_decided_without_judging_cannot_approve(counter: Counter) -> None:
    desk = counter.desk
    request = filed(desk)
    walked(desk, counter.colleague, request.id)
    verification.leave_walk(desk, counter.colleague, request.id)
    verification.decide(desk, desk.command("request:walk:decided", counter.clerk), request.id)

    assert refused_approval(desk, second_account(desk, 1), request) == "approval.same-person"


def test_a_clerk_does_not_approve(counter: Counter, waiting: Request) -> None:
    assert refused_approval(counter.desk, counter.colleague, waiting) == "role.not-allowed"


def test_a_role_that_is_claimed_does_not_help_the_same_person(counter: Counter, waiting: Request) -> None:
    pretender = replace(counter.clerk, role=Role.SUPERVISOR)

    assert refused_approval(counter.desk, pretender, waiting) == "approval.same-person"


@pytest.mark.parametrize("who", ["subject", "filer"])
def test_nobody_approves_or_reads_a_file_of_their_own(counter: Counter, who: str) -> None:
    desk = counter.desk
    request = filed(desk, wish=Wish(filer=counter.supervisor.person_id if who == "filer" else None))
    decided(desk, counter.clerk, request.id)
    own = (
        replace(counter.supervisor, person_id=request.subject_id) if who == "subject" else counter.supervisor
    )

    assert refused_approval(desk, own, request) == "role.own-file"
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        approval.dossier(desk, own, request.id)
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        send_back(desk, desk.command("request:approval:sent-back", own), request.id, "x")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE approval SET approved_person = decided_person",
        "UPDATE approval SET decided_person = approved_person",
        "UPDATE approval SET decided_person = approved_person, decided_by = approved_by",
    ],
)
def test_the_database_refuses_one_person_in_both_places(counter: Counter, waiting: Request, sql: str) -> None:
    desk = counter.desk
    approve(desk, desk.command("request:approval:given", counter.supervisor), waiting.id)
    before = fingerprint(desk)

    with pytest.raises(DBAPIError), store_of(desk).engine.begin() as connection:
        connection.exec_driver_sql(sql)

    assert fingerprint(desk) == before


def test_the_database_refuses_an_approval_by_hand_of_one_person(counter: Counter, waiting: Request) -> None:
    desk, who = counter.desk, counter.clerk
    row = (
        "723", waiting.id.bytes, who.id.bytes, who.person_id.bytes, who.id.bytes, who.person_id.bytes,
        int(NOW.timestamp() * 1000),
    )  # fmt: skip

    with pytest.raises(DBAPIError, match="two_people"), store_of(desk).engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO approval (office, request_id, decided_by, decided_person, approved_by,"
            " approved_person, approved_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )


@pytest.mark.parametrize(
    "state", [S.RECEIPTED, S.VERIFYING, S.INCOMPLETE, S.SUSPENDED, S.APPROVED, S.PRINTED]
)
def test_only_what_waits_is_approved(counter: Counter, state: RequestState) -> None:
    request = filed(counter.desk, wish=Wish(state=state))

    assert refused_approval(counter.desk, counter.supervisor, request) == "approval.not-waiting"


def test_a_verified_request_that_nobody_decided_is_not_approved(counter: Counter) -> None:
    request = filed(counter.desk, wish=Wish(state=S.RECEIPTED))
    with store_of(counter.desk).engine.begin() as connection:
        connection.exec_driver_sql("UPDATE request SET state = 'VERIFIED'")

    with pytest.raises(NotFound, match=r"^approval\.no-decision$"):
        approve(counter.desk, counter.desk.command("request:approval:given", counter.supervisor), request.id)


def test_a_decision_by_an_account_that_is_not_here_is_not_approved(counter: Counter) -> None:
    """As after an import: the history names somebody of another system."""
    request = filed(counter.desk, wish=Wish(state=S.VERIFIED))

    with pytest.raises(NotFound, match=r"^staff\.unknown$"):
        approve(counter.desk, counter.desk.command("request:approval:given", counter.supervisor), request.id)


# The list and the dossier


def test_the_list_has_what_waits_with_who_decided_when(counter: Counter, clock: Clock) -> None:
    desk = counter.desk
    requests = [filed(desk, number) for number in (1, 2, 3)]
    decided(desk, counter.clerk, requests[1].id)
    clock.passes(timedelta(minutes=5))
    decided(desk, counter.colleague, requests[0].id)
    decided(desk, counter.colleague, requests[2].id, {1: MISSING})

    with traced(desk) as trace:
        lines = approval.waiting(desk, counter.supervisor)

    assert [line.request.id for line in lines] == [requests[0].id, requests[1].id]
    assert [(line.decided_by, line.decided_at) for line in lines] == [
        ("clerk2", NOW + timedelta(minutes=5)),
        ("clerk1", NOW),
    ]
    assert (lines[0].name_fa, lines[0].name_lat) == ("سارا کریمی", "SARA KARIMI")
    assert (trace.commits, trace.actions) == (1, ["request:approval:listed"])


def test_the_dossier_has_person_verdicts_and_who_decided(counter: Counter, waiting: Request) -> None:
    with traced(counter.desk) as trace:
        dossier = approval.dossier(counter.desk, counter.supervisor, waiting.id)

    assert dossier.request == waiting
    assert dossier.file.person.national_code == makers.a_person().national_code
    assert [slot.verdict for slot in dossier.slots] == [Verdict.MATCH] * 3
    assert dossier.decided_by == "clerk1"
    assert (trace.commits, trace.actions) == (1, ["request:dossier:opened"])


def test_after_it_came_back_the_newest_decision_counts(counter: Counter, waiting: Request) -> None:
    desk = counter.desk
    send_back(desk, desk.command("request:approval:sent-back", counter.supervisor), waiting.id, "x")
    decided(desk, counter.colleague, waiting.id)

    assert approval.dossier(desk, counter.supervisor, waiting.id).decided_by == "clerk2"
    assert approval.waiting(desk, counter.supervisor)[0].decided_by == "clerk2"


# Sending back


def test_what_is_sent_back_is_in_the_walk_again_with_the_reason(counter: Counter, waiting: Request) -> None:
    desk = counter.desk
    command = desk.command("request:approval:sent-back", counter.supervisor)

    with traced(desk) as trace:
        after = send_back(desk, command, waiting.id, "  تاریخ را ببینید ")

    assert (after.state, after.hold) == (S.VERIFYING, None)
    last = desk.store.read(lambda work: work.requests.history(waiting.id))[-1]
    assert (last.login, last.after, last.reason) == ("supervisor", S.VERIFYING, "تاریخ را ببینید")
    assert (trace.commits, trace.actions) == (1, ["request:approval:sent-back"])
    before = fingerprint(desk)
    assert send_back(desk, command, waiting.id, "x") == after
    assert fingerprint(desk) == before


@pytest.mark.parametrize("reason", ["", " \n"])
def test_sending_back_needs_a_reason(counter: Counter, waiting: Request, reason: str) -> None:
    desk = counter.desk
    before = fingerprint(desk)

    with pytest.raises(Refused, match=r"^approval\.reason-required$"):
        send_back(desk, desk.command("request:approval:sent-back", counter.supervisor), waiting.id, reason)

    assert fingerprint(desk) == before


def test_what_was_approved_does_not_come_back(counter: Counter, waiting: Request) -> None:
    desk = counter.desk
    approve(desk, desk.command("request:approval:given", counter.supervisor), waiting.id)

    with pytest.raises(Refused, match=r"^approval\.not-waiting$"):
        send_back(desk, desk.command("request:approval:sent-back", counter.supervisor), waiting.id, "x")


def test_the_approver_must_still_differ_after_a_second_walk(counter: Counter, waiting: Request) -> None:
    """Whoever judged in the first walk stays one of the two, though another decided the second."""
    desk = counter.desk
    send_back(desk, desk.command("request:approval:sent-back", counter.supervisor), waiting.id, "x")
    decided(desk, counter.colleague, waiting.id)

    assert refused_approval(desk, second_account(desk, 1), waiting) == "approval.same-person"

"""Whatever officers do in whatever order: no certificate without two persons, no number lost or twice."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kiosk.domain.errors import KioskError
from kiosk.domain.roles import Officer, Role
from kiosk.services import approval, issuing, printing, staff, verification
from kiosk.services.auditing import verify_audit
from kiosk.services.staff import NewAccount
from tests import makers
from tests.kiosk.services import office
from tests.kiosk.services.office import CODE, PASSWORD, Clock, Place, Wish, filed
from tests.kiosk.services.walking import DOUBTFUL, MISSING, matching

REQUESTS = 3
LOGINS = ("clerk1", "clerk2", "supervisor", "boss1", "boss2", "applicant")

requests = st.integers(1, REQUESTS).map(makers.request_id)
logins = st.sampled_from(LOGINS)

ISSUED_BY_ONE = """
    SELECT count(*) FROM certificate c
    LEFT JOIN approval a ON a.office = c.office AND a.request_id = c.request_id
    WHERE a.request_id IS NULL
       OR a.decided_person = a.approved_person
       OR a.approved_person IN (SELECT clerk_person FROM original_check o WHERE o.request_id = c.request_id)
       OR a.approved_person IN (SELECT subject_id FROM request r WHERE r.id = c.request_id)
       OR a.decided_person IN (SELECT subject_id FROM request r WHERE r.id = c.request_id)
"""


@pytest.fixture(scope="module")
def crowded(furnished: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An office where both clerks have a second account as supervisor, and an applicant works as clerk."""
    place = Place(Path(shutil.copytree(furnished.folder, tmp_path_factory.mktemp("crowded") / "office")))
    desk = place.open(Clock())
    for number in (1, 2):
        account = NewAccount(f"boss{number}", Role.SUPERVISOR, office.person_of_staff(number), PASSWORD)
        staff.add_staff(desk, "admin", account)
    for number in range(1, REQUESTS + 1):
        filed(desk, number, Wish("PCC-02", documents=("passport", "national-card")))
    own = makers.a_bare_file(makers.a_person(1))
    staff.add_staff(desk, "admin", NewAccount("applicant", Role.CLERK, own, PASSWORD))
    office.store_of(desk).close()
    return place


class Office(RuleBasedStateMachine):
    def __init__(self, template: Place) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        place = Place(Path(shutil.copytree(template.folder, Path(self._folder.name) / "office")))
        self.clock = Clock()
        self.desk = place.open(self.clock)
        self.staff = {login: office.officer(self.desk, login) for login in LOGINS}

    def attempt(self, name: str, act: Callable[[], object]) -> None:
        try:
            act()
        except KioskError as refused:
            event(f"{name}: {refused.key}")
        else:
            event(f"{name}: done")

    def carry_out(self, login: str, step: Callable[..., object], request_id: UUID, *rest: object) -> None:
        command = self.desk.command(f"test:{step.__name__}", self.staff[login])
        self.attempt(step.__name__, partial(step, self.desk, command, request_id, *rest))

    @rule(login=logins, request_id=requests, last=st.sampled_from(["match", "match", "missing", "doubt"]))
    def walk_through(self, login: str, request_id: UUID, last: str) -> None:
        self.attempt("walk", partial(self._walk, self.staff[login], request_id, last))

    def _walk(self, clerk: Officer, request_id: UUID, last: str) -> None:
        walk = verification.open_walk(self.desk, clerk, request_id)
        said = {"match": matching(walk, 2), "missing": MISSING, "doubt": DOUBTFUL}[last]
        for line, judgement in ((1, matching(walk, 1)), (2, said)):
            command = self.desk.command("request:document:judged", clerk)
            verification.judge_document(self.desk, command, request_id, line, judgement)

    @rule(login=logins, request_id=requests)
    def judge_only(self, login: str, request_id: UUID) -> None:
        self.carry_out(login, verification.judge_document, request_id, 1, MISSING)

    @rule(login=logins, request_id=requests)
    def leave(self, login: str, request_id: UUID) -> None:
        self.attempt("leave", lambda: verification.leave_walk(self.desk, self.staff[login], request_id))

    @rule(login=logins, request_id=requests)
    def decide(self, login: str, request_id: UUID) -> None:
        self.carry_out(login, verification.decide, request_id)

    @rule(login=logins, request_id=requests)
    def approve(self, login: str, request_id: UUID) -> None:
        self.carry_out(login, approval.approve, request_id)

    @rule(login=logins, request_id=requests)
    def send_back(self, login: str, request_id: UUID) -> None:
        self.carry_out(login, approval.send_back, request_id, "بازبینی")

    @rule(login=logins, request_id=requests)
    def issue(self, login: str, request_id: UUID) -> None:
        self.carry_out(login, issuing.issue, request_id)

    @rule(login=logins, request_id=requests)
    def print_it(self, login: str, request_id: UUID) -> None:
        self.carry_out(login, printing.send_to_printer, request_id)
        self.carry_out(login, printing.paper_is_spoiled, request_id, "جوهر")

    @rule(walker=logins, approver=logins, issuer=logins, request_id=requests)
    def go_all_the_way(self, walker: str, approver: str, issuer: str, request_id: UUID) -> None:
        self.walk_through(walker, request_id, "match")
        self.decide(walker, request_id)
        self.approve(approver, request_id)
        self.issue(issuer, request_id)

    @rule(first=logins, second=logins, request_id=requests)
    def share_the_walk(self, first: str, second: str, request_id: UUID) -> None:
        self.walk_through(first, request_id, "match")
        self.leave(first, request_id)
        self.decide(second, request_id)

    @rule(minutes=st.integers(1, 20))
    def time_passes(self, minutes: int) -> None:
        self.clock.passes(timedelta(minutes=minutes))

    @invariant()
    def nothing_was_issued_by_one_person(self) -> None:
        with office.store_of(self.desk).engine.connect() as connection:
            assert connection.exec_driver_sql(ISSUED_BY_ONE).scalar() == 0

    @invariant()
    def the_numbers_have_no_gap(self) -> None:
        numbers = office.store_of(self.desk).read(lambda work: work.certificates.numbers("PCC-02", 1405))
        assert list(numbers) == list(range(1, len(numbers) + 1))

    def teardown(self) -> None:
        assert verify_audit(self.desk.store, CODE).fault is None
        office.store_of(self.desk).close()
        self._folder.cleanup()


def test_no_order_of_steps_gives_a_certificate_of_one_person(crowded: Place) -> None:
    class Here(Office):
        def __init__(self) -> None:
            super().__init__(crowded)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )

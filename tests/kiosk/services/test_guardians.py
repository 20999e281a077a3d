"""Several guardians of one child: each shows on what they rest, and each sees the child's requests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.domain.answers import FormRefused
from kiosk.domain.applicant import Applicant
from kiosk.domain.draft import Wish
from kiosk.domain.errors import KioskError
from kiosk.domain.guardian import Guardianship
from kiosk.services import filing, guardians, registration
from kiosk.services.applicant_access import own_file
from kiosk.services.desk import Desk
from tests import makers
from tests.kiosk.services.applying import GOOD, SERVICE
from tests.kiosk.services.at_the_lobby import CHILD, OTHER_EMAIL, REZA, SARA, recorded, registered
from tests.kiosk.services.office import Counter, fingerprint, traced

BOOKLET = {"name_fa": "نیکا", "name_lat": "Nika", "birth_date": "2016-05-05"}


def refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except KioskError as refused:
        return refused.key
    return ""


@pytest.fixture
def father(counter: Counter) -> Applicant:
    return registered(counter.desk)


@pytest.fixture
def mother(counter: Counter) -> Applicant:
    return registered(counter.desk, REZA, OTHER_EMAIL)


@pytest.fixture
def child(counter: Counter, father: Applicant) -> UUID:
    joined(counter.desk, father, "father")
    (child_id,) = children_of(counter.desk, father)
    return child_id


def joined(
    desk: Desk, guardian: Applicant, basis: str = "guardian", said: dict[str, str] | None = None
) -> None:
    """The child registered under the guardian, at the lobby screen."""
    opened = registration.register_child(desk, guardian, guardian.person_id, CHILD, basis, "قیم‌نامه ۵")
    opened = recorded(desk, opened, guardian, BOOKLET | (said or {}))
    registration.activate(desk, guardian, opened.id)


def children_of(desk: Desk, guardian: Applicant) -> list[UUID]:
    return list(desk.store.read(lambda work: work.registrations.minors_of(guardian.person_id)))


def linked(counter: Counter, guardian: UUID, code: str = CHILD, **said: str) -> Guardianship | None:
    typed = {"national_code": code, "basis": "guardian", "paper": "قیم‌نامه ۵"} | said
    return guardians.link_known(counter.desk, counter.clerk, guardian, typed)


def test_a_second_guardian_who_has_the_booklet_is_added_and_nobody_is_doubled(
    counter: Counter, father: Applicant, mother: Applicant, child: UUID
) -> None:
    desk = counter.desk
    before = desk.store.read(lambda work: work.people.file(child))

    joined(desk, mother)

    assert children_of(desk, mother) == children_of(desk, father) == [child]
    assert desk.store.read(lambda work: work.people.file(child)) == before
    assert desk.store.read(lambda work: work.drafts.guardian_basis(child, mother.person_id)) == "guardian"


def test_each_guardian_sees_the_childs_request(
    counter: Counter, father: Applicant, mother: Applicant, child: UUID
) -> None:
    desk = counter.desk
    joined(desk, mother)
    draft = filing.start(desk, mother, Wish(SERVICE, child, mother.person_id))
    request = filing.register(desk, mother, draft.id, GOOD)

    for guardian in (father, mother):
        assert [each.id for each in own_file(desk, guardian).requests] == [request.id]


@pytest.mark.parametrize(
    "otherwise",
    [{"birth_date": "2016-05-06"}, {"booklet_serial": "000472"}, {"mother": "زهرا"}, {"name_fa": "نیلا"}],
)
def test_whoever_does_not_know_the_booklet_is_sent_to_the_counter(
    counter: Counter, mother: Applicant, child: UUID, otherwise: dict[str, str]
) -> None:
    act = lambda: joined(counter.desk, mother, said=otherwise)  # noqa: E731 - shorter than a function

    assert refusal(act) == "registration.known-otherwise"
    assert children_of(counter.desk, mother) == []


def test_a_clerk_records_a_second_guardian_with_basis_and_paper(
    counter: Counter, father: Applicant, mother: Applicant, child: UUID
) -> None:
    with traced(counter.desk) as trace:
        link = linked(counter, mother.person_id)

    assert link == Guardianship(child, mother.person_id, "guardian", "قیم‌نامه ۵")
    assert children_of(counter.desk, mother) == children_of(counter.desk, father) == [child]
    assert (trace.commits, trace.actions) == (1, ["person:guardian:added"])
    assert "قیم" not in trace.events[0].details


def test_a_child_whom_nobody_knows_is_to_be_registered(counter: Counter, mother: Applicant) -> None:
    assert linked(counter, mother.person_id) is None


def test_what_is_wrong_links_nobody(
    counter: Counter, father: Applicant, mother: Applicant, child: UUID
) -> None:
    desk, guardian = counter.desk, mother.person_id
    bare = makers.a_person(7)
    desk.store.write(lambda work: work.people.add(makers.a_file(bare), desk.now()))
    child_code = desk.store.read(lambda work: work.people.file(child)).person.national_code
    own = desk.store.read(lambda work: work.people.file(counter.clerk.person_id)).person.national_code
    wrong: list[tuple[Callable[[], object], str]] = [
        (lambda: linked(counter, father.person_id, child_code), "child.linked"),
        (lambda: linked(counter, guardian, REZA), "child.self"),
        (lambda: linked(counter, guardian, SARA), "child.of-age"),
        (lambda: linked(counter, guardian, own), "role.own-file"),
        (lambda: linked(counter, counter.clerk.person_id), "role.own-file"),
        (lambda: linked(counter, guardian, "1234567890"), "national-code.check-digit"),
        (lambda: linked(counter, bare.id), "account.none"),
        (lambda: linked(counter, makers.person_id(98)), "person.unknown"),
        (lambda: joined(desk, father, "father"), "child.linked"),
    ]
    before = fingerprint(desk)
    for act, key in wrong[:-1]:
        assert refusal(act) == key
    assert fingerprint(desk) == before
    assert refusal(wrong[-1][0]) == wrong[-1][1]


def test_basis_and_paper_are_asked_for(counter: Counter, mother: Applicant, child: UUID) -> None:
    with pytest.raises(FormRefused) as refused:
        linked(counter, mother.person_id, basis="aunt", paper="")

    assert set(refused.value.problems) == {"basis", "paper"}


def test_a_minor_is_no_guardian(counter: Counter, mother: Applicant, child: UUID) -> None:
    desk = counter.desk
    file = desk.store.read(lambda work: work.people.file(mother.person_id))
    young = replace(file, person=replace(file.person, birth_date=desk.today().replace(year=2012)))
    desk.store.write(lambda work: work.people.change(file, young, desk.now()))

    assert refusal(lambda: linked(counter, mother.person_id)) == "guardian.minor"

"""What a correction changes, keeps and refuses to overwrite."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from data.store import Store
from data.tables import Contact, Permit, PersonName, Residence
from data.work import Work
from kiosk.domain.card import PersonFile
from kiosk.domain.correction import Corrected, Correction
from kiosk.domain.errors import Conflict
from tests import makers
from tests.makers import NOON, STAFF


@pytest.fixture
def file(store: Store) -> PersonFile:
    """A recorded person, in a staffed office."""
    store.write(makers.filed)
    return store.read(lambda work: work.people.file(makers.person_id()))


def change(store: Store, before: PersonFile, after: PersonFile) -> PersonFile:
    store.write(lambda work: work.people.change(before, after, NOON + timedelta(days=1)))
    return store.read(lambda work: work.people.file(before.person.id))


def test_a_changed_person_comes_back_changed_and_one_version_on(store: Store, file: PersonFile) -> None:
    person = replace(file.person, father="حسن", birth_date=date(1998, 3, 20), passport_expiry=None)

    assert change(store, file, replace(file, person=person)) == replace(file, person=person, version=2)


def test_a_new_address_permit_or_contact_leaves_the_old_one_where_it_is(
    store: Store, file: PersonFile
) -> None:
    assert file.residence is not None
    assert file.permit is not None
    assert file.contact is not None
    moved = replace(file, residence=replace(file.residence, city="Neustadt"))
    stays = change(store, file, moved)
    called = replace(stays, contact=replace(file.contact, phone="+493023125009"))
    assert change(store, stays, called) == replace(called, version=3)

    counted = store.read(
        lambda work: [
            work.connection.scalar(select(func.count()).select_from(table))
            for table in (Residence, Permit, Contact)
        ]
    )
    assert counted == [2, 1, 2]


def test_a_corrected_name_is_found_and_the_wrong_one_no_longer(store: Store, file: PersonFile) -> None:
    change(
        store, file, replace(file, person=replace(file.person, surname_fa="رضوانی", surname_lat="Rezvani"))
    )

    def found(work: Work) -> list[int]:
        typed = ("رضوانی", "Rezvani", "سارا رضوانی", "Karimi Sara")
        return [
            len([match for match in work.people.by_name(name) if match.person_id == file.person.id])
            for name in typed
        ]

    assert store.read(found) == [1, 1, 1, 0]


def test_every_other_correction_leaves_the_found_names_alone(store: Store, file: PersonFile) -> None:
    def names(work: Work) -> list[tuple[object, ...]]:
        return [tuple(row) for row in work.connection.execute(select(PersonName.__table__))]

    before = store.read(names)
    change(store, file, replace(file, person=replace(file.person, father="حسن")))

    assert store.read(names) == before


def test_who_read_an_older_version_changes_nothing(store: Store, file: PersonFile) -> None:
    assert file.contact is not None
    change(store, file, replace(file, contact=replace(file.contact, phone="+493023125009")))

    with pytest.raises(Conflict, match=r"record\.changed"):
        change(store, file, replace(file, person=replace(file.person, father="حسن")))

    assert store.read(lambda work: work.people.file(file.person.id)).person == file.person


def test_answers_change_with_the_version_of_the_request(store: Store, file: PersonFile) -> None:
    def correct(work: Work) -> None:
        request = work.requests.get(makers.request_id())
        after = work.requests.correct(request, "کار", {**request.fields, "grade": "دکترا"})
        assert (after.version, after.purpose, after.fields["grade"]) == (2, "کار", "دکترا")
        assert (after.state, after.hold) == (request.state, request.hold)
        with pytest.raises(Conflict, match=r"record\.changed"):
            work.requests.correct(request, "", {})

    store.write(correct)


def test_the_card_shows_corrections_the_newest_first_with_the_request_they_belong_to(
    store: Store, file: PersonFile
) -> None:
    person = Correction(file.person.id, None, "person.father", "حسین", "حسن", "as in the booklet")
    answer = Correction(file.person.id, makers.request_id(), "request.grade", "a", "b", "as in the letter")

    def make(work: Work) -> None:
        work.corrections.add(makers.an_id(1, 9), person, STAFF.clerk, NOON)
        work.corrections.add(makers.an_id(2, 9), answer, STAFF.colleague, NOON + timedelta(hours=1))

    store.write(make)

    card = store.read(lambda work: work.people.card(file.person.id))
    clerk, colleague = STAFF.clerk.login, STAFF.colleague.login
    assert card.corrections == (
        Corrected(
            NOON + timedelta(hours=1), colleague, "request.grade", "a", "b", "as in the letter",
            makers.SERVICE, makers.a_tracking_code(),
        ),
        Corrected(NOON, clerk, "person.father", "حسین", "حسن", "as in the booklet"),
    )  # fmt: skip
    assert store.read(lambda work: work.people.card_by_national_code(file.person.national_code)) == card

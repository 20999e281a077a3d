"""People, their card, and looking them up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from data.store import Store
from data.tables import Contact, Permit, Residence
from data.work import Work
from kiosk.domain.card import MATCH_LIMIT, PersonFile
from kiosk.domain.errors import NotFound
from kiosk.domain.request import Request, RequestState, StateChange
from kiosk.domain.verification import Judgement, Verdict
from tests import makers
from tests.makers import NOON, OFFICE, STAFF, TODAY


def remember(store: Store, *files: PersonFile) -> None:
    def add(work: Work) -> None:
        for file in files:
            work.people.add(file, NOON)

    store.write(add)


@pytest.mark.parametrize(
    "file",
    [makers.a_file(), makers.a_file(makers.a_soldier()), makers.a_bare_file(makers.a_soldier())],
    ids=["usual", "every field", "nothing but the person"],
)
def test_a_person_comes_back_as_recorded(store: Store, file: PersonFile) -> None:
    remember(store, file)

    assert store.read(lambda work: work.people.file(file.person.id)) == file


def test_the_present_address_permit_and_contact_are_the_newest(store: Store) -> None:
    remember(store, makers.a_file())

    def move_house(work: Work) -> None:
        key = {"office": OFFICE, "person_id": makers.person_id(), "no": 2, "recorded_at": NOON}
        residence, permit, contact = makers.a_residence(), makers.a_permit(), makers.a_contact()
        newer = (
            (Residence, replace(residence, city="Neustadt")),
            (Permit, replace(permit, valid_to=TODAY + timedelta(900))),
            (Contact, replace(contact, language="en")),
        )
        for table, record in newer:
            values = {name: getattr(record, name) for name in type(record).__slots__}
            work.connection.execute(insert(table).values(**key, **values))

    store.write(move_house)

    file = store.read(lambda work: work.people.file(makers.person_id()))
    assert file.residence is not None
    assert file.permit is not None
    assert file.contact is not None
    assert file.residence.city == "Neustadt"
    assert file.permit.valid_to == TODAY + timedelta(900)
    assert file.contact.language == "en"


def test_nobody_is_behind_an_unknown_key_or_code(store: Store) -> None:
    with pytest.raises(NotFound, match=r"person.unknown"):
        store.read(lambda work: work.people.card(makers.person_id()))

    assert store.read(lambda work: work.people.card_by_national_code("0000000000")) is None
    assert store.read(lambda work: work.people.by_passport("K00000000")) == []


def test_the_card_shows_the_persons_requests_then_those_filed_for_others(store: Store) -> None:
    mother, child, stranger = (makers.a_person(number) for number in (1, 2, 3))
    remember(store, *(makers.a_bare_file(person) for person in (mother, child, stranger)))
    requests = [
        makers.a_request(1, subject=mother.id),
        makers.a_request(2, subject=mother.id),
        makers.a_request(3, subject=child.id, filer=mother.id),
        makers.a_request(4, subject=stranger.id),
    ]
    for request in requests:
        store.write(_filing(request))

    card = store.read(lambda work: work.people.card(mother.id))

    assert [line.id for line in card.requests] == [makers.request_id(number) for number in (2, 1, 3)]
    assert card == store.read(lambda work: work.people.card_by_national_code(mother.national_code))


def test_the_card_counts_documents_and_names_holder_and_certificate(store: Store) -> None:
    def work_on_it(work: Work) -> None:
        request = makers.filed(work, documents=3)
        request = work.requests.hold(request, makers.a_hold(STAFF.colleague))
        unreadable = Judgement(Verdict.UNREADABLE, reason="blurred")
        work.walks.add_check(request.id, makers.a_slot(2), makers.a_mismatch(), STAFF.clerk, NOON)
        for version in (1, 2):
            slot = replace(makers.a_slot(1), version=version)
            work.walks.add_check(request.id, slot, unreadable, STAFF.clerk, NOON)
        work.certificates.approve(request.id, (STAFF.clerk.id, STAFF.clerk.person_id), STAFF.supervisor, NOON)
        work.certificates.add(makers.an_issued(7))

    store.write(work_on_it)

    (summary,) = store.read(lambda work: work.people.card(makers.person_id())).requests
    assert (summary.documents, summary.judged) == (3, 2)
    assert summary.hold == makers.a_hold(STAFF.colleague)
    assert summary.certificate == "723/1405/STU-02/000007"
    assert (summary.state, summary.service) == (RequestState.RECEIPTED, makers.SERVICE)
    assert summary.filed_at == makers.a_request().filed_at


def test_the_card_shows_the_newest_fifty_changes_of_state(store: Store) -> None:
    def much_happens(work: Work) -> None:
        request = makers.filed(work)
        for minute in range(60):
            change = StateChange(
                NOON + timedelta(minutes=minute),
                STAFF.clerk.login,
                RequestState.VERIFYING,
                RequestState.INCOMPLETE,
                f"reason {minute}",
            )
            work.requests.record(request.id, change)

    store.write(much_happens)

    history = store.read(lambda work: work.people.card(makers.person_id())).history
    assert [line.reason for line in history] == [f"reason {minute}" for minute in range(59, 9, -1)]
    assert history[0].tracking_code == makers.a_tracking_code()
    assert history[0].at == NOON + timedelta(minutes=59)
    assert (history[0].before, history[0].after) == (RequestState.VERIFYING, RequestState.INCOMPLETE)


def test_a_passport_number_finds_its_bearer(store: Store) -> None:
    remember(store, makers.a_file(), makers.a_bare_file(makers.a_soldier(2)))

    (match,) = store.read(lambda work: work.people.by_passport("R00000002"))

    assert match.person_id == makers.person_id(2)
    assert match.name_fa == "آرش رضایی‌نژاد"
    assert match.name_lat == "Arash Rezaei Nejad"
    assert match.birth_year == 1999


@pytest.mark.parametrize("typed", ["رضايي نژاد", "رضایی‌نژاد", "آرش رض", "REZAEI NEJAD", "rezaeinejad", "ارش"])
def test_a_name_is_found_however_it_is_spelt(store: Store, typed: str) -> None:
    remember(store, makers.a_file(), makers.a_bare_file(makers.a_soldier(2)))

    matches = store.read(lambda work: work.people.by_name(typed))

    assert [match.person_id for match in matches] == [makers.person_id(2)]


@pytest.mark.parametrize("typed", ["%", "_", "S%a", "S_ra", "\\", "100%", "/"])
def test_wildcards_are_letters_like_others(store: Store, typed: str) -> None:
    remember(store, makers.a_file())

    assert store.read(lambda work: work.people.by_name(typed)) == []


def test_a_name_with_a_wildcard_in_it_is_found_by_it(store: Store) -> None:
    odd = makers.a_person(2, names=("سارا", "کریمی", "Sa%ra_", "Kar\\imi/"))
    remember(store, makers.a_file(), makers.a_bare_file(odd))

    found = store.read(lambda work: [work.people.by_name(typed) for typed in ("a%r", "ra_k", "r\\im", "mi/")])

    assert [[match.person_id for match in matches] for matches in found] == [[odd.id]] * 4


def test_a_frequent_name_gives_the_first_twenty_in_a_fixed_order(store: Store) -> None:
    remember(store, *(makers.a_bare_file(makers.a_person(number)) for number in range(30, 0, -1)))

    matches = store.read(lambda work: work.people.by_name("کریمی"))

    assert [match.person_id for match in matches] == [
        makers.person_id(number) for number in range(1, MATCH_LIMIT + 1)
    ]


def _filing(request: Request) -> Callable[[Work], None]:
    return lambda work: work.requests.add(request, TODAY)

"""Registration: page by page, interrupted and resumed, ended in one person with one account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest

from kiosk.domain.answers import FormRefused
from kiosk.domain.applicant import Applicant, Lobby
from kiosk.domain.errors import KioskError
from kiosk.domain.mail import MailKind
from kiosk.domain.person import Permit, PermitKind, Sex
from kiosk.domain.registration import Registration, RegistrationState
from kiosk.domain.roles import Officer
from kiosk.services import registration
from kiosk.services.desk import Desk
from kiosk.services.registration import Asked
from tests import makers
from tests.data.crowds import in_threads
from tests.kiosk.domain.registering import CONTACT, IDENTITY, PERMIT
from tests.kiosk.services.at_the_lobby import (
    CHILD,
    EMAIL,
    LOBBY,
    OTHER_EMAIL,
    OTHER_LOBBY,
    REZA,
    SARA,
    begun,
    code_in,
    entered,
    kinds,
    mails,
    recorded,
    registered,
)
from tests.kiosk.services.office import Clock, events, fingerprint, officer, store_of

CHILD_ANSWERS = {"name_fa": "نیکا", "name_lat": "Nika", "birth_date": "2016-05-05"}


def refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except KioskError as refused:
        return refused.key
    return ""


def people_with(desk: Desk, code: str) -> int:
    with store_of(desk).engine.connect() as connection:
        return int(
            connection.exec_driver_sql(
                f"SELECT count(*) FROM person WHERE national_code = '{code}'"  # noqa: S608  # Ours.
            ).scalar_one()
        )


def child_of(desk: Desk, guardian: Applicant, code: str = CHILD) -> Registration:
    return registration.register_child(desk, guardian, guardian.person_id, code, "father", "شناسنامه ۱۲۳")


def test_a_new_person_registers_and_has_an_account(front: Desk) -> None:
    applicant = registered(front)

    file = front.store.read(lambda work: work.people.file(applicant.person_id))
    assert (file.person.national_code, file.person.full_name_fa) == (SARA, "سارا کریمی")
    assert (file.person.full_name_lat, file.person.sex) == ("SARA KARIMI", Sex.FEMALE)
    assert (file.person.birth_date, file.person.booklet_series) == (date(1998, 3, 21), "الف12")
    assert file.residence is not None
    assert file.residence.country == "DE"
    assert file.permit is not None
    assert (file.permit.kind, file.permit.valid_to) == (PermitKind.STUDY, date(2027, 6, 30))
    assert file.contact is not None
    assert (file.contact.email, file.contact.phone) == (EMAIL, "+493023125001")
    assert applicant.name.fa == "سارا کریمی"
    assert kinds(front) == [MailKind.REGISTER_CODE, MailKind.REGISTERED]


def test_whoever_reads_english_here_is_written_to_in_english_from_the_first_mail(front: Desk) -> None:
    asked = Asked(SARA, EMAIL, "en", "register")
    registration.ask_code(front, LOBBY, asked)
    [mail] = mails(front)

    opened = registration.enter_with_code(front, LOBBY, asked, code_in(front, mail))

    assert isinstance(opened, Registration)
    assert (mail.mail.language, opened.language, opened.answers["language"]) == ("en", "en", "en")
    registration.activate(front, LOBBY, recorded(front, opened, answers={"language": "fa"}).id)
    assert [each.mail.language for each in mails(front)] == ["en", "fa"], "What is stated counts."


def test_a_child_s_registration_begins_in_the_language_of_the_guardian(front: Desk) -> None:
    opened = recorded(front, begun(front), answers={"language": "en"})
    guardian = registration.activate(front, LOBBY, opened.id)

    child = child_of(front, guardian)

    assert (child.language, child.answers["language"]) == ("en", "en")


def test_each_step_is_written_down_without_names_or_codes(desk: Desk) -> None:
    before = len(events(desk))

    registered(desk)

    said = events(desk)[before:]
    assert [each.action for each in said] == [
        "applicant:code:asked",
        "registration:file:opened",
        *["registration:page:recorded"] * 4,
        "registration:file:activated",
        "applicant:account:opened",
        "applicant:session:began",
    ]
    told = " ".join(each.subject + each.details for each in said)
    assert SARA not in told
    assert EMAIL not in told


def test_a_page_that_is_wrong_says_so_and_loses_nothing(front: Desk) -> None:
    opened = begun(front)
    typed = IDENTITY | {"name_fa": "Sara", "birth_date": "fifth of May"}

    with pytest.raises(FormRefused) as refused:
        registration.record_page(front, LOBBY, opened.id, "identity", typed)

    assert set(refused.value.problems) == {"name_fa", "birth_date"}
    again = begun(front)
    assert again.answers == {"email": EMAIL, "language": "fa"} | typed
    assert again.recorded == frozenset()


def test_pages_are_recorded_one_by_one_and_progress_is_told(front: Desk) -> None:
    opened = begun(front)
    pages = front.catalogue.registration

    opened = registration.record_page(front, LOBBY, opened.id, "permit", PERMIT)

    assert opened.progress(pages) == (1, 4)
    assert opened.answers["permit_from"] == "2026-01-01"
    assert recorded(front, opened).progress(pages) == (4, 4)


def test_the_end_is_open_only_when_all_pages_are_recorded(front: Desk) -> None:
    opened = begun(front)
    registration.record_page(front, LOBBY, opened.id, "permit", PERMIT)

    for step in (registration.preview, registration.activate):
        with pytest.raises(KioskError, match=r"registration\.pages-missing") as refused:
            step(front, LOBBY, opened.id)
        assert refused.value.details == {"done": 1, "all": 4}

    recorded(front, opened)
    assert registration.preview(front, LOBBY, opened.id).recorded >= {"identity", "contact"}


def test_an_answer_that_is_changed_takes_its_page_back(front: Desk) -> None:
    opened = recorded(front, begun(front))

    registration.keep_answer(front, LOBBY, opened.id, "city", "Berl")
    registration.keep_answer(front, LOBBY, opened.id, "father", opened.answers["father"])

    again = begun(front)
    assert again.answers["city"] == "Berl"
    assert again.recorded == {"identity", "permit", "contact"}


@pytest.mark.parametrize(
    ("field", "text", "key"),
    [
        ("shoe_size", "42", "form.no-such-field"),
        ("city", "\x1b]0;x\x07", "text.forbidden-character"),
        ("city", "\u202eilreB", "text.forbidden-character"),
        ("city", "B" * 5000, "text.too-long"),
    ],
)
def test_what_cannot_be_kept_is_refused(desk: Desk, field: str, text: str, key: str) -> None:
    opened = begun(desk)
    before = fingerprint(desk)

    assert refusal(lambda: registration.keep_answer(desk, LOBBY, opened.id, field, text)) == key
    one = {field: text}
    page = "residence"
    assert refusal(lambda: registration.record_page(desk, LOBBY, opened.id, page, one)) == key
    assert fingerprint(desk) == before


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE person; --", "%' OR '1'='1", "{field}", "[@click=app.quit]x[/]", "=HYPERLINK(1)"]
)
def test_text_is_data_wherever_it_ends(front: Desk, text: str) -> None:
    opened = recorded(front, begun(front), answers={"city": text, "contact_in_iran": text})

    applicant = registration.activate(front, LOBBY, opened.id)

    file = front.store.read(lambda work: work.people.file(applicant.person_id))
    assert file.residence is not None
    assert file.residence.city == text


def test_the_address_of_the_code_is_the_address_of_the_person(front: Desk) -> None:
    opened = begun(front)

    with pytest.raises(FormRefused) as refused:
        registration.record_page(
            front, LOBBY, opened.id, "contact", CONTACT | {"email": OTHER_EMAIL, "phone": "1"}
        )

    assert {name: each.key for name, each in refused.value.problems.items()} == {
        "email": "email.not-confirmed",
        "phone": "phone.country",
    }


def test_an_address_that_is_none_is_named_for_what_it_is(desk: Desk) -> None:
    opened = begun(desk)

    with pytest.raises(FormRefused) as refused:
        registration.record_page(desk, LOBBY, opened.id, "contact", CONTACT | {"email": "sara"})

    assert [each.key for each in refused.value.problems.values()] == ["email.wrong"]


def test_there_are_no_other_pages(desk: Desk) -> None:
    opened = begun(desk)

    assert refusal(lambda: registration.record_page(desk, LOBBY, opened.id, "hobbies", {})) == (
        "form.no-such-page"
    )


@pytest.mark.parametrize("kind", [PermitKind.NONE, PermitKind.CITIZEN])
def test_that_somebody_needs_no_permit_or_has_none_is_recorded(front: Desk, kind: PermitKind) -> None:
    opened = recorded(front, begun(front), answers={"permit_kind": kind.value})

    applicant = registration.activate(front, LOBBY, opened.id)

    assert front.store.read(lambda work: work.people.file(applicant.person_id)).permit == Permit(kind)


def test_an_interrupted_registration_is_resumed_at_another_station(front: Desk, clock: Clock) -> None:
    opened = begun(front)
    registration.record_page(front, LOBBY, opened.id, "identity", IDENTITY)
    registration.keep_answer(front, LOBBY, opened.id, "city", "Muster")
    clock.passes(timedelta(days=9))

    again = begun(front, by=OTHER_LOBBY)

    assert again.id == opened.id
    assert again.recorded == {"identity"}
    assert again.answers["city"] == "Muster"
    late = partial(registration.keep_answer, front, LOBBY, opened.id, "city", "Musterstadt")
    assert refusal(late) == "registration.elsewhere"


def test_another_address_begins_anew_and_each_finds_its_own_again(front: Desk, clock: Clock) -> None:
    first = begun(front)
    registration.keep_answer(front, LOBBY, first.id, "city", "Berlin")
    clock.passes(timedelta(minutes=1))

    second = begun(front, email=OTHER_EMAIL)

    assert second.id != first.id
    assert "city" not in second.answers
    assert refusal(lambda: registration.preview(front, LOBBY, first.id)) == "registration.elsewhere"
    clock.passes(timedelta(minutes=1))
    again = begun(front)
    assert (again.id, again.answers["city"]) == (first.id, "Berlin")
    assert refusal(lambda: registration.preview(front, LOBBY, second.id)) == "registration.elsewhere"


def test_a_registration_is_activated_once(front: Desk) -> None:
    opened = recorded(front, begun(front))
    registration.activate(front, LOBBY, opened.id)

    assert refusal(lambda: registration.activate(front, LOBBY, opened.id)) == "registration.done"
    assert people_with(front, SARA) == 1


def test_two_stations_at_once_make_one_account(front: Desk) -> None:
    opened = recorded(front, begun(front))
    said: list[str] = []

    in_threads(
        2,
        lambda _number: said.append(refusal(lambda: registration.activate(front, LOBBY, opened.id))),
    )

    assert sorted(said) == ["", "registration.done"]
    assert people_with(front, SARA) == 1


def test_two_addresses_at_once_make_one_person(front: Desk) -> None:
    """Each is put aside by the other, and whoever ends first has the national code."""
    stations = (Lobby("lobby-1"), Lobby("lobby-2"))
    emails = (EMAIL, OTHER_EMAIL)
    said: list[str] = []

    def register(number: int) -> None:
        said.append(refusal(lambda: registered(front, SARA, emails[number], stations[number])))

    in_threads(2, register)

    assert people_with(front, SARA) <= 1
    assert Counter(said)[""] == people_with(front, SARA)
    assert set(said) <= {"", "registration.elsewhere", "registration.known-otherwise"}


def test_somebody_the_office_knows_at_this_address_gets_the_account_at_once(front: Desk) -> None:
    file = makers.a_file(makers.a_person(7, code=SARA))
    front.store.write(lambda work: work.people.add(file, front.now()))

    applicant = entered(front)

    assert isinstance(applicant, Applicant)
    assert applicant.person_id == file.person.id
    assert people_with(front, SARA) == 1


def test_somebody_who_became_known_meanwhile_is_not_doubled(front: Desk) -> None:
    opened = recorded(front, begun(front))
    file = makers.a_file(makers.a_person(7, code=SARA))
    front.store.write(lambda work: work.people.add(file, front.now()))

    applicant = registration.activate(front, LOBBY, opened.id)

    assert applicant.person_id == file.person.id
    assert front.store.read(lambda work: work.people.file(file.person.id)).person == file.person


def test_somebody_the_office_knows_at_another_address_is_sent_to_the_counter(front: Desk) -> None:
    registered(front)
    opened = recorded(front, begun(front, email=OTHER_EMAIL))

    assert refusal(lambda: registration.activate(front, LOBBY, opened.id)) == "registration.known-otherwise"
    assert people_with(front, SARA) == 1


def test_a_day_that_passes_makes_an_answer_wrong(front: Desk, clock: Clock) -> None:
    born = {"sex": "M", "birth_date": (front.office.local_day(clock.at) - timedelta(6573)).isoformat()}
    opened = recorded(front, begun(front), answers=born)

    clock.passes(timedelta(days=2))

    assert refusal(lambda: registration.activate(front, LOBBY, opened.id)) == "form.wrong"


# Children


def test_a_child_is_registered_under_the_guardian_without_an_account(front: Desk) -> None:
    guardian = registered(front)

    opened = recorded(front, child_of(front, guardian), guardian, CHILD_ANSWERS)
    back = registration.activate(front, guardian, opened.id)

    assert back == guardian
    known = front.store.read(lambda work: work.applicants.known(CHILD))
    assert known is not None
    assert (known.name.fa, known.account) == ("نیکا کریمی", None)
    assert front.store.read(lambda work: work.registrations.minors_of(guardian.person_id)) == [
        known.person_id
    ]


def test_a_child_s_registration_is_resumed(front: Desk) -> None:
    guardian = registered(front)
    opened = child_of(front, guardian)
    registration.keep_answer(front, guardian, opened.id, "name_fa", "نیکا")

    again = child_of(front, guardian)

    assert (again.id, again.answers["name_fa"]) == (opened.id, "نیکا")
    assert (again.basis, again.paper) == ("father", "شناسنامه ۱۲۳")


def test_nobody_of_age_is_registered_as_a_child(front: Desk) -> None:
    guardian = registered(front)
    opened = child_of(front, guardian)

    with pytest.raises(FormRefused) as refused:
        registration.record_page(front, guardian, opened.id, "identity", IDENTITY)

    assert refused.value.problems["birth_date"].key == "child.of-age"


def test_a_child_needs_a_basis_and_its_paper(front: Desk) -> None:
    guardian = registered(front)

    with pytest.raises(FormRefused) as refused:
        registration.register_child(front, guardian, guardian.person_id, CHILD, "aunt", "")

    assert {name: each.key for name, each in refused.value.problems.items()} == {
        "basis": "choice.unknown",
        "paper": "text.empty",
    }


def test_a_guardian_is_no_child_of_their_own(front: Desk) -> None:
    guardian = registered(front)

    assert refusal(lambda: child_of(front, guardian, SARA)) == "child.self"


# Whose it is


def test_an_applicant_reaches_registrations_of_their_own_children_only(front: Desk) -> None:
    guardian, stranger = registered(front), registered(front, REZA, OTHER_EMAIL)
    child = recorded(front, child_of(front, guardian), guardian, CHILD_ANSWERS)
    somebody = begun(front, makers.a_person(50).national_code, "x@example.org")
    before = fingerprint(front)

    for by, target in ((stranger, child.id), (LOBBY, child.id), (guardian, somebody.id)):
        for step in steps(front, by, target):
            assert refusal(step) == "registration.unknown"
    assert fingerprint(front) == before


def steps(desk: Desk, by: Lobby | Applicant | Officer, target: UUID) -> list[Callable[[], object]]:
    return [
        lambda: registration.keep_answer(desk, by, target, "city", "X"),
        lambda: registration.record_page(desk, by, target, "permit", PERMIT),
        lambda: registration.preview(desk, by, target),
        lambda: registration.activate(desk, by, target),
    ]


def test_an_applicant_registers_nobody_else_s_child(front: Desk) -> None:
    guardian, stranger = registered(front), registered(front, REZA, OTHER_EMAIL)

    for by in (stranger, LOBBY):
        act = partial(registration.register_child, front, by, guardian.person_id, CHILD, "father", "x1")
        assert refusal(act) == "person.unknown"


def test_a_registration_that_is_none_is_not_found(front: Desk) -> None:
    for by in (LOBBY, registered(front)):
        for step in steps(front, by, makers.an_id(99)):
            assert refusal(step) == "registration.unknown"


# With a clerk's help


@pytest.mark.parametrize("login", ["clerk1", "supervisor"])
def test_an_officer_helps_with_the_same_steps(front: Desk, login: str) -> None:
    clerk = officer(front, login)

    applicant = registered(front, by=clerk)

    assert applicant.station == clerk.station
    assert [each.actor for each in events(front)][-1] == login
    child = registration.register_child(front, clerk, applicant.person_id, CHILD, "guardian", "قیم‌نامه ۵")
    done = recorded(front, child, clerk, CHILD_ANSWERS)
    assert registration.activate(front, clerk, done.id).person_id == applicant.person_id


def test_no_officer_registers_themselves(front: Desk) -> None:
    clerk = officer(front, "clerk1")
    own = front.store.read(lambda work: work.people.file(clerk.person_id)).person.national_code

    assert refusal(lambda: begun(front, own, by=clerk)) == "role.own-file"
    act = partial(registration.register_child, front, clerk, clerk.person_id, CHILD, "father", "x1")
    assert refusal(act) == "role.own-file"


def test_a_guardian_without_an_account_gets_one_first(front: Desk) -> None:
    clerk = officer(front, "clerk1")
    file = makers.a_file(makers.a_person(7))
    front.store.write(lambda work: work.people.add(file, front.now()))

    act = partial(registration.register_child, front, clerk, file.person.id, CHILD, "father", "x1")

    assert refusal(act) == "account.none"
    nobody = partial(registration.register_child, front, clerk, makers.person_id(98), CHILD, "father", "x1")
    assert refusal(nobody) == "person.unknown"


def test_a_closed_account_opens_nothing(front: Desk) -> None:
    applicant = registered(front)
    known = front.store.read(lambda work: work.applicants.by_person(applicant.person_id))
    assert known is not None
    assert known.account is not None
    closed = replace(known.account, state=type(known.account.state)("closed"))
    front.store.write(lambda work: work.applicants.save(closed))

    assert refusal(lambda: entered(front, purpose="sign-in")) == "account.closed"


def test_what_was_put_aside_keeps_its_state(front: Desk) -> None:
    first = begun(front)
    begun(front, email=OTHER_EMAIL)

    found = front.store.write(lambda work: work.registrations.get(first.id))

    assert found.state is RegistrationState.CLOSED

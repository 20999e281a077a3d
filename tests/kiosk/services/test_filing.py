"""Filing a request on either database: one order of steps, one's own only, nothing lost or doubled."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Barrier

import pytest

from data.store import Store
from kiosk.domain import tracking
from kiosk.domain.answers import FormRefused
from kiosk.domain.applicant import Lobby
from kiosk.domain.bilingual import Bilingual
from kiosk.domain.draft import Draft, DraftState, Wish, fields_of
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused, Unavailable
from kiosk.domain.mail import MailKind
from kiosk.domain.request import Channel, RequestState
from kiosk.domain.roles import Officer
from kiosk.services import filing, mailing, reception
from kiosk.services.desk import Desk
from tests import makers
from tests.conftest import ENGINES
from tests.kiosk.services import office
from tests.kiosk.services.applying import GOOD, SERVICE, Family, own, registered, scan_all, settle
from tests.kiosk.services.at_the_lobby import LOBBY, OTHER_LOBBY, begun, recorded
from tests.kiosk.services.office import Clock, Counter, request_of, traced
from tests.printouts.papers import codes_on, page_count, picture, words, words_in


@dataclass(frozen=True, slots=True)
class Hall:
    """A lobby station with its applicants, and the staff of the office."""

    desk: Desk
    family: Family
    clerk: Officer


@pytest.fixture(params=ENGINES)
def hall(request: pytest.FixtureRequest, counter: Counter) -> Hall:
    desk = counter.desk
    if request.param == "postgresql":
        store = request.getfixturevalue("postgres_store")
        assert isinstance(store, Store)
        desk = replace(desk, store=store)
        office.hire(desk)
    return Hall(desk, settle(desk), office.officer(desk, "clerk1"))


def kept(desk: Desk, draft: Draft) -> Draft:
    return desk.store.write(lambda work: work.drafts.take(draft.id))


def test_the_steps_lead_from_the_wish_to_receipt_and_form(hall: Hall, clock: Clock) -> None:
    desk, mother = hall.desk, hall.family.mother

    with traced(desk) as trace:
        draft = filing.start(desk, mother, own(mother))
        filing.keep_answer(desk, mother, draft.id, "file_no", "12345")
        request = filing.register(desk, mother, draft.id, GOOD)
        scan_all(desk, request)
        receipt = filing.issue_receipt(desk, mother, request.id)
        form = filing.request_form(desk, mother, request.id)

    assert tracking.parse(request.tracking_code) == request.tracking_code
    assert (request.state, request.channel) == (RequestState.INITIAL, Channel.PORTAL)
    assert request_of(desk, request.id).state is RequestState.RECEIPTED
    assert kept(desk, draft).state is DraftState.FILED
    assert kept(desk, draft).request_id == request.id
    assert trace.actions == [
        "request:draft:begun",
        "request:draft:answered",
        "request:record:registered",
        "request:receipt:issued",
        "request:form:printed",
    ]
    assert not receipt.paper.duplicate
    assert (len(receipt.paper.uploaded), receipt.paper.expected) == (3, 3)
    assert codes_on(picture(receipt.pdf, dpi=200)) == codes_on(picture(form, dpi=200)) == [receipt.paper.seal]
    assert "Electrical" in words_in(form)


def test_no_other_order_is_possible(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    request = registered(desk, mother, own(mother))

    for early, key in (
        (filing.issue_receipt, "request.documents-missing"),
        (filing.request_form, "receipt.not-yet"),
    ):
        with pytest.raises(Refused) as refused:
            early(desk, mother, request.id)
        assert refused.value.key == key
    assert request_of(desk, request.id).state is RequestState.INITIAL
    scan_all(desk, request)
    filing.issue_receipt(desk, mother, request.id)
    with pytest.raises(Refused, match=r"^request\.not-initial$"):
        filing.change(desk, mother, request.id, {"term": "Summer term 2027"})


def test_the_missing_documents_are_named(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    request = registered(desk, mother, own(mother))
    desk.store.write(lambda work: work.walks.add_scan(request.id, 1, makers.a_scan(), makers.SCAN_FACTS))

    with pytest.raises(Refused) as refused:
        filing.issue_receipt(desk, mother, request.id)

    names = refused.value.details["documents"]
    assert names == names_of(desk, "passport", "residence-permit")


def names_of(desk: Desk, *kinds: str) -> Bilingual:
    names = [desk.catalogue.document(kind).name for kind in kinds]
    return Bilingual("، ".join(name.fa for name in names), ", ".join(name.en for name in names))


def test_a_receipt_asked_for_again_is_a_duplicate_and_moves_nothing(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    request = registered(desk, mother, own(mother))
    scan_all(desk, request)
    first = filing.issue_receipt(desk, mother, request.id)

    again = filing.issue_receipt(desk, hall.clerk, request.id)

    assert again.paper.duplicate
    assert again.paper.seal == first.paper.seal
    history = desk.store.read(lambda work: work.requests.history(request.id))
    assert [each.after for each in history] == [RequestState.INITIAL, RequestState.RECEIPTED]


def test_a_draft_is_kept_field_by_field_and_taken_up_again(hall: Hall, clock: Clock) -> None:
    desk, mother = hall.desk, hall.family.mother
    draft = filing.start(desk, mother, own(mother))
    filing.keep_answer(desk, mother, draft.id, "start_date", "not yet a day")
    filing.keep_answer(desk, mother, draft.id, "file_no", "۱۲۳")

    again = filing.start(desk, mother, own(mother))

    assert again.id == draft.id
    assert again.answers == {"start_date": "not yet a day", "file_no": "۱۲۳"}
    assert [each.id for each in filing.drafts(desk, mother, mother.person_id)] == [draft.id]


def test_what_was_typed_is_kept_when_the_form_is_refused(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    draft = filing.start(desk, mother, own(mother))
    typed = {**GOOD, "start_date": "31/31/31", "file_no": ""}

    with pytest.raises(FormRefused) as refused:
        filing.register(desk, mother, draft.id, typed)

    assert set(refused.value.problems) == {"start_date", "file_no"}
    assert kept(desk, draft).answers == typed
    request = filing.register(desk, mother, draft.id, {"start_date": "1404/07/09", "file_no": "۱۲۳۴۵"})
    assert (request.fields["start_date"], request.fields["term"]) == ("2025-10-01", GOOD["term"])


@pytest.mark.parametrize(("field", "text", "key"), [
    ("no-such-field", "x", "form.no-such-field"),
    ("file_no", "x" * 10_001, "text.too-long"),
])  # fmt: skip
def test_an_answer_that_cannot_be_kept_is_refused(hall: Hall, field: str, text: str, key: str) -> None:
    desk, mother = hall.desk, hall.family.mother
    draft = filing.start(desk, mother, own(mother))

    with pytest.raises(Refused) as refused:
        filing.keep_answer(desk, mother, draft.id, field, text)

    assert refused.value.key == key
    assert kept(desk, draft).answers == {}


def test_a_dropped_draft_is_no_more_and_the_next_begins_empty(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    draft = filing.start(desk, mother, own(mother))
    filing.keep_answer(desk, mother, draft.id, "file_no", "1")
    assert filing.take_up(desk, mother, draft.id).answers == {"file_no": "1"}
    filing.drop(desk, mother, draft.id)

    for late in (
        lambda: filing.keep_answer(desk, mother, draft.id, "file_no", "2"),
        lambda: filing.register(desk, mother, draft.id, GOOD),
        lambda: filing.take_up(desk, mother, draft.id),
        lambda: filing.drop(desk, mother, draft.id),
    ):
        with pytest.raises(Conflict, match=r"^draft\.closed$"):
            late()
    assert filing.drafts(desk, mother, mother.person_id) == ()
    assert filing.start(desk, mother, own(mother)).answers == {}


def test_an_open_request_for_the_same_service_is_noticed(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    assert filing.start(desk, mother, own(mother)).alike == ()
    first = filing.register(desk, mother, filing.start(desk, mother, own(mother)).id, GOOD)

    draft = filing.start(desk, mother, own(mother))
    other = filing.start(desk, mother, own(mother, "STU-03"))

    assert [each.id for each in draft.alike] == [first.id]
    assert draft.alike[0].tracking_code == first.tracking_code
    assert other.alike == ()


def test_a_laissez_passer_is_filed_once(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    request = replace(makers.a_request(9, subject=mother.person_id, service="LSP-01"), legacy_code="")
    desk.store.write(lambda work: work.requests.add(request, desk.today()))

    with pytest.raises(Refused, match=r"^filing\.once-only$"):
        filing.start(desk, mother, own(mother, "LSP-01"))


@pytest.mark.parametrize(("service", "reason"), [("PAS-05", "filing.age"), ("EXC-01", "filing.men-only")])
def test_a_service_for_others_is_not_begun(hall: Hall, service: str, reason: str) -> None:
    desk, mother = hall.desk, hall.family.mother

    with pytest.raises(Refused) as refused:
        filing.start(desk, mother, own(mother, service))

    assert refused.value.key == reason
    assert filing.drafts(desk, mother, mother.person_id) == ()


def test_two_stations_register_one_draft_once(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    draft = filing.start(desk, mother, own(mother))

    answers = together(2, lambda: filing.register(desk, mother, draft.id, GOOD))

    assert sorted(type(each).__name__ for each in answers) == ["Conflict", "Request"]
    filed = desk.store.read(lambda work: work.requests.alike(mother.person_id, SERVICE))
    assert len(filed) == 1


def test_two_stations_begin_one_draft(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother

    begun = together(4, lambda: filing.start(desk, mother, own(mother)).id)

    assert len(set(begun)) == 1


def test_answers_that_are_kept_at_one_moment_are_all_kept(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    draft = filing.start(desk, mother, own(mother))
    names = list(GOOD)[:6]
    left = list(names)

    together(len(names), lambda: filing.keep_answer(desk, mother, draft.id, left.pop(), "as typed"))

    assert kept(desk, draft).answers == dict.fromkeys(names, "as typed")


def test_two_stations_give_one_first_receipt(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    request = registered(desk, mother, own(mother))
    scan_all(desk, request)

    together(2, lambda: filing.issue_receipt(desk, mother, request.id))

    history = desk.store.read(lambda work: work.requests.history(request.id))
    assert [each.after for each in history] == [RequestState.INITIAL, RequestState.RECEIPTED]


def together(count: int, act: Callable[[], object]) -> list[object]:
    """So many at one signal; what each returned or was refused with."""
    signal = Barrier(count)

    def one(_number: int) -> object:
        signal.wait()
        try:
            return act()
        except KioskError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_a_taken_tracking_code_is_drawn_again(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    first = registered(replace(desk, random_bytes=lambda count: bytes(count)), mother, own(mother))
    drawn = iter([bytes(7), bytes(7), b"\x01" * 7])

    second = registered(replace(desk, random_bytes=lambda _count: next(drawn)), mother, own(mother))

    assert first.tracking_code == tracking.make(lambda _bits: 0)
    assert second.tracking_code != first.tracking_code
    with pytest.raises(Unavailable, match=r"^tracking-code\.none-free$"):
        registered(replace(desk, random_bytes=lambda count: bytes(count)), mother, own(mother))


def test_changed_answers_are_checked_and_bring_their_documents(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    answers = {"reason": "گم شد", "no_passport_because": "expired", "last_exit_date": "2025-01-02",
               "last_exit_border": "تهران", "flight_no": "IR 721", "flight_date": "2026-12-01",
               "flight_airport": "Tehran IKA"}  # fmt: skip
    request = registered(desk, mother, own(mother, "LSP-01"), answers)
    kinds = {slot.kind for slot in filing.documents(desk, mother, request.id)}
    assert "police-report" not in kinds

    changed = filing.change(desk, mother, request.id, {"no_passport_because": "lost"})

    slots = {slot.kind: slot for slot in filing.documents(desk, mother, request.id)}
    assert changed.fields["no_passport_because"] == "lost"
    assert (changed.version, changed.tracking_code) == (request.version + 1, request.tracking_code)
    assert slots["police-report"].mandatory
    filing.change(desk, mother, request.id, {"no_passport_because": "never"})
    slots = {slot.kind: slot for slot in filing.documents(desk, mother, request.id)}
    assert not slots["police-report"].mandatory
    with pytest.raises(FormRefused) as refused:
        filing.change(desk, mother, request.id, {"flight_date": ""})
    assert set(refused.value.problems) == {"flight_date"}
    assert request_of(desk, request.id).fields["flight_date"] == "2026-12-01"


def test_what_a_request_says_is_changed_until_its_receipt(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    request = registered(desk, mother, own(mother))
    scan_all(desk, request)
    before = [slot.scan for slot in filing.documents(desk, mother, request.id)]

    said = filing.stated(desk, mother, request.id)
    filing.change(desk, mother, request.id, said | {"term": "Summer term 2027"})

    assert said == GOOD | {"purpose": "", "legacy_code": ""}
    assert filing.stated(desk, mother, request.id) == said | {"term": "Summer term 2027"}
    assert [slot.scan for slot in filing.documents(desk, mother, request.id)] == before
    filing.issue_receipt(desk, mother, request.id)
    for late in (
        lambda: filing.stated(desk, mother, request.id),
        lambda: filing.change(desk, mother, request.id, said),
    ):
        with pytest.raises(Refused, match=r"^request\.not-initial$"):
            late()
    assert request_of(desk, request.id).fields["term"] == "Summer term 2027"


def test_a_mother_files_for_her_child_as_its_guardian(hall: Hall) -> None:
    desk, family = hall.desk, hall.family
    wish = Wish("CIV-03", family.child, family.mother.person_id, "self")
    draft = filing.start(desk, family.mother, wish)

    assert draft.wish.basis == "guardian"
    answers = {"reason": "فرسوده", "delivery": "post"}
    request = filing.register(desk, family.mother, draft.id, answers)
    slots = {slot.kind: slot for slot in filing.documents(desk, family.mother, request.id)}
    assert (request.subject_id, request.basis) == (family.child, "guardian")
    assert slots["guardian-identity"].mandatory
    assert not slots["fee-slip"].mandatory


def test_nobody_files_for_a_stranger_or_under_age(hall: Hall) -> None:
    desk, family = hall.desk, hall.family
    mother, stranger = family.mother, family.stranger

    with pytest.raises(Refused, match=r"^filing\.not-your-child$"):
        filing.start(desk, mother, Wish(SERVICE, stranger.person_id, mother.person_id, "father"))
    with pytest.raises(NotFound, match=r"^person\.unknown$"):
        filing.start(desk, mother, own(stranger))
    with pytest.raises(Refused, match=r"^filing\.filer-minor$"):
        filing.start(desk, hall.clerk, Wish(SERVICE, family.child, family.child))
    with pytest.raises(Refused, match=r"^filing\.basis$"):
        filing.start(desk, hall.clerk, Wish(SERVICE, mother.person_id, stranger.person_id))


def test_what_belongs_to_others_does_not_exist_for_an_applicant(hall: Hall) -> None:
    desk, mother, stranger = hall.desk, hall.family.mother, hall.family.stranger
    request = registered(desk, mother, own(mother))
    draft = filing.start(desk, mother, own(mother))

    for reach in (
        lambda by: filing.documents(desk, by, request.id),
        lambda by: filing.change(desk, by, request.id, {}),
        lambda by: filing.stated(desk, by, request.id),
        lambda by: filing.issue_receipt(desk, by, request.id),
        lambda by: filing.request_form(desk, by, request.id),
    ):
        with pytest.raises(NotFound, match=r"^request\.unknown$"):
            reach(stranger)
    for touch in (
        lambda by: filing.keep_answer(desk, by, draft.id, "file_no", "1"),
        lambda by: filing.register(desk, by, draft.id, GOOD),
        lambda by: filing.take_up(desk, by, draft.id),
        lambda by: filing.drop(desk, by, draft.id),
    ):
        with pytest.raises(NotFound, match=r"^draft\.unknown$"):
            touch(stranger)
    with pytest.raises(NotFound, match=r"^person\.unknown$"):
        filing.drafts(desk, stranger, mother.person_id)


def test_before_anybody_has_signed_in_nothing_is_filed(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    lobby = Lobby("lobby-1")

    with pytest.raises(Refused, match=r"^role\.not-allowed$"):
        filing.start(desk, lobby, own(mother))


def test_a_clerk_files_with_the_same_code_and_never_for_themselves(hall: Hall) -> None:
    desk, mother, clerk = hall.desk, hall.family.mother, hall.clerk

    request = registered(desk, clerk, own(mother))

    assert request.channel is Channel.ASSISTED
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        filing.start(desk, clerk, Wish(SERVICE, clerk.person_id, clerk.person_id))


def test_a_code_of_the_former_system_finds_the_request(hall: Hall) -> None:
    desk, mother, clerk = hall.desk, hall.family.mother, hall.clerk
    request = registered(desk, mother, own(mother), {**GOOD, "legacy_code": "tak-98 4471"})

    for typed in ("TAK 984471", "تاک ۹۸۴۴۷۱", "984471", "98-4471"):
        with traced(desk) as trace:
            found = reception.find(desk, clerk, typed)
        assert found.request_id == request.id
        assert json.loads(trace.events[-1].details)["by"] == "legacy-code"
    assert request.legacy_code == "984471"
    with pytest.raises(KioskError):
        reception.find(desk, clerk, "TAK 984472")


def test_a_leaflet_needs_nobody(hall: Hall) -> None:
    printed = words_in(filing.leaflet(hall.desk, SERVICE))

    assert {"STU", "02"} <= printed
    assert "رایگان" in printed
    with pytest.raises(NotFound, match=r"^catalogue\.no-such-service$"):
        filing.leaflet(hall.desk, "XXX-99")


def test_the_form_has_all_that_was_registered(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    request = registered(desk, mother, own(mother))
    scan_all(desk, request)
    filing.issue_receipt(desk, mother, request.id)

    printed = words_in(filing.request_form(desk, mother, request.id))

    person = makers.a_person(1)
    assert {person.national_code, person.passport_no, "KARIMI"} <= {word.upper() for word in printed}


def test_the_first_receipt_is_mailed_and_a_duplicate_is_not(hall: Hall) -> None:
    desk, mother = hall.desk, hall.family.mother
    request = registered(desk, mother, own(mother))
    scan_all(desk, request)

    filing.issue_receipt(desk, mother, request.id)
    filing.issue_receipt(desk, mother, request.id)

    mails = mailing.of_person(desk, hall.clerk, mother.person_id)
    assert [mail.kind for mail in mails] == [MailKind.REQUEST_RECEIVED]


@pytest.mark.parametrize("code", ["PAS-03", "POA-01", "GEN-01"])
def test_a_service_is_asked_once_what_it_is_for(hall: Hall, code: str) -> None:
    catalogue = hall.desk.catalogue

    assert [field.id for field in fields_of(catalogue.service(code))][-2:] == ["purpose", "legacy_code"]
    assert "purpose" not in {field.id for field in fields_of(catalogue.service(SERVICE))}


def test_every_service_has_a_leaflet(counter: Counter) -> None:
    for code, service in counter.desk.catalogue.services.items():
        pdf = filing.leaflet(counter.desk, code)

        assert page_count(pdf) <= 2
        assert words(service.who.en) <= words_in(pdf)


def test_a_registration_is_previewed_as_it_was_entered(counter: Counter) -> None:
    opened = recorded(counter.desk, begun(counter.desk))

    with traced(counter.desk) as trace:
        printed = words_in(filing.preview_paper(counter.desk, LOBBY, opened.id))

    assert words("کریمی KARIMI آلمان Germany") <= printed
    assert opened.national_code not in printed
    assert trace.actions == ["registration:preview:printed"]
    assert trace.events[0].subject == str(opened.id)


def test_only_a_complete_registration_of_this_station_is_previewed(counter: Counter) -> None:
    opened = begun(counter.desk)
    with pytest.raises(Refused, match=r"^registration\.pages-missing$"):
        filing.preview_paper(counter.desk, LOBBY, opened.id)

    recorded(counter.desk, opened)
    with pytest.raises(Conflict, match=r"^registration\.elsewhere$"):
        filing.preview_paper(counter.desk, OTHER_LOBBY, opened.id)

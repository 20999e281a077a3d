"""Finding an applicant: by every kind of code, and never without a trace."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from data.audit import Audit
from kiosk.adapters.keys import PUBLIC_LIST, Keys, Verifier
from kiosk.domain.errors import NotFound, Refused
from kiosk.domain.person import Person
from kiosk.domain.request import Request
from kiosk.domain.seal import CertificateSeal, ReceiptSeal
from kiosk.domain.tracking import grouped
from kiosk.services import reception, verification
from kiosk.services.desk import Desk
from kiosk.services.receipts import receipt_seal
from kiosk.text.digits import to_persian
from kiosk.wiring import Sealing
from tests import makers
from tests.kiosk.services import office
from tests.kiosk.services.office import Counter, Trace, Wish, filed, traced

UNKNOWN_CODE = "0084575948"
STRANGER = makers.a_tracking_code(999)


@pytest.fixture
def request_filed(desk: Desk) -> Request:
    return filed(desk)


def person() -> Person:
    return makers.a_person()


def test_every_kind_of_code_finds_the_applicant_with_one_event_and_one_commit(
    counter: Counter, request_filed: Request
) -> None:
    desk = counter.desk
    typed = {
        "national-code": to_persian(person().national_code),
        "passport": person().passport_no.lower(),
        "tracking-code": grouped(request_filed.tracking_code),
        "receipt": to_persian(receipt_seal(desk, request_filed)),
        "name": "كريمي",
    }

    for kind, text in typed.items():
        with traced(desk) as trace:
            found = reception.find(desk, counter.clerk, text, "ticket A001")

        assert found.card is not None
        assert found.card.person.id == request_filed.subject_id
        assert trace.commits == 1
        (event,) = trace.events
        assert (event.action, event.actor, event.station) == (
            "person:card:looked-up",
            "clerk1",
            "counter-1",
        )
        assert event.subject == str(request_filed.subject_id)
        assert json.loads(event.details) == {"by": kind, "matches": 1, "reason": "ticket A001"}


def test_a_code_of_a_request_names_the_request(counter: Counter, request_filed: Request) -> None:
    by_receipt = reception.find(counter.desk, counter.clerk, receipt_seal(counter.desk, request_filed))
    by_code = reception.find(counter.desk, counter.clerk, request_filed.tracking_code)
    by_person = reception.find(counter.desk, counter.clerk, person().national_code)

    assert by_receipt.request_id == by_code.request_id == request_filed.id
    assert by_person.request_id is None


def test_the_card_tells_identity_requests_and_history(counter: Counter, request_filed: Request) -> None:
    card = reception.find(counter.desk, counter.clerk, person().national_code).card

    assert card is not None
    assert card.person == replace(person(), name_lat="SARA", surname_lat="KARIMI")
    assert [each.service for each in card.requests] == ["STU-02", "STU-01"]
    assert card.requests[0].tracking_code == request_filed.tracking_code
    assert len(card.history) == 1


def test_a_receipt_finds_the_request_of_a_child_by_its_own_card(counter: Counter) -> None:
    parent = filed(counter.desk, 2)
    child = filed(counter.desk, 1, Wish(filer=parent.subject_id))

    found = reception.find(counter.desk, counter.clerk, receipt_seal(counter.desk, child))

    assert found.card is not None
    assert found.card.person.id == child.subject_id


def test_namesakes_come_as_a_list_and_no_card_is_opened(counter: Counter) -> None:
    filed(counter.desk, 1)
    filed(counter.desk, 2)

    with traced(counter.desk) as trace:
        found = reception.find(counter.desk, counter.clerk, "Karimi")

    assert found.card is None
    assert {match.person_id for match in found.matches} == {makers.person_id(1), makers.person_id(2)}
    assert (trace.commits, len(trace.events)) == (1, 1)
    assert (trace.events[0].subject, json.loads(trace.events[0].details)["matches"]) == ("-", 2)


def test_nobody_is_opened_for_sounding_alike(counter: Counter, request_filed: Request) -> None:
    found = reception.find(counter.desk, counter.clerk, "Kareemy")

    assert found.card is None
    assert [match.person_id for match in found.matches] == [request_filed.subject_id]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (UNKNOWN_CODE, "person.unknown"),
        ("Z99999999", "person.unknown"),
        ("Nobody Here", "person.unknown"),
        ("%%%", "person.unknown"),
        ("___", "person.unknown"),
        (STRANGER, "request.unknown"),
    ],
)
def test_a_miss_is_written_down_as_well(
    counter: Counter, request_filed: Request, typed: str, problem: str
) -> None:
    with traced(counter.desk) as trace, pytest.raises(NotFound) as missing:
        reception.find(counter.desk, counter.clerk, typed)

    assert missing.value.key == problem
    assert (trace.commits, trace.actions) == (1, ["person:card:looked-up"])
    assert (trace.events[0].subject, json.loads(trace.events[0].details)["matches"]) == ("-", 0)
    assert typed not in trace.events[0].details


def test_a_genuine_receipt_of_a_request_that_is_not_here_is_said(counter: Counter) -> None:
    with traced(counter.desk) as trace, pytest.raises(NotFound, match=r"^receipt\.unknown$"):
        reception.find(counter.desk, counter.clerk, receipt_seal(counter.desk, makers.a_request(5)))

    assert len(trace.events) == 1


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "lookup.empty"),
        ("  ", "lookup.empty"),
        ("ab", "name.too-short"),
        ("0012345678", "national-code.check-digit"),
        ("1111111111", "national-code.all-equal"),
        ("123", "national-code.length"),
        ("K1234567", "passport.length"),
        ("7K4M", "tracking-code.length"),
    ],
)
def test_a_wrong_code_says_what_is_wrong_and_looks_for_nobody(
    counter: Counter, typed: str, problem: str
) -> None:
    with traced(counter.desk) as trace, pytest.raises(Refused) as refused:
        reception.find(counter.desk, counter.clerk, typed)

    assert refused.value.key == problem
    assert trace.events == ()


def assert_refused(trace: Trace, problem: str, scanned: str) -> None:
    """One event that tells the kind of the refusal, and nothing of what was scanned."""
    (event,) = trace.events
    assert (event.action, event.actor, event.station) == ("request:receipt:refused", "clerk1", "counter-1")
    assert (event.subject, json.loads(event.details)) == ("-", {"refusal": problem})
    assert scanned not in repr(event)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("4611" + "0" * 100, "seal.length"),
        ("9" * 202, "seal.not-ours"),
        (to_persian("9" * 202), "seal.not-ours"),
        ("4619" + "0" * 198, "seal.not-ours"),
        ("4621" + "0" * 198, "seal.version"),
    ],
)
def test_a_malformed_receipt_is_refused_and_written_down(counter: Counter, typed: str, problem: str) -> None:
    with traced(counter.desk) as trace, pytest.raises(Refused) as refused:
        reception.find(counter.desk, counter.clerk, typed)

    assert refused.value.key == problem
    assert_refused(trace, problem, typed)


def test_a_certificate_is_no_receipt(counter: Counter, request_filed: Request) -> None:
    seal = CertificateSeal(
        723,
        1405,
        "STU-02",
        1,
        date(2026, 11, 24),
        None,
        bytes(16),
        "KARIMI<<SARA",
        request_filed.tracking_code[:9],
    )

    digits = counter.desk.seals.seal(seal)
    with traced(counter.desk) as trace, pytest.raises(Refused, match=r"^receipt\.wrong-kind$"):
        reception.find(counter.desk, counter.clerk, digits)

    assert_refused(trace, "receipt.wrong-kind", digits)


def test_a_forged_receipt_shows_nothing(counter: Counter, request_filed: Request) -> None:
    digits = receipt_seal(counter.desk, request_filed)
    forged = digits[:-1] + str((int(digits[-1]) + 1) % 10)

    with traced(counter.desk) as trace, pytest.raises(Refused, match=r"^seal\.forged$") as refused:
        reception.find(counter.desk, counter.clerk, forged)

    assert refused.value.details == {}
    assert_refused(trace, "seal.forged", forged)


def test_a_receipt_of_another_office_says_which_and_shows_nothing(
    counter: Counter, request_filed: Request
) -> None:
    foreign = foreign_keys(counter).seal(
        ReceiptSeal(101, request_filed.tracking_code, date(2026, 11, 24), None)
    )

    with traced(counter.desk) as trace, pytest.raises(Refused, match=r"^seal\.foreign$") as refused:
        reception.find(counter.desk, counter.clerk, foreign)

    assert refused.value.details == {"office": "101"}
    assert_refused(trace, "seal.foreign", foreign)


def test_a_receipt_of_an_office_whose_key_is_known_is_still_not_ours(
    counter: Counter, request_filed: Request
) -> None:
    neighbour = foreign_keys(counter)
    ours, theirs = counter.place.folder / "keys", counter.place.folder / "neighbour"
    listed = [json.loads((folder / PUBLIC_LIST).read_text())["keys"] for folder in (ours, theirs)]
    (ours / PUBLIC_LIST).write_text(json.dumps({"keys": listed[0] + listed[1]}))
    desk = replace(counter.desk, seals=Sealing(neighbour, Verifier.load(ours, 723)))
    genuine = neighbour.seal(ReceiptSeal(101, request_filed.tracking_code, date(2026, 11, 24), None))

    with traced(desk) as trace, pytest.raises(Refused, match=r"^seal\.foreign$") as refused:
        reception.find(desk, counter.clerk, genuine)

    assert refused.value.details == {"office": "101"}
    assert_refused(trace, "seal.foreign", genuine)


def foreign_keys(counter: Counter) -> Keys:
    keys = Keys(counter.place.folder / "neighbour", 101)
    keys.create()
    return keys


def test_nothing_is_shown_when_the_look_up_cannot_be_written_down(
    counter: Counter, request_filed: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> int:
        raise Refused("audit.failed")

    monkeypatch.setattr(Audit, "append", fail)

    for look in (
        lambda: reception.find(counter.desk, counter.clerk, person().national_code),
        lambda: reception.open_card(counter.desk, counter.clerk, request_filed.subject_id),
        lambda: verification.scan(counter.desk, counter.clerk, request_filed.id, 1),
    ):
        with pytest.raises(Refused, match=r"^audit\.failed$"):
            look()


def test_a_card_chosen_from_the_list_is_opened_with_one_event(
    counter: Counter, request_filed: Request
) -> None:
    with traced(counter.desk) as trace:
        card = reception.open_card(counter.desk, counter.clerk, request_filed.subject_id)

    assert card.person.id == request_filed.subject_id
    assert (trace.commits, trace.actions) == (1, ["person:card:opened"])
    assert trace.events[0].subject == str(request_filed.subject_id)


def test_a_person_who_is_not_here_has_no_card(counter: Counter) -> None:
    with pytest.raises(NotFound, match=r"^person\.unknown$"):
        reception.open_card(counter.desk, counter.clerk, UUID(int=5))


def test_the_portrait_is_decoded(counter: Counter, request_filed: Request) -> None:
    card = reception.open_card(counter.desk, counter.clerk, request_filed.subject_id)
    assert card.file.photo_blob is not None

    page = reception.photo(counter.desk, card.file.photo_blob)

    assert (page.width, page.height) == (120, 160)


def test_a_portrait_that_is_gone_is_said(counter: Counter) -> None:
    with pytest.raises(NotFound, match=r"^storage\.missing$"):
        reception.photo(counter.desk, "0" * 64)


def test_walks_left_open_are_found_again_by_their_officer_alone(
    counter: Counter, request_filed: Request
) -> None:
    verification.open_walk(counter.desk, counter.clerk, request_filed.id)
    other = counter.next_counter()

    assert [each.id for each in reception.unfinished_walks(other.desk, other.clerk)] == [request_filed.id]
    assert reception.unfinished_walks(counter.desk, counter.colleague) == ()
    office.store_of(other.desk).close()

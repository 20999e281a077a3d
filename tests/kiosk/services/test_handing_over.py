"""What was made goes to the right person, and the register says to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.catalogue import Output, StatusPath
from kiosk.domain.course import Course
from kiosk.domain.errors import Refused
from kiosk.domain.guardian import Guardianship
from kiosk.domain.hand_over import Capacity, Collecting, HandOver, permitted
from kiosk.domain.inquiry import Answer
from kiosk.domain.request import Request, RequestState
from kiosk.services import handing_over
from tests import makers
from tests.kiosk.services.finishing import ASKED, HERE, SHOWN, approve, given, on_paper, reply, send, verified
from tests.kiosk.services.office import NOW, Counter, fingerprint, request_of
from tests.kiosk.services.test_outputs import STAMP, stamped

S = RequestState
TODAY = NOW.date()
CHILD = replace(makers.a_person(1), birth_date=date(2015, 3, 21))
MOTHER = makers.a_person(2)
PROXY = HandOver(Capacity.PROXY, "رضا احمدی", "passport", "K777", "وکالت‌نامه ۱۲ مورخ ۱۴۰۵/۰۸/۰۱")


def printed(counter: Counter) -> Request:
    request = verified(counter, HERE)
    approve(counter, request)
    return on_paper(counter, request)


def test_a_certificate_is_handed_over_to_its_owner_and_to_nobody_twice(counter: Counter) -> None:
    request = printed(counter)
    [line] = handing_over.ready(counter.desk, counter.clerk)
    assert (line.request.id, line.name_lat) == (request.id, "SARA KARIMI")

    assert given(counter, request).state is S.DELIVERED

    assert handing_over.ready(counter.desk, counter.clerk) == ()
    [kept] = handing_over.handed_over(counter.desk, counter.clerk, request.id)
    assert (kept.said.capacity, kept.said.recipient, kept.login) == (Capacity.SELF, "سارا کریمی", "clerk1")
    before = fingerprint(counter.desk)
    with pytest.raises(Refused, match=r"^hand-over\.not-ready$"):
        given(counter, request)
    assert fingerprint(counter.desk) == before


def test_a_stamped_passport_is_returned(counter: Counter) -> None:
    request = approve(counter, verified(counter, STAMP))
    stamped(counter, request)

    assert given(counter, request).state is S.RETURNED


def test_what_the_centre_sent_is_handed_over_and_registered(counter: Counter) -> None:
    request = verified(counter, ASKED)
    send(counter, request)
    reply(counter, request, Answer.OK)
    approve(counter, request)
    assert [line.request.id for line in handing_over.ready(counter.desk, counter.clerk)] == [request.id]

    assert given(counter, request).state is S.DELIVERED
    made = counter.desk.store.read(lambda work: work.outputs.in_force(request.id))
    assert made is not None
    assert made.kind is Output.FILE


def test_an_approved_certificate_is_no_paper_yet(counter: Counter) -> None:
    request = approve(counter, verified(counter, Course(StatusPath.HERE, Output.CERTIFICATE)))

    assert handing_over.ready(counter.desk, counter.clerk) == ()
    with pytest.raises(Refused, match=r"^hand-over\.not-ready$"):
        given(counter, request)


def test_a_childs_paper_goes_to_a_guardian_on_record_only(counter: Counter) -> None:
    desk, request = counter.desk, printed(counter)

    before = desk.store.read(lambda work: work.people.file(request.subject_id))
    child = replace(before, person=replace(before.person, birth_date=CHILD.birth_date))
    desk.store.write(lambda work: work.people.change(before, child, desk.now()))
    desk.store.write(lambda work: work.people.add(makers.a_bare_file(MOTHER), desk.now()))
    mother = HandOver(Capacity.GUARDIAN, "", "national-card", MOTHER.national_code)

    for said, key in (
        (SHOWN, "hand-over.minor"),
        (PROXY, "hand-over.minor"),
        (mother, "hand-over.not-guardian"),
    ):
        with pytest.raises(Refused) as refused:
            given(counter, request, said)
        assert refused.value.key == key

    link = Guardianship(request.subject_id, MOTHER.id, "guardian", "قیم‌نامه ۷")
    desk.store.write(lambda work: work.registrations.add_guardian(link, desk.now()))
    assert given(counter, request, mother).state is S.DELIVERED
    assert request_of(desk, request.id).state is S.DELIVERED
    [kept] = handing_over.handed_over(desk, counter.clerk, request.id)
    assert kept.said.recipient == MOTHER.full_name_fa


ADULT = Collecting(makers.a_person(1), (), proxy_collects=True, today=TODAY)


@pytest.mark.parametrize(
    ("said", "collecting", "key"),
    [
        (HandOver(Capacity.SELF, identity_paper="passport"), ADULT, "text.empty"),
        (HandOver(Capacity.SELF, identity_no="7"), ADULT, "text.empty"),
        (HandOver(Capacity.SELF, "", "national-card", "0012345679"), ADULT, "hand-over.other-identity"),
        (PROXY, replace(ADULT, proxy_collects=False), "hand-over.no-proxy"),
        (replace(PROXY, proxy_paper=" "), ADULT, "hand-over.proxy-paper"),
        (replace(PROXY, recipient=""), ADULT, "text.empty"),
        (HandOver(Capacity.GUARDIAN, "", "passport", "7"), ADULT, "hand-over.not-a-minor"),
        (HandOver(Capacity.POST, "", "", ""), ADULT, "text.empty"),
    ],
)
def test_who_may_not_have_it_is_refused(said: HandOver, collecting: Collecting, key: str) -> None:
    with pytest.raises(Refused) as refused:
        permitted(said, collecting)
    assert refused.value.key == key


@pytest.mark.parametrize(
    "said",
    [SHOWN, PROXY, HandOver(Capacity.POST, identity_no="RR123456785DE")],
    ids=lambda said: said.capacity.value,
)
def test_who_may_have_it_is_kept_by_name(said: HandOver) -> None:
    allowed = permitted(said, ADULT)

    assert allowed.recipient
    assert allowed.identity_no == said.identity_no


def test_the_own_national_card_is_read_in_either_digits() -> None:
    own = makers.a_person(1).national_code
    persian = own.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

    said = permitted(HandOver(Capacity.SELF, "", "national-card", persian), ADULT)

    assert said.identity_no == own

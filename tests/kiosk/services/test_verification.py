"""The walk: its lease, its verdicts, its end, and the slip that names what is missing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kiosk.domain.bilingual import Bilingual
from kiosk.domain.errors import Conflict, KioskError, NotFound, Refused
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.domain.verification import FieldCheck, Judgement, Outcome, Verdict
from kiosk.domain.working_days import OfficeCalendar
from kiosk.services import approval, verification
from kiosk.services.ports import Work
from kiosk.services.verification import judge_document, open_walk
from tests import makers
from tests.kiosk.services.office import (
    NOW,
    Clock,
    Counter,
    Wish,
    filed,
    fingerprint,
    request_of,
    traced,
)
from tests.kiosk.services.walking import DOUBTFUL, MISSING, decided, differing, judged, matching, walked
from tests.printouts.papers import a_photo

LEASE = timedelta(minutes=15)
SECOND = timedelta(seconds=1)
S = RequestState


@pytest.fixture
def request_filed(counter: Counter) -> Request:
    return filed(counter.desk)


def problem(counter: Counter, officer: Officer, request: Request) -> KioskError:
    with pytest.raises(KioskError) as refused:
        open_walk(counter.desk, officer, request.id)
    return refused.value


# Opening and the lease


def test_the_walk_begins_with_the_first_document_and_what_each_must_show(
    counter: Counter, request_filed: Request
) -> None:
    with traced(counter.desk) as trace:
        walk = open_walk(counter.desk, counter.clerk, request_filed.id)

    assert [slot.kind for slot in walk.slots] == ["enrolment-certificate", "passport", "residence-permit"]
    assert walk.next_line == 1
    assert walk.expected[2]["passport_no"] == makers.a_person().passport_no
    assert walk.expected[1]["university_lat"] == "Sampleton University of Technology"
    assert walk.dates[1] == {"start_date", "certificate_date"}
    assert (trace.commits, trace.actions) == (1, ["request:walk:opened"])
    assert request_of(counter.desk, request_filed.id).state is S.VERIFYING


def test_another_officer_is_told_who_works_where_until_when(counter: Counter, request_filed: Request) -> None:
    open_walk(counter.desk, counter.clerk, request_filed.id)
    before = fingerprint(counter.desk)

    refused = problem(counter, counter.colleague, request_filed)

    assert isinstance(refused, Conflict)
    assert refused.key == "walk.held"
    until = refused.details["until"]
    assert isinstance(until, datetime)
    assert until == NOW + LEASE
    assert until.utcoffset() == timedelta(hours=1)
    assert (refused.details["holder"], refused.details["station"]) == ("clerk1", "counter-1")
    assert fingerprint(counter.desk) == before


def test_the_lease_ends_at_its_minute(counter: Counter, request_filed: Request, clock: Clock) -> None:
    open_walk(counter.desk, counter.clerk, request_filed.id)

    clock.passes(LEASE - SECOND)
    assert problem(counter, counter.colleague, request_filed).key == "walk.held"

    clock.passes(SECOND)
    open_walk(counter.desk, counter.colleague, request_filed.id)
    assert problem(counter, counter.clerk, request_filed).details["holder"] == "clerk2"


def test_each_verdict_extends_the_lease(counter: Counter, request_filed: Request, clock: Clock) -> None:
    walk = open_walk(counter.desk, counter.clerk, request_filed.id)
    clock.passes(LEASE - SECOND)
    judged(counter.desk, counter.clerk, request_filed.id, 1, matching(walk, 1))
    clock.passes(LEASE - SECOND)

    assert problem(counter, counter.colleague, request_filed).key == "walk.held"


def test_the_same_officer_goes_on_at_another_counter(counter: Counter, request_filed: Request) -> None:
    walk = open_walk(counter.desk, counter.clerk, request_filed.id)
    judged(counter.desk, counter.clerk, request_filed.id, 1, matching(walk, 1))
    other = counter.next_counter()

    walk = open_walk(other.desk, other.clerk, request_filed.id)

    assert walk.next_line == 2
    hold = request_of(counter.desk, request_filed.id).hold
    assert hold is not None
    assert hold.station == "counter-2"


def test_who_leaves_lets_the_next_counter_go_on_at_once(counter: Counter, request_filed: Request) -> None:
    walk = open_walk(counter.desk, counter.clerk, request_filed.id)
    judged(counter.desk, counter.clerk, request_filed.id, 1, matching(walk, 1))

    with traced(counter.desk) as trace:
        verification.leave_walk(counter.desk, counter.clerk, request_filed.id)

    assert trace.actions == ["request:walk:left"]
    assert open_walk(counter.desk, counter.colleague, request_filed.id).next_line == 2


def test_nobody_gives_up_somebody_elses_lease(counter: Counter, request_filed: Request) -> None:
    open_walk(counter.desk, counter.clerk, request_filed.id)

    with traced(counter.desk) as trace:
        verification.leave_walk(counter.desk, counter.colleague, request_filed.id)

    assert trace.events == ()
    assert problem(counter, counter.colleague, request_filed).key == "walk.held"


def test_leaving_what_nobody_holds_changes_nothing(counter: Counter, request_filed: Request) -> None:
    before = fingerprint(counter.desk)

    verification.leave_walk(counter.desk, counter.clerk, request_filed.id)

    assert fingerprint(counter.desk) == before


@pytest.mark.parametrize("state", [S.INITIAL, S.SUSPENDED, S.VERIFIED, S.APPROVED, S.DELIVERED, S.CANCELLED])
def test_a_request_elsewhere_on_its_way_is_not_walked(counter: Counter, state: RequestState) -> None:
    request = filed(counter.desk, wish=Wish(state=state))

    refused = problem(counter, counter.clerk, request)

    assert (refused.key, refused.details) == ("walk.wrong-state", {"state": state})


@pytest.mark.parametrize("who", ["subject", "filer"])
def test_a_clerk_neither_opens_judges_nor_decides_a_file_of_their_own(counter: Counter, who: str) -> None:
    request = own_request(counter, who)
    before = fingerprint(counter.desk)

    with pytest.raises(Refused, match=r"^role\.own-file$"):
        open_walk(counter.desk, counter.clerk, request.id)
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        judged(counter.desk, counter.clerk, request.id, 1, MISSING)
    with pytest.raises(Refused, match=r"^role\.own-file$"):
        verification.scan(counter.desk, counter.clerk, request.id, 1)

    assert fingerprint(counter.desk) == before


def test_a_clerk_does_not_decide_what_a_colleague_left_of_their_own_file(counter: Counter) -> None:
    request = own_request(counter, "filer")
    walked(counter.desk, counter.colleague, request.id)
    verification.leave_walk(counter.desk, counter.colleague, request.id)

    with pytest.raises(Refused, match=r"^role\.own-file$"):
        verification.decide(
            counter.desk, counter.desk.command("request:walk:decided", counter.clerk), request.id
        )


def own_request(counter: Counter, who: str) -> Request:
    """A request in the walk, held by nobody, of clerk1 or filed by clerk1 for somebody else."""
    own = counter.clerk.person_id
    if who == "filer":
        return filed(counter.desk, wish=Wish(filer=own, state=S.VERIFYING))
    request = replace(makers.a_request(1, subject=own, state=S.VERIFYING), fields={})

    def act(work: Work) -> None:
        work.requests.add(request, NOW.date())
        work.walks.add_slot(request.id, makers.a_slot(1))

    counter.desk.store.write(act)
    return request


# Verdicts


def test_a_verdict_is_stored_at_once_with_its_evidence(counter: Counter, request_filed: Request) -> None:
    walk = open_walk(counter.desk, counter.clerk, request_filed.id)
    said = differing(walk, 2, "passport_no", "K00000007", reason=" شماره یکی نیست ")

    with traced(counter.desk) as trace:
        judged(counter.desk, counter.clerk, request_filed.id, 2, said)

    slots = counter.restarted().desk.store.read(lambda work: work.walks.slots(request_filed.id))
    check = slots[1].check
    assert check is not None
    assert (check.no, check.login, check.station, check.at) == (1, "clerk1", "counter-1", NOW)
    assert (check.judgement.verdict, check.judgement.reason) == (Verdict.MISMATCH, "شماره یکی نیست")
    assert set(check.judgement.fields) == set(said.fields)
    assert [seen for seen in check.judgement.fields if seen.differs] == [
        FieldCheck("passport_no", "K00000001", None, "K00000007")
    ]
    assert trace.commits == 1
    (event,) = trace.events
    assert event.action == "request:document:judged"
    assert json.loads(event.details) == {"line": 2, "verdict": "MISMATCH", "differing": 1}


def test_a_verdict_can_be_corrected_and_the_earlier_one_stays(
    counter: Counter, request_filed: Request
) -> None:
    walk = open_walk(counter.desk, counter.clerk, request_filed.id)
    judged(counter.desk, counter.clerk, request_filed.id, 1, MISSING)

    after = judged(counter.desk, counter.clerk, request_filed.id, 1, matching(walk, 1))

    check = after.slots[0].check
    assert check is not None
    assert (check.no, check.judgement.verdict) == (2, Verdict.MATCH)


def test_a_repeated_command_counts_once(counter: Counter, request_filed: Request, clock: Clock) -> None:
    desk = counter.desk
    open_walk(desk, counter.clerk, request_filed.id)
    command = desk.command("request:document:judged", counter.clerk)
    first = judge_document(desk, command, request_filed.id, 1, MISSING)
    before = fingerprint(desk)
    clock.passes(SECOND)

    again = judge_document(desk, command, request_filed.id, 1, MISSING)

    assert again == first
    assert fingerprint(desk) == before


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (Judgement(Verdict.MISMATCH), "verdict.nothing-differs"),
        (Judgement(Verdict.DOUBT), "verdict.reason-required"),
        (Judgement(Verdict.UNREADABLE, reason="\n"), "verdict.reason-required"),
        (Judgement(Verdict.NOT_APPLICABLE, reason="x"), "verdict.mandatory"),
        (Judgement(Verdict.MATCH, failed_points=("not-expired",)), "verdict.fields-differ"),
        (Judgement(Verdict.DOUBT, reason="x" * 501), "verdict.note-too-long"),
    ],
)
def test_a_verdict_against_the_rules_leaves_nothing(
    counter: Counter, request_filed: Request, said: Judgement, key: str
) -> None:
    open_walk(counter.desk, counter.clerk, request_filed.id)
    before = fingerprint(counter.desk)

    with pytest.raises(Refused) as refused:
        judged(counter.desk, counter.clerk, request_filed.id, 1, said)

    assert refused.value.key == key
    assert fingerprint(counter.desk) == before


def test_a_document_that_is_not_there_cannot_be_judged(counter: Counter, request_filed: Request) -> None:
    open_walk(counter.desk, counter.clerk, request_filed.id)

    with pytest.raises(NotFound, match=r"^walk\.no-such-document$"):
        judged(counter.desk, counter.clerk, request_filed.id, 9, MISSING)


def test_a_request_that_is_not_there_cannot_be_walked(counter: Counter) -> None:
    assert problem(counter, counter.clerk, makers.a_request(77)).key == "request.unknown"


def test_who_lost_the_lease_cannot_judge_any_more(
    counter: Counter, request_filed: Request, clock: Clock
) -> None:
    open_walk(counter.desk, counter.clerk, request_filed.id)
    clock.passes(LEASE)
    open_walk(counter.desk, counter.colleague, request_filed.id)

    with pytest.raises(Conflict, match=r"^walk\.held$") as refused:
        judged(counter.desk, counter.clerk, request_filed.id, 1, MISSING)

    assert refused.value.details["holder"] == "clerk2"


def test_who_comes_back_late_to_a_walk_that_nobody_took_goes_on(
    counter: Counter, request_filed: Request, clock: Clock
) -> None:
    open_walk(counter.desk, counter.clerk, request_filed.id)
    clock.passes(LEASE * 4)

    judged(counter.desk, counter.clerk, request_filed.id, 1, MISSING)

    assert problem(counter, counter.colleague, request_filed).key == "walk.held"


def test_before_the_walk_is_open_nothing_is_judged(counter: Counter, request_filed: Request) -> None:
    with pytest.raises(Refused, match=r"^walk\.wrong-state$"):
        judged(counter.desk, counter.clerk, request_filed.id, 1, MISSING)


def test_a_killed_walk_goes_on_at_the_same_document(counter: Counter, request_filed: Request) -> None:
    walk = open_walk(counter.desk, counter.clerk, request_filed.id)
    judged(counter.desk, counter.clerk, request_filed.id, 1, matching(walk, 1))
    judged(counter.desk, counter.clerk, request_filed.id, 2, differing(walk, 2, "passport_no", "K00000007"))

    after = counter.restarted()
    walk = open_walk(after.desk, after.clerk, request_filed.id)

    assert walk.next_line == 3
    assert [slot.verdict for slot in walk.slots] == [Verdict.MATCH, Verdict.MISMATCH, None]


# Scans


def test_a_scan_is_decoded_and_the_look_at_it_written_down(counter: Counter, request_filed: Request) -> None:
    with traced(counter.desk) as trace:
        page = verification.scan(counter.desk, counter.clerk, request_filed.id, 2)

    assert (page.width, page.height, page.damaged) == (60, 80, False)
    assert (trace.commits, trace.actions) == (1, ["request:scan:viewed"])
    assert json.loads(trace.events[0].details) == {"line": 2, "page": 1}


def test_the_approver_sees_the_scans_too(counter: Counter, request_filed: Request) -> None:
    assert verification.scan(counter.desk, counter.supervisor, request_filed.id, 1).width == 60


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"MZ\x90\x00 a program", "scan.not-an-image"),
        (a_photo()[:400], "scan.unreadable"),
        (b"", "scan.not-an-image"),
    ],
)
def test_an_upload_that_is_no_image_is_said(counter: Counter, content: bytes, key: str) -> None:
    request = filed(counter.desk, wish=Wish(scan=content or b"\0"))

    with pytest.raises(Refused) as refused:
        verification.scan(counter.desk, counter.clerk, request.id, 1)

    assert refused.value.key == key


def test_a_document_without_an_upload_has_no_scan(counter: Counter, request_filed: Request) -> None:
    counter.desk.store.write(lambda work: work.walks.add_slot(request_filed.id, makers.a_slot(4)))

    with pytest.raises(NotFound, match=r"^scan\.none$"):
        verification.scan(counter.desk, counter.clerk, request_filed.id, 4)


# The decision


@pytest.mark.parametrize(
    ("said", "outcome", "state"),
    [
        ({}, Outcome.COMPLETE, S.VERIFIED),
        ({2: MISSING}, Outcome.INCOMPLETE, S.INCOMPLETE),
        ({1: MISSING, 3: DOUBTFUL}, Outcome.DOUBT, S.SUSPENDED),
    ],
)
def test_the_verdicts_decide_where_a_request_goes(
    counter: Counter,
    request_filed: Request,
    said: dict[int, Judgement],
    outcome: Outcome,
    state: RequestState,
) -> None:
    walked(counter.desk, counter.clerk, request_filed.id, said)

    with traced(counter.desk) as trace:
        command = counter.desk.command("request:walk:decided", counter.clerk)
        assert verification.decide(counter.desk, command, request_filed.id) is outcome

    after = request_of(counter.desk, request_filed.id)
    assert (after.state, after.hold) == (state, None)
    assert (trace.commits, trace.actions) == (1, ["request:walk:decided"])
    last = counter.desk.store.read(lambda work: work.requests.history(request_filed.id))[-1]
    assert (last.login, last.before, last.after) == ("clerk1", S.VERIFYING, state)


def test_a_decision_that_is_repeated_changes_nothing(counter: Counter, request_filed: Request) -> None:
    desk = counter.desk
    walked(desk, counter.clerk, request_filed.id)
    command = desk.command("request:walk:decided", counter.clerk)
    verification.decide(desk, command, request_filed.id)
    before = fingerprint(desk)

    assert verification.decide(desk, command, request_filed.id) is Outcome.COMPLETE
    assert fingerprint(desk) == before
    with pytest.raises(Refused, match=r"^walk\.wrong-state$"):
        verification.decide(desk, desk.command("request:walk:decided", counter.clerk), request_filed.id)


def test_an_unfinished_walk_is_not_decided(counter: Counter, request_filed: Request) -> None:
    walk = open_walk(counter.desk, counter.clerk, request_filed.id)
    judged(counter.desk, counter.clerk, request_filed.id, 1, matching(walk, 1))
    before = fingerprint(counter.desk)

    with pytest.raises(Refused, match=r"^walk\.unfinished$") as refused:
        verification.decide(
            counter.desk, counter.desk.command("request:walk:decided", counter.clerk), request_filed.id
        )

    assert refused.value.details == {"line": 2}
    assert fingerprint(counter.desk) == before


def test_a_request_without_documents_cannot_be_decided(counter: Counter) -> None:
    request = filed(counter.desk, wish=Wish(documents=()))
    open_walk(counter.desk, counter.clerk, request.id)

    with pytest.raises(Refused, match=r"^walk\.no-such-document$"):
        verification.decide(
            counter.desk, counter.desk.command("request:walk:decided", counter.clerk), request.id
        )


def test_only_who_holds_the_walk_decides(counter: Counter, request_filed: Request) -> None:
    walked(counter.desk, counter.clerk, request_filed.id)

    with pytest.raises(Conflict, match=r"^walk\.held$"):
        verification.decide(
            counter.desk, counter.desk.command("request:walk:decided", counter.colleague), request_filed.id
        )


def test_the_missing_paper_brought_later_completes_the_request(
    counter: Counter, request_filed: Request
) -> None:
    decided(counter.desk, counter.clerk, request_filed.id, {2: MISSING})

    walk = open_walk(counter.desk, counter.colleague, request_filed.id)
    assert walk.next_line is None
    judged(counter.desk, counter.colleague, request_filed.id, 2, matching(walk, 2))
    command = counter.desk.command("request:walk:decided", counter.colleague)

    assert verification.decide(counter.desk, command, request_filed.id) is Outcome.COMPLETE


# The slip


def test_the_slip_names_exactly_the_deficient_documents_in_both_languages(
    counter: Counter, request_filed: Request
) -> None:
    desk = counter.desk
    walk = open_walk(desk, counter.clerk, request_filed.id)
    wrong = differing(walk, 2, "passport_no", "K00000007", reason="گذرنامهٔ دیگری است")
    decided(
        desk, counter.clerk, request_filed.id, {2: replace(wrong, failed_points=("not-expired",)), 3: MISSING}
    )

    with traced(desk) as trace:
        slip = verification.deficiency_slip(desk, counter.clerk, request_filed.id)

    passport = desk.catalogue.document("passport")
    number = next(field.label for field in passport.fields if field.id == "passport_no")
    expired = next(point.text for point in passport.points if point.id == "not-expired")
    first, second = slip.paper.deficiencies
    assert (first.document, second.document) == (
        passport.name,
        desk.catalogue.document("residence-permit").name,
    )
    assert first.reason == Bilingual(
        f"با اطلاعات درخواست مغایرت دارد: {number.fa}، {expired.fa}",
        f"differs from the request: {number.en}, {expired.en}",
    )
    assert (first.note, second.note) == ("گذرنامهٔ دیگری است", "")
    assert second.reason == Bilingual("اصل مدرک ارائه نشد", "the original was not presented")
    assert slip.paper.walk_in_until == date(2026, 11, 27)
    assert slip.paper.clerk == "clerk1"
    assert makers.a_person().national_code not in slip.paper.masked_national_code
    assert slip.pdf.startswith(b"%PDF")
    assert (trace.commits, trace.actions) == (1, ["request:slip:made"])


def test_the_slip_s_last_day_leaves_out_the_days_on_which_the_office_is_closed(
    counter: Counter, request_filed: Request
) -> None:
    decided(counter.desk, counter.clerk, request_filed.id, {2: MISSING})
    strike = Bilingual("اعتصاب", "Strike")
    closed = OfficeCalendar(frozenset({4, 5}), {date(2026, 11, 25): strike, (11, 26): strike})
    desk = replace(counter.desk, office=replace(counter.desk.office, calendar=closed))

    slip = verification.deficiency_slip(desk, counter.clerk, request_filed.id)

    # Wednesday and Thursday by strike, Friday and Saturday by the week of the place.
    assert slip.paper.walk_in_until == date(2026, 12, 1)


def test_a_slip_still_names_what_the_catalogue_has_forgotten(
    counter: Counter, request_filed: Request
) -> None:
    open_walk(counter.desk, counter.clerk, request_filed.id)
    said = Judgement(Verdict.MISMATCH, (FieldCheck("passport_no", "K1", None, "K2"),), ("not-expired",))
    decided(counter.desk, counter.clerk, request_filed.id, {2: said})
    passport = replace(counter.desk.catalogue.document("passport"), fields=(), points=())
    smaller = replace(
        counter.desk.catalogue, documents={**counter.desk.catalogue.documents, "passport": passport}
    )

    slip = verification.deficiency_slip(
        replace(counter.desk, catalogue=smaller), counter.clerk, request_filed.id
    )

    assert slip.paper.deficiencies[0].reason.en.endswith(": passport_no, not-expired")


@pytest.mark.parametrize("said", [{}, {1: DOUBTFUL}])
def test_only_an_incomplete_request_has_a_slip(
    counter: Counter, request_filed: Request, said: dict[int, Judgement]
) -> None:
    decided(counter.desk, counter.clerk, request_filed.id, said)

    with traced(counter.desk) as trace, pytest.raises(Refused, match=r"^slip\.nothing-missing$"):
        verification.deficiency_slip(counter.desk, counter.clerk, request_filed.id)

    assert trace.events == ()


def test_a_request_that_came_back_goes_through_the_walk_again(
    counter: Counter, request_filed: Request
) -> None:
    desk = counter.desk
    decided(desk, counter.clerk, request_filed.id)
    approval.send_back(
        desk,
        desk.command("request:approval:sent-back", counter.supervisor),
        request_filed.id,
        "تاریخ را ببینید",
    )

    walk = open_walk(desk, counter.colleague, request_filed.id)

    assert [slot.verdict for slot in walk.slots] == [Verdict.MATCH] * 3
    assert decided(desk, counter.colleague, request_filed.id) is Outcome.COMPLETE

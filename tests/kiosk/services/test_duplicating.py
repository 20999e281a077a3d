"""A lost certificate is printed again: the same number, counted on its face, in its seal and every book."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.commands import checking
from kiosk.commands.revoking import against_register
from kiosk.config import load
from kiosk.domain.certificate import Issued, PaperState
from kiosk.domain.correction import Correction
from kiosk.domain.errors import KioskError, NotFound, Refused
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Officer
from kiosk.services import correcting, counter_steps, duplicating, ending, handing_over, issuing, printing
from kiosk.services.balancing import Point
from kiosk.services.counter_steps import Step
from kiosk.services.issuing import CertificateOnPaper
from tests.kiosk.services.day_acts import closed, drawn, open_points
from tests.kiosk.services.finishing import HERE, approve, given, on_paper, verified
from tests.kiosk.services.office import Clock, Counter, events, fingerprint, request_of
from tests.kiosk.services.test_handing_over import printed
from tests.kiosk.services.walking import sent
from tests.printouts.papers import codes_on, picture, text_of

S = RequestState


@pytest.fixture
def delivered(counter: Counter) -> Request:
    return given(counter, printed(counter))


def again(counter: Counter, request: Request, by: Officer | None = None) -> CertificateOnPaper:
    command = counter.desk.command("certificate:duplicate:made", by or counter.supervisor)
    return duplicating.duplicate(counter.desk, command, request.id, "در سفر گم شد")


def found_good(counter: Counter, request: Request) -> CertificateOnPaper:
    sent(counter, request.id)
    command = counter.desk.command("certificate:paper:good", counter.supervisor)
    return printing.paper_is_good(counter.desk, command, request.id)


def first_sheet(counter: Counter, request: Request) -> Issued:
    return counter.desk.store.read(lambda work: work.certificates.of_request(request.id))


def test_a_duplicate_keeps_the_number_and_its_code_tells_which_it_is(
    counter: Counter, delivered: Request
) -> None:
    first = first_sheet(counter, delivered)
    again(counter, delivered)
    found_good(counter, delivered)
    paper = again(counter, delivered)

    assert (paper.issued.number, paper.issued.verification_code) == (first.number, first.verification_code)
    assert (paper.issued.record, paper.issued.duplicate) == (first.record, 2)
    assert paper.attempt.state is PaperState.QUEUED
    pdf = counter.desk.vault.get(paper.issued.blob)
    (code,) = codes_on(picture(pdf, dpi=200))
    assert code == paper.issued.seal != first.seal
    assert "Duplicate no. 2" in text_of(pdf)
    config = load(counter.place.folder / "counter-1.toml")
    seals = checking.verifier(config)
    told = against_register(config, checking.certificate(seals, code))
    assert told.valid
    assert dict(told.lines())["Duplicate number"] == 2
    original = checking.certificate(seals, first.seal).value
    assert isinstance(original, dict)
    assert original["duplicate"] is None
    assert original["number"] == str(first.number)


def test_a_duplicate_is_in_every_book_and_leaves_the_request_where_it_is(
    counter: Counter, delivered: Request
) -> None:
    again(counter, delivered)
    spoiled = counter.desk.command("certificate:paper:spoiled", counter.supervisor)
    sent(counter, delivered.id)
    printing.paper_is_spoiled(counter.desk, spoiled, delivered.id, "jam")
    assert counter_steps.step_of(counter.desk, counter.clerk, delivered.id) is Step.NONE
    paper = found_good(counter, delivered)
    assert (paper.issued.duplicate, paper.attempt.no) == (1, 3)
    assert request_of(counter.desk, delivered.id).state is S.DELIVERED

    [line] = counter.desk.store.read(lambda work: work.duplicates.on_day(counter.desk.today()))
    assert (line.no, line.reason, line.made_by) == (1, "در سفر گم شد", counter.supervisor.id)
    made = [each for each in events(counter.desk) if each.action == "certificate:duplicate:made"]
    assert ['"duplicate":1' in each.details for each in made] == [True]
    assert counter_steps.step_of(counter.desk, counter.clerk, delivered.id) is Step.HAND_OVER
    [ready] = handing_over.ready(counter.desk, counter.clerk)
    assert (ready.request.id, ready.duplicate) == (delivered.id, 1)

    assert given(counter, delivered).state is S.DELIVERED

    assert handing_over.ready(counter.desk, counter.clerk) == ()
    lines = handing_over.handed_over(counter.desk, counter.clerk, delivered.id)
    assert [each.said.duplicate for each in lines] == [0, 1]
    with pytest.raises(Refused, match=r"^hand-over\.not-ready$"):
        given(counter, delivered)
    history = counter.desk.store.read(lambda work: work.requests.history(delivered.id))
    assert [each.reason for each in history[-2:]] == ["duplicate:1:در سفر گم شد", "duplicate:1"]


def test_no_duplicate_is_made_by_a_clerk_without_reason_or_of_what_is_not_in_force(counter: Counter) -> None:
    request = printed(counter)
    refused(counter, request, "duplicate.not-in-force")
    given(counter, request)
    refused(counter, request, "role.not-allowed", counter.clerk)
    before = fingerprint(counter.desk)
    command = counter.desk.command("certificate:duplicate:made", counter.supervisor)
    with pytest.raises(Refused, match=r"^reason\.required$"):
        duplicating.duplicate(counter.desk, command, request.id, "  ")
    assert fingerprint(counter.desk) == before
    again(counter, request)
    refused(counter, request, "duplicate.being-printed")
    found_good(counter, request)
    void = counter.desk.command("request:output:voided", counter.supervisor)
    ending.void(counter.desk, void, request.id, "نام نادرست است")
    refused(counter, request, "duplicate.not-in-force")
    assert handing_over.ready(counter.desk, counter.clerk) == ()
    with pytest.raises(NotFound):
        issuing.certificate_of(counter.desk, counter.supervisor, request.id)


def test_no_duplicate_says_what_the_certificate_did_not(counter: Counter, delivered: Request) -> None:
    person = counter.desk.store.read(lambda work: work.people.file(delivered.subject_id)).person
    correcting.correct(
        counter.desk,
        counter.supervisor,
        Correction(person.id, None, "surname_lat", person.surname_lat, "KARIMY", "passport renewed"),
    )

    refused(counter, delivered, "duplicate.changed")


def refused(counter: Counter, request: Request, key: str, by: Officer | None = None) -> None:
    before = fingerprint(counter.desk)
    with pytest.raises(KioskError) as problem:
        again(counter, request, by)
    assert problem.value.key == key
    assert fingerprint(counter.desk) == before


def test_a_duplicate_belongs_to_its_day_as_every_paper(counter: Counter, clock: Clock) -> None:
    """Its sheet keeps the day open until it is judged; once the day is over none is made or handed over."""
    desk, day = counter.desk, counter.desk.today()
    first, other = printed(counter), request_of(counter.desk, approve(counter, verified(counter, HERE, 2)).id)
    given(counter, first)
    on_paper(counter, other)
    assert open_points(counter) == ()
    again(counter, first)
    assert open_points(counter) == (Point.PAPERS,)
    assert desk.store.read(lambda work: work.boards.papers()) == (0, 1)
    sent(counter, first.id)
    assert desk.store.read(lambda work: work.boards.papers()) == (1, 0)
    with pytest.raises(Refused, match=r"^day\.not-balanced$"):
        drawn(counter)
    printing.paper_is_good(desk, desk.command("certificate:paper:good", counter.supervisor), first.id)
    given(counter, other)
    sample = drawn(counter)

    with pytest.raises(Refused, match=r"^day\.closing$"):
        given(counter, first)
    closed(counter, sample)
    for act in (lambda: given(counter, first), lambda: again(counter, other)):
        with pytest.raises(Refused, match=r"^day\.closed$"):
            act()

    clock.passes(timedelta(days=1))
    given(counter, first)
    again(counter, other)
    assert len(desk.store.read(lambda work: work.duplicates.on_day(day))) == 1
    steps = desk.store.read(lambda work: work.boards.steps(*desk.office.span(desk.today())))
    assert not [state for _login, state in steps if state == S.DELIVERED], "A duplicate moves no request."

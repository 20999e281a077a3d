"""A passport after the centre's yes to an unauthorised crosser: tied when filed, kept back before."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kiosk.domain.inquiry import Answer
from kiosk.domain.request import Request, RequestState
from kiosk.domain.roles import Actor
from kiosk.domain.rules.finding import Flag, Standing
from kiosk.domain.rules.following import read_follows
from kiosk.domain.verification import Outcome
from kiosk.services import approval, filing, outputs, ruling, verification
from kiosk.services.applicant_access import own_file
from kiosk.services.desk import Desk
from kiosk.services.own_state import by_receipt
from kiosk.services.receipts import receipt_seal
from kiosk.words import Words
from tests import makers
from tests.kiosk.services.any_service import answers
from tests.kiosk.services.applying import an_applicant, own, registered, scan_all
from tests.kiosk.services.finishing import ASKED, approve, reply, send, verified
from tests.kiosk.services.office import Counter, Wish, events, filed, request_of
from tests.kiosk.services.walking import walked

S = RequestState
CROSSER = Wish("IBC-01", answers={})
"""What is said of the crossing is no matter here."""


def agreed(counter: Counter) -> Request:
    """A crosser's request to which the centre said yes, and that was approved."""
    request = verified(counter, ASKED, wish=CROSSER)
    send(counter, request)
    reply(counter, request, Answer.OK)
    return approve(counter, request)


def passport(desk: Desk, number: int = 1, by: Actor | None = None) -> Request:
    """Filed by the person of this number, or for them by an officer."""
    applicant = an_applicant(desk, makers.a_person(number))
    said = answers(desk.catalogue, desk.catalogue.service("PAS-01"))
    return registered(desk, by or applicant, own(applicant, "PAS-01"), said)


def flag(counter: Counter, request: Request) -> Flag:
    every = ruling.flags(counter.desk, counter.clerk, request.id)
    return next(each for each in every if each.rule.id == "crossing-agreed")


def test_a_passport_is_tied_to_the_crossers_request_that_was_agreed_to(counter: Counter) -> None:
    desk = counter.desk
    crossing = agreed(counter)

    request = passport(desk)

    assert request_of(desk, request.id).follows == crossing.id
    assert json.loads(events(desk)[-1].details)["earlier"] == str(crossing.id)
    (filing,) = desk.store.read(lambda work: work.requests.history(request.id))
    assert read_follows(filing.reason) == ("IBC-01", crossing.tracking_code)
    assert flag(counter, request).standing is Standing.MET


def test_the_officer_who_files_it_ties_it_as_well_and_after_the_notice(counter: Counter) -> None:
    desk = counter.desk
    crossing = agreed(counter)
    outputs.notify(desk, desk.command("request:notice:given", counter.clerk), crossing.id)

    assert passport(desk, by=counter.clerk).follows == crossing.id


@pytest.mark.parametrize("state", [S.SENT, S.REPLY_OK, S.REPLY_NO, S.REFUSED, S.CANCELLED])
def test_without_a_yes_nothing_is_tied(desk: Desk, state: RequestState) -> None:
    filed(desk, wish=replace(CROSSER, state=state))

    request = passport(desk)

    assert request.follows is None
    assert "earlier" not in events(desk)[-1].details


def test_neither_another_person_nor_another_service_is_tied_to_a_yes(counter: Counter) -> None:
    desk = counter.desk
    crossing = agreed(counter)
    filed(desk, 2)
    applicant = an_applicant(desk, makers.a_person(1))

    other = passport(desk, 2)
    assert other.follows is None
    assert flag(counter, other).standing is Standing.NOT_APPLICABLE
    assert registered(desk, applicant, own(applicant)).follows is None
    assert request_of(desk, crossing.id).follows is None


def at_the_decision(counter: Counter, request: Request) -> list[str]:
    """Brought to the counter, every document as it should be.

    Returns:
        The rules that keep it from being complete.
    """
    desk = counter.desk
    scan_all(desk, request)
    filing.issue_receipt(desk, counter.clerk, request.id)
    walked(desk, counter.clerk, request.id)
    return [each.rule.id for each in ruling.flags(desk, counter.clerk, request.id) if each.blocks]


def decide(counter: Counter, request: Request) -> Outcome:
    command = counter.desk.command("request:walk:decided", counter.clerk)
    return verification.decide(counter.desk, command, request.id)


def test_a_passport_waits_for_the_yes_unless_a_supervisor_lets_it_pass(counter: Counter) -> None:
    desk = counter.desk
    filed(desk, wish=replace(CROSSER, state=S.SENT))
    request = passport(desk)

    assert at_the_decision(counter, request) == ["crossing-agreed"]
    assert flag(counter, request).refers is False
    command = desk.command("request:rule:passed", counter.supervisor)
    ruling.override(desk, command, request.id, "crossing-agreed", "مرکز تلفنی موافقت کرد")
    assert decide(counter, request) is Outcome.COMPLETE


def test_the_dossier_of_a_passport_names_the_crossers_request(counter: Counter) -> None:
    crossing = agreed(counter)
    request = passport(counter.desk)

    assert at_the_decision(counter, request) == []
    assert decide(counter, request) is Outcome.COMPLETE
    assert approval.dossier(counter.desk, counter.supervisor, request.id).earlier == crossing


def test_the_applicant_is_told_which_request_comes_next(counter: Counter) -> None:
    desk = counter.desk
    crossing = agreed(counter)
    applicant = an_applicant(desk, makers.a_person(1))
    seal, name = receipt_seal(desk, crossing), desk.catalogue.service("PAS-01").name

    assert by_receipt(desk, counter.clerk, seal).next_service is None
    outputs.notify(desk, desk.command("request:notice:given", counter.clerk), crossing.id)

    shown = by_receipt(desk, counter.clerk, seal)
    (own_request,) = own_file(desk, applicant).requests
    assert (shown.next_service, own_request.next_service) == (name, name)
    assert shown.next_step == own_request.next_step
    assert Words("en")(shown.next_step, service=name) == (
        "The centre agrees. You can file the next request now: “First passport”."
    )

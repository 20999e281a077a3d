"""A ticket at the lobby screen, by the receipt alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from kiosk.domain.errors import Refused
from kiosk.domain.request import Request, RequestState
from kiosk.services import own_ticket
from kiosk.services.own_state import by_receipt
from kiosk.services.own_ticket import OwnTicket
from kiosk.services.receipts import receipt_seal
from tests.kiosk.services.at_the_lobby import LOBBY
from tests.kiosk.services.office import Counter
from tests.kiosk.services.waiting_room import a_request, finish, serve, take


def scanned(counter: Counter, request: Request) -> OwnTicket:
    desk = counter.desk
    command = desk.command("queue:ticket:taken", LOBBY)
    return own_ticket.take(desk, command, receipt_seal(desk, request))


def test_a_receipt_gives_a_ticket_and_the_request_has_arrived(counter: Counter) -> None:
    request = a_request(counter.desk, 1)

    taken = scanned(counter, request)

    assert not taken.again
    assert taken.ticket.requests == (request.id,)
    assert counter.desk.store.read(lambda work: work.requests.get(request.id)).state is RequestState.ARRIVED


def test_the_same_receipt_again_shows_the_same_ticket(counter: Counter) -> None:
    request = a_request(counter.desk, 1)
    first = scanned(counter, request)

    assert scanned(counter, request) == OwnTicket(first.ticket, again=True)


def test_a_ticket_of_the_reception_is_shown_and_no_second_one_given(counter: Counter) -> None:
    request = a_request(counter.desk, 1)
    given = take(counter.desk, counter.clerk, request)

    assert scanned(counter, request).ticket.number == given.number


def test_a_receipt_photographed_and_shown_at_eight_screens_at_once_is_one_ticket(counter: Counter) -> None:
    request, ready = a_request(counter.desk, 1), Barrier(8)

    def at_a_screen(_: int) -> OwnTicket:
        ready.wait()
        return scanned(counter, request)

    with ThreadPoolExecutor(8) as screens:
        taken = list(screens.map(at_a_screen, range(8)))

    assert len({each.ticket.number for each in taken}) == 1
    assert [each.again for each in taken].count(False) == 1


def test_whoever_was_served_and_comes_again_waits_anew(counter: Counter) -> None:
    request = a_request(counter.desk, 1)
    first = scanned(counter, request)
    finish(counter.desk, counter.clerk, serve(counter.desk, counter.clerk))

    second = scanned(counter, request)

    assert not second.again
    assert second.ticket.number != first.ticket.number


def test_a_request_that_is_over_needs_no_ticket(counter: Counter) -> None:
    request = a_request(counter.desk, 1, RequestState.DELIVERED)

    assert not by_receipt(counter.desk, LOBBY, receipt_seal(counter.desk, request)).waits
    with pytest.raises(Refused) as refused:
        scanned(counter, request)

    assert refused.value.key == "queue.request-over"

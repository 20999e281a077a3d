from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import app as station_app
from kiosk.domain.errors import Unavailable
from kiosk.domain.request import Request
from kiosk.domain.request import RequestState as State
from kiosk.services import expiring
from kiosk.services.desk import Desk
from tests import makers
from tests.screens.offices import SmallOffice, counter, lobby
from tests.waiting import notices, until


def forgotten(office: SmallOffice, number: int) -> Request:
    """Filed two years ago, and nobody came."""
    subject = office.request(office.made.samples[0]).subject_id
    request = replace(
        makers.a_request(number, subject=subject, filer=subject),
        filed_at=office.desk.now() - timedelta(days=730),
    )
    office.store.write(lambda work: work.requests.add(request, office.desk.today()))
    return request


def state(office: SmallOffice, request: Request) -> State:
    return office.store.read(lambda work: work.requests.get(request.id)).state


async def test_a_station_lets_expire_what_is_due_and_tries_again_after_a_failure(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Desk] = []

    def at_last(desk: Desk) -> int:
        tries.append(desk)
        if len(tries) == 1:
            raise Unavailable("database.busy")
        return really(desk)

    really = expiring.begin_day
    monkeypatch.setattr(expiring, "begin_day", at_last)
    monkeypatch.setattr(station_app, "CHECK_SECONDS", 0.05)
    request = forgotten(office, 801)
    async with counter(office) as pilot:
        await until(pilot, lambda: state(office, request) is State.EXPIRED)
        late = forgotten(office, 802)
        await pilot.pause(0.2)
        assert len(tries) == 2, "Once it is done the day needs no more."
        assert notices(pilot.app) == ""
    assert state(office, late) is State.RECEIPTED


async def test_a_lobby_that_runs_overnight_does_it_as_well(
    office: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station_app, "CHECK_SECONDS", 0.05)
    request = forgotten(office, 801)
    async with lobby(office) as pilot:
        await until(pilot, lambda: state(office, request) is State.EXPIRED)

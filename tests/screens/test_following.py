"""A passport after the centre's yes: the card and the dossier name the request that it rests on."""

from __future__ import annotations

from dataclasses import replace

from textual.widgets import DataTable

from kiosk.domain.draft import Wish
from kiosk.domain.request import Request
from kiosk.domain.request import RequestState as State
from kiosk.services.ports import Work
from screens.counter.reception import ReceptionScreen
from screens.widgets.facts import Facts
from tests import makers
from tests.kiosk.services.any_service import answers
from tests.kiosk.services.applying import registered
from tests.kiosk.services.finishing import ASKED
from tests.screens.offices import NARROW, SmallOffice, counter, open_card, open_dossier
from tests.waiting import says, shown


def crossed(office: SmallOffice) -> tuple[Request, Request]:
    """A passport of somebody whose crossing was agreed to, and that request."""
    subject = office.request(office.sample(State.VERIFIED)).subject_id
    crossing = replace(
        makers.a_request(77, subject=subject, service="IBC-01", state=State.APPROVED), course=ASKED
    )
    office.store.write(lambda work: work.requests.add(crossing, office.desk.today()))
    said = answers(office.desk.catalogue, office.desk.catalogue.service("PAS-01"))
    passport = registered(office.desk, office.officer(), Wish("PAS-01", subject, subject), said)
    return passport, crossing


async def test_card_and_dossier_name_the_request_that_a_passport_rests_on(office: SmallOffice) -> None:
    passport, crossing = crossed(office)
    waiting = office.request(office.sample(State.VERIFIED))

    def tie(work: Work) -> Request:
        return work.requests.restate(replace(waiting, follows=passport.follows))

    tied = office.store.write(tie)
    async with counter(office, "supervisor", NARROW) as pilot:
        card = await open_card(pilot, passport.tracking_code)
        await says(pilot, "initially registered")
        history = card.query_one("#history", DataTable)
        codes = [history.get_row_at(row)[1].plain for row in range(history.row_count)]
        history.move_cursor(row=codes.index(passport.tracking_code))
        history.focus()
        await pilot.press("enter")
        await says(pilot, f"after request {crossing.tracking_code}: Status of unauthorised crossers")
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)

        dossier = await open_dossier(pilot, tied)
        person = dossier.query_one("#person", Facts)
        line = next(each for each in str(person.render()).splitlines() if "After request" in each)
        assert f"{crossing.tracking_code} · Status" in line

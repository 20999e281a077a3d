from __future__ import annotations

from dataclasses import replace

from textual.widgets import DataTable, Label

from kiosk.domain.request import RequestState as State
from kiosk.words import Words
from screens.counter.certificate import CertificateScreen
from screens.counter.reception import ReceptionScreen
from screens.supervisor.approvals import ApprovalsScreen
from screens.supervisor.dossier import DossierScreen
from screens.supervisor.home import HomeScreen
from screens.widgets.dialogs import Confirm
from tests.screens.offices import (
    NARROW,
    SmallOffice,
    open_card,
    open_dossier,
    running,
    second_account,
    station,
)
from tests.waiting import says, settled, shown, until

TOLD = "You verified this request yourself."
IN_PERSIAN = Words("fa")("by one person alone").partition("\u200c")[0]
"""As far as its joiner, which fills no cell."""


async def test_the_only_officer_is_told_and_asked_and_the_history_bears_the_mark(office: SmallOffice) -> None:
    sample = office.sample(State.VERIFIED)
    name = office.card(sample).person.full_name_lat
    office.desk = replace(office.desk, office=replace(office.desk.office, one_person=True))
    double = second_account(office, "clerk1")
    app = station(office)
    async with running(app, NARROW) as pilot:
        await until(pilot, lambda: app.loaded)
        app.admit(double)
        await shown(pilot, ReceptionScreen)
        await open_dossier(pilot, sample)
        await says(pilot, TOLD)

        await pilot.press("f5")
        question = (await shown(pilot, Confirm)).query_one("#question", Label)
        assert f"You verified the request of {name} yourself." in str(question.content)
        await says(pilot, "marked so")
        await pilot.press("escape")
        await shown(pilot, DossierScreen)
        await settled(pilot)
        assert office.request(sample).state is State.VERIFIED

        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await shown(pilot, CertificateScreen)
        assert office.request(sample).state is State.APPROVED

        for screen in (ApprovalsScreen, HomeScreen, ReceptionScreen):
            await pilot.press("escape")
            await shown(pilot, screen)
        card = await open_card(pilot, sample.tracking_code)
        history = card.query_one("#history", DataTable)
        assert history.get_row_at(0)[-1].plain.startswith("by one")
        await pilot.press("f2")
        await says(pilot, IN_PERSIAN)

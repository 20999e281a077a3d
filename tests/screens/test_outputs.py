"""After the approval: what its course has in place of a certificate, and the hand-over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from kiosk.domain.request import RequestState as State
from screens.counter.card import CardScreen
from screens.counter.certificate import CertificateScreen
from screens.widgets.ask_form import AskForm
from screens.widgets.choice_field import Choose
from screens.widgets.dialogs import Confirm
from tests.screens.offices import NARROW, SmallOffice, counter, kiosk, open_card, write
from tests.waiting import lines_of, notices, says, shown, until


async def choose_first(pilot: Pilot[None]) -> None:
    """The field that has the focus, by its list."""
    await pilot.press("enter")
    await shown(pilot, Choose)
    await pilot.press("enter")
    await shown(pilot, AskForm)


def at(pilot: Pilot[None], name: str) -> bool:
    return pilot.app.focused is not None and pilot.app.focused.id == f"field-{name}"


def buttons(pilot: Pilot[None]) -> list[str]:
    """The words on those that stand whole on the screen."""
    top, box = pilot.app.screen, pilot.app.screen.query_one("#box").content_region
    whole = (each for each in top.query("#answers Button") if box.contains_region(each.region))
    lines = [lines_of(pilot.app)[each.region.y + 1] for each in whole if each.region.height == 3]
    return [word for word in (" Back ", " Save ") for line in lines[:1] if word in line]


async def test_a_stamped_passport_is_handed_back_to_its_holder(office: SmallOffice) -> None:
    sample = office.sample(State.STAMPED)
    async with counter(office, size=NARROW) as pilot:
        card = await open_card(pilot, sample.tracking_code)
        await pilot.press("f5")
        await shown(pilot, AskForm)
        await until(pilot, lambda: at(pilot, "capacity"))
        await until(pilot, lambda: buttons(pilot) == [" Back ", " Save "])
        await choose_first(pilot)
        await until(pilot, lambda: at(pilot, "identity_paper"))
        await choose_first(pilot)
        await until(pilot, lambda: at(pilot, "identity_no"))
        await write(pilot, f"{card._card.person.national_code}\r")

        await says(pilot, "Done.")
        await shown(pilot, CardScreen)
    assert office.request(sample).state is State.RETURNED
    assert office.events("request:output:handed-over") >= 1


async def test_somebody_else_s_identity_is_refused_and_nothing_is_handed_over(
    office: SmallOffice,
) -> None:
    sample = office.sample(State.STAMPED)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f5")
        await shown(pilot, AskForm)
        await until(pilot, lambda: at(pilot, "capacity"))
        await choose_first(pilot)
        await until(pilot, lambda: at(pilot, "identity_paper"))
        await choose_first(pilot)
        await until(pilot, lambda: at(pilot, "identity_no"))
        await write(pilot, "0932833810\r")

        await until(pilot, lambda: notices(pilot.app) != "")
        form = await shown(pilot, AskForm)
        await until(pilot, lambda: form.query("#field-identity_no"))
        assert form.query_one("#field-identity_no", Input).value == "0932833810", (
            "What was typed stands there."
        )
        await pilot.press("escape")
        await shown(pilot, CardScreen)
    assert office.request(sample).state is State.STAMPED


async def choose_named(pilot: Pilot[None], name: str) -> None:
    """From the list of the field that has the focus."""
    await pilot.press("enter")
    await shown(pilot, Choose)
    listed = pilot.app.screen.query_one(OptionList)
    listed.highlighted = [str(each.prompt) for each in listed.options].index(name)
    await pilot.press("enter")
    await shown(pilot, AskForm)


async def test_a_proxy_collects_with_a_paper_and_only_where_the_service_permits_it(
    office: SmallOffice,
) -> None:
    sample = office.sample(State.QC_OK)
    catalogue = office.desk.catalogue
    service = catalogue.service(sample.service)
    strict, lenient = (
        replace(
            catalogue,
            services={**catalogue.services, service.code: replace(service, proxy_collects=permitted)},
        )
        for permitted in (False, True)
    )
    office.desk = replace(office.desk, catalogue=strict)
    async with counter(office, size=NARROW) as pilot:
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f5")
        await shown(pilot, AskForm)
        await until(pilot, lambda: at(pilot, "capacity"))
        await choose_named(pilot, "a proxy")
        await until(pilot, lambda: at(pilot, "recipient"))
        await write(pilot, "Reza Ahmadi\r")
        await until(pilot, lambda: at(pilot, "identity_paper"))
        await choose_named(pilot, "passport")
        await until(pilot, lambda: at(pilot, "identity_no"))
        await write(pilot, "K777\r")
        await until(pilot, lambda: at(pilot, "proxy_paper"))
        await pilot.press("enter")
        await says(pilot, "“The proxy's paper and its number” is empty.")
        await write(pilot, "power of attorney 12\r")
        await says(pilot, "For this service the applicant must come in person.")
        assert office.request(sample).state is State.QC_OK

        form = await shown(pilot, AskForm)
        kiosk(pilot).loaded = replace(office.desk, catalogue=lenient)
        await until(pilot, lambda: form.query("#yes"))
        await pilot.click("#yes")
        await says(pilot, "Done.")
    assert office.request(sample).state is State.DELIVERED


async def test_a_childs_paper_is_refused_to_the_child(office: SmallOffice) -> None:
    sample = office.sample(State.STAMPED)
    before = office.card(sample).file
    child = replace(before, person=replace(before.person, birth_date=office.desk.today() - timedelta(3650)))
    office.store.write(lambda work: work.people.change(before, child, office.desk.now()))
    async with counter(office) as pilot:
        card = await open_card(pilot, sample.tracking_code)
        await pilot.press("f5")
        await shown(pilot, AskForm)
        await until(pilot, lambda: at(pilot, "capacity"))
        await choose_first(pilot)
        await until(pilot, lambda: at(pilot, "identity_paper"))
        await choose_first(pilot)
        await until(pilot, lambda: at(pilot, "identity_no"))
        await write(pilot, f"{card._card.person.national_code}\r")

        await says(pilot, "A child's paper is given to a guardian only.")
    assert office.request(sample).state is State.STAMPED


async def test_a_confirmation_is_told_and_the_request_is_done(office: SmallOffice) -> None:
    sample = office.sample(State.CONFIRMED)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "Done.")
    assert office.request(sample).state is State.NOTIFIED


async def test_the_paper_of_a_request_is_opened_whatever_comes_next(office: SmallOffice) -> None:
    sample = next(
        each
        for each in office.made.samples
        if each.state == State.DELIVERED.value and office.card(each).requests[0].certificate
    )
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f9")
        await shown(pilot, CertificateScreen)

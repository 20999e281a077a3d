"""A wrong paper that was handed over: void, verified and approved anew, replaced by one that names it."""

from __future__ import annotations

from uuid import UUID

from textual.pilot import Pilot

from kiosk.commands import checking
from kiosk.commands.checking import Checked
from kiosk.commands.revoking import against_register
from kiosk.demo.filing import Sample
from kiosk.domain.certificate import Issued
from kiosk.domain.request import RequestState as State
from kiosk.services import ruling, verification
from screens.counter.certificate import CertificateScreen
from screens.counter.reception import ReceptionScreen
from screens.widgets.dialogs import Confirm
from tests.kiosk.services.walking import walked
from tests.printouts.papers import words, words_in
from tests.screens.offices import SmallOffice, counter, open_card, open_dossier
from tests.screens.test_endings import choose, confirm, give_reason, offered
from tests.waiting import says, settled, shown, text_of


def handed_over(office: SmallOffice) -> Sample:
    delivered = (each for each in office.made.samples if each.state == State.DELIVERED.value)
    return next(each for each in delivered if office.card(each).requests[0].certificate)


def paper(office: SmallOffice, request_id: UUID) -> Issued:
    return office.store.read(lambda work: work.certificates.of_request(request_id))


def checked(office: SmallOffice, issued: Issued) -> Checked:
    """As `kiosk check certificate` answers."""
    seal = checking.certificate(checking.verifier(office.config), issued.seal)
    return against_register(office.config, seal)


def verified_anew(office: SmallOffice, request_id: UUID) -> None:
    desk, clerk, supervisor = office.desk, office.officer("clerk2"), office.officer("supervisor")
    walked(desk, clerk, request_id)
    for flag in ruling.flags(desk, clerk, request_id):
        if flag.blocks and not flag.by_walk:
            command = desk.command("request:rule:passed", supervisor)
            ruling.override(desk, command, request_id, flag.rule.id, "دیده شد")
    verification.decide(desk, desk.command("request:walk:decided", clerk), request_id)


async def end_it(pilot: Pilot[None], name: str, reason: str) -> None:
    assert await offered(pilot)
    await choose(pilot, name)
    await give_reason(pilot, reason)


async def test_a_void_certificate_is_replaced_on_the_screens_and_its_check_says_so(
    office: SmallOffice,
) -> None:
    sample = handed_over(office)
    request_id = office.request(sample).id
    first = paper(office, request_id)
    assert checked(office, first).valid
    async with counter(office, "supervisor") as pilot:
        await open_card(pilot, sample.tracking_code)
        await end_it(pilot, "Declare void", "the surname is wrong")
        await confirm(pilot)
        await says(pilot, "the surname")
        found = checked(office, first)
        assert not found.valid
        assert found.refusal is not None
        assert found.refusal.key == "certificate.void"
        pilot.app.clear_notifications()
        await settled(pilot)
        await end_it(pilot, "Open its verification again", "to be issued anew")
        await says(pilot, "Done.")
        await says(pilot, "being verified")
        await pilot.press("escape")
        await shown(pilot, ReceptionScreen)

        verified_anew(office, request_id)
        await open_dossier(pilot, sample)
        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await shown(pilot, CertificateScreen)
        await settled(pilot)
        await pilot.press("f5")
        await shown(pilot, Confirm)
        await pilot.press("enter")
        await says(pilot, "Look at the sheet: is the paper good?")
        line = next(each for each in text_of(pilot.app).splitlines() if "Replaces" in each)
        assert str(first.number) in line
        await pilot.press("f5")
        await says(pilot, "Printed and checked.")
        await pilot.press("escape")
    second = paper(office, request_id)
    assert second.number != first.number
    assert second.replaces == str(first.number)
    assert words(str(first.number)) <= words_in(office.desk.vault.get(second.blob))
    assert checked(office, second).valid
    assert not checked(office, first).valid

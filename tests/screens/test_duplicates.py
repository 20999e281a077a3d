"""A certificate that was lost is printed again by the supervisor, and handed over as what it is."""

from __future__ import annotations

from screens.counter.card import CardScreen
from screens.counter.certificate import CertificateScreen
from screens.widgets.dialogs import AskReason
from tests.printouts.papers import text_of as paper_text
from tests.screens.offices import SmallOffice, counter, open_card, write
from tests.screens.test_void import checked, handed_over, paper
from tests.waiting import says, settled, shown, text_of


async def test_a_supervisor_makes_a_duplicate_and_the_history_tells_it(office: SmallOffice) -> None:
    sample = handed_over(office)
    request_id = office.request(sample).id
    async with counter(office, "supervisor") as pilot:
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f9")
        await shown(pilot, CertificateScreen)
        await says(pilot, "Printed and checked.")
        assert "Duplicate number" not in text_of(pilot.app)
        await pilot.press("f8")
        await shown(pilot, AskReason)
        await write(pilot, "lost on the way\r")
        await says(pilot, "Numbered and sealed; not yet sent to the printer.")
        line = next(each for each in text_of(pilot.app).splitlines() if "Duplicate number" in each)
        assert line.rstrip(" │").endswith("1")
        await pilot.press("f5")
        await says(pilot, "Look at the sheet: is the paper good?")
        await pilot.press("f5")
        await says(pilot, "Printed and checked.")
        await settled(pilot)
        await pilot.press("escape")
        await shown(pilot, CardScreen)
        await says(pilot, "duplicate no. 1 made")
        assert "lost on the way" in text_of(pilot.app)
    [made] = office.store.read(lambda work: work.duplicates.on_day(office.desk.today()))
    assert "Duplicate no. 1" in paper_text(office.desk.vault.get(made.blob))
    assert checked(office, paper(office, request_id)).valid


async def test_a_clerk_is_not_offered_a_duplicate(office: SmallOffice) -> None:
    sample = handed_over(office)
    async with counter(office) as pilot:
        await open_card(pilot, sample.tracking_code)
        await pilot.press("f9")
        await shown(pilot, CertificateScreen)
        await says(pilot, "Printed and checked.")
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CertificateScreen)
        assert not pilot.app.screen.check_action("duplicate", ())

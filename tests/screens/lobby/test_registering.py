"""Registering in the lobby: the codes, the four pages, the preview, the account."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, Label

from kiosk.domain.bilingual import Language
from kiosk.domain.errors import Unavailable
from kiosk.words import Words
from printouts.printer import NoPrinter
from screens.lobby.account import AccountScreen
from screens.lobby.activated import ActivatedScreen
from screens.lobby.child import ChildScreen
from screens.lobby.code import AskCodeScreen, EnterCodeScreen
from screens.lobby.password import PasswordScreen, ResetScreen, SetPasswordScreen
from screens.lobby.preview import PreviewScreen
from screens.lobby.security_picture import picture
from screens.lobby.welcome import WelcomeScreen
from screens.lobby.wizard import WizardScreen
from screens.widgets.block_letters import GLYPHS
from screens.widgets.choice_field import ChoiceField
from screens.widgets.form import Form
from tests.kiosk.domain.registering import PAGES
from tests.kiosk.services.at_the_lobby import EMAIL, LOBBY, PASSWORD, code_in, mails, registered
from tests.printouts.papers import words_in
from tests.screens.lobby.walking import NEWCOMER, ask_for_code, begin, choose, fill_page, sign_in
from tests.screens.offices import NARROW, SmallOffice, kiosk, lobby, write
from tests.screens.test_language import spoken
from tests.waiting import notices, says, settled, shown, text_of, until

PERSIAN = Words("fa")


async def test_a_newcomer_registers_by_keys_and_sets_a_password(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        wizard = await begin(pilot, office)
        assert wizard.query_one("#finish", Button).disabled
        for page_id in PAGES:
            await fill_page(pilot, wizard, page_id)
        await until(pilot, lambda: wizard.complete)
        await pilot.pause()
        await pilot.press("f10")
        await shown(pilot, PreviewScreen)
        for said in ("KARIMI", "سارا", "Lindenallee 5", "Germany", "student"):
            assert said.lower() in text_of(pilot.app).lower() or said == "student"
        await pilot.press("f5")
        await shown(pilot, ActivatedScreen)
        await says(pilot, "I want to set a fixed password.")
        await pilot.press("space", "f5")
        await shown(pilot, SetPasswordScreen)
        await write(pilot, f"{PASSWORD}\r")
        await write(pilot, f"{PASSWORD}\r")
        await shown(pilot, AccountScreen)
        await says(pilot, "You have no request at this office yet.")
        await settled(pilot)
    card = office.store.read(lambda work: work.people.card_by_national_code(NEWCOMER))
    assert card is not None
    assert office.events("applicant:account:opened") == 1
    assert office.events("applicant:password:set") == 1


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_mails_are_in_the_language_of_the_screen_from_the_first_one(
    office: SmallOffice, language: Language
) -> None:
    async with lobby(office, NARROW) as pilot:
        if language == "fa":
            await pilot.press("f2")
            await spoken(pilot)
        wizard = await begin(pilot, office)

        assert mails(office.desk)[-1].mail.language == language
        assert wizard.registration.language == language
        assert wizard.registration.answers["language"] == language


async def previewed(pilot: Pilot[None], office: SmallOffice) -> PreviewScreen:
    wizard = await begin(pilot, office)
    for page_id in PAGES:
        await fill_page(pilot, wizard, page_id)
    await until(pilot, lambda: wizard.complete)
    await pilot.pause()
    await pilot.press("f10")
    return await shown(pilot, PreviewScreen)


@pytest.mark.parametrize("language", ["fa"])
async def test_the_preview_is_printed_and_nothing_is_agreed_to_by_that(
    office: SmallOffice, language: Language
) -> None:
    async with lobby(office, NARROW) as pilot:
        preview = await previewed(pilot, office)
        if language == "fa":
            await pilot.press("f2")
            await spoken(pilot)
        await pilot.press("f6")
        said = {"en": "is being printed", "fa": "چاپ می"}[language]
        await until(pilot, lambda: said in notices(pilot.app))

        assert pilot.app.screen is preview
        (paper,) = [p for p in office.config.printed_folder.iterdir() if p.name.startswith("preview-")]
        assert "Lindenallee" in words_in(paper.read_bytes())
    assert office.events("registration:preview:printed") == 1
    assert office.events("applicant:account:opened") == 0


async def test_without_a_printer_the_preview_says_so_and_stays(office: SmallOffice) -> None:
    office.desk = replace(office.desk, printer=NoPrinter())
    async with lobby(office, NARROW) as pilot:
        preview = await previewed(pilot, office)
        await pilot.click("#print")
        sentence = Words("en").error(Unavailable("printer.none"))
        await until(pilot, lambda: sentence in notices(pilot.app))

        assert "is being printed" not in notices(pilot.app)
        assert pilot.app.screen is preview


async def test_everything_wrong_is_said_beneath_its_field(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        before = len(mails(office.desk))
        await pilot.press("1")
        screen = await shown(pilot, AskCodeScreen)
        for typed in ("nobody", "1234567890", "zzz"):
            await write(pilot, f"{typed}\r")
        await until(pilot, lambda: screen.query_one("#note-email", Label).display)

        for name in ("email", "national", "security"):
            assert screen.query_one(f"#note-{name}", Label).display
        assert pilot.app.focused is screen.query_one("#email")
        assert len(mails(office.desk)) == before


async def test_the_question_in_words_opens_the_way_as_the_picture_does(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        await pilot.press("1")
        screen = await shown(pilot, AskCodeScreen)
        await write(pilot, f"{EMAIL}\r")
        await write(pilot, f"{NEWCOMER}\r")
        before = screen.code.text
        await pilot.press("f6")
        await until(pilot, lambda: screen.code.text != before)
        await spoken(pilot)
        assert screen.query_one("#email", Input).value == EMAIL
        screen.query_one("#security").focus()
        await write(pilot, f"{screen.code.answer}\r")

        await shown(pilot, EnterCodeScreen)


async def test_a_wrong_code_is_said_and_the_right_one_still_enters(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        await pilot.press("1")
        await ask_for_code(pilot)
        right = code_in(office.desk, mails(office.desk)[-1])
        wrong = "111111" if right != "111111" else "222222"
        await write(pilot, f"{wrong}\r")
        await says(pilot, "This code is not right.")
        await write(pilot, f"{right}\r")

        await shown(pilot, WizardScreen)


async def test_who_chooses_from_a_list_stands_at_the_next_field(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        wizard = await begin(pilot, office)
        sex, marital = (wizard.query_one(f"#field-{name}", ChoiceField) for name in ("sex", "marital"))
        sex.focus()
        await choose(pilot, sex, "F")
        await until(pilot, lambda: pilot.app.focused is marital)


async def test_enter_pressed_twice_in_haste_passes_no_field_by(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        wizard = await begin(pilot, office)
        field = wizard.query_one("#field-name_fa", Input)
        for _ in range(2):
            field.post_message(Input.Submitted(field, ""))
        await pilot.pause()

        assert pilot.app.focused is wizard.query_one("#field-surname_fa")


async def test_what_may_stay_open_can_be_taken_back(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        wizard = await begin(pilot, office)
        field = wizard.query_one("#field-nationality_other", ChoiceField)
        field.focus()
        await choose(pilot, field, "DE")
        field.focus()
        await choose(pilot, field, "")

        assert "Choose with Enter" in field.render().plain
        assert not wizard.typed["nationality_other"]


async def test_a_field_that_gets_the_focus_is_seen_with_its_label_and_its_help(office: SmallOffice) -> None:
    async with lobby(office, NARROW) as pilot:
        wizard = await begin(pilot, office)
        form = wizard.query_one(Form)
        label, field, note = (form.query_one(f"#{part}-birth_date") for part in ("label", "field", "note"))
        await pilot.pause()
        top = label.virtual_region.y + 1
        form.scroll_to(y=top, animate=False)
        await until(pilot, lambda: form.scroll_y == top)
        field.focus()

        await until(
            pilot,
            lambda: note.display and all(form.region.contains_region(p.region) for p in (label, field, note)),
        )


async def test_a_page_with_problems_is_not_recorded_and_keeps_what_was_typed(office: SmallOffice) -> None:
    async with lobby(office, NARROW) as pilot:
        wizard = await begin(pilot, office)
        await write(pilot, "Sara")
        await pilot.press("f5")
        await says(pilot, "The page was not recorded yet.")

        assert wizard.query_one("#field-name_fa", Input).value == "Sara"
        assert wizard.query_one("#note-name_fa", Label).display
        assert wizard.query_one("#note-surname_fa", Label).display
        assert not wizard.complete


@pytest.mark.parametrize("page", list(PAGES))
async def test_the_field_with_the_focus_shows_its_label(office: SmallOffice, page: str) -> None:
    async with lobby(office, NARROW) as pilot:
        wizard = await begin(pilot, office)
        while wizard.page.id != page:
            await pilot.press("f7")
            await until(pilot, lambda: wizard.query(Form))
        for field in (wizard.fields[0], wizard.fields[-1]):
            if not wizard.query_one(f"#field-{field.id}").display:
                continue
            wizard.query_one(f"#field-{field.id}").focus()

            await says(pilot, field.label.en)


async def test_the_words_of_a_refused_page_are_gone_on_the_next(office: SmallOffice) -> None:
    async with lobby(office, NARROW) as pilot:
        wizard = await begin(pilot, office)
        await pilot.press("f5")
        await says(pilot, "The page was not recorded yet.")
        await pilot.press("f7")
        await until(pilot, lambda: wizard.page.id == "residence")

        await until(pilot, lambda: not notices(pilot.app))


async def test_everything_wrong_about_a_child_is_said_beneath_its_field(office: SmallOffice) -> None:
    async with lobby(office, NARROW) as pilot:
        await sign_in(pilot, office)
        await pilot.press("f7")
        child = await shown(pilot, ChildScreen)
        await pilot.press("f5")

        await until(pilot, lambda: len(child.query("Label.-wrong")) == 3)
        assert "Continue" in str(child.query_one("#record", Button).label)


async def test_an_interrupted_registration_goes_on_where_it_stopped(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        wizard = await begin(pilot, office)
        await fill_page(pilot, wizard, "identity")
        await until(pilot, lambda: wizard.page.id == "residence")
        await pilot.pause()
        wizard.query_one("#field-city").focus()
        await write(pilot, "Musterst\r")
        await until(pilot, lambda: office.events("registration:answer:kept") > 0)
        await pilot.pause()
        office.idle.now += 60
        kiosk(pilot).watch_idle()
        await shown(pilot, WelcomeScreen)
        await pilot.pause()
        assert "Musterst" not in repr([vars(screen) for screen in pilot.app.screen_stack])

        again = await begin(pilot, office)
        await until(pilot, lambda: again.page.id == "residence")
        await until(pilot, lambda: again.query_one("#field-city", Input).value == "Musterst")


async def test_a_change_of_language_keeps_what_stands_in_the_fields(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        wizard = await begin(pilot, office)
        await write(pilot, "سار")
        await pilot.press("f2")
        await says(pilot, PERSIAN("Record"))
        await spoken(pilot)

        field = wizard.query_one("#field-name_fa", Input)
        assert field.value == "سار"
        assert pilot.app.focused is field


async def test_the_day_is_shown_in_both_calendars(office: SmallOffice) -> None:
    async with lobby(office) as pilot:
        wizard = await begin(pilot, office)
        wizard.query_one("#field-birth_date").focus()
        await write(pilot, "1372/12/05")

        await says(pilot, "1994-02-24")


async def test_the_password_signs_in_and_a_forgotten_one_is_reset(office: SmallOffice) -> None:
    registered(office.desk, NEWCOMER, by=LOBBY)
    async with lobby(office) as pilot:
        await pilot.press("2")
        await pilot.pause()
        await until(pilot, lambda: pilot.app.screen.query("#password"))
        await pilot.press("2")
        await shown(pilot, PasswordScreen)
        await write(pilot, f"{NEWCOMER}\r")
        await write(pilot, "not the one\r")
        await until(pilot, lambda: pilot.app.screen.query_one("#note-password", Label).display)
        assert pilot.app.screen.query_one("#password", Input).value == ""

        await pilot.press("f6")
        await shown(pilot, AskCodeScreen)
        screen = pilot.app.screen
        assert isinstance(screen, AskCodeScreen)
        for typed in (EMAIL, NEWCOMER, screen.code.text):
            await write(pilot, f"{typed}\r")
        await shown(pilot, ResetScreen)
        for typed in (code_in(office.desk, mails(office.desk)[-1]), PASSWORD, PASSWORD):
            await write(pilot, f"{typed}\r")
        await shown(pilot, AccountScreen)
        await pilot.press("f12")
        await shown(pilot, WelcomeScreen)
        await settled(pilot)
    assert office.events("applicant:session:ended") == 1


@pytest.mark.parametrize("letter", GLYPHS)
def test_each_letter_of_the_picture_is_whole(letter: str) -> None:
    rows = picture(letter * 5)

    assert {len(row) for row in rows} == {60}
    dots = "".join(GLYPHS[letter]).count("#")
    assert sum(row.count("█") for row in rows) == 2 * 5 * dots
